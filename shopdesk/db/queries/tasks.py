"""Promises, things to do and hand-over notes: the list, its rows, what is open about a record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, and_, case, func, or_, select

from shopdesk.db.door import chunks, table_of
from shopdesk.db.queries.filters import by_assignee, by_customer, by_status
from shopdesk.db.queries.lists import ListSpec
from shopdesk.db.tables import Case, CaseOrder, Customer, Inquiry, Order, Staff, Task

TASKS: Table = table_of(Task)
_RECORDS: Final[dict[str, Any]] = {"inquiry": Inquiry, "case": Case, "order": Order, "customer": Customer}
_OWNER: Final = {name: TASKS.c[f"{name}_id"] for name in _RECORDS}
_ASKER = table_of(Customer).alias("asker")
_COMPLAINER = table_of(Customer).alias("complainer")


def _overdue(value: str) -> ColumnElement[bool]:
    """`overdue=INSTANT`: open, and due by then. Services turn `yes` into now."""
    return and_(Task.status == "open", Task.due_at.is_not(None), Task.due_at <= value)


def _about(name: str) -> Any:
    def clause(value: str) -> ColumnElement[bool]:
        record = _RECORDS[name]
        found: ColumnElement[bool] = _OWNER[name].in_(select(record.id).where(record.number == value))
        return func.coalesce(found, False) if value else _OWNER[name].is_(None)

    return clause


SPEC = ListSpec(
    kind="task",
    table=TASKS,
    columns={
        name: TASKS.c[name]
        for name in ("number", "kind", "status", "text", "role", "due_at", "created_at", "local_day", "staff")
    },
    special={
        "open": by_status(Task.status, ("open",)),
        "overdue": _overdue,
        "assignee": by_assignee(Task.assignee_id),
        "inquiry": _about("inquiry"),
        "case": _about("case"),
        "order": _about("order"),
        "customer": by_customer(Task.customer_id),
    },
    sorts={
        "created_at": (),  # ids are given in order of entry
        "due_at": (TASKS.c.due_at.is_(None), TASKS.c.due_at),
        "number": (TASKS.c.number,),
        "kind": (TASKS.c.kind, TASKS.c.due_at),
        "status": (TASKS.c.status, TASKS.c.due_at),
        "closed_at": (TASKS.c.closed_at,),
    },
    default_sort="created_at",
)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One promise, task or note. `about` is (kind, number) of its record or None, `who` the customer's name."""

    id: int
    number: str
    kind: str
    status: str
    text: str
    due_at: datetime | None
    assignee: str
    role: str
    about: tuple[str, str] | None
    who: str
    staff: str
    created_at: datetime
    closed_at: datetime | None


_NUMBERS = {name: record.number.label(name) for name, record in _RECORDS.items()}
_WHO = func.coalesce(
    func.nullif(_ASKER.c.name, ""), func.nullif(Inquiry.contact, ""), func.nullif(Order.buyer_name, ""),
    func.nullif(_COMPLAINER.c.name, ""), func.nullif(Customer.name, ""), "",
).label("who")  # fmt: skip


def cells(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Every column of tasks by id; `assignee` as a name and the record it is about as a number, each may be None."""
    query = (
        select(TASKS, Staff.name.label("assignee"), *_NUMBERS.values(), _WHO)
        .select_from(Task)
        .outerjoin(Staff, Staff.id == Task.assignee_id)
        .outerjoin(Inquiry, Inquiry.id == Task.inquiry_id)
        .outerjoin(_ASKER, _ASKER.c.id == Inquiry.customer_id)
        .outerjoin(Order, Order.id == Task.order_id)
        .outerjoin(Case, Case.id == Task.case_id)
        .outerjoin(_COMPLAINER, _COMPLAINER.c.id == Case.customer_id)
        .outerjoin(Customer, Customer.id == Task.customer_id)
    )
    out: dict[int, dict[str, Any]] = {}
    for part in chunks(ids):
        for row in connection.execute(query.where(Task.id.in_(part))).mappings():
            out[row["id"]] = dict(row)
    return out


def rows(connection: Connection, ids: Sequence[int]) -> list[TaskRow]:
    """Table rows by id, in the order of `ids`; ids that are gone are left out."""
    found = cells(connection, ids)
    return [_row(found[row_id]) for row_id in ids if row_id in found]


def _row(values: dict[str, Any]) -> TaskRow:
    about = next(((name, values[name]) for name in _RECORDS if values[name]), None)
    same = ("id", "number", "kind", "status", "text", "due_at", "role", "who", "staff", "created_at", "closed_at")
    return TaskRow(**{name: values[name] for name in same}, assignee=values["assignee"] or "", about=about)


_LISTED = (
    "number", "kind", "status", "text", "due_at", "assignee", "role", "inquiry", "case", "order", "customer",
    "created_at", "local_day", "closed_at",
)  # fmt: skip


def full(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Tasks as commands list them, by id; what is not there is None."""
    return {
        row_id: {
            **{name: row[name] for name in _LISTED},
            "role": row["role"] or None,
            "by": row["staff"],
            "who": row["who"] or None,
        }
        for row_id, row in cells(connection, ids).items()
    }


def history_rows(_connection: Connection, task_id: int) -> dict[str, list[int]]:
    """The rows whose history is the task's, by table."""
    return {"task": [task_id]}


def id_of(connection: Connection, number: str) -> int | None:
    """The id of a task by number."""
    return connection.execute(select(Task.id).where(Task.number == number)).scalar()


def record_id(connection: Connection, name: str, number: str) -> int | None:
    """The id of the inquiry, case, order or customer of that number."""
    record = _RECORDS[name]
    return connection.execute(select(record.id).where(record.number == number)).scalar()


def open_about(connection: Connection, name: str, number: str) -> list[TaskRow]:
    """What is open about a record and about what it belongs to, the earliest first.

    An order shows what was promised on the inquiry it came from, a customer what was promised anywhere; everywhere
    else what this customer was promised elsewhere is told too, because one must not write without knowing it.
    """
    row_id = record_id(connection, name, number)
    if row_id is None:
        return []
    buyer = row_id if name == "customer" else connection.execute(_buyer(name, row_id)).scalar()
    concerned = _of_customer(buyer) if name == "customer" and buyer is not None else _of_record(name, row_id)
    if name != "customer" and buyer is not None:
        concerned = or_(concerned, and_(Task.kind == "promise", _of_customer(buyer)))
    query = select(Task.id).where(Task.status == "open", concerned)
    query = query.order_by(TASKS.c.due_at.is_(None), Task.due_at, Task.id)
    return rows(connection, list(connection.execute(query).scalars()))


def _buyer(name: str, row_id: int) -> Any:
    record = _RECORDS[name]
    return select(record.customer_id).where(record.id == row_id)


def _of_record(name: str, row_id: int) -> ColumnElement[bool]:
    own: ColumnElement[bool] = _OWNER[name] == row_id
    if name == "inquiry":
        became = select(Inquiry.order_id).where(Inquiry.id == row_id, Inquiry.order_id.is_not(None))
        return or_(own, Task.order_id.in_(became))
    if name == "order":
        asked = select(Inquiry.id).where(Inquiry.order_id == row_id)
        opened = select(CaseOrder.case_id).where(CaseOrder.order_id == row_id)
        return or_(own, Task.inquiry_id.in_(asked), Task.case_id.in_(opened))
    sent = select(CaseOrder.order_id).where(CaseOrder.case_id == row_id)
    came_from = select(Case.inquiry_id).where(Case.id == row_id, Case.inquiry_id.is_not(None))
    return or_(own, Task.order_id.in_(sent), Task.inquiry_id.in_(came_from))


def _of_customer(customer_id: int) -> ColumnElement[bool]:
    parts = [Task.customer_id == customer_id]
    for name, record in _RECORDS.items():
        if name != "customer":
            parts.append(_OWNER[name].in_(select(record.id).where(record.customer_id == customer_id)))
    return or_(*parts)


def counts(connection: Connection, now: str) -> dict[str, tuple[int, int]]:
    """By kind, how many are open and how many of those are due at `now`."""
    due = case((and_(Task.due_at.is_not(None), Task.due_at <= now), 1), else_=0)
    query = select(Task.kind, func.count(), func.sum(due)).where(Task.status == "open").group_by(Task.kind)
    return {kind: (int(number), int(late)) for kind, number, late in connection.execute(query)}
