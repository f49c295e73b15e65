"""What the deadlines of cases are reckoned from."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from shopdesk.db.door import chunks
from shopdesk.db.tables import Case, CaseEvent, CaseOrder, Customer, Message, Order, Refund
from shopdesk.domain.aftersales import OPEN


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case as its clocks see it. `wanted` is the money agreed on, else asked for; `refunded` what was paid."""

    id: int
    kind: str
    priority: str
    status: str
    level: str
    platform: str
    opened_at: datetime
    received_at: datetime | None
    resolved_at: datetime | None
    wanted: int | None
    refunded: int
    refunded_at: datetime | None
    statuses: tuple[tuple[datetime, str], ...]
    messages: tuple[tuple[datetime, str], ...]  # in and out, oldest first
    cells: dict[str, Any]  # the deadlines as they are kept


_DUE = (
    Case.policy, Case.first_reply_due, Case.next_reply_due, Case.resolution_due, Case.refund_due, Case.escalation_at,
)  # fmt: skip


def facts(connection: Connection, ids: Sequence[int]) -> list[CaseFacts]:
    """The facts of cases by id, in the order of `ids`."""
    found: dict[int, CaseFacts] = {}
    query = select(
        Case.id, Case.kind, Case.priority, Case.status, func.coalesce(Customer.level, "").label("level"),
        Case.opened_at, Case.received_at, Case.resolved_at, Case.agreed, Case.asked, Case.paid, *_DUE,
    ).outerjoin(Customer, Customer.id == Case.customer_id)  # fmt: skip
    for part in chunks(ids):
        platforms, paid = _platforms(connection, part), _paid(connection, part)
        statuses, messages = _statuses(connection, part), _messages(connection, part)
        for row in connection.execute(query.where(Case.id.in_(part))).mappings():
            row_id = row["id"]
            found[row_id] = CaseFacts(
                row_id, row["kind"], row["priority"], row["status"], row["level"], platforms.get(row_id, ""),
                row["opened_at"], row["received_at"], row["resolved_at"],
                row["asked"] if row["agreed"] is None else row["agreed"], row["paid"], paid.get(row_id),
                tuple(statuses.get(row_id, ())), tuple(messages.get(row_id, ())),
                {column.name: row[column.name] for column in _DUE},
            )  # fmt: skip
    return [found[row_id] for row_id in ids if row_id in found]


def open_ids(connection: Connection) -> list[int]:
    """Every open case."""
    return list(connection.execute(select(Case.id).where(Case.status.in_(OPEN)).order_by(Case.id)).scalars())


def _platforms(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    query = (
        select(CaseOrder.case_id, func.min(Order.platform).label("platform"))
        .join(Order, Order.id == CaseOrder.order_id)
        .where(CaseOrder.case_id.in_(ids))
        .group_by(CaseOrder.case_id)
    )
    return {row.case_id: row.platform for row in connection.execute(query)}


def _paid(connection: Connection, ids: Sequence[int]) -> dict[int, datetime]:
    query = select(Refund.case_id, func.max(Refund.paid_at)).where(Refund.case_id.in_(ids)).group_by(Refund.case_id)
    return {row_id: _moment(at) for row_id, at in connection.execute(query) if row_id is not None}


def _statuses(connection: Connection, ids: Sequence[int]) -> dict[int, list[tuple[datetime, str]]]:
    out: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    query = select(CaseEvent.case_id, CaseEvent.at, CaseEvent.status).where(CaseEvent.case_id.in_(ids))
    for row_id, at, status in connection.execute(query.order_by(CaseEvent.at, CaseEvent.id)):
        out[row_id].append((at, status))
    return out


def _messages(connection: Connection, ids: Sequence[int]) -> dict[int, list[tuple[datetime, str]]]:
    out: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    query = select(Message.case_id, Message.at, Message.direction)
    query = query.where(Message.case_id.in_(ids), Message.direction != "note").order_by(Message.at, Message.id)
    for row_id, at, direction in connection.execute(query):
        if row_id is not None:
            out[row_id].append((at, direction))
    return out


def _moment(value: Any) -> datetime:
    """`max` over instants may come as text."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value
