"""Any table, through the mapping a person gives: one row per line, order cells repeated or blank.

Rows of one order number are one order; its own cells are taken from the first row that tells them. A total that
differs between rows of one order anywhere in the file is a total per line and is added up; else it is the order's
total, repeated. Without a total, the lines, shipping and tax less discount make it.

Negative quantities and cancellation invoices (`C…` with negative quantities) are returns: beside goods of the same
kind in the same order they are taken off them, alone they become ImportedReturn, for only the shop knows whether
the order they take back is there.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from shopdesk.domain.addresses import split_chinese
from shopdesk.domain.amounts import CURRENCIES, currency_named
from shopdesk.domain.cells import value
from shopdesk.domain.identifiers import clean_id, clean_phone, clean_postcode, counts_rows, digits_were_cut, is_masked
from shopdesk.domain.imported import ImportedLine, ImportedOrder, ImportedReturn
from shopdesk.domain.instants import slash_dates_tell_order
from shopdesk.domain.payment_words import is_pay_on_delivery
from shopdesk.exchange.platforms.format import BadCell, Format, Reading
from shopdesk.exchange.platforms.table_mapping import Mapping
from shopdesk.exchange.platforms.table_status import TableFacts, table_facts
from shopdesk.exchange.tables import PackedRows, Table, is_caption

_LINE_FIELDS = frozenset({"sku", "title", "variant", "personalisation", "quantity", "price"})
_TEXTS = (
    "buyer_email", "buyer_id", "country", "region", "city", "district", "street", "payment_method",
    "payment_reference", "shipping_method", "carrier", "buyer_message", "seller_memo",
)  # fmt: skip
_INSTANTS = ("ordered_at", "paid_at", "shipped_at", "signed_at", "cancelled_at")
_AMOUNTS = ("shipping", "discount", "tax", "refunded", "paid")
_CANCELLATION = re.compile(r"[cC](\d+)")
_SLASH_DATES_LOOKED_AT = 5000
_REMEMBERED = 50_000  # different goods whose texts are kept once, however often they are told

Row = tuple[int, list[str]]


class TableColumns:
    """Indexes of the mapped columns; a field without one points at a blank cell."""

    def __init__(self, table: Table, mapping: Mapping) -> None:
        self.at = dict.fromkeys((*_LINE_FIELDS, *_TEXTS, *_INSTANTS, *_AMOUNTS), table.width)
        self.at |= dict.fromkeys(
            (
                "buyer_name",
                "buyer_phone",
                "postcode",
                "address",
                "status",
                "total",
                "currency",
                "tracking",
                "line_discount",
            ),
            table.width,
        )
        self.at |= {key: table.column(name) for key, name in mapping.columns.items()}
        self.mapped = frozenset(mapping.columns)
        self.others = table.others(frozenset(mapping.columns.values()))
        self.has_lines = bool(self.mapped & _LINE_FIELDS)
        self.goods = lru_cache(_REMEMBERED)(_goods)


@dataclass(slots=True)
class _Line:
    """One row as a line, negative where goods come back."""

    line: ImportedLine
    quantity: int
    total: int


def read_table(reading: Reading, mapping: Mapping) -> None:
    """Reads the mapped table into `reading.file`; what cannot be read is refused order by order."""
    columns = TableColumns(reading.table, mapping)
    file = reading.file
    reading.decimal = mapping.decimal
    key = columns.at["platform_order"]
    groups = PackedRows()
    for number, row in reading.rows(key):
        name = clean_id(row[key])
        if name:
            groups.add(name, number, row)
        elif not is_caption(row):
            reading.refuse([(number, row)], BadCell("order.number_missing", key, field="platform_order"))
    reading.date_order = mapping.date_order or _guess_date_order(reading, columns, groups)
    file.ids_count_rows = counts_rows(list(groups))
    file.order_fields, file.line_fields = _order_fields(columns), _line_fields(columns)
    per_line = _totals_are_per_line(columns, groups, reading.table.open_row)
    cut = digits_were_cut(list(groups))
    for name, rows in reading.each(groups):
        try:
            if cut and len(name) > 15:
                raise BadCell("id.destroyed", key, field="platform_order", found=name)
            reading.order_number(name, key)
            _read_order(reading, columns, name, rows, per_line)
        except BadCell as cause:
            if not all(is_caption(row) for _number, row in rows):
                reading.refuse(rows, cause, name)


def _read_order(reading: Reading, columns: TableColumns, name: str, rows: list[Row], per_line: bool) -> None:
    currency = _currency(reading, columns, rows)
    lines = [_line(reading, columns, row, number, currency) for number, row in rows] if columns.has_lines else []
    if lines and all(line.quantity < 0 for line in lines):
        reading.file.returns.append(_return(reading, columns, name, rows, lines, currency))
        return
    order = ImportedOrder(name, rows[0][0], currency=currency)
    order.lines = _net_lines(columns, lines)
    _order_cells(reading, columns, order, rows)
    order.goods = sum(line.total for line in order.lines) if order.lines else None
    order.total = _total(reading, columns, order, rows, per_line)
    _status(reading, columns, order, rows)
    reading.file.orders.append(order)


def _currency(reading: Reading, columns: TableColumns, rows: list[Row]) -> str:
    """The order's one currency: its cells', the amounts' own sign, else the file's. Raises BadCell for two."""
    at = columns.at
    named = {row[at["currency"]].strip().upper() for _number, row in rows} - {""}
    signs = {
        currency_named(row[at[key]])
        for _number, row in rows
        for key in ("price", "total")
        if not _is_plain(row[at[key]])
    }
    named |= {sign for sign in signs if sign} if not named else set()
    if len(named) > 1:
        raise BadCell("order.two_currencies", at["currency"], field="currency", found=", ".join(sorted(named)))
    if not named:
        reading.file.currency = reading.currency()
        return reading.file.currency
    currency = named.pop()
    if currency not in CURRENCIES:
        raise BadCell("currency.unknown", at["currency"], field="currency", expected="USD, CNY …", found=currency)
    return currency


def _is_plain(text: str) -> bool:
    return not text or (text.isascii() and not text.upper().isupper() and "$" not in text)


def _line(reading: Reading, columns: TableColumns, row: list[str], number: int, currency: str) -> _Line:
    at = columns.at
    try:
        quantity = _signed_quantity(reading, row[at["quantity"]], at["quantity"])
        price: int | None
        price, full = reading.line_price(row[at["price"]], at["price"], abs(quantity), currency)
        discount = abs(reading.money(row, at["line_discount"], "discount", currency) or 0)
    except BadCell as cause:
        cause.row = number
        raise
    total = full - discount
    if "price" not in columns.mapped and "total" in columns.mapped and quantity:
        total = 0
    if "price" not in columns.mapped:
        price = None
    goods = columns.goods(row[at["sku"]], row[at["title"]], row[at["variant"]], row[at["personalisation"]])
    line = ImportedLine(*goods, abs(quantity), price, discount, total, row=number)
    return _Line(line, quantity, total if quantity >= 0 else -total)


def _goods(sku: str, title: str, variant: str, own_words: str) -> tuple[str, str, str, str, str]:
    """What tells the line apart from others of its order, and its cells as they are kept."""
    sku, title, variant = clean_id(sku), value(title), value(variant)
    return f"{sku}|{title}|{variant}", sku, title, variant, value(own_words)


def _signed_quantity(reading: Reading, text: str, index: int) -> int:
    if text.startswith("-") and text[1:].strip():
        return -reading.quantity(text[1:].strip(), index)
    return reading.quantity(text, index)


def _net_lines(columns: TableColumns, lines: list[_Line]) -> list[ImportedLine]:
    """Lines with what came back taken off goods of the same kind.

    Raises BadCell where nothing is left to take, and for a quantity of zero.
    """
    kept: list[ImportedLine] = []
    keys: dict[str, int] = {}
    for each in lines:
        if each.quantity == 0:
            # Neither sold nor sent back: somebody has to say what it means.
            at = columns.at["quantity"]
            raise BadCell("line.quantity", at, field="quantity", expected="1, 2, 3 …", found="0", row=each.line.row)
        if each.quantity < 0:
            continue
        count = keys[each.line.key] = keys.get(each.line.key, 0) + 1
        if count > 1:
            each.line.key = f"{each.line.key}#{count}"
        kept.append(each.line)
    for each in lines:
        if each.quantity < 0:
            _take_back(columns, kept, each)
    return kept


def _take_back(columns: TableColumns, kept: list[ImportedLine], back: _Line) -> None:
    left = -back.quantity
    for line in kept:
        if line.key.partition("#")[0] != back.line.key or not left:
            continue
        taken = min(left, line.quantity - line.returned)
        line.returned += taken
        line.refunded += round(line.total * taken / line.quantity)
        left -= taken
    if left:
        at = columns.at["quantity"]
        raise BadCell(
            "line.quantity", at, field="quantity", expected="1, 2, 3 …", found=str(back.quantity), row=back.line.row
        )


def _return(
    reading: Reading, columns: TableColumns, name: str, rows: list[Row], lines: list[_Line], currency: str
) -> ImportedReturn:
    match = _CANCELLATION.fullmatch(name)
    number, row = rows[0]
    at = reading.instant(row, columns.at["ordered_at"], "ordered_at")
    buyer = clean_id(row[columns.at["buyer_id"]])
    own = [each.line for each in lines]
    width = reading.table.width
    cells = [(place, list(row[:width])) for place, row in rows]
    return ImportedReturn(name, match[1] if match else "", number, at, buyer, currency, own, cells)


def _first(rows: list[Row], index: int) -> tuple[list[str], str]:
    """The first row whose cell tells something, and the cell."""
    for _number, row in rows:
        if row[index] and value(row[index]):
            return row, value(row[index])
    return rows[0][1], ""


def _order_cells(reading: Reading, columns: TableColumns, order: ImportedOrder, rows: list[Row]) -> None:
    at = columns.at
    for name in _INSTANTS:
        if name in columns.mapped:
            row, _text = _first(rows, at[name])
            setattr(order, name, reading.instant(row, at[name], name))
    for name in _AMOUNTS:
        if name in columns.mapped:
            row, _text = _first(rows, at[name])
            amount = reading.money(row, at[name], name, order.currency)
            setattr(order, name, None if amount is None else abs(amount))
    for name in _TEXTS:
        if name in columns.mapped:
            setattr(order, name, _first(rows, at[name])[1])
    order.tracking = clean_id(_first(rows, at["tracking"])[1])
    order.buyer_id = clean_id(order.buyer_id)
    order.buyer_name = _first(rows, at["buyer_name"])[1]
    order.buyer_phone = clean_phone(_first(rows, at["buyer_phone"])[1])
    order.postcode = clean_postcode(_first(rows, at["postcode"])[1])
    order.buyer_masked = any(map(is_masked, (order.buyer_name, order.buyer_phone, order.buyer_id)))
    if order.buyer_masked and is_masked(order.buyer_id):
        order.buyer_id = ""
    _address(order, _first(rows, at["address"])[1])
    order.extra = {name: rows[0][1][index] for name, index in columns.others if rows[0][1][index]}


def _address(order: ImportedOrder, text: str) -> None:
    if not text:
        return
    order.address_raw = text
    parts = split_chinese(text)
    if parts.region and not order.region:
        order.region, order.city, order.district = parts.region, order.city or parts.city, parts.district
        order.street, order.country = parts.street, order.country or "CN"
        order.postcode = order.postcode or parts.postcode
    elif not order.street:
        order.street = text


def _totals_are_per_line(columns: TableColumns, groups: PackedRows, open_row: int | None) -> bool:
    """`open_row` proves nothing: its total may be half a number, for the file may have been cut off in it."""
    at = columns.at["total"]
    return "total" in columns.mapped and any(
        len({row[at] for number, row in rows if number != open_row} - {""}) > 1 for rows in groups.repeated()
    )


def _total(
    reading: Reading, columns: TableColumns, order: ImportedOrder, rows: list[Row], per_line: bool
) -> int | None:
    at = columns.at["total"]
    if "total" not in columns.mapped:
        if order.goods is None:
            return None
        return order.goods - (order.discount or 0) + (order.shipping or 0) + (order.tax or 0)
    if not per_line:
        told = list(dict.fromkeys(row[at] for _number, row in rows if row[at]))
        if len(told) > 1:
            raise BadCell("order.totals_differ", at, field="total", found=", ".join(told))
        row, _text = _first(rows, at)
        return reading.money(row, at, "total", order.currency)
    amounts = [reading.money(row, at, "total", order.currency) or 0 for _number, row in rows]
    if "price" not in columns.mapped and len(order.lines) == len(amounts):
        for line, amount in zip(order.lines, amounts, strict=True):
            line.total = amount
        order.goods = sum(amounts)
    return sum(amounts)


def _status(reading: Reading, columns: TableColumns, order: ImportedOrder, rows: list[Row]) -> None:
    at = columns.at["status"]
    _row, text = _first(rows, at)
    facts = table_facts(text) if text else TableFacts()
    if facts is None:
        reading.warn(order.row, BadCell("status.unknown", at, field="status", found=text), order.platform_order)
        facts = TableFacts()
    paid = order.paid_at is not None or bool(order.paid)
    order.payment = facts.payment or ("paid" if paid or facts.finished else "unpaid")
    if order.payment == "paid" and order.refunded:
        order.payment = "refunded" if order.total is not None and order.refunded >= order.total else "part_refunded"
    order.delivery = facts.delivery or ("full" if order.shipped_at or order.tracking else "none")
    if order.signed_at is not None and order.delivery == "full":
        order.delivery = "delivered"
    order.finished = facts.finished
    order.cancelled = facts.cancelled or order.cancelled_at is not None
    order.pay_on_delivery = facts.pay_on_delivery or is_pay_on_delivery(order.payment_method)


def _order_fields(columns: TableColumns) -> frozenset[str]:
    mapped = columns.mapped
    fields = set(mapped) & {*_TEXTS, *_INSTANTS, *_AMOUNTS, "buyer_name", "buyer_phone", "postcode", "tracking"}
    fields |= {"currency", "extra", "total"}
    if mapped & {"status", "paid_at", "paid", "refunded"}:
        fields |= {"payment", "cancelled", "finished"}
    if mapped & {"status", "shipped_at", "tracking", "signed_at"}:
        fields.add("delivery")
    if mapped & {"status", "payment_method"}:
        fields.add("pay_on_delivery")
    if "address" in mapped:
        fields |= {"address_raw", "street", "region", "city", "district", "postcode", "country"}
    if mapped & {"buyer_name", "buyer_phone", "buyer_id"}:
        fields.add("buyer_masked")
    if columns.has_lines:
        fields |= {"lines", "goods"}
    return frozenset(fields)


def _line_fields(columns: TableColumns) -> frozenset[str]:
    if not columns.has_lines:
        return frozenset()
    fields = set(columns.mapped) & {"sku", "title", "variant", "personalisation", "quantity", "price"}
    fields |= {"quantity", "total", "returned", "refunded"}
    fields |= {"discount"} if "line_discount" in columns.mapped else set()
    return frozenset(fields)


def _guess_date_order(reading: Reading, columns: TableColumns, groups: PackedRows) -> str | None:
    """Day or month first, where one date of the file gives it away; a warning where dates leave it open."""
    rows = [groups.rows(order)[0][1] for order in islice(groups, _SLASH_DATES_LOOKED_AT)]
    texts = [row[columns.at[name]] for name in _INSTANTS if name in columns.mapped for row in rows]
    open_ones = [text for text in texts if re.match(r"\s*\d{1,2}[/-]\d{1,2}[/-]\d{2,4}", text)]
    order = slash_dates_tell_order(open_ones)
    if open_ones and order is None:
        index = columns.at["ordered_at"]
        reading.warn(None, BadCell("date.order_guessed", index, field="ordered_at", expected="mdy", found=open_ones[0]))
    return order


def table_format(mapping: Mapping, zone: str | None, currency: str | None) -> Format:
    """The format of a mapped table; zone and currency are the mapping's own."""

    def read(reading: Reading) -> None:
        read_table(reading, mapping)

    needs = tuple(frozenset({name}) for name in mapping.columns.values())
    return Format("table", "orders", needs, frozenset(mapping.columns.values()), read, zone=zone, currency=currency)
