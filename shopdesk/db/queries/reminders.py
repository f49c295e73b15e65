"""What is due: open follow-ups, inquiries that woke, calls to make, tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, or_, select

from shopdesk.db.queries import tasks
from shopdesk.db.queries.tasks import TaskRow
from shopdesk.db.tables import Customer, Inquiry, Message, Staff, Task
from shopdesk.domain.inquiries import OPEN

MOST = 200  # of each kind: more would be no reminder


@dataclass(frozen=True, slots=True)
class Due:
    """An inquiry or a customer somebody wanted to come back to at `at`."""

    number: str
    at: datetime
    text: str
    who: str
    assignee: str = ""


_WHO = func.coalesce(func.nullif(Customer.name, ""), Inquiry.contact)


def due_tasks(connection: Connection, until: datetime) -> list[TaskRow]:
    """Open tasks and promises that are due by `until`, the earliest first."""
    query = select(Task.id).where(Task.status == "open", Task.due_at <= until).order_by(Task.due_at).limit(MOST)
    return tasks.rows(connection, list(connection.execute(query).scalars()))


def follow_ups(connection: Connection, now: datetime) -> list[Due]:
    """Open inquiries whose follow-up is reached and that are not asleep."""
    awake = or_(Inquiry.snoozed_until.is_(None), Inquiry.snoozed_until <= now)
    return _inquiries(connection, Inquiry.follow_up_at, and_(Inquiry.follow_up_at <= now, awake))


def awake(connection: Connection, now: datetime) -> list[Due]:
    """Open inquiries that woke and were not answered since; those whose follow-up is due are told as that."""
    answered = select(Message.id).where(
        Message.inquiry_id == Inquiry.id, Message.direction != "in", Message.at >= Inquiry.snoozed_until
    )
    due = func.coalesce(Inquiry.follow_up_at <= now, False)
    return _inquiries(
        connection, Inquiry.snoozed_until, and_(Inquiry.snoozed_until <= now, ~due, ~answered.exists())
    )  # fmt: skip


def _inquiries(connection: Connection, at: object, clause: object) -> list[Due]:
    query = (
        select(Inquiry.number, at, Inquiry.subject, _WHO, func.coalesce(Staff.name, ""))  # type: ignore[call-overload]
        .select_from(Inquiry)
        .outerjoin(Customer, Customer.id == Inquiry.customer_id)
        .outerjoin(Staff, Staff.id == Inquiry.assignee_id)
        .where(Inquiry.status.in_(OPEN), clause)
        .order_by(at)
        .limit(MOST)
    )
    return [Due(*row) for row in connection.execute(query)]


def callbacks(connection: Connection, now: datetime) -> list[Due]:
    """Customers who are to be called back by now."""
    query = select(Customer.number, Customer.next_callback, Customer.phone, Customer.name)
    query = query.where(Customer.next_callback <= now).order_by(Customer.next_callback).limit(MOST)
    return [Due(number, at, phone, name) for number, at, phone, name in connection.execute(query) if at is not None]


def roles_of(connection: Connection, person: str) -> Sequence[str]:
    """The roles of a person who works here."""
    return tuple(connection.execute(select(Staff.roles).where(Staff.name == person)).scalar() or ())
