"""Etsy's item list: one row per item; buyer, address and dates are repeated on each."""

import re
from html import unescape

from shopdesk.domain.cells import value
from shopdesk.domain.identifiers import clean_id
from shopdesk.domain.imported import ImportedLine, ImportedOrder
from shopdesk.exchange.platforms.by_order import add_line, read_each, rows_by_order, settle_dates, settle_decimal
from shopdesk.exchange.platforms.columns import Columns, Row
from shopdesk.exchange.platforms.etsy_columns import LINE_COLUMNS
from shopdesk.exchange.platforms.etsy_people import PLACE_FIELDS, display_name, login_of, set_place
from shopdesk.exchange.platforms.format import BadCell, Reading, currency_of

DATES = ("ordered_at", "paid_at", "shipped_at")
_OWN_WORDS = re.compile(r"(?:^|[,;]\s*)Personali[sz]ation\s*:\s*", re.IGNORECASE)


def read_lines(reading: Reading) -> None:
    """Reads the items into orders of lines; a bad item keeps its whole order out."""
    columns = Columns(reading.table, LINE_COLUMNS)
    at, has = columns.at, columns.has
    groups = rows_by_order(reading, at["platform_order"])
    settle_dates(reading, groups, [at[name] for name in DATES], "mdy")
    settle_decimal(reading, groups, (at["price"], at["line_total"]))
    file = reading.file
    fields = {name for name in DATES if has[name]} | {"lines", "extra"}
    fields |= {"payment"} if has["paid_at"] else set()
    fields |= {"delivery"} if has["shipped_at"] else set()
    fields |= {name for name in ("buyer_name", "buyer_masked") if has["name"] or has["buyer"]}
    fields |= {"buyer_id"} if has["buyer"] else set()
    file.order_fields = frozenset(fields) | {name for name in PLACE_FIELDS if has[PLACE_FIELDS[name]]}
    file.line_fields = frozenset({"title", "quantity", "price", "total", "discount"})
    file.line_fields |= {"variant", "personalisation"} if has["variations"] else set()
    file.line_fields |= {"sku"} if has["sku"] else set()
    read_each(reading, at["platform_order"], groups, lambda name, rows: _order(reading, columns, name, rows))


def _order(reading: Reading, columns: Columns, name: str, rows: list[Row]) -> ImportedOrder:
    currency = currency_of(reading, rows, columns.at["currency"])
    order = ImportedOrder(name, rows[0][0], currency=currency)
    keys: dict[str, int] = {}
    transactions: set[str] = set()
    sent = []
    for number, row in rows:
        own = clean_id(row[columns.at["transaction"]])
        if own and own in transactions:
            continue  # exports of two periods put together
        transactions.add(own)
        try:
            add_line(order, _line(reading, columns, row, number, currency), keys)
            sent.append(reading.instant(row, columns.at["shipped_at"], "shipped_at"))
        except BadCell as cause:
            cause.row = number
            raise
    for field in DATES:
        setattr(order, field, reading.instant(columns.first(rows, field), columns.at[field], field))
    order.payment = "paid" if order.paid_at is not None or not columns.has["paid_at"] else "unpaid"
    order.delivery = "full" if all(sent) else "partial" if any(sent) else "none"
    for line, at in zip(order.lines, sent, strict=True):
        line.shipped = line.quantity if at else 0
    _buyer(columns, order, rows)
    order.extra = columns.extra(rows)
    return order


def _buyer(columns: Columns, order: ImportedOrder, rows: list[Row]) -> None:
    buyer = columns.told(rows, "buyer")
    order.buyer_id = login_of(buyer)
    order.buyer_name = unescape(columns.told(rows, "name")) or display_name(buyer)
    set_place(columns, order, columns.first(rows, "street"))


def _line(reading: Reading, columns: Columns, row: list[str], number: int, currency: str) -> ImportedLine:
    at = columns.at
    quantity = reading.quantity(row[at["quantity"]], at["quantity"])
    if quantity == 0:
        found = row[at["quantity"]]
        raise BadCell("line.quantity", at["quantity"], field="quantity", expected="1, 2, 3 …", found=found)
    price, full = reading.line_price(row[at["price"]], at["price"], quantity, currency)
    told = reading.money(row, at["line_total"], "total", currency)
    if told is not None and told < 0:
        raise BadCell("money.negative", at["line_total"], field="total", found=row[at["line_total"]])
    if not columns.has["price"] and told is not None:
        price, full = (told // quantity if told % quantity == 0 else None), told
    total = full if told is None else told
    sku, title = clean_id(row[at["sku"]]), unescape(row[at["title"]]).strip()
    variant, own_words = _variations(value(row[at["variations"]]))
    key = clean_id(row[at["transaction"]]) or f"{sku}|{title}|{variant}"
    return ImportedLine(key, sku, title, variant, own_words, quantity, price, max(0, full - total), total, row=number)


def _variations(text: str) -> tuple[str, str]:
    """The variant and the buyer's own words out of `Size:Small,Personalization:For Anna, with love`."""
    text = unescape(text)
    match = _OWN_WORDS.search(text)
    if match is None:
        return text, ""
    return text[: match.start()].rstrip(" ,;"), text[match.end() :].strip()
