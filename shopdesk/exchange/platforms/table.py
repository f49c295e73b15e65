"""Any table, through the mapping a person gives: one row per line, order cells repeated or blank.

Rows of one order number are one order, and so are rows below it that have goods and nothing else. Its own cells are
taken from the first row that tells them. An amount that differs between rows of one order anywhere in the file is an
amount per line and is added up; else it is the order's, repeated. Without a total, the lines, shipping and tax less
discount make it.

Negative quantities and cancellation invoices (`C…` with negative quantities) are returns: beside goods of the same
kind in the same order they are taken off them (`table_returns.py`), alone they become ImportedReturn, for only the
shop knows whether the order they take back is there.
"""

import re
from dataclasses import dataclass
from itertools import islice

from shopdesk.domain.addresses import split_chinese
from shopdesk.domain.amounts import CURRENCIES, currency_named, parse_refunded_within, sign_may_mean
from shopdesk.domain.cells import value
from shopdesk.domain.column_values import decimal_sign, is_separated
from shopdesk.domain.identifiers import clean_id, clean_phone, clean_postcode, counts_rows, digits_were_cut, is_masked
from shopdesk.domain.imported import ImportedLine, ImportedOrder, ImportedReturn
from shopdesk.domain.instants import slash_dates_tell_order
from shopdesk.domain.money import to_minor, to_text
from shopdesk.domain.payment_words import is_pay_on_delivery
from shopdesk.exchange.platforms.format import BadCell, Format, Reading
from shopdesk.exchange.platforms.table_columns import (
    ORDER_AMOUNTS,
    TEXTS,
    TableColumns,
    cell_amount,
    cell_instant,
    line_fields,
    order_fields,
    told_per_line,
)
from shopdesk.exchange.platforms.table_mapping import AMOUNTS, INSTANTS, Mapping
from shopdesk.exchange.platforms.table_returns import settle
from shopdesk.exchange.platforms.table_status import TableFacts, table_facts
from shopdesk.exchange.tables import PackedRows, is_caption

_DEFAULTS = {
    None: TableFacts(),
    "awaiting_payment": TableFacts(),
    "to_ship": TableFacts("paid"),
    "shipped": TableFacts("paid", "full"),
    "completed": TableFacts("paid", "delivered", finished=True),
}
_SIGNED = ("price", "total", "line_total")  # amounts whose sign may name the currency
_CANCELLATION = re.compile(r"[cC](\d+)")
_SLASH_DATES_LOOKED_AT = 5000

Row = tuple[int, list[str]]


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
    reading.joined_names = columns.joined_names
    key = columns.at["platform_order"]
    groups = PackedRows()
    name = ""
    for number, row in reading.rows(key):
        name = clean_id(row[key]) or (name if name and columns.continues(row) else "")
        if name:
            columns.join(row)
            groups.add(name, number, row)
        elif is_caption(row):
            reading.leave_out(number)
        else:
            reading.refuse([(number, row)], BadCell("order.number_missing", key, field="platform_order"))
    reading.date_order = mapping.date_order or _guess_date_order(reading, columns, groups)
    _say_if_decimal_is_guessed(reading, columns, groups)
    file.ids_count_rows = counts_rows(list(groups))
    file.order_fields, file.line_fields = order_fields(columns), line_fields(columns)
    per_line = told_per_line(columns, groups, reading.table.open_row)
    reading.step(0)
    cut = digits_were_cut(list(groups))
    for name, rows in reading.each(groups):
        try:
            if cut and len(name) > 15:
                raise BadCell("id.destroyed", key, field="platform_order", found=name)
            reading.order_number(name, key)
            _read_order(reading, columns, name, rows, per_line)
        except BadCell as cause:
            if all(is_caption(row[: reading.table.width]) for _number, row in rows):
                for number, _row in rows:
                    reading.leave_out(number)
            else:
                reading.refuse(rows, cause, name)


def _read_order(reading: Reading, columns: TableColumns, name: str, rows: list[Row], per_line: frozenset[str]) -> None:
    currency = _currency(reading, columns, rows)
    lines = [_line(reading, columns, row, number, currency) for number, row in rows] if columns.has_lines else []
    if lines and all(line.quantity < 0 for line in lines):
        reading.file.returns.append(_return(reading, columns, name, rows, lines, currency))
        return
    order = ImportedOrder(name, rows[0][0], currency=currency)
    order.lines = _net_lines(columns, lines)
    _order_cells(reading, columns, order, rows, per_line)
    order.goods = sum(line.total for line in order.lines) if order.lines else None
    order.total = _total(reading, columns, order, rows, per_line)
    if "total" in per_line and len(rows) > 1:
        _check_sum(reading, columns, order)
    _refunded_within(reading, columns, order, rows, per_line)
    _status(reading, columns, order, rows)
    reading.file.order_fields |= settle(
        order,
        is_total_told="total" in columns.mapped,
        is_payment_told=columns.status is not None or bool(columns.mapped & {"status", "paid_at", "paid"}),
    )
    reading.file.orders.append(order)


def _currency(reading: Reading, columns: TableColumns, rows: list[Row]) -> str:
    """The order's one currency: its cells', the amounts' own sign, else the file's. Raises BadCell for two."""
    at = columns.at
    named = {row[at["currency"]].strip().upper() for _number, row in rows} - {""}
    signed = {row[at[key]] for _number, row in rows for key in _SIGNED if not _is_plain(row[at[key]])}
    named |= {sign for sign in map(currency_named, signed) if sign} if not named else set()
    if len(named) > 1:
        raise BadCell("order.two_currencies", at["currency"], field="currency", found=", ".join(sorted(named)))
    if not named:
        reading.file.currency = currency = reading.currency()
    else:
        currency = named.pop()
        if currency not in CURRENCIES:
            raise BadCell("currency.unknown", at["currency"], field="currency", expected="USD, CNY …", found=currency)
    for text in signed:
        if not sign_may_mean(text, currency):
            # `$` in a shop of another currency: whoever knows has to say which dollar it is.
            where = next(at[key] for _number, row in rows for key in _SIGNED if row[at[key]] == text)
            raise BadCell("currency.sign", where, field="currency", expected=currency, found=text)
    return currency


def _is_plain(text: str) -> bool:
    return not text or (text.isascii() and not text.upper().isupper() and "$" not in text)


def _line(reading: Reading, columns: TableColumns, row: list[str], number: int, currency: str) -> _Line:
    at = columns.at
    try:
        quantity = _signed_quantity(reading, row[at["quantity"]], at["quantity"])
        price: int | None
        price, full = reading.line_price(row[at["price"]], at["price"], abs(quantity), currency)
        if "line_total" in columns.mapped:
            price, full = _line_total(reading, columns, row, (quantity, price, full), currency)
        discount = abs(cell_amount(reading, columns, row, "line_discount", currency) or 0)
    except BadCell as cause:
        cause.row = number
        raise
    total = full - discount
    if not columns.mapped & {"price", "line_total"}:
        total = 0 if "total" in columns.mapped and quantity else total
        price = None
    goods = columns.goods(row[at["sku"]], row[at["title"]], row[at["variant"]], row[at["personalisation"]])
    line = ImportedLine(*goods, abs(quantity), price, discount, total, row=number)
    return _Line(line, quantity, total if quantity >= 0 else -total)


def _line_total(
    reading: Reading, columns: TableColumns, row: list[str], told: tuple[int, int | None, int], currency: str
) -> tuple[int | None, int]:
    """Price of one unit and what the row comes to, where the file tells that; `told`: quantity, price, both multiplied.

    Raises BadCell where an amount below zero stands beside goods that were sold.
    """
    quantity, price, full = told
    amount = cell_amount(reading, columns, row, "line_total", currency)
    if amount is None:
        return price, full
    if amount < 0 < quantity:
        at = columns.at["line_total"]
        raise BadCell("money.negative", at, field="line_total", found=row[at])
    if "price" not in columns.mapped:
        price = abs(amount) // abs(quantity) if quantity and not amount % quantity else None
    return price, abs(amount)


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
    at = cell_instant(reading, columns, row, "ordered_at")
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


def _order_cells(
    reading: Reading, columns: TableColumns, order: ImportedOrder, rows: list[Row], per_line: frozenset[str]
) -> None:
    at = columns.at
    for name in INSTANTS:
        if name in columns.mapped:
            row, _text = _first(rows, at[name])
            setattr(order, name, cell_instant(reading, columns, row, name))
    # A table that only tells when it was paid: that day is nearer than the day of the import.
    order.ordered_at = order.ordered_at or order.paid_at or order.shipped_at
    for name in ORDER_AMOUNTS:
        if name in columns.mapped:
            amount = _order_amount(reading, columns, rows, name, per_line, order.currency)
            setattr(order, name, None if amount is None else abs(amount))
    if "line_tax" in columns.mapped:
        told = sum(cell_amount(reading, columns, row, "line_tax", order.currency) or 0 for _number, row in rows)
        order.tax = (order.tax or 0) + told
    for name in TEXTS:
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


def _order_amount(
    reading: Reading, columns: TableColumns, rows: list[Row], name: str, per_line: frozenset[str], currency: str
) -> int | None:
    """The order's amount: that of the first row that tells it, or the sum over all rows. Raises BadCell."""
    if name not in per_line:
        parts = columns.parts[name]
        row = next((row for _number, row in rows if any(value(row[at]) for at in parts)), rows[0][1])
        return cell_amount(reading, columns, row, name, currency)
    return sum(cell_amount(reading, columns, row, name, currency) or 0 for _number, row in rows)


def _total(
    reading: Reading, columns: TableColumns, order: ImportedOrder, rows: list[Row], per_line: frozenset[str]
) -> int | None:
    at = columns.at["total"]
    if "total" not in columns.mapped:
        if order.goods is None:
            return None
        return order.goods - (order.discount or 0) + (order.shipping or 0) + (order.tax or 0)
    if "total" not in per_line:
        told = list(dict.fromkeys(row[at] for _number, row in rows if row[at]))
        if len(told) > 1:
            raise BadCell("order.totals_differ", at, field="total", found=", ".join(told))
        return _order_amount(reading, columns, rows, "total", per_line, order.currency)
    amounts = [cell_amount(reading, columns, row, "total", order.currency) or 0 for _number, row in rows]
    if not columns.mapped & {"price", "line_total"} and len(order.lines) == len(amounts):
        for line, amount in zip(order.lines, amounts, strict=True):
            line.total = amount
        order.goods = sum(amounts)
    return sum(amounts)


def _check_sum(reading: Reading, columns: TableColumns, order: ImportedOrder) -> None:
    """Warns where totals were added up and the parts of the order make something else, with and without its tax."""
    if not columns.mapped & {"price", "line_total"} or order.total is None:
        return
    back = sum(line.refunded for line in order.lines)
    parts = (order.goods or 0) - (order.discount or 0) + (order.shipping or 0)
    shipping = order.shipping or 0
    sums = {parts + tax - off - less for tax in (0, order.tax or 0) for off in (0, back) for less in (0, shipping)}
    if min(abs(order.total - each) for each in sums) <= len(order.lines):
        return
    expected = to_text(parts + (order.tax or 0), order.currency)
    found = to_text(order.total, order.currency)
    cause = BadCell("order.total_mismatch", columns.at["total"], field="total", expected=expected, found=found)
    reading.warn(order.row, cause, order.platform_order)


def _refunded_within(
    reading: Reading, columns: TableColumns, order: ImportedOrder, rows: list[Row], per_line: frozenset[str]
) -> None:
    """Money back that stands in brackets behind the total, `131.77(已退款89.84)`. Raises BadCell."""
    at = columns.at["total"]
    if "refunded" in columns.mapped or not any("退款" in row[at] or "efunded" in row[at] for _number, row in rows):
        return
    told = [row[at] for _number, row in rows] if "total" in per_line else [_first(rows, at)[1]]
    try:
        amounts = [parse_refunded_within(text, reading.decimal) for text in told]
    except ValueError:
        raise BadCell("money.unreadable", at, field="refunded", expected="1234.50", found=told[0]) from None
    order.refunded = sum(to_minor(amount, order.currency) for amount in amounts if amount is not None)
    reading.file.order_fields |= {"refunded", "payment"}


def _status(reading: Reading, columns: TableColumns, order: ImportedOrder, rows: list[Row]) -> None:
    at = columns.at["status"]
    _row, text = _first(rows, at)
    facts = table_facts(text) if text else _DEFAULTS[columns.status]
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


def _guess_date_order(reading: Reading, columns: TableColumns, groups: PackedRows) -> str | None:
    """Day or month first, where one date of the file gives it away; a warning where dates leave it open."""
    rows = [groups.first(order) for order in islice(groups, _SLASH_DATES_LOOKED_AT)]
    texts = [row[columns.at[name]] for name in INSTANTS if name in columns.mapped for row in rows]
    open_ones = [text for text in texts if re.match(r"\s*\d{1,2}[/-]\d{1,2}[/-]\d{2,4}", text)]
    order = slash_dates_tell_order(open_ones)
    if open_ones and order is None:
        index = columns.at["ordered_at"]
        reading.warn(None, BadCell("date.order_guessed", index, field="ordered_at", expected="mdy", found=open_ones[0]))
    return order


def _say_if_decimal_is_guessed(reading: Reading, columns: TableColumns, groups: PackedRows) -> None:
    """A warning where the mapping names no decimal sign and `1.015` may be a thousand or one and a bit."""
    if reading.decimal is not None:
        return
    rows = [groups.first(order) for order in islice(groups, _SLASH_DATES_LOOKED_AT)]
    for name in ("price", *AMOUNTS):
        at = columns.parts[name][0] if name in AMOUNTS else columns.at[name]
        texts = [row[at] for row in rows if row[at]] if name in columns.mapped else []
        if decimal_sign(texts)[1]:
            found = next(filter(is_separated, texts))
            reading.warn(None, BadCell("decimal.guessed", at, field=name, expected=". | ,", found=found))
            return


def table_format(mapping: Mapping) -> Format:
    """The format of a mapped table; platform, zone and currency are the mapping's own."""

    def read(reading: Reading) -> None:
        read_table(reading, mapping)

    needs = tuple(frozenset({name}) for name in sorted(mapping.needed))
    return Format(
        mapping.platform or "table", "orders", needs, mapping.needed, read, zone=mapping.zone,
        currency=mapping.currency, mapping=mapping.name,
    )  # fmt: skip
