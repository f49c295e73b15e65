"""Money as people, shops and spreadsheets write it, read into `Decimal`."""

import re
import unicodedata
from decimal import Decimal

from shopdesk.domain.cells import clean, is_nothing

# ISO 4217
_CODES = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN
    BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS
    GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW
    KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD
    NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD
    SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED
    VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL
"""
CURRENCIES = frozenset(_CODES.split())
# Signs that mean one currency; "" marks signs that several currencies share.
_SIGNS = {
    "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "₫": "VND", "฿": "THB", "₱": "PHP", "₺": "TRY",
    "₽": "RUB", "₪": "ILS", "₴": "UAH", "₦": "NGN", "৳": "BDT", "元": "CNY", "RMB": "CNY",
    "人民币": "CNY", "CN¥": "CNY", "円": "JPY", "JP¥": "JPY", "US$": "USD", "AU$": "AUD", "A$": "AUD", "CA$": "CAD",
    "C$": "CAD", "NZ$": "NZD", "HK$": "HKD", "NT$": "TWD", "S$": "SGD", "R$": "BRL", "MX$": "MXN",
    "ZŁ": "PLN", "KČ": "CZK", "RM": "MYR",
    "RP": "IDR", "RP.": "IDR", "RS": "INR", "RS.": "INR", "CHF": "CHF", "FR.": "CHF",
    "$": "", "¥": "", "KR": "", "KR.": "", "R": "",
}  # fmt: skip
_CROWNS = frozenset({"SEK", "NOK", "DKK", "ISK"})
_DOLLARS = """
    USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP UYU DOP BBD BMD BSD BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD BND CUP
    BRL NIO TOP WST
"""
_SHARED: dict[str, frozenset[str]] = {
    "$": frozenset(_DOLLARS.split()),
    "¥": frozenset({"CNY", "JPY"}),
    "KR": _CROWNS,
    "KR.": _CROWNS,
    "R": frozenset({"ZAR", "BRL", "INR", "RUB"}),
}
_PLAIN = re.compile(r"-?\d{1,15}(?:\.\d+)?")
_REFUNDED = re.compile(r"(.*?)\((?:已退款|已退|refunded)\s*:?\s*([^()]+)\)\s*", re.DOTALL | re.IGNORECASE)
_REFUNDED_WHOLLY = re.compile(r"(.*?)\(\s*(?:已?全额退款|fully refunded)\s*\)\s*", re.DOTALL | re.IGNORECASE)
_PARTS = re.compile(r"([^\d.,]*)([.,]?\d[\d.,'’ ]*)(.*)", re.DOTALL)
_MOST_DIGITS = 15  # a larger sum is a typing error or an id in the wrong column


def parse_amount(text: str, decimal: str | None = None) -> Decimal | None:
    """The amount in `text`; None where the cell says nothing. Raises ValueError where it cannot be read.

    Reads `$1,149.00`, `($33.62)`, `-$7.00`, `15,00€`, `AU $3,000.00`, `¥28.16`, `146.92元`, and the amount before the
    bracket of `131.77(已退款89.84)` and `468.32(已全额退款)`. `decimal` is the decimal point where known, `.` or `,`;
    unknown, the last separator decides and a lone comma before three digits parts thousands.
    """
    if decimal != "," and _PLAIN.fullmatch(text):
        return Decimal(text)
    text = unicodedata.normalize("NFKC", clean(text)).strip()
    if is_nothing(text):
        return None
    within = _REFUNDED.fullmatch(text) or _REFUNDED_WHOLLY.fullmatch(text)
    if within:
        text = within[1].strip()
    text, negative = _without_sign(text)
    match = _PARTS.fullmatch(text)
    if not match or not _is_currency_sign(match[1]) or not _is_currency_sign(match[3]):
        raise ValueError(text)
    amount = Decimal(_plain_digits(match[2], decimal))
    if amount.adjusted() >= _MOST_DIGITS:
        raise ValueError(text)
    return -amount if negative else amount


def parse_refunded_within(text: str, decimal: str | None = None) -> Decimal | None:
    """The refund told in brackets behind an amount, `131.77(已退款89.84)`; None where there is none.

    Raises ValueError where it cannot be read.
    """
    text = unicodedata.normalize("NFKC", clean(text))
    wholly = _REFUNDED_WHOLLY.fullmatch(text)
    if wholly:
        return parse_amount(wholly[1], decimal)
    match = _REFUNDED.fullmatch(text)
    return parse_amount(match[2], decimal) if match else None


def currency_named(text: str) -> str | None:
    """The ISO currency that an amount names by its sign or code; None where the sign is shared or missing."""
    text, _negative = _without_sign(unicodedata.normalize("NFKC", clean(text)).strip())
    match = _PARTS.fullmatch(text)
    if not match:
        return None
    for part in (match[1], match[3]):
        sign = part.replace(" ", "").upper()
        if sign in CURRENCIES:
            return sign
        if _SIGNS.get(sign):
            return _SIGNS[sign]
    return None


def sign_may_mean(text: str, currency: str) -> bool:
    """Whether a sign that several currencies share (`$`, `¥`) can stand for `currency`; true without such a sign."""
    shared = _shared_sign(text)
    return shared is None or currency in _SHARED[shared]


def currencies_of_sign(text: str) -> frozenset[str] | None:
    """The currencies that the shared sign of an amount can mean; None where it has none."""
    shared = _shared_sign(text)
    return None if shared is None else _SHARED[shared]


def _shared_sign(text: str) -> str | None:
    text, _negative = _without_sign(unicodedata.normalize("NFKC", clean(text)).strip())
    match = _PARTS.fullmatch(text)
    signs = [part.replace(" ", "").upper() for part in (match[1], match[3])] if match else []
    return next((sign for sign in signs if sign and _SIGNS.get(sign) == ""), None)


def _without_sign(text: str) -> tuple[str, bool]:
    """`text` without minus or the brackets of bookkeepers, and whether it was negative."""
    text = text.replace("−", "-").replace("–", "-")
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), True
    if text.endswith("-"):
        return text[:-1].strip(), True
    if text.count("-") == 1:
        head = text.partition("-")[0]
        if not any(character.isdigit() for character in head):
            return text.replace("-", "").strip(), True
    return text.lstrip("+").strip(), False


def _is_currency_sign(part: str) -> bool:
    sign = part.replace(" ", "").upper()
    return not sign or sign in _SIGNS or sign in CURRENCIES


def _plain_digits(digits: str, decimal: str | None) -> str:
    """`1.149,00` and its like as digits with a point. Raises ValueError for separators in odd places."""
    digits = digits.replace(" ", "").replace("'", "").replace("’", "")
    if decimal is None:
        decimal = _guess_decimal(digits)
    whole, _point, part = digits.partition(decimal)
    if decimal in part:
        raise ValueError(digits)
    thousands = "," if decimal == "." else "."
    if thousands in part:
        raise ValueError(digits)
    groups = whole.split(thousands)
    if len(groups) > 1 and (
        not groups[0] or len(groups[-1]) != 3 or any(len(group) not in (2, 3) for group in groups[1:-1])
    ):
        raise ValueError(digits)  # two digits: the Indian 1,00,000.00; at the end they are cents of the other sign
    return f"{''.join(groups) or '0'}.{part or '0'}"


def _guess_decimal(digits: str) -> str:
    point, comma = digits.rfind("."), digits.rfind(",")
    if point >= 0 and comma >= 0:
        return "." if point > comma else ","
    if comma >= 0:
        return "," if digits.count(",") == 1 and len(digits) - comma - 1 != 3 else "."
    return "," if digits.count(".") > 1 else "."
