"""Taobao's order list: one row per order, its goods joined in one cell."""

import re
from collections import Counter

from shopdesk.domain.addresses import split_chinese, unpack_receiver
from shopdesk.domain.amounts import parse_refunded_within
from shopdesk.domain.cells import value
from shopdesk.domain.identifiers import clean_id, clean_phone, counts_rows, digits_were_cut, is_destroyed, is_masked
from shopdesk.domain.imported import ImportedLine, ImportedOrder
from shopdesk.domain.money import to_minor, to_text
from shopdesk.domain.payment_words import is_pay_on_delivery
from shopdesk.exchange.platforms.format import BadCell, Reading
from shopdesk.exchange.platforms.taobao_columns import ORDER_COLUMNS, ORDER_NAMES
from shopdesk.exchange.platforms.taobao_status import Facts, facts_of, facts_without_status, payment_of
from shopdesk.exchange.tables import Table, is_caption

CURRENCY = "CNY"
_TMALL_SHOP = re.compile(r"(?:旗舰|专卖|专营)店")
_NO_TRACKING_PREFIX = re.compile(r"^no\s*[:：]\s*", re.IGNORECASE)
_NOT_CLOSED = frozenset({"订单未关闭", "未关闭"})
_NO_OVERRIDE = frozenset({"无", "没有", "否"})
_NO_REFUND = frozenset({"无退款申请", "没有申请退款", "无退款", "未申请退款", "无", "没有"})
_FLAGS = {"红": "red", "黄": "yellow", "绿": "green", "蓝": "blue", "紫": "purple"}
# Own number columns in the canonical record; the rest of what a row says goes by facts and address.
_PLAIN_FIELDS = ("goods", "shipping", "total", "paid", "ordered_at", "paid_at", "shipped_at", "signed_at", "units")
_TEXT_FIELDS = ("buyer_id", "buyer_message", "shipping_method", "carrier", "invoice_title", "payment_reference")

Row = tuple[int, list[str]]


class OrderColumns:
    """Indexes of the order cells; a missing column points at a blank cell."""

    def __init__(self, table: Table) -> None:
        self.at = {key: table.column(*names) for key, names in ORDER_COLUMNS.items()}
        self.has = {key: table.has(*names) for key, names in ORDER_COLUMNS.items()}
        self.others = table.others(ORDER_NAMES)
        self.tmall = [index for name, index in table.names.items() if name.startswith("天猫")]


def read_orders(reading: Reading) -> None:
    """Reads the table's orders into `reading.file`; what cannot be read is refused order by order."""
    columns = OrderColumns(reading.table)
    file = reading.file
    key = columns.at["platform_order"]
    rows = []
    for number, row in reading.rows(key):
        if is_caption(row):
            reading.leave_out(number)
        else:
            rows.append((number, row))
    ids = [clean_id(row[key]) for _number, row in rows]
    file.rows = len(rows)
    file.currency = CURRENCY
    file.zone = reading.zone_name()
    # Taobao's numbers have 15 digits and more: even a single `1` is a row number.
    file.ids_count_rows = counts_rows(ids, at_least=1)
    file.order_fields = _fields(columns)
    file.line_fields = (
        frozenset({"title", "variant", "quantity", "price", "total"}) if columns.has["titles"] else frozenset()
    )
    if reading.settings.platform != "tmall" and is_tmall(columns, rows):
        file.platform = "tmall"
    cut = digits_were_cut(ids)
    doubled = {text for text, count in Counter(ids).items() if count > 1}
    for (number, row), name in zip(rows, ids, strict=True):
        try:
            # Numbers that a spreadsheet cut off are often alike: none of them is to be kept.
            if (cut and len(name) > 15) or is_destroyed(name):
                raise BadCell("id.destroyed", key, field="platform_order", found=name)
            if name in doubled and name:
                raise BadCell("order.duplicate", key, field="platform_order", found=name)
            file.orders.append(_order(reading, columns, row, number, name))
        except BadCell as cause:
            reading.refuse([(number, row)], cause, name or None)


def is_tmall(columns: OrderColumns, rows: list[Row]) -> bool:
    """Whether the file itself says that it is Tmall's; the rule stands in `platforms/taobao.py`."""
    at = columns.at
    if not columns.has["buyer_id"] and (not columns.has["titles"] or not columns.has["kinds"]):
        return True
    if any(_TMALL_SHOP.search(row[at["shop_name"]]) for _number, row in rows):
        return True
    return any(value(row[index]).strip("0.元") for index in columns.tmall for _number, row in rows)


def _fields(columns: OrderColumns) -> frozenset[str]:
    has = columns.has
    fields = {name for name in (*_PLAIN_FIELDS, *_TEXT_FIELDS, "tracking", "close_reason", "refunded") if has[name]}
    fields |= {"payment", "cancelled", "currency", "extra"}
    if has["status"]:
        fields |= {"delivery", "finished", "pay_on_delivery"}
    if has["memo"] or has["order_note"]:
        fields.add("seller_memo")
    if has["flag"]:
        fields.add("flag")
    if has["address"]:
        fields |= {"country", "region", "city", "district", "street", "postcode", "address_raw"}
    if has["titles"]:
        fields |= {"lines"}
    if has["buyer_name"] or has["phone"] or has["buyer_id"]:
        fields |= {"buyer_name", "buyer_phone", "buyer_masked"}
    return frozenset(fields)


def _order(reading: Reading, columns: OrderColumns, row: list[str], number: int, name: str) -> ImportedOrder:
    at = columns.at
    key = at["platform_order"]
    if not name:
        raise BadCell("order.number_missing", key, field="platform_order")
    reading.order_number(name, key)
    order = ImportedOrder(name, number, currency=CURRENCY)
    for field in ("goods", "shipping", "total", "paid", "refunded"):
        if field == "refunded" and value(row[at[field]]) in _NO_REFUND:
            continue
        amount = reading.money(row, at[field], field, CURRENCY)
        if amount is not None and amount < 0:
            raise BadCell("money.negative", at[field], field=field, found=row[at[field]])
        setattr(order, field, amount)
    if order.refunded is None:
        within = parse_refunded_within(row[at["total"]]) or parse_refunded_within(row[at["paid"]])
        order.refunded = None if within is None else to_minor(within, CURRENCY)
    for field in ("ordered_at", "paid_at", "shipped_at", "signed_at"):
        setattr(order, field, reading.instant(row, at[field], field))
    for field in _TEXT_FIELDS:
        setattr(order, field, value(row[at[field]]))
    _status(reading, columns, order, row)
    _receiver(columns, order, row)
    _words(columns, order, row)
    order.lines = _provisional_lines(reading, columns, order, row)
    order.lines_provisional = bool(order.lines)
    _check_total(reading, columns, order, row)
    order.extra = {header: row[index].strip() for header, index in columns.others if row[index]}
    return order


def _status(reading: Reading, columns: OrderColumns, order: ImportedOrder, row: list[str]) -> None:
    at, has = columns.at, columns.has
    was_paid: bool | None = None
    if has["paid_at"] or has["paid"]:
        was_paid = order.paid_at is not None or bool(order.paid)
    money = {"paid": order.paid, "refunded": order.refunded, "total": order.total}
    text = value(row[at["status"]])
    facts = facts_of(text) if text else None
    if facts is None:
        if text:
            cause = BadCell("status.unknown", at["status"], field="status", found=text)
            reading.warn(order.row, cause, order.platform_order)
        facts = facts_without_status(was_paid=bool(was_paid), **money)
    order.payment = payment_of(facts, was_paid=was_paid, **money)
    _set_facts(order, facts)
    if is_pay_on_delivery(order.shipping_method):
        order.pay_on_delivery = True


def _set_facts(order: ImportedOrder, facts: Facts) -> None:
    order.delivery, order.finished, order.cancelled = facts.delivery, facts.finished, facts.cancelled
    order.pay_on_delivery = facts.pay_on_delivery
    if order.cancelled and order.shipped_at is not None:
        order.delivery = "full"


def _receiver(columns: OrderColumns, order: ImportedOrder, row: list[str]) -> None:
    """Receiver, phone and address; the address changed after the order counts, and may hold all three in one."""
    at = columns.at
    text = value(row[at["new_address"]])
    if not text or text in _NO_OVERRIDE:
        text = value(row[at["address"]])
    name, phone, address = unpack_receiver(text)
    order.buyer_name = value(row[at["buyer_name"]]) or name
    order.buyer_phone = clean_phone(row[at["phone"]]) or phone or clean_phone(row[at["landline"]])
    if name and value(row[at["new_address"]]):
        order.buyer_name, order.buyer_phone = name, phone or order.buyer_phone
    order.buyer_masked = any(map(is_masked, (order.buyer_name, order.buyer_phone, order.buyer_id)))
    if is_masked(order.buyer_id):
        order.buyer_id = ""
    if not text:
        return
    order.address_raw = address
    parts = split_chinese(address)
    order.region, order.city, order.district = parts.region, parts.city, parts.district
    order.street, order.postcode = parts.street, parts.postcode
    order.country = "" if address.startswith("海外") else "CN"


def _words(columns: OrderColumns, order: ImportedOrder, row: list[str]) -> None:
    at = columns.at
    notes = [value(row[at["memo"]]), value(row[at["order_note"]]).removeprefix("'")]
    order.seller_memo = "\n".join(dict.fromkeys(note for note in notes if note))
    reason = value(row[at["close_reason"]])
    order.close_reason = "" if reason in _NOT_CLOSED else reason
    order.tracking = _NO_TRACKING_PREFIX.sub("", clean_id(row[at["tracking"]]))
    flag = value(row[at["flag"]])
    order.flag = next((code for word, code in _FLAGS.items() if word in flag), "")


def _provisional_lines(
    reading: Reading, columns: OrderColumns, order: ImportedOrder, row: list[str]
) -> list[ImportedLine]:
    """Lines drawn from the joined titles, as far as they can be told without guessing.

    One kind of goods: one line with all units and the goods' sum. As many titles as kinds and as many units as
    kinds: one unit of each title, prices unknown (0). Anything else: the titles stay together in one line, for a
    title may itself hold a full-width comma and nothing tells how many of each were bought.
    """
    at = columns.at
    text = value(row[at["titles"]])
    kinds = reading.quantity(row[at["kinds"]], at["kinds"]) if value(row[at["kinds"]]) else None
    units = reading.quantity(row[at["units"]], at["units"]) if value(row[at["units"]]) else None
    order.units = units
    if not text:
        return []
    titles = [title.strip() for title in text.split("，")]
    variant = value(row[at["new_sku"]])
    if kinds != 1 and len(titles) > 1 and len(titles) == kinds == units:
        return _one_each(titles, order.row)
    quantity = units or 1
    total = order.goods or 0
    price = total // quantity if total % quantity == 0 and kinds in (None, 1) else None
    variant = "" if variant in _NO_OVERRIDE else variant
    return [
        ImportedLine(
            f"|{text}|", title=text, variant=variant, quantity=quantity, price=price, total=total, row=order.row
        )
    ]


def _one_each(titles: list[str], number: int) -> list[ImportedLine]:
    lines, seen = [], dict[str, int]()
    for title in titles:
        count = seen[title] = seen.get(title, 0) + 1
        key = f"|{title}|" if count == 1 else f"|{title}|#{count}"
        lines.append(ImportedLine(key, title=title, quantity=1, price=None, total=0, row=number))
    return lines


def _check_total(reading: Reading, columns: OrderColumns, order: ImportedOrder, row: list[str]) -> None:
    """Warns where goods and postage do not make the total, though no points were paid with."""
    if order.goods is None or order.shipping is None or order.total is None:
        return
    points = reading.table.column("买家支付积分")
    if value(row[points]).strip("0.元") or abs(order.goods + order.shipping - order.total) <= 1:
        return
    expected, found = to_text(order.goods + order.shipping, CURRENCY), to_text(order.total, CURRENCY)
    cause = BadCell("order.total_mismatch", columns.at["total"], field="total", expected=expected, found=found)
    reading.warn(order.row, cause, order.platform_order)
