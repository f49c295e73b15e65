"""Columns and filters of the products table."""

from collections.abc import Callable, Sequence

from shopdesk.domain.products import LOW_STOCK
from shopdesk.services.products import ProductRow
from shopdesk.ui import display, vocabulary
from shopdesk.ui.records.columns import has_room, in_use
from shopdesk.ui.tables.columns import Column
from shopdesk.ui.widgets.filter_bar import FilterChoice
from shopdesk.words import _, mark

Values = Callable[[str], Sequence[str]]

STOCK: vocabulary.Words = {
    "low": (mark("Running low"), "waiting"),
    "out": (mark("Nothing left"), "trouble"),
    "uncounted": (mark("Not counted"), ""),
}


def filters(values: Values) -> tuple[FilterChoice, ...]:
    """What ＋Filter offers; `values` gives those of a field that are in use."""

    return (
        FilterChoice("stock", mark("Stock"), STOCK),
        FilterChoice("status", mark("Status"), vocabulary.PRODUCT_STATUS, single=True),
        FilterChoice("category", mark("Category"), in_use(lambda: values("category"))),
        FilterChoice("supplier", mark("Supplier"), in_use(lambda: values("supplier"))),
        FilterChoice("shelf", mark("Shelf"), in_use(lambda: values("shelf"))),
    )


def stock_state(row: ProductRow) -> str:
    """A code of `STOCK`, "" when there is enough."""
    if row.available is None:
        return "uncounted"
    if row.available <= 0:
        return "out"
    return "low" if row.available <= LOW_STOCK else ""


def available(row: ProductRow) -> str:
    """Units that can still be sold, and a word when they are few."""
    if row.available is None:
        return ""
    number = display.count(row.available)
    state = stock_state(row)
    if not state:
        return number
    return _("{word} · {number}").format(word=_("low") if state == "low" else _("out"), number=number)


def _units(number: int | None) -> str:
    return "" if number is None else display.count(number)


def columns() -> tuple[Column, ...]:
    """The columns; the category is in the story where the screen has no room for it."""
    return (
        Column("sku", mark("SKU"), lambda r: r.sku, width=12, sort="sku"),
        Column(
            "title", mark("Title"), lambda r: r.title, width=18, sort="title", stretch=True,
            tooltip=lambda r: r.title,
        ),
        Column("variant", mark("Variant"), lambda r: r.variant, width=11, muted=True, tooltip=lambda r: r.variant),
        Column("category", mark("Category"), lambda r: r.category, width=8, sort="category", hidden=not has_room()),
        Column(
            "price", mark("Price"), lambda r: display.money(r.price, r.currency), width=9, align="right", sort="price",
            plain=lambda r: display.money_plain(r.price, r.currency),
        ),
        Column(
            "stock", mark("Stock"), lambda r: _units(r.stock), width=6, align="right", sort="stock",
            plain=lambda r: "" if r.stock is None else str(r.stock),
        ),
        Column(
            "reserved", mark("Reserved"), lambda r: display.count(r.reserved) if r.reserved else "", width=8,
            align="right", muted=True, plain=lambda r: str(r.reserved),
        ),
        Column(
            "available", mark("Available"), available, width=8, align="right",
            plain=lambda r: "" if r.available is None else str(r.available),
            dot=lambda r: {"low": "waiting", "out": "trouble"}.get(stock_state(r)),
        ),
        Column(
            "cost", mark("Cost"), lambda r: display.money(r.cost, r.currency), width=9, align="right",
            plain=lambda r: display.money_plain(r.cost, r.currency), hidden=True,
        ),
        Column("supplier", mark("Supplier"), lambda r: r.supplier, width=14, sort="supplier", hidden=True),
        Column("barcode", mark("Barcode"), lambda r: r.barcode, width=15, hidden=True),
        Column(
            "weight", mark("Weight (g)"), lambda r: _units(r.weight_g), width=10, align="right",
            plain=lambda r: "" if r.weight_g is None else str(r.weight_g), hidden=True,
        ),
        Column("shelf", mark("Shelf"), lambda r: r.shelf, width=5, sort="shelf"),
        Column(
            "status", mark("Status"), lambda r: vocabulary.word(vocabulary.PRODUCT_STATUS, r.status), width=7,
            sort="status", dot=lambda r: vocabulary.role(vocabulary.PRODUCT_STATUS, r.status),
        ),
    )  # fmt: skip
