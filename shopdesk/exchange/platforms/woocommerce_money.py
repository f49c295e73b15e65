"""The amounts of a WooCommerce order: told once for the whole order, repeated on its rows."""

from shopdesk.domain.cells import value
from shopdesk.domain.imported import ImportedOrder
from shopdesk.domain.money import to_text
from shopdesk.exchange.platforms.columns import Columns, Row
from shopdesk.exchange.platforms.format import BadCell, Reading

AMOUNTS = ("total", "goods", "discount", "shipping", "shipping_tax", "tax", "fee", "refunded")
_ROUNDING = 1  # minor units for each line; WooCommerce rounds line by line


def set_money(reading: Reading, columns: Columns, order: ImportedOrder, rows: list[Row]) -> None:
    """Sets the order's amounts. Raises BadCell where rows of one order tell different totals."""
    totals = {row[columns.at["total"]].strip() for _number, row in rows if value(row[columns.at["total"]])}
    told = {name: _told(reading, columns, order, rows, name) for name in AMOUNTS}
    if len(totals) > 1:
        read = {reading.money([text], 0, "total", order.currency) for text in totals}
        if len(read) > 1:
            found = ", ".join(sorted(totals))
            raise BadCell("order.two_totals", columns.at["total"], field="total", found=found)
    order.total, order.shipping, order.tax = told["total"], told["shipping"], told["tax"]
    order.discount = None if told["discount"] is None else abs(told["discount"])
    order.refunded = None if told["refunded"] is None else abs(told["refunded"])
    for name in ("total", "shipping", "tax"):
        if (told[name] or 0) < 0:
            found = columns.told(rows, name)
            raise BadCell("money.negative", columns.at[name], field=name, found=found)
    fee, taxes = told["fee"] or 0, {order.tax or 0, (order.tax or 0) + (told["shipping_tax"] or 0)}
    priced = bool(order.lines) and any(line.total for line in order.lines)
    on_lines = sum(line.discount for line in order.lines)
    lines = sum(line.total for line in order.lines)
    order.goods = lines if priced else told["goods"]
    _settle(reading, columns, order, fee, taxes, on_lines if priced else 0)


def _told(reading: Reading, columns: Columns, order: ImportedOrder, rows: list[Row], name: str) -> int | None:
    return reading.money(columns.first(rows, name), columns.at[name], name, order.currency)


def _settle(reading: Reading, columns: Columns, order: ImportedOrder, fee: int, taxes: set[int], on_lines: int) -> None:
    """Finds how the parts make the total: whether lines hold the discount already, and prices the tax.

    Exports differ in both and do not say; what no reading explains is worth a warning.
    """
    discount, shipping, total = order.discount or 0, order.shipping or 0, order.total
    if total is None:
        return
    if order.goods is None:
        order.goods = max(0, total + discount - shipping - (order.tax or 0) - fee)
        return
    near = _ROUNDING * max(1, len(order.lines))
    for left in dict.fromkeys((discount - on_lines if discount >= on_lines else discount, discount, 0)):
        for tax, added in ((told, added) for told in sorted(taxes) for added in (told, 0)):
            if abs(order.goods - left + shipping + added + fee - total) <= near:
                order.discount = left if columns.has["discount"] or left else None
                order.tax, order.tax_included = (tax if columns.has["tax"] else order.tax), bool(tax) and not added
                return
    if order.lines and columns.has["shipping"] and columns.has["tax"]:
        expected = to_text(order.goods - discount + shipping + max(taxes) + fee, order.currency)
        found = to_text(total, order.currency)
        cause = BadCell("order.total_mismatch", columns.at["total"], field="total", expected=expected, found=found)
        reading.warn(order.row, cause, order.platform_order)
