"""Shopify's orders export: one row per line, order cells on the first row of each order only.

Told apart from an order's second row by the order cells (Financial Status, Total …): a row with none of them is a
line more. Tools that repeat the order cells on every row are understood as long as the rows stand together and
tell the same total; totals are never summed. The same number elsewhere in the file with order cells of its own is
another order of that name, and both stay out.
"""

from dataclasses import dataclass, field

from shopdesk.domain.cells import fold_name, value
from shopdesk.domain.identifiers import clean_id, clean_phone, clean_postcode, counts_rows, is_destroyed
from shopdesk.domain.imported import ImportedLine, ImportedOrder
from shopdesk.domain.money import to_text
from shopdesk.domain.payment_words import is_pay_on_delivery
from shopdesk.exchange.platforms.format import BadCell, Reading
from shopdesk.exchange.platforms.shopify_columns import ORDER_FIELDS, OrderColumns
from shopdesk.exchange.tables import is_caption

_PAYMENTS = {
    "": "unpaid", "pending": "unpaid", "unpaid": "unpaid", "authorized": "unpaid", "expired": "unpaid",
    "voided": "unpaid", "partially_paid": "part_paid", "paid": "paid", "partially_refunded": "part_refunded",
    "refunded": "refunded",
}  # fmt: skip
_DELIVERIES = {
    "": "none", "unfulfilled": "none", "restocked": "none", "pending": "none", "on_hold": "none",
    "scheduled": "none", "open": "none", "in_progress": "none", "partial": "partial",
    "partially_fulfilled": "partial", "fulfilled": "full", "shipped": "full", "delivered": "delivered",
}  # fmt: skip
_LINES_SHIPPED = {"fulfilled": True, "shipped": True, "delivered": True, "pending": False, "unfulfilled": False}

Row = tuple[int, list[str]]


@dataclass(slots=True)
class _Group:
    """The rows of one order number."""

    number: str
    rows: list[Row] = field(default_factory=list)
    fault: BadCell | None = None
    repeats: bool = False  # order cells stand on later rows too

    def __len__(self) -> int:
        return len(self.rows)


def read_orders(reading: Reading) -> None:
    """Reads the table's orders into `reading.file`; what cannot be read is refused order by order."""
    columns = OrderColumns(reading.table)
    file = reading.file
    groups = _group(reading, columns)
    file.ids_count_rows = counts_rows(list(groups))
    file.order_fields = frozenset(name for name, names in ORDER_FIELDS.items() if reading.table.has(*names))
    file.order_fields |= {"currency", "extra", "goods", "lines", "address_raw", "buyer_masked", "tax_included"}
    file.line_fields = columns.line_fields()
    if columns.currency == reading.table.width:
        file.currency = reading.currency()
    for _name, group in reading.each(groups):
        if group.fault is None:
            try:
                file.orders.append(_order(reading, columns, group))
                continue
            except BadCell as cause:
                group.fault = cause
        if group.fault.code == "order.head_missing" and all(is_caption(row) for _number, row in group.rows):
            for number, _row in group.rows:
                reading.leave_out(number)
            continue
        reading.refuse(group.rows, group.fault, group.number)


def _group(reading: Reading, columns: OrderColumns) -> dict[str, _Group]:
    """Rows by order number, in the file's order; numbers that cannot be used carry their fault."""
    groups: dict[str, _Group] = {}
    last: _Group | None = None
    name_at = columns.name
    heads = columns.heads
    for number, row in reading.rows(name_at):
        text = row[name_at]
        is_head = any(row[index] for index in heads)
        if not text.strip():
            if last is None or is_head:
                reading.refuse([(number, row)], BadCell("order.number_missing", name_at, field="platform_order"))
            else:
                last.rows.append((number, row))
            continue
        name = clean_id(text)
        group = groups.get(name)
        if group is None:
            group = groups[name] = _Group(name)
            if is_destroyed(name):
                group.fault = BadCell("id.destroyed", name_at, field="platform_order", found=name)
            elif not is_head and heads:
                group.fault = BadCell("order.head_missing", name_at, field="platform_order", found=name)
        elif is_head and heads and group.fault is None:
            group.fault = _repeated(columns, group, row, number, group is last)
        group.rows.append((number, row))
        last = group
    return groups


def _repeated(columns: OrderColumns, group: _Group, row: list[str], number: int, adjacent: bool) -> BadCell | None:
    """What is wrong with order cells on a later row of the same number; None where they are only repeated."""
    first = group.rows[0][1]
    currency, total = columns.currency, columns.total
    if row[currency] and first[currency] and row[currency] != first[currency]:
        found = f"{first[currency]}, {row[currency]}"
        return BadCell("order.two_currencies", currency, field="currency", found=found, row=number)
    if not row[total] and not row[columns.financial]:
        return None
    if adjacent and row[total] == first[total] and row[columns.identity] == first[columns.identity]:
        group.repeats = True
        return None
    return BadCell("order.duplicate", columns.name, field="platform_order", found=group.number, row=number)


def _order(reading: Reading, columns: OrderColumns, group: _Group) -> ImportedOrder:
    number, row = group.rows[0]
    text = row[columns.currency].strip().upper()
    currency = text or reading.currency()
    if not text and reading.file.currency is None:
        reading.file.currency = currency
    if len(currency) != 3 or not currency.isascii() or not currency.isalpha():
        raise BadCell("currency.unknown", columns.currency, field="currency", expected="USD, CNY …", found=currency)
    order = ImportedOrder(group.number, number, currency=currency)
    order.lines = _lines(reading, columns, group, currency)
    _facts(reading, columns, order, row)
    _instants(reading, columns, order, row)
    _money(reading, columns, order, row, group)
    _buyer(columns, order, row)
    order.payment_method = value(row[columns.payment_method])
    order.pay_on_delivery = is_pay_on_delivery(order.payment_method)
    order.payment_reference = value(row[columns.payment_reference])
    order.shipping_method = value(row[columns.shipping_method])
    order.buyer_message = row[columns.notes].strip()
    order.extra = {name: row[index] for name, index in columns.extra if row[index]}
    return order


def _facts(reading: Reading, columns: OrderColumns, order: ImportedOrder, row: list[str]) -> None:
    financial = _word(row[columns.financial])
    payment = _PAYMENTS.get(financial)
    delivery = _DELIVERIES.get(_word(row[columns.fulfillment]))
    if payment is None:
        found = row[columns.financial]
        reading.warn(
            order.row, BadCell("status.unknown", columns.financial, field="payment", found=found), order.platform_order
        )
    if delivery is None:
        found = row[columns.fulfillment]
        reading.warn(
            order.row,
            BadCell("status.unknown", columns.fulfillment, field="delivery", found=found),
            order.platform_order,
        )
    order.payment = payment or "unpaid"
    order.delivery = delivery or "none"
    order.cancelled = financial == "voided"


def _word(text: str) -> str:
    if text.islower() and text.isalpha():
        return text
    return fold_name(text).replace(" ", "_")


def _instants(reading: Reading, columns: OrderColumns, order: ImportedOrder, row: list[str]) -> None:
    order.ordered_at = reading.instant(row, columns.created_at, "ordered_at")
    order.paid_at = reading.instant(row, columns.paid_at, "paid_at")
    order.shipped_at = reading.instant(row, columns.fulfilled_at, "shipped_at")
    order.cancelled_at = reading.instant(row, columns.cancelled_at, "cancelled_at")
    order.cancelled = order.cancelled or order.cancelled_at is not None


def _money(reading: Reading, columns: OrderColumns, order: ImportedOrder, row: list[str], group: _Group) -> None:
    currency = order.currency

    def read(index: int, name: str) -> int | None:
        amount = reading.money(row, index, name, currency)
        if amount is not None and amount < 0:
            raise BadCell("money.negative", index, field=name, found=row[index])
        return amount

    discount = reading.money(row, columns.discount, "discount", currency)
    order.discount = None if discount is None else abs(discount)
    order.shipping = read(columns.shipping, "shipping")
    order.tax = read(columns.taxes, "tax")
    order.total = read(columns.total, "total")
    order.refunded = abs(reading.money(row, columns.refunded, "refunded", currency) or 0)
    order.paid = _paid(order, reading.money(row, columns.outstanding, "paid", currency))
    order.goods = sum(line.total for line in order.lines)
    subtotal = reading.money(row, columns.subtotal, "goods", currency)
    if group.repeats and _is_doubled(order, group, subtotal):
        raise BadCell("order.duplicate", columns.name, field="platform_order", found=group.number)
    duties = reading.money(row, columns.duties, "duties", currency) or 0
    _check_total(reading, columns, order, subtotal, duties)


def _paid(order: ImportedOrder, outstanding: int | None) -> int | None:
    """What came in: total less what is outstanding, as far as that agrees with the status.

    Shops whose orders were imported tell `paid` with the whole sum outstanding, and cancelled ones nothing
    outstanding with nothing paid; then the status is believed.
    """
    total = order.total
    if total is None:
        return None
    if outstanding is None or not 0 < outstanding < total:
        return {"unpaid": 0, "part_paid": None}.get(order.payment, total)
    return 0 if order.cancelled and order.payment == "unpaid" else total - outstanding


def _is_doubled(order: ImportedOrder, group: _Group, subtotal: int | None) -> bool:
    """Whether rows alike in every cell are the whole order twice: only once do they make its subtotal."""
    if subtotal is None or order.goods is None or len({tuple(row) for _number, row in group.rows}) > 1:
        return False
    discount = order.discount or 0
    return order.goods - discount != subtotal and order.lines[0].total - discount == subtotal


def _check_total(
    reading: Reading, columns: OrderColumns, order: ImportedOrder, subtotal: int | None, duties: int
) -> None:
    """Settles what the discount covers and whether tax is included; warns of a total that nothing explains.

    Shopify's Discount Amount may hold the line discounts again, or a shipping discount that Subtotal leaves out.
    """
    if order.total is None or order.shipping is None or order.goods is None or order.tax is None:
        return
    discount = order.discount or 0
    on_lines = sum(line.discount for line in order.lines)
    goods_left = order.goods - discount
    if on_lines and subtotal is not None and goods_left != subtotal and goods_left + on_lines == subtotal:
        order.discount = discount = discount - on_lines
        goods_left = order.goods - discount
    for rest in (goods_left, order.goods):
        for shipping in (order.shipping, order.shipping - discount):
            for tax, included in ((0, order.tax > 0), (order.tax, False)):
                if abs(rest + shipping + tax + duties - order.total) <= 1 and (rest == goods_left or subtotal == rest):
                    order.tax_included = included
                    return
    if order.total == 0 and (order.cancelled or order.payment == "refunded"):
        return
    expected = to_text(goods_left + order.shipping, order.currency)
    found = to_text(order.total, order.currency)
    cause = BadCell("order.total_mismatch", columns.total, field="total", expected=expected, found=found)
    reading.warn(order.row, cause, order.platform_order)


def _buyer(columns: OrderColumns, order: ImportedOrder, row: list[str]) -> None:
    """Receiver and address: the shipping cells, or all billing cells where there is no shipping address."""
    order.buyer_email = value(row[columns.email])
    ship, bill = columns.ship, columns.bill
    place = ship if any(row[index] for index in ship.address) else bill
    order.buyer_name = value(row[ship.name]) or value(row[bill.name])
    phone = clean_phone(row[ship.phone]) or clean_phone(row[bill.phone]) or clean_phone(row[columns.phone])
    order.buyer_phone = phone
    order.street = place.street_of(row)
    if not order.street and not row[place.city]:
        order.country = value(row[place.country]).upper()
        return
    order.city = value(row[place.city])
    order.postcode = clean_postcode(row[place.zip])
    order.region = value(row[place.province_name]) or value(row[place.province])
    order.country = value(row[place.country]).upper()
    town = f"{order.city} {order.postcode}".strip()
    parts = (value(row[place.company]), order.street, town, order.region, order.country)
    order.address_raw = ", ".join(part for part in parts if part)


def _lines(reading: Reading, columns: OrderColumns, group: _Group, currency: str) -> list[ImportedLine]:
    lines: list[ImportedLine] = []
    keys: dict[str, int] = {}
    currency_at = columns.currency
    for number, row in group.rows:
        if row[currency_at] and row[currency_at].strip().upper() != currency:
            found = f"{currency}, {row[currency_at]}"
            raise BadCell("order.two_currencies", currency_at, field="currency", found=found, row=number)
        try:
            line = _line(reading, columns, row, number, currency)
        except BadCell as cause:
            cause.row = number
            raise
        if line is None:
            continue
        count = keys[line.key] = keys.get(line.key, 0) + 1
        if count > 1:
            line.key = f"{line.key}#{count}"
        lines.append(line)
    return lines


def _line(reading: Reading, columns: OrderColumns, row: list[str], number: int, currency: str) -> ImportedLine | None:
    told = (row[columns.line_sku], row[columns.line_name])
    goods = columns.goods.get(told)
    if goods is None:
        sku, title = clean_id(told[0]), told[1].strip()
        goods = columns.goods[told] = (f"{sku}|{title}|", sku, title)
    key, sku, title = goods
    quantity_text = row[columns.line_quantity]
    if not title and not sku and not quantity_text:
        return None
    quantity = reading.quantity(quantity_text, columns.line_quantity)
    if quantity == 0:
        return None  # taken out of the order after it was placed
    price, full = reading.line_price(row[columns.line_price], columns.line_price, quantity, currency)
    discount = abs(reading.money(row, columns.line_discount, "discount", currency) or 0)
    total = full - discount
    shipped = _LINES_SHIPPED.get(_word(row[columns.line_fulfillment]))
    shipped_units = None if shipped is None else quantity if shipped else 0
    return ImportedLine(key, sku, title, "", "", quantity, price, discount, total, shipped_units, row=number)
