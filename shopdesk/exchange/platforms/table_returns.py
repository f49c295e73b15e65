"""Goods of a mapped table that stand in their own order once more, with a negative quantity: its money follows them."""

from shopdesk.domain.imported import ImportedLine, ImportedOrder
from shopdesk.domain.orders import is_paid


def settle(order: ImportedOrder, *, is_total_told: bool, is_payment_told: bool) -> frozenset[str]:
    """Refunds what came back, and takes it off an order that is told to be unpaid; returns the fields it tells.

    A total that the file tells may count the negative rows or not: the one nearer to the sum of the parts is meant.
    """
    back = sum(line.refunded for line in order.lines)
    if not back or order.refunded is not None:
        return frozenset()
    whole = (order.goods or 0) - (order.discount or 0) + (order.shipping or 0) + (order.tax or 0)
    total = whole if order.total is None else order.total
    if is_total_told and abs(total - (whole - back)) < abs(total - whole):
        total += back
    if is_paid(order.payment) or not is_payment_told:
        order.total, order.refunded = total, min(back, total)
        order.payment = "refunded" if order.refunded >= total else "part_refunded"
        return frozenset({"refunded", "payment"})
    order.total = max(0, total - back)
    order.goods = (order.goods or 0) - back
    order.lines = [_left(line) for line in order.lines if line.returned < line.quantity]
    order.cancelled = order.cancelled or not order.lines
    return frozenset({"cancelled"}) if order.cancelled else frozenset()


def _left(line: ImportedLine) -> ImportedLine:
    """The line with what came back taken off."""
    if line.returned:
        left = line.quantity - line.returned
        line.discount = round(line.discount * left / line.quantity)
        line.quantity, line.total = left, line.total - line.refunded
        line.returned = line.refunded = 0
    return line
