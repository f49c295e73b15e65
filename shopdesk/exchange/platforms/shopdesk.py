"""ShopDesk's own workbook: the Orders and Lines sheets, in whichever language they were written.

Each order keeps the platform, account and platform number that it has in the shop which wrote the workbook
(`ImportedOrder.own`). Moments are in the zone that the workbook names in its properties.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from shopdesk import words
from shopdesk.domain.cells import fold_name
from shopdesk.domain.identifiers import clean_id
from shopdesk.domain.imported import PLATFORMS, ImportedLine, ImportedOrder, Own
from shopdesk.exchange.platforms.format import BadCell, Format, Reading
from shopdesk.exchange.workbook.columns import YES, Column
from shopdesk.exchange.workbook.origin import origin_of
from shopdesk.exchange.workbook.sheets import LINES as LINE_COLUMNS
from shopdesk.exchange.workbook.sheets import ORDERS as ORDER_COLUMNS
from shopdesk.exchange.zones import zone_of_name

LANGUAGES: Final = ("en", "zh_CN")
_NUMBER = re.compile(r"[A-Z]{2}-\d{4}-\d{6,}")
_TEXTS = (
    "buyer_name", "buyer_phone", "buyer_email", "country", "region", "city", "district", "street", "postcode",
    "payment_method", "payment_reference", "carrier", "tracking", "buyer_message", "seller_memo",
)  # fmt: skip
_INSTANTS = ("ordered_at", "paid_at", "shipped_at", "signed_at")
_AMOUNTS = ("goods", "discount", "shipping", "tax", "total", "paid", "refunded")
_FACTS = ("payment", "delivery", "flag", "pay_on_delivery", "finished", "cancelled", "units", "tax_included")
_LINE_FIELDS = (
    "sku", "title", "variant", "personalisation", "quantity", "price", "discount", "total", "shipped", "returned",
    "refunded",
)  # fmt: skip


def _names(columns: tuple[Column, ...], field: str) -> frozenset[str]:
    """The folded header of a column in each language."""
    title = next(column.title for column in columns if column.field == field)
    return frozenset(fold_name(words.catalogue(language).gettext(title)) for language in LANGUAGES)


class _Sheet:
    """Reads cells of one sheet by the field of their column."""

    def __init__(self, reading: Reading, columns: tuple[Column, ...]) -> None:
        self.reading = reading
        self.at = {column.field: reading.table.column(*_names(columns, column.field)) for column in columns}
        self._codes = {column.field: _codes(column) for column in columns if column.words}
        self._yes = {words.catalogue(language).gettext(YES) for language in LANGUAGES}

    def text(self, row: list[str], field: str) -> str:
        return row[self.at[field]].strip()

    def money(self, row: list[str], field: str, currency: str) -> int | None:
        return self.reading.money(row, self.at[field], field, currency)

    def yes(self, row: list[str], field: str) -> bool:
        return self.text(row, field) in self._yes

    def count(self, row: list[str], field: str) -> int:
        return self.reading.quantity(self.text(row, field) or "0", self.at[field])

    def code(self, row: list[str], field: str) -> str:
        """The code behind a word. Raises BadCell `word.unknown`."""
        text = self.text(row, field)
        code = self._codes[field].get(text)
        if code is None:
            raise BadCell("word.unknown", self.at[field], field=field, found=text)
        return code


def _codes(column: Column) -> dict[str, str]:
    known = {words.catalogue(language).gettext(word): code for language in LANGUAGES
             for code, word in (column.words or {}).items()}  # fmt: skip
    return {"": "", **known}


def read_orders(reading: Reading) -> None:
    """Reads the Orders sheet."""
    sheet = _Sheet(reading, ORDER_COLUMNS)
    origin = origin_of(reading.table.sheet.path)
    if origin.zone and not reading.settings.zone:
        zone_of_name(origin.zone)  # a name that nobody knows is refused before any cell is read
        reading.settings = replace(reading.settings, zone=origin.zone)
    file = reading.file
    file.order_fields = frozenset((*_TEXTS, *_INSTANTS, *_AMOUNTS, *_FACTS))
    _each(reading, sheet.at["number"], lambda number, row: _order(sheet, origin.shop, number, row))


def read_lines(reading: Reading) -> None:
    """Reads the Lines sheet: orders that have nothing but lines."""
    sheet = _Sheet(reading, LINE_COLUMNS)
    reading.file.order_fields = frozenset({"lines"})
    reading.file.line_fields = frozenset(_LINE_FIELDS)
    orders: dict[str, ImportedOrder] = {}

    def line(number: int, row: list[str]) -> ImportedOrder | None:
        name, currency = clean_id(row[sheet.at["order"]]), sheet.text(row, "currency")
        read = _line(sheet, currency, number, row)
        order = orders.get(name)
        if order is None:
            order = orders[name] = ImportedOrder(name, number, currency=currency)
            order.lines.append(read)
            return order
        order.lines.append(read)
        return None

    _each(reading, sheet.at["order"], line)


def _each(reading: Reading, key: int, read: Callable[[int, list[str]], ImportedOrder | None]) -> None:
    for number, row in reading.rows(key):
        name = clean_id(row[key])
        if not _NUMBER.fullmatch(name):  # totals stand under the records
            continue
        try:
            order = read(number, row)
            if order is not None:
                reading.file.orders.append(order)
        except BadCell as cause:
            reading.refuse([(number, row)], cause, name)


def _order(sheet: _Sheet, shop: str, number: int, row: list[str]) -> ImportedOrder:
    name, currency, status = clean_id(row[sheet.at["number"]]), sheet.text(row, "currency"), sheet.code(row, "status")
    platform, platform_order = sheet.code(row, "platform"), clean_id(row[sheet.at["platform_order"]])
    if platform_order:
        sheet.reading.order_number(platform_order, sheet.at["platform_order"])
    known = platform in PLATFORMS and bool(platform_order)
    own = Own(name, platform, sheet.text(row, "account")) if known else Own(name, "shopdesk", shop)
    cells: dict[str, Any] = {field: sheet.text(row, field) for field in _TEXTS}
    cells |= {field: sheet.reading.instant(row, sheet.at[field], field) for field in _INSTANTS}
    cells |= {field: sheet.money(row, field, currency) for field in _AMOUNTS}
    without_tax = (cells["goods"] or 0) - (cells["discount"] or 0) + (cells["shipping"] or 0)
    return ImportedOrder(
        platform_order if known else name,
        number,
        currency=currency,
        payment=sheet.code(row, "payment"),
        delivery=sheet.code(row, "delivery"),
        flag=sheet.code(row, "flag"),
        pay_on_delivery=sheet.yes(row, "pay_on_delivery"),
        finished=status == "completed",
        cancelled=status == "cancelled",
        units=sheet.count(row, "units"),
        tax_included=bool(cells["tax"]) and without_tax == cells["total"],
        own=own,
        **cells,
    )


def _line(sheet: _Sheet, currency: str, number: int, row: list[str]) -> ImportedLine:
    place = sheet.text(row, "line")
    if not place.isdecimal():
        raise BadCell("line.quantity", sheet.at["line"], field="line", expected="1, 2, 3 …", found=place)
    return ImportedLine(
        place,
        clean_id(row[sheet.at["sku"]]),
        sheet.text(row, "title"),
        sheet.text(row, "variant"),
        sheet.text(row, "personalisation"),
        sheet.count(row, "quantity"),
        sheet.money(row, "price", currency),
        sheet.money(row, "discount", currency) or 0,
        sheet.money(row, "total", currency) or 0,
        shipped=sheet.count(row, "shipped"),
        returned=sheet.count(row, "returned"),
        refunded=sheet.money(row, "refunded", currency) or 0,
        row=number,
    )


def _format(kind: str, columns: tuple[Column, ...], needs: tuple[str, ...], read: Callable[[Reading], None]) -> Format:
    every = frozenset(name for column in columns for name in _names(columns, column.field))
    return Format("shopdesk", kind, tuple(_names(columns, field) for field in needs), every, read, family=("shopdesk",))


FORMATS = (
    _format("orders", ORDER_COLUMNS, ("number", "platform_order", "status", "payment", "delivery", "customer",
                                      "currency", "total"), read_orders),
    _format("lines", LINE_COLUMNS, ("order", "line", "personalisation", "shipped", "returned", "currency", "total"),
            read_lines),
)  # fmt: skip
