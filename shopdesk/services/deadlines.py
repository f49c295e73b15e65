"""A calendar, a policy and the events of a case, as the command `deadline` is given them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shopdesk.domain import deadlines
from shopdesk.domain.deadlines import CLOCKS, Deadlines, Event, Policy
from shopdesk.domain.errors import UserError
from shopdesk.domain.instants import FIRST_YEAR, LAST_YEAR
from shopdesk.domain.working_hours import WorkingHours, read_days, read_week

AT_CLOSE: Final = ("roll", "stay")
_MOST_BYTES: Final = 4_000_000
_MOST_SECONDS: Final = 10 * 366 * 86_400


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the hours, the limits, what happened, and the moment to look from (None: the clock)."""

    hours: WorkingHours
    policy: Policy
    events: tuple[Event, ...]
    now: datetime | None
    roll: bool

    def answer(self, now: datetime) -> Deadlines:
        """The three clocks; `now` counts where the question names no moment. Raises UserError `deadline.*`."""
        return deadlines.evaluate(self.hours, self.policy, self.events, self.now or now, roll=self.roll)


def read_question(path: Path | str) -> Question:
    """The question in a JSON file. Raises UserError `file.missing|unreadable|too_large`, `do.json`, `form.*`,
    `hours.*`, `zone.unknown`, `deadline.*`.
    """
    try:
        with Path(path).open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UserError("file.missing", path=str(path)) from error
    except OSError as error:
        raise UserError("file.unreadable", path=str(path)) from error
    if len(data) > _MOST_BYTES:
        raise UserError("file.too_large", path=str(path), limit=f"{_MOST_BYTES:,} bytes")
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UserError("do.json", why=str(error)[:100]) from error
    return question(value)


def question(value: Any) -> Question:
    """The question as plain data, in the shape of COMMANDS.md. Raises UserError as `read_question`."""
    told = _group(value, "deadline")
    calendar = _group(told.get("calendar"), "calendar")
    at_close = calendar.get("at_close", "roll")
    if at_close not in AT_CLOSE:
        raise UserError("form.choice", field="at_close", found=str(at_close), choices=", ".join(AT_CLOSE))
    events = told.get("events")
    if not isinstance(events, list):
        raise UserError("form.type", field="events", expected="[{at, kind}]")
    happened = tuple(
        Event(_moment(one.get("at"), "at"), str(one.get("kind", "")))
        for one in (_group(event, "events") for event in events)
    )
    deadlines.check_events(happened)
    now = told.get("now")
    limits = _group(told.get("policy"), "policy")
    for name in limits:
        if name not in CLOCKS:
            raise UserError("form.choice", field="policy", found=str(name), choices=", ".join(CLOCKS))
    policy = Policy(**{name: _limit(limits.get(name), name) for name in CLOCKS})
    return Question(
        _hours(calendar), policy, happened, None if now is None else _moment(now, "now"), at_close == "roll"
    )


def _hours(calendar: Mapping[str, Any]) -> WorkingHours:
    name = calendar.get("timezone", "UTC")
    try:
        zone = ZoneInfo(str(name))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UserError("zone.unknown", field="timezone", zone=str(name)) from error
    week = read_week(calendar.get("week", {}))
    days = {key: read_days(calendar.get(key) or [], key) for key in ("holidays", "workdays")}
    if not any(week.values()):
        raise UserError("hours.none", field="week")
    return WorkingHours(zone, week, **days)


def _group(value: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise UserError("form.type", field=name, expected="{…}")
    return value


def _moment(value: Any, name: str) -> datetime:
    """Without a zone it is UTC; parts of a second do not count."""
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise UserError("form.date", field=name, found=str(value)) from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise UserError("form.date", field=name, found=str(value))
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return found.astimezone(UTC).replace(microsecond=0)


def _limit(value: Any, name: str) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST_SECONDS:
        raise UserError("deadline.limit", field=name, found=str(value))
    return value
