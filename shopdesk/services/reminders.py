"""What is due now or soon for the person at this desk, and what ends each of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from shopdesk.db.queries import reminders as queries
from shopdesk.db.queries import reservations as reservation_queries
from shopdesk.db.queries.reservations import ReservationRow
from shopdesk.db.queries.tasks import TaskRow
from shopdesk.domain import reservations as reservation_rules
from shopdesk.domain.changes import Outcome
from shopdesk.domain.reminders import AHEAD, MORNING, Reminder, concerns
from shopdesk.services import customers, inquiries, snoozing, tasks
from shopdesk.services.desk import DEFAULT_STAFF, Desk

_PAGES = {"inquiry": "inquiries", "case": "cases", "order": "orders", "customer": "customers"}


def due(desk: Desk) -> list[Reminder]:
    """What is due, the earliest first: promises and tasks, follow-ups, what woke, pre-orders that end, calls to make.

    What was given to somebody else is not told here; the owner hears of everything.
    """
    now = desk.now()
    with desk.shop.read() as connection:
        person = desk.staff
        roles = tuple(queries.roles_of(connection, person))

        def is_mine(assignee: str, role: str = "") -> bool:
            return person == DEFAULT_STAFF or concerns(assignee, role, person, roles)

        found = [
            _of_task(row)
            for row in queries.due_tasks(connection, now + max(AHEAD.values()))
            if is_mine(row.assignee, row.role)
        ]
        for kind, rows in (
            ("follow_up", queries.follow_ups(connection, now)),
            ("awake", queries.awake(connection, now)),
        ):
            found += [_of_inquiry(kind, row) for row in rows if is_mine(row.assignee)]
        found += [
            Reminder("callback", row.number, row.at, row.text, row.who, (("customers", row.number),))
            for row in queries.callbacks(connection, now)
        ]
        day = desk.local_day(now) + timedelta(days=reservation_rules.REMIND_DAYS)
        held = reservation_queries.rows(connection, reservation_queries.ending_by(connection, day))
        found += [_of_reservation(desk, row) for row in held]
    return sorted((one for one in found if one.is_due(now)), key=lambda one: (one.at, one.kind, one.number))


def finish(desk: Desk, reminder: Reminder) -> Outcome[Any]:
    """What “Done” does: a promise is kept, a follow-up or call taken off. Raises UserError `move.not_allowed` …"""
    match reminder.kind:
        case "follow_up":
            return inquiries.follow_up(desk, [reminder.number], None)
        case "awake":
            return snoozing.snooze_inquiries(desk, [reminder.number], None)
        case "callback":
            draft = replace(customers.draft_of(desk, reminder.number), next_callback=None)
            return customers.update_customer(desk, reminder.number, draft)
    return tasks.finish_tasks(desk, [reminder.number])


def _of_task(row: TaskRow) -> Reminder:
    assert row.due_at is not None
    opens = ((_PAGES[row.about[0]], row.about[1]),) if row.about else ()
    return Reminder(row.kind, row.number, row.due_at, row.text, row.who, opens)


def _of_inquiry(kind: str, row: queries.Due) -> Reminder:
    return Reminder(kind, row.number, row.at, row.text, row.who, (("inquiries", row.number),))


def _of_reservation(desk: Desk, row: ReservationRow) -> Reminder:
    day = row.until - timedelta(days=reservation_rules.REMIND_DAYS)
    at = datetime.combine(day, MORNING, desk.zone).astimezone(UTC)
    opens = [("reservations", row.number)]
    opens += [(kind, number) for kind, number in (("inquiries", row.inquiry), ("customers", row.customer_number))
              if number]  # fmt: skip
    text = f"{row.title or row.sku} {row.variant}".strip() + f" ×{row.quantity}"
    return Reminder("pre_order", row.number, at, text, row.customer or row.contact, tuple(opens))
