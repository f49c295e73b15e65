"""Money as integer minor units plus an ISO 4217 currency; `Decimal` at the edges, never float."""

from decimal import ROUND_HALF_UP, Decimal

# ISO 4217 minor units that are not 2.
_NO_DECIMALS = frozenset(
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ]
)
_THREE_DECIMALS = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])

# Minor units. More than this is a slip of the keyboard or a wrong column; sums of it would not fit the database.
MOST = 10**16


def decimals(currency: str) -> int:
    """Digits after the decimal point of one unit of `currency` (ISO 4217 code)."""
    if currency in _NO_DECIMALS:
        return 0
    return 3 if currency in _THREE_DECIMALS else 2


def to_minor(amount: Decimal, currency: str) -> int:
    """Minor units of `amount`, rounded half up."""
    scaled = amount.scaleb(decimals(currency))
    return int(scaled.to_integral_value(rounding=ROUND_HALF_UP))


def is_exact(amount: Decimal, currency: str) -> bool:
    """Whether `amount` has no digits finer than the currency's smallest unit."""
    scaled = amount.scaleb(decimals(currency))
    return scaled == scaled.to_integral_value()


def to_decimal(minor: int, currency: str) -> Decimal:
    """The amount as a Decimal with the currency's decimals."""
    return Decimal(minor).scaleb(-decimals(currency))


def to_text(minor: int | None, currency: str) -> str | None:
    """The amount as plain text with the currency's decimals, `"178.00"`; None stays None."""
    if minor is None:
        return None
    places = decimals(currency)
    if places == 0:
        return str(minor)
    sign = "-" if minor < 0 else ""
    whole, part = divmod(abs(minor), 10**places)
    return f"{sign}{whole}.{part:0{places}d}"
