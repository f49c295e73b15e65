"""Buyers and addresses in Etsy's lists."""

import re
from html import unescape

from shopdesk.domain.cells import value
from shopdesk.domain.identifiers import clean_postcode
from shopdesk.domain.imported import ImportedOrder
from shopdesk.exchange.platforms.columns import Columns

# Canonical field -> the column that tells it.
PLACE_FIELDS = {
    "street": "street", "city": "city", "region": "region", "postcode": "postcode", "country": "country",
    "address_raw": "street",
}  # fmt: skip
_NAMED_LOGIN = re.compile(r"(.*?)\s*\(([^()\s]+)\)\s*", re.DOTALL)


def login_of(buyer: str) -> str:
    """The login in `Display Name (login)`, or a bare login; empty for guests and for a mere name."""
    match = _NAMED_LOGIN.fullmatch(buyer)
    if match:
        return match[2]
    return "" if " " in buyer else buyer


def display_name(buyer: str) -> str:
    """The name in `Display Name (login)`; a login alone is better than nothing."""
    match = _NAMED_LOGIN.fullmatch(buyer)
    return unescape(match[1] or match[2]) if match else unescape(buyer)


def set_place(columns: Columns, order: ImportedOrder, row: list[str]) -> None:
    """The address, as it was."""
    parts = (columns.text(row, "street"), columns.text(row, "street2"))
    order.street = unescape(", ".join(part for part in parts if part))
    order.city, order.region = unescape(columns.text(row, "city")), unescape(columns.text(row, "region"))
    order.postcode = clean_postcode(row[columns.at["postcode"]])
    order.country = value(row[columns.at["country"]])
    town = " ".join(part for part in (order.city, order.region, order.postcode) if part)
    if order.street:
        order.address_raw = ", ".join(part for part in (order.street, town, order.country) if part)
