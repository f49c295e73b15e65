"""The mapping a person gives for a table of no known platform, checked.

A field names one column, or several as a list: amounts of several columns are added, of phones and e-mails the first
that is filled counts, all other cells are joined with a space (`"ordered_at": ["Date", "Time"]`).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from shopdesk.domain.cells import fold_name
from shopdesk.domain.errors import UserError
from shopdesk.domain.imported import PLATFORMS
from shopdesk.domain.text import printable

INSTANTS: Final = ("ordered_at", "paid_at", "shipped_at", "signed_at", "cancelled_at")
AMOUNTS: Final = ("shipping", "discount", "tax", "refunded", "paid", "total", "line_total", "line_discount", "line_tax")
JOINED: Final = frozenset(
    {
        *INSTANTS, "title", "variant", "personalisation", "buyer_name", "region", "city", "district", "street",
        "address", "payment_method", "shipping_method", "carrier", "buyer_message", "seller_memo",
    }
)  # fmt: skip
FIRST_FILLED: Final = frozenset({"buyer_phone", "buyer_email"})
SEVERAL: Final = JOINED | FIRST_FILLED | frozenset(AMOUNTS)
FIELDS: Final = SEVERAL | frozenset(
    {
        "platform_order", "sku", "quantity", "price", "buyer_id", "country", "postcode", "status", "currency",
        "payment_reference", "tracking", "zone",
    }
)  # fmt: skip
STATUSES: Final = ("awaiting_payment", "to_ship", "shipped", "completed")
_OTHER_KEYS = ("columns", "zone", "currency", "date_order", "decimal", "status", "platform", "name", "header")
_MOST_COLUMNS = 12  # of one field
_MOST_NAMES = 2_000  # of a header
_LONGEST = 500  # characters of a text in a mapping
_SHOWN = 80  # characters of what is wrong that the error quotes
_SHAPE = '{"columns": {"platform_order": …}}'


@dataclass(slots=True, frozen=True)
class Mapping:
    """A checked mapping: canonical field -> folded header names, and how cells are to be read."""

    columns: dict[str, tuple[str, ...]]
    headers: dict[str, tuple[str, ...]]  # canonical field -> headers as the person wrote them
    zone: str | None = None
    currency: str | None = None
    date_order: str | None = None
    decimal: str | None = None
    status: str | None = None  # of orders whose state and payment no cell tells; None: not paid
    platform: str | None = None  # whose orders they are; None: of no platform
    name: str = ""  # what the person calls such a file
    header: tuple[str, ...] = ()  # all columns of the file it was made for

    @property
    def needed(self) -> frozenset[str]:
        """The folded names of all mapped columns."""
        return frozenset(name for names in self.columns.values() for name in names)

    def fits(self, names: frozenset[str]) -> bool:
        """Whether a header with these folded names has every mapped column."""
        return names.issuperset(self.needed)

    def nearly_fits(self, names: frozenset[str]) -> bool:
        """Whether a header has the order number's column, or half of the mapped ones."""
        needed = self.needed
        return self.columns["platform_order"][0] in names or len(names & needed) * 2 >= len(needed)

    def missing(self, names: frozenset[str]) -> str:
        """The first mapped header that is not there."""
        pairs = ((key, at, name) for key, several in self.columns.items() for at, name in enumerate(several))
        return next((self.headers[key][at] for key, at, name in pairs if name not in names), "")


def header_key(names: Iterable[str]) -> str:
    """What a header is known by again: SHA-256 of its folded names, whatever their order."""
    folded = sorted({fold_name(name) for name in names} - {""})
    return hashlib.sha256("\x1f".join(folded).encode("utf-8", "replace")).hexdigest()


def check_mapping(mapping: Any) -> Mapping:
    """The mapping in its exact shape. Raises UserError `map.invalid` naming what is wrong in `found`."""
    columns = mapping.get("columns") if isinstance(mapping, dict) else None
    if not isinstance(columns, dict) or not columns:
        raise _wrong("columns", _SHAPE)
    for key in mapping:
        if key not in _OTHER_KEYS:
            raise _wrong(key, ", ".join(sorted(_OTHER_KEYS)))
    headers = {key: _headers(key, name) for key, name in columns.items() if name is not None}
    if "platform_order" not in headers:
        raise _wrong("columns", "platform_order")
    return Mapping(
        {key: tuple(map(fold_name, names)) for key, names in headers.items()},
        headers,
        _text(mapping, "zone"),
        _text(mapping, "currency", upper=True),
        _text(mapping, "date_order", ("ymd", "dmy", "mdy")),
        _text(mapping, "decimal", (".", ",")),
        _text(mapping, "status", STATUSES),
        _text(mapping, "platform", PLATFORMS),
        _text(mapping, "name") or "",
        _header(mapping.get("header")),
    )


def _headers(key: Any, names: Any) -> tuple[str, ...]:
    """The column or columns of a field. Raises UserError `map.invalid`."""
    if key not in FIELDS:
        raise _wrong(key, ", ".join(sorted(FIELDS)))
    several = names if isinstance(names, list) else [names]
    if isinstance(names, list) and (key not in SEVERAL or not 0 < len(names) <= _MOST_COLUMNS):
        raise _wrong(f"{key}: {names!r}", '"Header"')
    for name in several:
        if not isinstance(name, str) or not fold_name(name) or len(name) > _LONGEST:
            raise _wrong(f"{key}: {name!r}", '"Header"')
    return tuple(several)


def _header(names: Any) -> tuple[str, ...]:
    if names is None:
        return ()
    right = isinstance(names, list) and len(names) <= _MOST_NAMES
    if not right or not all(isinstance(name, str) and len(name) <= _LONGEST for name in names):
        raise _wrong("header", '["Header", …]')
    return tuple(names)


def _text(
    mapping: dict[str, Any], key: str, allowed: tuple[str, ...] | None = None, *, upper: bool = False
) -> str | None:
    text = mapping.get(key)
    if text is None or text == "":
        return None
    if not isinstance(text, str) or len(text) > _LONGEST or (allowed and text not in allowed):
        raise _wrong(f"{key}: {text!r}", " | ".join(allowed or ("text",)))
    return text.upper() if upper else text


def _wrong(found: Any, expected: str) -> UserError:
    shown = printable(str(found))
    return UserError("map.invalid", found=shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…", expected=expected)
