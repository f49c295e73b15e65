"""When the shop is open, as its settings say."""

from typing import Any

from shopdesk.domain import working_hours as rules
from shopdesk.domain.errors import UserError
from shopdesk.domain.working_hours import WEEKDAYS, WorkingHours
from shopdesk.services.desk import Desk

_MOST_DAYS = 2_000  # days off or worked: decades of them


def hours_of(desk: Desk) -> WorkingHours:
    """The shop's opening hours, in its own zone."""
    return WorkingHours(
        zone=desk.zone,
        week=rules.read_week(desk.setting("week")),
        holidays=rules.read_days(desk.setting("holidays"), "holidays"),
        workdays=rules.read_days(desk.setting("workdays"), "workdays"),
    )


def week(value: Any) -> dict[str, list[list[str]]]:
    """The setting `week` as it is kept: every weekday, its frames in order.

    Raises UserError `form.type`, `form.choice`, `hours.*`.
    """
    read = rules.read_week(value)
    if not any(read.values()):
        raise UserError("hours.none", field="week")
    return {day: [[rules.clock(start), rules.clock(end)] for start, end in read[day]] for day in WEEKDAYS}


def days(key: str, value: Any) -> list[str]:
    """The settings `holidays` and `workdays` as they are kept: days in order, each once.

    Raises UserError `form.type`, `form.date`, `form.too_many`.
    """
    found = sorted(rules.read_days(value, key))
    if len(found) > _MOST_DAYS:
        raise UserError("form.too_many", field=key, limit=_MOST_DAYS)
    return [day.isoformat() for day in found]
