"""WooCommerce's own products export: simple products, and variations under their parents."""

import re
from decimal import Decimal
from html import unescape

from shopdesk.domain.amounts import parse_amount
from shopdesk.domain.cells import fold_name
from shopdesk.domain.identifiers import clean_id
from shopdesk.domain.imported import ImportedProduct
from shopdesk.exchange.html_text import html_to_text
from shopdesk.exchange.platforms.by_order import settle_decimal
from shopdesk.exchange.platforms.columns import Columns, Row
from shopdesk.exchange.platforms.format import BadCell, Reading
from shopdesk.exchange.platforms.woocommerce_columns import PRODUCT_COLUMNS
from shopdesk.exchange.tables import is_caption

_GRAMS = {
    "weight_kg": Decimal(1000),
    "weight_g": Decimal(1),
    "weight_lbs": Decimal("453.592"),
    "weight_oz": Decimal("28.3495"),
}
_ATTRIBUTE = re.compile(
    r"(?:attribute|attribut|atributo|属性) ?(\d+) "
    r"(?:values?|value\(s\)|wert\(e\)|werte|valeur\(s\)|valor\(es\)|值)"
)
_VARIATION = ("variation", "variante", "变体")


class _Columns(Columns):
    def __init__(self, reading: Reading) -> None:
        super().__init__(reading.table, PRODUCT_COLUMNS)
        names = reading.table.names.items()
        found = {int(match[1]): index for name, index in names if (match := _ATTRIBUTE.fullmatch(name))}
        self.attributes = [index for _number, index in sorted(found.items())]

    def is_variation(self, row: list[str]) -> bool:
        return any(word in _VARIATION for word in _words(self.text(row, "type")))


def read_products(reading: Reading) -> None:
    """Reads what can be sold into `reading.file`: a parent stands for itself only where it has no variations."""
    columns = _Columns(reading)
    file = reading.file
    file.currency = reading.currency()
    rows = []
    for number, row in reading.rows(columns.at["id"]):
        if is_caption(row):
            reading.leave_out(number)
        else:
            rows.append((number, row))
    settle_decimal(reading, {"": rows}, [columns.at[name] for name in ("price", "cost", *_GRAMS)])
    parents = _parents(columns, rows)
    used = {name for _number, row in rows if columns.is_variation(row) for name in _parent_names(columns, row)}
    taken: set[str] = set()
    for number, row in rows:
        own = clean_id(row[columns.at["id"]])
        if not columns.is_variation(row) and used & set(_own_names(columns, row)):
            continue
        try:
            product = _product(reading, columns, row, parents)
            if not product.title and not product.sku:
                raise BadCell("product.unnamed", columns.at["title"], field="title")
            product.row, product.key = number, product.sku or f"woocommerce:{own}"
            if product.key in taken:
                raise BadCell("product.duplicate", columns.at["sku"], field="sku", found=product.key)
        except BadCell as cause:
            reading.refuse([(number, row)], cause)
            continue
        taken.add(product.key)
        file.products.append(product)


def _words(text: str) -> list[str]:
    return [word.strip() for word in fold_name(text).split(",")]


def _own_names(columns: Columns, row: list[str]) -> list[str]:
    own, sku = clean_id(row[columns.at["id"]]), clean_id(row[columns.at["sku"]])
    return [name for name in (f"id:{own}" if own else "", sku.casefold()) if name]


def _parent_names(columns: Columns, row: list[str]) -> list[str]:
    """A parent is named by its SKU, or as `id:741`."""
    parent = columns.text(row, "parent").casefold()
    return [parent, f"id:{parent}"] if parent.isdecimal() else [parent] if parent else []


def _parents(columns: _Columns, rows: list[Row]) -> dict[str, list[str]]:
    return {name: row for _number, row in rows if not columns.is_variation(row) for name in _own_names(columns, row)}


def _product(reading: Reading, columns: _Columns, row: list[str], parents: dict[str, list[str]]) -> ImportedProduct:
    at, currency = columns.at, reading.file.currency or ""
    parent = row
    if columns.is_variation(row):
        parent = next((parents[name] for name in _parent_names(columns, row) if name in parents), row)
    amounts = {name: reading.money(row, at[name], name, currency) for name in ("price", "cost")}
    for name, amount in amounts.items():
        if amount is not None and amount < 0:
            raise BadCell("money.negative", at[name], field=name, found=row[at[name]])
    variant = ""
    if columns.is_variation(row):
        variant = " / ".join(text for index in columns.attributes if (text := row[index].strip()))
    hidden = columns.text(parent, "published") in ("0", "-1") or columns.text(row, "published") in ("0", "-1")
    product = ImportedProduct(
        key="",
        sku=clean_id(row[at["sku"]]),
        barcode=clean_id(row[at["barcode"]]),
        title=unescape(columns.text(parent, "title")),
        variant=unescape(variant),
        category=unescape(columns.text(row, "categories") or columns.text(parent, "categories")),
        supplier=columns.text(row, "brand") or columns.text(parent, "brand"),
        price=amounts["price"],
        currency=currency,
        cost=amounts["cost"],
        weight_g=_grams(reading, columns, row),
        stock=_stock(columns, row),
        status="hidden" if hidden or columns.text(row, "visibility") == "hidden" else "active",
        extra={name: row[index] for name, index in columns.others if row[index].strip()},
    )
    described = html_to_text(row[at["description"]])
    if described:
        product.extra["Description"] = described
    return product


def _stock(columns: Columns, row: list[str]) -> int | None:
    """Pieces in stock, also below zero; None where stock is not counted or is the parent's."""
    text, index = columns.text(row, "stock"), columns.at["stock"]
    if not text or text.casefold() == "parent":
        return None
    try:
        amount = parse_amount(text)
    except ValueError:
        raise BadCell("number.unreadable", index, field="stock", expected="0, 1, 2 …", found=text) from None
    return None if amount is None else int(amount.to_integral_value())


def _grams(reading: Reading, columns: Columns, row: list[str]) -> int | None:
    for name, grams in _GRAMS.items():
        text = columns.text(row, name)
        if text:
            amount = reading.amount(text, columns.at[name], "weight_g")
            return int((amount * grams).to_integral_value()) if amount and amount > 0 else None
    return None
