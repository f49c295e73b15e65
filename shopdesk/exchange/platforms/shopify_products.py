"""Shopify's products export: one row per variant or picture; product cells on the first row of each handle."""

from dataclasses import dataclass

from shopdesk.domain.amounts import parse_amount
from shopdesk.domain.cells import value
from shopdesk.domain.identifiers import clean_id
from shopdesk.domain.imported import ImportedProduct
from shopdesk.exchange.html_text import html_to_text
from shopdesk.exchange.platforms.format import BadCell, Reading
from shopdesk.exchange.tables import Table

_COLUMNS = {
    "handle": ("handle", "url handle"),
    "title": ("title",),
    "body": ("body (html)", "description"),
    "vendor": ("vendor",),
    "type": ("type",),
    "category": ("product category", "standard product type"),
    "published": ("published", "published on online store"),
    "status": ("status",),
    "option1": ("option1 value",),
    "option2": ("option2 value",),
    "option3": ("option3 value",),
    "sku": ("variant sku", "sku"),
    "barcode": ("variant barcode", "barcode"),
    "grams": ("variant grams", "weight value (grams)"),
    "stock": ("variant inventory qty", "inventory quantity"),
    "price": ("variant price", "price"),
    "cost": ("cost per item",),
}
KNOWN = frozenset(name for names in _COLUMNS.values() for name in names)
_DEFAULT_OPTION = "default title"


@dataclass(slots=True)
class _Parent:
    """What the first row of a handle says for all its variants."""

    title: str = ""
    vendor: str = ""
    category: str = ""
    status: str = "active"
    description: str = ""


class _Columns:
    """Indexes of the product cells."""

    def __init__(self, table: Table) -> None:
        self.at = {key: table.column(*names) for key, names in _COLUMNS.items()}
        self.others = table.others(KNOWN)

    def text(self, row: list[str], key: str) -> str:
        """The cleaned cell."""
        return value(row[self.at[key]])


def read_products(reading: Reading) -> None:
    """Reads the table's variants into `reading.file`; rows that only add a picture are passed over."""
    columns = _Columns(reading.table)
    file = reading.file
    file.currency = reading.currency()
    parents: dict[str, _Parent] = {}
    taken: set[str] = set()
    for number, row in reading.rows(columns.at["handle"]):
        handle = columns.text(row, "handle") or columns.text(row, "title")
        parent = parents.get(handle)
        if parent is None:
            parent = parents[handle] = _parent(columns, row)
        options = [columns.text(row, key) for key in ("option1", "option2", "option3")]
        if not any(options) and not columns.text(row, "sku") and not columns.text(row, "price"):
            continue
        try:
            if not handle:
                raise BadCell("product.unnamed", columns.at["handle"], field="title")
            product = _product(reading, columns, row, parent)
        except BadCell as cause:
            reading.refuse([(number, row)], cause)
            continue
        product.row = number
        product.variant = " / ".join(text for text in options if text and text.lower() != _DEFAULT_OPTION)
        own = "|".join((handle, *options)).rstrip("|")
        product.key = product.sku or own
        if product.key in taken:
            product.key = own
        if product.key in taken:
            twice = BadCell("product.duplicate", columns.at["handle"], field="sku", found=product.key)
            reading.refuse([(number, row)], twice)
            continue
        taken.add(product.key)
        file.products.append(product)


def _parent(columns: _Columns, row: list[str]) -> _Parent:
    published = columns.text(row, "published").lower()
    status = columns.text(row, "status").lower()
    hidden = published == "false" or status in ("draft", "archived", "unlisted")
    return _Parent(
        columns.text(row, "title"),
        columns.text(row, "vendor"),
        columns.text(row, "type") or columns.text(row, "category"),
        "hidden" if hidden else "active",
        html_to_text(row[columns.at["body"]]),
    )


def _product(reading: Reading, columns: _Columns, row: list[str], parent: _Parent) -> ImportedProduct:
    currency = reading.file.currency or ""
    price = reading.money(row, columns.at["price"], "price", currency)
    cost = reading.money(row, columns.at["cost"], "cost", currency)
    for key, amount in (("price", price), ("cost", cost)):
        if amount is not None and amount < 0:
            raise BadCell("money.negative", columns.at[key], field=key, found=row[columns.at[key]])
    product = ImportedProduct(
        key="",
        sku=clean_id(row[columns.at["sku"]]),
        barcode=clean_id(row[columns.at["barcode"]]),
        title=parent.title,
        category=parent.category,
        supplier=parent.vendor,
        price=price,
        currency=currency,
        cost=cost,
        weight_g=_whole(row[columns.at["grams"]], columns.at["grams"], "weight_g"),
        stock=_whole(row[columns.at["stock"]], columns.at["stock"], "stock"),
        status=parent.status,
        extra={name: row[index] for name, index in columns.others if row[index]},
    )
    if parent.description:
        product.extra["Description"] = parent.description
    return product


def _whole(text: str, index: int, name: str) -> int | None:
    """A rounded whole number, negative ones too (oversold stock); a weight of 0 is not told."""
    try:
        amount = parse_amount(text)
    except ValueError:
        raise BadCell("number.unreadable", index, field=name, expected="0, 1, 2 …", found=text) from None
    if amount is None or (name == "weight_g" and amount <= 0):
        return None
    return int(amount.to_integral_value())
