"""What is known of a product, in words."""

from collections.abc import Mapping
from typing import Any

from shopdesk.services.products import ProductRow
from shopdesk.ui import display, vocabulary
from shopdesk.ui.products.columns import STOCK, stock_state
from shopdesk.ui.records.copying import CopyFact
from shopdesk.ui.widgets.key_values import Fact
from shopdesk.words import _

Values = Mapping[str, Any]


def margin(price: int | None, cost: int | None) -> tuple[int, int] | None:
    """(minor units, per cent of the price, rounded half up); None when a part is unknown or the price is zero."""
    if price is None or cost is None or price <= 0:
        return None
    left = price - cost
    return left, (200 * left + price) // (2 * price)


def about(row: ProductRow) -> str:
    """The line below the title."""
    return " · ".join(part for part in (row.sku, row.variant, row.category) if part)


def stock(row: ProductRow) -> list[Fact]:
    """How many there are, how many are promised, where they lie."""
    if row.stock is None:
        counted: list[Fact] = [(_("Stock"), vocabulary.word(STOCK, "uncounted"))]
    else:
        left = display.count(row.available or 0)
        word = vocabulary.word(STOCK, stock_state(row))
        counted = [
            (_("Stock"), display.count(row.stock)),
            (
                _("Reserved"),
                display.count(row.reserved),
                _("Units on orders to ship that no parcel took yet, and on pre-orders"),
            ),
            (_("Available"), f"{left} · {word}" if word else left),
        ]
    return [*counted, (_("Shelf"), row.shelf)]


def money(row: ProductRow) -> list[Fact]:
    """Price, cost, what is left between them."""
    facts: list[Fact] = [
        (_("Price"), display.money(row.price, row.currency)),
        (_("Cost"), display.money(row.cost, row.currency)),
    ]
    left = margin(row.price, row.cost)
    if left is not None:
        text = _("{amount} ({percent} %)").format(amount=display.money(left[0], row.currency), percent=left[1])
        facts.append((_("Margin"), text, _("Price less cost, in per cent of the price")))
    return facts


def details(values: Values) -> list[Fact]:
    """What it weighs and where it comes from."""
    weight = values["weight_g"]
    return [
        (_("Weight"), _("{grams} g").format(grams=display.count(weight)) if weight is not None else ""),
        (_("Supplier"), values["supplier"]),
    ]


def codes(values: Values) -> list[CopyFact]:
    """What is scanned or searched for elsewhere."""
    key = values["key"] if values["key"] != values["sku"] else ""
    return [
        CopyFact("sku", _("SKU"), values["sku"]),
        CopyFact("barcode", _("Barcode"), values["barcode"]),
        CopyFact("key", _("Key in the platform's files"), key),
    ]
