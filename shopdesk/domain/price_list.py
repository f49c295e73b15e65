"""Rows of a price list, and what they would change of the products that a shop has."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from shopdesk.domain import money
from shopdesk.domain.cells import value
from shopdesk.domain.errors import UserError

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
TEXTS: Final = ("title", "variant", "category", "supplier", "barcode", "shelf")
AMOUNTS: Final = ("price", "cost")
FIELDS: Final = (*TEXTS, "price", "currency", "cost", "weight_g", "stock", "status")


@dataclass(slots=True)
class PriceRow:
    """One row: which product it means, and the cells that are not blank. A blank cell leaves the product as it is.

    Amounts in `told` are Decimals: which currency they are in, only the shop may know.
    """

    row: int
    sku: str
    barcode: str = ""
    told: dict[str, Any] = field(default_factory=dict)
    columns: Mapping[str, str | None] = field(default_factory=dict)  # field → header over its cell
    cells: list[str] = field(default_factory=list)  # as found, should the row be refused


def changes(row: PriceRow, product: Mapping[str, Any], default_currency: str) -> dict[str, Any]:
    """The cells of a product that a row makes different.

    Raises UserError `money.unreadable` with `field` for an amount finer than the currency's smallest coin, and for one
    that would silently come to mean another currency.
    """
    told = row.told
    currency = told.get("currency") or product.get("currency") or default_currency
    wanted: dict[str, Any] = {name: told[name] for name in ("weight_g", "stock", "status") if name in told}
    wanted |= {name: told[name] for name in TEXTS if name in told and told[name] != _as_read(product.get(name))}
    if wanted.get("stock", 0) < 0 and wanted["stock"] != product.get("stock"):
        raise UserError("number.unreadable", field="stock", found=str(wanted["stock"]), expected="0, 1, 2 …")
    for name in AMOUNTS:
        if name in told:
            wanted[name] = minor(told[name], currency, name)
        elif product.get(name) is not None and currency != product.get("currency"):
            # The other amount of the row would be taken for so many of the new currency.
            raise UserError("money.unreadable", field="currency", found=currency, expected=product.get("currency"))
    if currency != product.get("currency") and (told.keys() & {*AMOUNTS, "currency"}):
        wanted["currency"] = currency
    return {name: new for name, new in wanted.items() if new != product.get(name)}


def _as_read(text: Any) -> str:
    """A text as it comes back from a spreadsheet: without what a cell cannot hold or a reader takes for wrapping."""
    return value(_CONTROL.sub("", text or ""))


def minor(amount: Decimal, currency: str, name: str) -> int:
    """Minor units of an amount. Raises UserError `money.unreadable`."""
    if not money.is_exact(amount, currency) or money.to_minor(amount, currency) > money.MOST:
        expected = money.to_text(123450 if money.decimals(currency) else 1234, currency)
        raise UserError("money.unreadable", field=name, found=str(amount), expected=expected)
    return money.to_minor(amount, currency)
