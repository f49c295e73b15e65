"""Taobao's item list: one row per item, joined to the order list on the order number."""

from collections.abc import Iterable

from shopdesk.domain.cells import value
from shopdesk.domain.identifiers import clean_id, digits_were_cut, is_destroyed
from shopdesk.domain.imported import ImportedLine, ImportedOrder
from shopdesk.exchange.platforms.format import BadCell, Reading
from shopdesk.exchange.platforms.taobao_columns import LINE_COLUMNS
from shopdesk.exchange.platforms.taobao_status import Facts, facts_of, payment_of
from shopdesk.exchange.tables import Table, is_caption

CURRENCY = "CNY"
_NO_REFUND = frozenset({"", "无退款申请", "没有申请退款", "没有退款", "无退款", "退款关闭"})
_SENT_FACTS = ("full", "delivered")

Row = tuple[int, list[str]]


class LineColumns:
    """Indexes of the item cells; a missing column points at a blank cell."""

    def __init__(self, table: Table) -> None:
        self.at = {key: table.column(*names) for key, names in LINE_COLUMNS.items()}
        self.has = {key: table.has(*names) for key, names in LINE_COLUMNS.items()}

    def forget_blank(self, groups: Iterable[list[Row]]) -> None:
        """A status or time that is blank in every row says nothing: it must not make paid orders look unpaid."""
        told = {key: self.at[key] for key in ("status", "ordered_at", "paid_at", "shipped_at") if self.has[key]}
        for rows in groups:
            for _number, row in rows:
                told = {key: index for key, index in told.items() if not value(row[index])}
            if not told:
                return
        self.has |= dict.fromkeys(told, False)


def read_lines(reading: Reading) -> None:
    """Reads the items into orders of lines and status facts; a bad item keeps its whole order out."""
    columns = LineColumns(reading.table)
    file = reading.file
    file.currency, file.zone = CURRENCY, reading.zone_name()
    file.platform_certain = reading.settings.platform is not None
    key = columns.at["platform_order"]
    groups: dict[str, list[Row]] = {}
    for number, row in reading.rows(key):
        name = clean_id(row[key])
        if name:
            groups.setdefault(name, []).append((number, row))
        elif is_caption(row):
            reading.leave_out(number)
        else:
            reading.refuse([(number, row)], BadCell("order.number_missing", key, field="platform_order"))
    columns.forget_blank(groups.values())
    file.order_fields = _fields(columns)
    file.line_fields = _line_fields(columns)
    cut = digits_were_cut(list(groups))
    for name, rows in reading.each(groups):
        try:
            if is_destroyed(name) or (cut and len(name) > 15):
                raise BadCell("id.destroyed", key, field="platform_order", found=name)
            file.orders.append(_order(reading, columns, name, rows))
        except BadCell as cause:
            if all(is_caption(row) for _number, row in rows):
                for number, _row in rows:
                    reading.leave_out(number)
            else:
                reading.refuse(rows, cause, name)


def _fields(columns: LineColumns) -> frozenset[str]:
    fields = {name for name in ("ordered_at", "paid_at", "shipped_at") if columns.has[name]} | {"lines"}
    if columns.has["status"]:
        fields |= {"payment", "delivery", "finished", "cancelled", "pay_on_delivery"}
    return frozenset(fields)


def _line_fields(columns: LineColumns) -> frozenset[str]:
    fields = {"title", "quantity", "price", "discount", "total"}
    fields |= {"sku"} if columns.has["sku"] or columns.has["outer_id"] else set()
    fields |= {"variant"} if columns.has["variant"] or columns.has["bundle"] else set()
    fields |= {"personalisation"} if columns.has["note"] else set()
    fields |= {"refunded"} if columns.has["refunded"] else set()
    return frozenset(fields)


def _order(reading: Reading, columns: LineColumns, name: str, rows: list[Row]) -> ImportedOrder:
    at = columns.at
    order = ImportedOrder(name, rows[0][0], currency=CURRENCY)
    keys: dict[str, int] = {}
    for number, row in rows:
        try:
            line = _line(reading, columns, row, number)
            for field in ("ordered_at", "paid_at", "shipped_at"):
                if getattr(order, field) is None:
                    setattr(order, field, reading.instant(row, at[field], field))
        except BadCell as cause:
            cause.row = number
            raise
        count = keys[line.key] = keys.get(line.key, 0) + 1
        if count > 1:
            line.key = f"{line.key}#{count}"
        order.lines.append(line)
    if columns.has["status"]:
        _status(reading, columns, order, rows)
    return order


def _line(reading: Reading, columns: LineColumns, row: list[str], number: int) -> ImportedLine:
    at = columns.at
    quantity = reading.quantity(row[at["quantity"]], at["quantity"])
    if quantity == 0:
        raise BadCell(
            "line.quantity", at["quantity"], field="quantity", expected="1, 2, 3 …", found=row[at["quantity"]]
        )
    price, full = reading.line_price(row[at["price"]], at["price"], quantity, CURRENCY)
    payable = reading.money(row, at["payable"], "total", CURRENCY)
    total = full if payable is None or not 0 <= payable <= full else payable
    sku = clean_id(row[at["sku"]]) or clean_id(row[at["outer_id"]])
    title, note = value(row[at["title"]]), value(row[at["note"]])
    variant = "; ".join(filter(None, (value(row[at["variant"]]), value(row[at["bundle"]]))))
    own_id = clean_id(row[at["line_id"]]) if at["line_id"] != at["platform_order"] else ""
    return ImportedLine(
        own_id or f"{sku}|{title}|{variant}",
        sku,
        title,
        variant,
        note,
        quantity,
        price,
        full - total,
        total,
        refunded=_refunded(reading, columns, row),
        row=number,
    )


def _refunded(reading: Reading, columns: LineColumns, row: list[str]) -> int:
    """What went back for this item: only a refund that succeeded counts."""
    at = columns.at
    status = value(row[at["refund_status"]])
    if columns.has["refund_status"] and (status in _NO_REFUND or "成功" not in status):
        return 0
    return abs(reading.money(row, at["refunded"], "refunded", CURRENCY) or 0)


def _status(reading: Reading, columns: LineColumns, order: ImportedOrder, rows: list[Row]) -> None:
    """The order's facts from its items: closed items do not count beside live ones; sent and unsent make partial."""
    at = columns.at["status"]
    told: list[Facts] = []
    for number, row in rows:
        text = value(row[at])
        facts = facts_of(text) if text else None
        if facts is not None:
            told.append(facts)
        elif text:
            cause = BadCell("status.unknown", at, field="status", found=text)
            reading.warn(number, cause, order.platform_order)
    live = [facts for facts in told if not facts.cancelled] or told
    if not live:
        return
    deliveries = {facts.delivery for facts in live}
    order.delivery = live[0].delivery if len(deliveries) == 1 else "partial"
    if deliveries == set(_SENT_FACTS):
        order.delivery = "full"
    order.finished = all(facts.finished for facts in live)
    order.cancelled = all(facts.cancelled for facts in live)
    order.pay_on_delivery = any(facts.pay_on_delivery for facts in live)
    was_paid = True if order.paid_at is not None else None
    order.payment = payment_of(live[0], was_paid=was_paid, paid=None, refunded=None, total=None)
