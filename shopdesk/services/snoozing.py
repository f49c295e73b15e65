"""Inquiries put to sleep until a moment. They wake by the clock, or when the customer writes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from shopdesk.db.door import encode
from shopdesk.db.queries import inquiries as queries
from shopdesk.db.tables import Inquiry
from shopdesk.domain import inquiries as rules
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.services import bulk
from shopdesk.services.desk import Desk
from shopdesk.services.orders import Bulk

_found = bulk.find(queries.id_of, queries.cells)


def snooze_inquiries(desk: Desk, numbers: Sequence[str], until: datetime | None) -> Outcome[Bulk]:
    """Keeps open inquiries out of sight until then; None wakes them now.

    Raises UserError `date.past`, `move.not_allowed`, `record.missing`.
    """
    if until is not None and until <= desk.now():
        raise UserError("date.past", field="until", found=encode(until))

    def decide(values: dict[str, Any]) -> dict[str, Any] | str:
        if until is not None and values["status"] not in rules.OPEN:
            return "move.not_allowed"
        return {"snoozed_until": until}

    return bulk.each(desk, "inquiry.snooze", Inquiry, lambda c: _found(c, numbers), lambda _unit: decide)


def awake(desk: Desk) -> Filter:
    """The condition that leaves out what is snoozed now."""
    return Filter("snoozed", "!=", (encode(desk.now()),))


def in_sight(desk: Desk, query: ListQuery) -> tuple[Filter, ...]:
    """The filters of a list, without what is snoozed where it shows open or unattended inquiries.

    A search finds everything, and whoever asks for snoozed ones gets them.
    """
    shows_work = any(item.field in ("open", "unattended") and item.values == ("yes",) for item in query.filters)
    asked = query.text.strip() or any(item.field == "snoozed" for item in query.filters)
    return (*query.filters, awake(desk)) if shows_work and not asked else tuple(query.filters)


def next_moment(desk: Desk) -> datetime | None:
    """When the next open inquiry wakes or its follow-up comes due; None when none does."""
    with desk.shop.read() as connection:
        return queries.next_moment(connection, desk.now())
