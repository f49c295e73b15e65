"""Orders: the list, its rows, one order whole."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, exists, func, not_, or_, select

from shopdesk.db.door import chunks, table_of
from shopdesk.db.queries import stopped
from shopdesk.db.queries.lists import ListSpec
from shopdesk.db.tables import (
    Case,
    CaseOrder,
    Customer,
    ImportBatch,
    Inquiry,
    Order,
    OrderLine,
    PackingLine,
    PackingList,
)
from shopdesk.domain.packing import OPEN

ORDERS: Table = table_of(Order)
_LINES: Table = table_of(OrderLine)


def _split_day(value: str) -> tuple[str, ColumnElement[bool]]:
    """`yes:2026-10-03` → yes, and the clause "held on that day"; without a day any hold counts."""
    answer, _colon, today = value.partition(":")
    held = Order.hold_until > date.fromisoformat(today) if today else Order.hold_until.is_not(None)
    return answer, func.coalesce(held, False)


def _held(value: str) -> ColumnElement[bool]:
    """`hold=yes|no`: a hold ends on its day and keeps the order's status."""
    answer, held = _split_day(value)
    return held if answer == "yes" else not_(held)


def _listed(value: str) -> ColumnElement[bool]:
    """`listed=yes|no`: whether any units of the order are on an open packing list."""
    on_list = exists().where(
        and_(
            PackingLine.order_line_id == OrderLine.id,
            OrderLine.order_id == Order.id,
            PackingList.id == PackingLine.packing_list_id,
            PackingList.status.in_(OPEN),
        )
    )
    return on_list if value == "yes" else not_(on_list)


def _problem(value: str) -> ColumnElement[bool]:
    """`problem=yes|no|stopping|CODE`; `stopping`: no parcel leaves until somebody has seen it."""
    some = stopped.has_problems()
    if value == "stopping":
        return stopped.stops()
    if value in ("yes", "no"):
        return some if value == "yes" else not_(some)
    return func.instr(Order.problems, f'"{value}"') > 0


def _ready(value: str) -> ColumnElement[bool]:
    """`ready=yes|no`: may be packed now (domain.orders.ready_to_pack)."""
    answer, held = _split_day(value)
    paid = or_(Order.payment != "unpaid", Order.pay_on_delivery)
    ready = and_(Order.status == "to_ship", not_(held), paid, not_(stopped.stops()))
    return ready if answer == "yes" else not_(ready)


SPEC = ListSpec(
    kind="order",
    table=ORDERS,
    columns={
        name: ORDERS.c[name]
        for name in (
            "number", "platform", "account", "platform_order", "status", "payment", "delivery", "flag", "local_day",
            "currency", "buyer_name", "buyer_phone", "buyer_email", "country", "region", "city", "customer_id",
            "batch_id", "carrier", "tracking", "hold_until",
        )
    },
    special={"hold": _held, "listed": _listed, "problem": _problem, "ready": _ready},
    sorts={
        "ordered_at": (ORDERS.c.ordered_at,),
        "number": (ORDERS.c.number,),
        "buyer_name": (ORDERS.c.buyer_name,),
        "total": (ORDERS.c.currency, ORDERS.c.total),
        "status": (ORDERS.c.status,),
        "platform": (ORDERS.c.platform,),
        "units": (ORDERS.c.units,),
        "flag": (ORDERS.c.flag,),
        "ship_by": (ORDERS.c.ship_by,),
    },
    default_sort="ordered_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One row of the orders table. Money in minor units of `currency`."""

    id: int
    number: str
    platform: str
    platform_order: str | None
    status: str
    payment: str
    delivery: str
    pay_on_delivery: bool
    hold_until: date | None
    flag: str
    problems: tuple[str, ...]
    ordered_at: datetime
    ship_by: datetime | None
    buyer_name: str
    buyer_phone: str
    city: str
    units: int
    currency: str
    total: int
    tracking: str
    seller_memo: str
    buyer_message: str
    items: str  # "T恤 蓝 XL ×2, …"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an order, with what still waits for a parcel. `listed`: units on open packing lists."""

    id: int
    line: int
    product_id: int | None
    sku: str
    title: str
    variant: str
    personalisation: str
    quantity: int
    price: int | None
    discount: int
    total: int
    shipped: int
    returned: int
    refunded: int
    provisional: bool
    listed: int = 0

    @property
    def remaining(self) -> int:
        """Units no parcel holds yet; never below zero."""
        return max(0, self.quantity - self.shipped - self.listed)


_ROW = (
    "id", "number", "platform", "platform_order", "status", "payment", "delivery", "pay_on_delivery", "hold_until",
    "flag", "problems", "ordered_at", "ship_by", "buyer_name", "buyer_phone", "city", "units", "currency", "total",
    "tracking", "seller_memo", "buyer_message",
)  # fmt: skip
_LINE = (
    "id", "line", "product_id", "sku", "title", "variant", "personalisation", "quantity", "price", "discount",
    "total", "shipped", "returned", "refunded", "provisional",
)  # fmt: skip


def rows(connection: Connection, ids: Sequence[int]) -> list[OrderRow]:
    """Table rows by id, in the order of `ids`; ids that are gone are left out."""
    items = _items(connection, ids)
    found: dict[int, OrderRow] = {}
    columns = [ORDERS.c[name] for name in _ROW]
    for part in chunks(ids):
        for row in connection.execute(select(*columns).where(ORDERS.c.id.in_(part))):
            values = dict(zip(_ROW, row, strict=True))
            values["problems"] = tuple(values["problems"])
            found[row[0]] = OrderRow(**values, items=items.get(row[0], ""))
    return [found[row_id] for row_id in ids if row_id in found]


def _items(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    texts: dict[int, list[str]] = defaultdict(list)
    query = select(_LINES.c.order_id, _LINES.c.title, _LINES.c.sku, _LINES.c.variant, _LINES.c.quantity)
    for part in chunks(ids):
        for order_id, title, sku, variant, quantity in connection.execute(
            query.where(_LINES.c.order_id.in_(part)).order_by(_LINES.c.order_id, _LINES.c.line)
        ):
            texts[order_id].append(f"{' '.join(filter(None, (title or sku, variant)))} ×{quantity}")
    return {order_id: ", ".join(parts) for order_id, parts in texts.items()}


def lines(connection: Connection, order_ids: Sequence[int]) -> dict[int, list[Line]]:
    """Lines by order id."""
    out: dict[int, list[Line]] = {order_id: [] for order_id in order_ids}
    columns = [_LINES.c[name] for name in _LINE]
    on_lists = listed(connection, order_ids)
    for part in chunks(order_ids):
        query = select(_LINES.c.order_id, *columns).where(_LINES.c.order_id.in_(part))
        for row in connection.execute(query.order_by(_LINES.c.order_id, _LINES.c.line)):
            values = dict(zip(_LINE, row[1:], strict=True))
            out[row[0]].append(Line(**values, listed=on_lists.get(row[1], 0)))
    return out


def listed(connection: Connection, order_ids: Sequence[int]) -> dict[int, int]:
    """Units on open packing lists, by order line id."""
    out: dict[int, int] = {}
    for part in chunks(order_ids):
        query = (
            select(PackingLine.order_line_id, func.sum(PackingLine.quantity))
            .join(PackingList, PackingList.id == PackingLine.packing_list_id)
            .join(OrderLine, OrderLine.id == PackingLine.order_line_id)
            .where(OrderLine.order_id.in_(part), PackingList.status.in_(OPEN))
            .group_by(PackingLine.order_line_id)
        )
        out.update({line_id: int(units) for line_id, units in connection.execute(query)})
    return out


def full(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Every column of orders by id, plus `customer`, `batch`, `packing_lists` and `cases` as numbers."""
    out: dict[int, dict[str, Any]] = {}
    for part in chunks(ids):
        query = (
            select(ORDERS, Customer.number.label("customer"), ImportBatch.number.label("batch"))
            .outerjoin(Customer, Customer.id == Order.customer_id)
            .outerjoin(ImportBatch, ImportBatch.id == Order.batch_id)
            .where(Order.id.in_(part))
        )
        for row in connection.execute(query).mappings():
            out[row["id"]] = {**row, "packing_lists": [], "cases": []}
        on_lists = (
            select(OrderLine.order_id, PackingList.number)
            .join(PackingLine, PackingLine.order_line_id == OrderLine.id)
            .join(PackingList, PackingList.id == PackingLine.packing_list_id)
            .where(OrderLine.order_id.in_(part))
            .distinct()
            .order_by(PackingList.number)
        )
        for order_id, number in connection.execute(on_lists):
            out[order_id]["packing_lists"].append(number)
        about = select(CaseOrder.order_id, Case.number).join(Case, Case.id == CaseOrder.case_id)
        for order_id, number in connection.execute(about.where(CaseOrder.order_id.in_(part)).order_by(Case.number)):
            out[order_id]["cases"].append(number)
    return out


def id_of(connection: Connection, number: str) -> int | None:
    """The id of an order by its number, or by its platform's number when only one order has it."""
    found = connection.execute(select(Order.id).where(Order.number == number)).scalar()
    if found is not None:
        return found
    others = list(connection.execute(select(Order.id).where(Order.platform_order == number).limit(2)).scalars())
    return others[0] if len(others) == 1 else None


def inquiries(connection: Connection, order_id: int) -> list[str]:
    """Numbers of the inquiries that became this order."""
    query = select(Inquiry.number).where(Inquiry.order_id == order_id).order_by(Inquiry.number)
    return list(connection.execute(query).scalars())


def counts_by_status(connection: Connection) -> dict[str, int]:
    """How many orders are in each status."""
    query = select(Order.status, func.count()).group_by(Order.status)
    return {status: int(number) for status, number in connection.execute(query)}


def stopped_count(connection: Connection) -> int:
    """How many orders have a problem that stops their parcels."""
    return int(connection.execute(select(func.count()).select_from(ORDERS).where(stopped.stops())).scalar_one())


def open_lists(connection: Connection, order_ids: Sequence[int]) -> dict[int, int]:
    """How many open packing lists hold units of each order."""
    out: dict[int, int] = {}
    for part in chunks(order_ids):
        query = (
            select(OrderLine.order_id, func.count(func.distinct(PackingList.id)))
            .join(PackingLine, PackingLine.order_line_id == OrderLine.id)
            .join(PackingList, PackingList.id == PackingLine.packing_list_id)
            .where(OrderLine.order_id.in_(part), PackingList.status.in_(OPEN))
            .group_by(OrderLine.order_id)
        )
        out.update({order_id: int(number) for order_id, number in connection.execute(query)})
    return out


def shipped_lists(connection: Connection, order_ids: Sequence[int]) -> dict[int, list[int]]:
    """Shipped lists that hold any of the orders: list id → all its order ids."""
    out: dict[int, list[int]] = defaultdict(list)
    for part in chunks(order_ids):
        wanted = (
            select(PackingLine.packing_list_id)
            .join(OrderLine, OrderLine.id == PackingLine.order_line_id)
            .where(OrderLine.order_id.in_(part))
        )
        query = (
            select(PackingList.id, OrderLine.order_id)
            .join(PackingLine, PackingLine.packing_list_id == PackingList.id)
            .join(OrderLine, OrderLine.id == PackingLine.order_line_id)
            .where(PackingList.id.in_(wanted), PackingList.status == "shipped")
            .distinct()
        )
        for list_id, order_id in connection.execute(query):
            out[list_id].append(order_id)
    return dict(out)
