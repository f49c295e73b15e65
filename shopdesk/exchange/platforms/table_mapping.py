"""The mapping a person gives for a table of no known platform, checked."""

from dataclasses import dataclass
from typing import Any

from shopdesk.domain.cells import fold_name
from shopdesk.domain.errors import UserError

FIELDS = frozenset(
    {
        "platform_order", "sku", "title", "variant", "personalisation", "quantity", "price",
        "line_discount", "ordered_at", "buyer_name", "buyer_phone", "buyer_email", "buyer_id", "country",
        "region", "city", "district", "street", "postcode", "address", "status", "paid_at", "shipped_at",
        "signed_at", "cancelled_at", "total", "shipping", "discount", "tax", "refunded", "paid", "currency",
        "payment_method", "payment_reference", "shipping_method", "carrier", "tracking", "buyer_message",
        "seller_memo",
    }
)  # fmt: skip
_OTHER_KEYS = frozenset({"columns", "zone", "currency", "date_order", "decimal"})


@dataclass(slots=True, frozen=True)
class Mapping:
    """A checked mapping: canonical field -> folded header name, and how cells are to be read."""

    columns: dict[str, str]
    headers: dict[str, str]  # canonical field -> header as the person wrote it
    zone: str | None = None
    currency: str | None = None
    date_order: str | None = None
    decimal: str | None = None

    def fits(self, names: frozenset[str]) -> bool:
        """Whether a header with these folded names has every mapped column."""
        return names.issuperset(self.columns.values())

    def nearly_fits(self, names: frozenset[str]) -> bool:
        """Whether a header has the order number's column, or half of the mapped ones."""
        have = len(names.intersection(self.columns.values()))
        return self.columns["platform_order"] in names or have * 2 >= len(self.columns)

    def missing(self, names: frozenset[str]) -> str:
        """The first mapped header that is not there."""
        return next((self.headers[key] for key, name in self.columns.items() if name not in names), "")


def check_mapping(mapping: dict[str, Any]) -> Mapping:
    """The mapping in its exact shape. Raises UserError `map.invalid` naming what is wrong in `found`."""
    columns = mapping.get("columns") if isinstance(mapping, dict) else None
    if not isinstance(columns, dict) or not columns:
        raise UserError("map.invalid", found="columns", expected='{"columns": {"platform_order": …}}')
    for key in mapping:
        if key not in _OTHER_KEYS:
            raise UserError("map.invalid", found=key, expected=", ".join(sorted(_OTHER_KEYS)))
    used = {key: name for key, name in columns.items() if name is not None}
    for key, name in used.items():
        if key not in FIELDS:
            raise UserError("map.invalid", found=key, expected=", ".join(sorted(FIELDS)))
        if not isinstance(name, str) or not name.strip():
            raise UserError("map.invalid", found=f"{key}: {name!r}", expected='"Header"')
    if "platform_order" not in used:
        raise UserError("map.invalid", found="columns", expected="platform_order")
    return Mapping(
        {key: fold_name(name) for key, name in used.items()},
        used,
        _choice(mapping, "zone", None),
        _choice(mapping, "currency", None),
        _choice(mapping, "date_order", ("ymd", "dmy", "mdy")),
        _choice(mapping, "decimal", (".", ",")),
    )


def _choice(mapping: dict[str, Any], key: str, allowed: tuple[str, ...] | None) -> str | None:
    text = mapping.get(key)
    if text is None or text == "":
        return None
    if not isinstance(text, str) or (allowed and text not in allowed):
        raise UserError("map.invalid", found=f"{key}: {text!r}", expected=" | ".join(allowed or ("text",)))
    return text.upper() if key == "currency" else text
