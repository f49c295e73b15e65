"""Etsy's order list: one row per order, without its goods."""

from html import unescape

from shopdesk.domain.cells import fold_name
from shopdesk.domain.identifiers import is_masked
from shopdesk.domain.imported import ImportedOrder
from shopdesk.domain.money import to_text
from shopdesk.exchange.platforms.by_order import read_each, rows_by_order, settle_dates, settle_decimal
from shopdesk.exchange.platforms.columns import Columns, Row
from shopdesk.exchange.platforms.etsy_columns import ORDER_COLUMNS
from shopdesk.exchange.platforms.etsy_people import PLACE_FIELDS, display_name, login_of, set_place
from shopdesk.exchange.platforms.format import BadCell, Reading, currency_of
from shopdesk.exchange.platforms.table_status import TableFacts, table_facts

_DATES = ("ordered_at", "paid_at", "shipped_at")
_AMOUNTS = (
    "goods", "discount", "shipping_discount", "own_discount", "shipping", "tax", "total", "fees", "net",
    "adjusted_total", "adjusted_fees", "adjusted_net",
)  # fmt: skip
# Etsy lists what was sold: without a word about it an order is paid, and sent when it has a date of dispatch.
_SOLD = TableFacts("paid")
_STATUSES = {
    "open": _SOLD, "new": _SOLD, "in progress": _SOLD, "not shipped": _SOLD,
    "payment processing": TableFacts("unpaid"), "not paid": TableFacts("unpaid"),
    "fully refunded": TableFacts("refunded"),
}  # fmt: skip


def read_orders(reading: Reading) -> None:
    """Reads the table's orders into `reading.file`."""
    columns = Columns(reading.table, ORDER_COLUMNS)
    at, has = columns.at, columns.has
    columns.others += [(reading.table.header[at["net"]].strip(), at["net"])] if has["net"] else []
    groups = rows_by_order(reading, at["platform_order"])
    settle_dates(reading, groups, [at[name] for name in _DATES], "mdy")
    settle_decimal(reading, groups, [at[name] for name in _AMOUNTS])
    fields = {name for name in (*_DATES, "units", "goods", "discount", "shipping", "total", "fees") if has[name]}
    fields |= {name for name in ("tax", "payment_method") if has[name]}
    fields |= {"payment", "paid", "currency", "extra", "finished", "cancelled"}
    fields |= {"delivery"} if has["shipped_at"] or has["status"] else set()
    fields |= {"refunded"} if has["adjusted_total"] or has["adjusted_net"] else set()
    if has["name"] or has["first_name"] or has["buyer"]:
        fields |= {"buyer_name", "buyer_masked"}
    fields |= {"buyer_id"} if has["user_id"] or has["buyer"] else set()
    reading.file.order_fields = frozenset(fields) | {name for name in PLACE_FIELDS if has[PLACE_FIELDS[name]]}
    blanks = _blank_is_unadjusted(columns, groups.values())
    read_each(reading, at["platform_order"], groups, lambda name, rows: _order(reading, columns, name, rows, blanks))


def _blank_is_unadjusted(columns: Columns, groups: object) -> bool:
    """Whether orders without a refund leave the adjusted amounts blank or repeat the net amount.

    Files of another year write 0.00 into all of them; there a zero says nothing.
    """
    net, adjusted = columns.at["net"], columns.at["adjusted_net"]
    return any(
        not row[adjusted].strip() or (row[adjusted] == row[net] and row[net].strip("0. "))
        for rows in groups  # type: ignore[attr-defined]
        for _number, row in rows
    )


def _order(reading: Reading, columns: Columns, name: str, rows: list[Row], blanks: bool) -> ImportedOrder:
    number, row = rows[0]
    at = columns.at
    if any(other[at["total"]].strip() != row[at["total"]].strip() for _number, other in rows[1:]):
        raise BadCell("order.duplicate", at["platform_order"], field="platform_order", found=name)
    order = ImportedOrder(name, number, currency=currency_of(reading, rows, at["currency"]))
    for field in _DATES:
        setattr(order, field, reading.instant(columns.first(rows, field), at[field], field))
    amounts = {field: reading.money(row, at[field], field, order.currency) for field in _AMOUNTS}
    for field in ("goods", "shipping", "tax", "total"):
        if (amounts[field] or 0) < 0:
            raise BadCell("money.negative", at[field], field=field, found=row[at[field]])
    _money(reading, columns, order, amounts)
    order.refunded = _refunded(order, amounts, blanks)
    _status(reading, columns, order, row)
    if columns.text(row, "units"):
        order.units = reading.quantity(row[at["units"]], at["units"])
    order.payment_method = columns.text(row, "payment_method")
    _buyer(columns, order, row)
    order.extra = columns.extra(rows)
    return order


def _money(reading: Reading, columns: Columns, order: ImportedOrder, told: dict[str, int | None]) -> None:
    """The parts of the total. Tax that Etsy collects itself may stand in no column but the total."""
    order.goods, order.shipping, order.tax = told["goods"], told["shipping"], told["tax"]
    order.total, order.fees = told["total"], None if told["fees"] is None else abs(told["fees"])
    on_goods = abs(told["discount"] or 0) + abs(told["own_discount"] or 0)
    on_shipping = abs(told["shipping_discount"] or 0)
    order.discount = on_goods + on_shipping
    if order.goods is None or order.total is None:
        return
    shipping, tax = order.shipping or 0, order.tax or 0
    if on_shipping and abs(order.goods - on_goods + shipping + tax - order.total) <= 1:
        order.discount = on_goods  # Shipping is told after its discount
    parts = order.goods - order.discount + shipping
    rest = order.total - parts - tax
    received = (told["net"] or 0) + (order.fees or 0)
    if abs(rest) <= 1:
        return
    if rest > 0 and columns.has["net"] and min(abs(received - parts), abs(received - parts - tax)) <= 1:
        order.tax = tax + rest  # the buyer paid it, the shop never saw it
        return
    expected, found = to_text(parts + tax, order.currency), to_text(order.total, order.currency)
    cause = BadCell("order.total_mismatch", columns.at["total"], field="total", expected=expected, found=found)
    reading.warn(order.row, cause, order.platform_order)


def _refunded(order: ImportedOrder, told: dict[str, int | None], blanks: bool) -> int:
    """What went back, from the adjusted amounts: the total, else what the shop gets and its fees."""
    total, after = order.total or 0, told["adjusted_total"]
    if after is not None and (after or blanks):
        return max(0, total - after)
    net, fees = told["adjusted_net"], told["adjusted_fees"]
    if net is None or (not net and not blanks):
        return 0
    if not net and not fees:
        return total
    return max(0, min(total, (told["net"] or 0) + (told["fees"] or 0) - net - (fees or 0)))


def _status(reading: Reading, columns: Columns, order: ImportedOrder, row: list[str]) -> None:
    text = columns.text(row, "status")
    facts = _STATUSES.get(fold_name(text), table_facts(text)) if text else _SOLD
    if facts is None:
        cause = BadCell("status.unknown", columns.at["status"], field="status", found=text)
        reading.warn(order.row, cause, order.platform_order)
        facts = _SOLD
    order.cancelled, order.finished = facts.cancelled, facts.finished
    order.delivery = "full" if order.shipped_at is not None or facts.delivery in ("full", "delivered") else "none"
    # To cancel a sale on Etsy is to give the money back.
    order.payment = facts.payment or ("refunded" if facts.cancelled else "paid")
    if order.payment == "refunded" and not order.refunded:
        order.refunded = order.total
    elif order.refunded and order.payment != "unpaid":
        order.payment = "refunded" if order.refunded >= (order.total or 0) else "part_refunded"
    order.paid = 0 if order.payment == "unpaid" else order.total


def _buyer(columns: Columns, order: ImportedOrder, row: list[str]) -> None:
    buyer, user = columns.text(row, "buyer"), columns.text(row, "user_id")
    login = login_of(buyer)
    order.buyer_id = login if login and (login != buyer or not user or user.isdigit()) else user
    name = columns.text(row, "name")
    if not name:
        name = " ".join(part for part in (columns.text(row, "first_name"), columns.text(row, "last_name")) if part)
    order.buyer_name = unescape(name) or display_name(buyer)
    order.buyer_masked = any(map(is_masked, (order.buyer_name, order.buyer_id)))
    if order.buyer_masked and is_masked(order.buyer_id):
        order.buyer_id = ""
    set_place(columns, order, row)
