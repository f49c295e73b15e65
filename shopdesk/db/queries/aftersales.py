"""After-sales cases: the list, its rows, one case whole."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select

from shopdesk.db.door import chunks, table_of
from shopdesk.db.queries import messages
from shopdesk.db.queries.filters import by_assignee, by_customer, by_status, by_tag
from shopdesk.db.queries.lists import ListSpec
from shopdesk.db.tables import Case, CaseLine, CaseOrder, Customer, Inquiry, Order, OrderLine, Refund, Staff
from shopdesk.domain.aftersales import OPEN, WAITING
from shopdesk.domain.money import to_text

CASES: Table = table_of(Case)
DUE = ("first_reply_due", "next_reply_due", "resolution_due", "refund_due")


def _order(value: str) -> ColumnElement[bool]:
    """`order=NUMBER`: cases about that order."""
    about = select(CaseOrder.case_id).join(Order, Order.id == CaseOrder.order_id).where(Order.number == value)
    return Case.id.in_(about)


SPEC = ListSpec(
    kind="case",
    table=CASES,
    columns={
        name: CASES.c[name]
        for name in (
            "number", "kind", "status", "reason", "responsible", "subject", "priority", "currency", "local_day",
            "opened_at", "closed_at", "first_reply_at", "waiting_since", "rating", "return_tracking", "customer_id",
            "first_reply_due", "next_reply_due", "resolution_due", "refund_due", "escalation_at", "policy",
        )
    },
    special={
        "open": by_status(Case.status, OPEN),
        "assignee": by_assignee(Case.assignee_id),
        "customer": by_customer(Case.customer_id),
        "order": _order,
        "tag": by_tag(Case.tags),
    },
    sorts={
        "opened_at": (CASES.c.opened_at,),
        "number": (CASES.c.number,),
        "kind": (CASES.c.kind,),
        "status": (CASES.c.status,),
        "reason": (CASES.c.reason,),
        "asked": (CASES.c.currency, CASES.c.asked),
        "waiting_since": (CASES.c.waiting_since,),
        "rating": (CASES.c.rating,),
        "escalation_at": (CASES.c.escalation_at,),
    },
    default_sort="opened_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One row of the cases table. Money in minor units of `currency`; `customer` is a name, else the buyer's."""

    id: int
    number: str
    kind: str
    status: str
    reason: str
    responsible: str
    subject: str
    priority: str
    tags: tuple[str, ...]
    currency: str
    asked: int | None
    agreed: int | None
    paid: int
    opened_at: datetime
    first_reply_at: datetime | None
    waiting_since: datetime | None
    received_at: datetime | None
    closed_at: datetime | None
    rating: int | None
    customer: str
    customer_number: str
    assignee: str
    orders: tuple[str, ...]
    items: str  # "T恤 蓝 XL ×1, …"
    last_message: str  # its beginning


@dataclass(frozen=True, slots=True)
class CaseLineRow:
    """A line of a case beside the order line it is about. `quantity` is the case's, `received` what came in."""

    id: int
    order_line_id: int
    order: str
    line: int
    sku: str
    title: str
    variant: str
    ordered: int
    shipped: int
    returned: int
    price: int | None
    total: int
    quantity: int
    received: int
    outcome: str


@dataclass(frozen=True, slots=True)
class RefundRow:
    """Money given back. `amount` in minor units of `currency`; `day` in the shop's zone."""

    id: int
    order: str
    amount: int
    currency: str
    paid_at: datetime
    day: date
    source: str
    note: str


_ROW = (
    "id", "number", "kind", "status", "reason", "responsible", "subject", "priority", "tags", "currency", "asked",
    "agreed", "paid", "opened_at", "first_reply_at", "waiting_since", "received_at", "closed_at", "rating",
)  # fmt: skip


def _joined(*columns: Any) -> Any:
    return (
        select(*columns)
        .select_from(Case)
        .outerjoin(Customer, Customer.id == Case.customer_id)
        .outerjoin(Staff, Staff.id == Case.assignee_id)
        .outerjoin(Inquiry, Inquiry.id == Case.inquiry_id)
    )


def rows(connection: Connection, ids: Sequence[int]) -> list[CaseRow]:
    """Table rows by id, in the order of `ids`; ids that are gone are left out."""
    about = _orders(connection, ids)
    held = lines(connection, ids)
    last = messages.last(connection, "case_id", ids)
    names = (
        func.coalesce(Customer.name, "").label("customer"),
        func.coalesce(Customer.number, "").label("customer_number"),
        func.coalesce(Staff.name, "").label("assignee"),
    )
    query = _joined(*(CASES.c[name] for name in _ROW), *names)
    found: dict[int, CaseRow] = {}
    for part in chunks(ids):
        for row in connection.execute(query.where(Case.id.in_(part))).mappings():
            orders = about.get(row["id"], [])
            buyer = row["customer"] or next((name for _id, _number, _currency, name in orders if name), "")
            found[row["id"]] = CaseRow(
                **{
                    **row,
                    "tags": tuple(row["tags"]),
                    "customer": buyer,
                    "orders": tuple(number for _id, number, _currency, _name in orders),
                    "items": ", ".join(_item(line) for line in held.get(row["id"], ())),
                    "last_message": last.get(row["id"], ""),
                }
            )
    return [found[row_id] for row_id in ids if row_id in found]


def _item(line: CaseLineRow) -> str:
    return f"{' '.join(filter(None, (line.title or line.sku, line.variant)))} ×{line.quantity}"


def _orders(connection: Connection, ids: Sequence[int]) -> dict[int, list[tuple[int, str, str, str]]]:
    """(order id, number, currency, buyer's name) by case id."""
    out: dict[int, list[tuple[int, str, str, str]]] = defaultdict(list)
    query = select(CaseOrder.case_id, Order.id, Order.number, Order.currency, Order.buyer_name)
    query = query.join(Order, Order.id == CaseOrder.order_id)
    for part in chunks(ids):
        for row in connection.execute(query.where(CaseOrder.case_id.in_(part)).order_by(CaseOrder.id)):
            out[row[0]].append((row[1], row[2], row[3], row[4]))
    return dict(out)


def lines(connection: Connection, ids: Sequence[int]) -> dict[int, list[CaseLineRow]]:
    """Lines by case id."""
    out: dict[int, list[CaseLineRow]] = defaultdict(list)
    line = OrderLine
    query = (
        select(
            CaseLine.case_id, CaseLine.id, line.id, Order.number, line.line, line.sku, line.title, line.variant,
            line.quantity, line.shipped, line.returned, line.price, line.total,
            CaseLine.quantity, CaseLine.received, CaseLine.outcome,
        )
        .join(line, line.id == CaseLine.order_line_id)
        .join(Order, Order.id == line.order_id)
    )  # fmt: skip
    for part in chunks(ids):
        for row in connection.execute(query.where(CaseLine.case_id.in_(part)).order_by(CaseLine.id)):
            case_id, *cells = row
            out[case_id].append(CaseLineRow(*cells))
    return dict(out)


def cells(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Every column of cases by id; `customer` and `inquiry` as numbers, `assignee` as a name, each may be None."""
    names = (Customer.number.label("customer"), Staff.name.label("assignee"), Inquiry.number.label("inquiry"))
    out: dict[int, dict[str, Any]] = {}
    for part in chunks(ids):
        for row in connection.execute(_joined(CASES, *names).where(Case.id.in_(part))).mappings():
            out[row["id"]] = dict(row)
    return out


_LISTED = (
    "number", "kind", "status", "subject", "priority", "tags", "assignee", "customer", "inquiry", "opened_at",
    "local_day", "first_reply_at", "waiting_since", "received_at", "resolved_at", "closed_at", "rating",
)  # fmt: skip
_OR_NONE = ("reason", "responsible", "return_carrier", "return_tracking", "resolution")


def full(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Cases as commands list them, by id, money as text; what is not there is None.

    Where the orders have several currencies the amounts are None and `refunds` tells each payment. Deadlines are
    None where the policy sets none, when they are met, and while they stand still.
    """
    about = _orders(connection, ids)
    held = lines(connection, ids)
    paid = refunds(connection, ids)
    out: dict[int, dict[str, Any]] = {}
    for case_id, row in cells(connection, ids).items():
        currency = row["currency"]
        amounts = {name: to_text(row[name], currency) if currency else None for name in ("asked", "agreed", "paid")}
        out[case_id] = {
            **{name: row[name] for name in _LISTED},
            **{name: row[name] or None for name in _OR_NONE},
            "orders": [number for _id, number, _currency, _name in about.get(case_id, ())],
            "lines": [
                {"order": one.order, "line": one.line, "sku": one.sku, "quantity": one.quantity,
                 "received": one.received, "outcome": one.outcome or None}
                for one in held.get(case_id, ())
            ],
            "currency": currency or None,
            **amounts,
            "refunds": [
                {"order": one.order, "currency": one.currency, "amount": to_text(one.amount, one.currency),
                 "day": one.day}
                for one in paid.get(case_id, ())
            ],
            **{name: row[name] for name in DUE},
            "paused": row["status"] in WAITING,
        }  # fmt: skip
    return out


def history_rows(connection: Connection, case_id: int) -> dict[str, list[int]]:
    """The rows whose history is the case's, by table."""
    return {
        "aftersales_case": [case_id],
        "case_order": [row_id for row_id, _number, _currency in orders_of(connection, case_id).values()],
        "case_line": [line.id for line in lines(connection, [case_id]).get(case_id, ())],
        "refund": [one.id for one in refunds(connection, [case_id]).get(case_id, ())],
    }


def refunds(connection: Connection, ids: Sequence[int]) -> dict[int, list[RefundRow]]:
    """What was paid back on cases, by case id, oldest first."""
    out: dict[int, list[RefundRow]] = defaultdict(list)
    query = select(
        Refund.case_id, Refund.id, Order.number, Refund.amount, Refund.currency, Refund.paid_at, Refund.local_day,
        Refund.source, Refund.note,
    ).join(Order, Order.id == Refund.order_id)  # fmt: skip
    for part in chunks(ids):
        for row in connection.execute(query.where(Refund.case_id.in_(part)).order_by(Refund.paid_at, Refund.id)):
            assert row[0] is not None  # the condition says so
            out[row[0]].append(RefundRow(*row[1:]))
    return dict(out)


def orders_of(connection: Connection, case_id: int) -> dict[int, tuple[int, str, str]]:
    """The orders of a case: order id → (row id, number, currency)."""
    query = (
        select(Order.id, CaseOrder.id, Order.number, Order.currency)
        .join(CaseOrder, CaseOrder.order_id == Order.id)
        .where(CaseOrder.case_id == case_id)
        .order_by(CaseOrder.id)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in connection.execute(query)}


def id_of(connection: Connection, number: str) -> int | None:
    """The id of a case by number."""
    return connection.execute(select(Case.id).where(Case.number == number)).scalar()


def counts_by_status(connection: Connection) -> dict[str, int]:
    """How many cases are in each status."""
    query = select(Case.status, func.count()).group_by(Case.status)
    return {status: int(number) for status, number in connection.execute(query)}
