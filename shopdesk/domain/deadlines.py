"""Until when a customer has to hear from us, and until when a case has to be solved, in working time.

Three clocks run on a case. First reply: from the opening to our first answer. Next reply: from the first message of the
customer since our last answer (their repeats do not start it anew); the latest round counts. Resolution: from the
opening until it is solved. While we wait for the customer or for goods, and between solved and reopened, all of them
stand still as if the shop were closed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from shopdesk.domain.errors import UserError
from shopdesk.domain.working_hours import WorkingHours

EVENTS: Final = ("opened", "customer_message", "staff_reply", "waiting", "resumed", "resolved", "reopened")
CLOCKS: Final = ("first_reply", "next_reply", "resolution")
_STOPS: Final = {"waiting": "resumed", "resolved": "reopened"}


@dataclass(frozen=True, slots=True)
class Policy:
    """Limits in seconds of working time; None: no limit."""

    first_reply: int | None = None
    next_reply: int | None = None
    resolution: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a case."""

    at: datetime
    kind: str


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch in which the clocks stand still; `end` None: it still lasts."""

    start: datetime
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline. `due` None: no limit, or nobody can say while the clocks stand still.

    `took` are working seconds until it was met, None before. `left` is the limit less what it took, or what has
    passed up to now: negative when late. `paused` are the seconds that the clocks stood still in working time, and
    `closed` the days off between start and end.
    """

    started: datetime | None = None
    met: datetime | None = None
    limit: int | None = None
    due: datetime | None = None
    took: int | None = None
    left: int | None = None
    paused: int = 0
    closed: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The three clocks, and the earliest deadline that is not met yet."""

    first_reply: Clock
    next_reply: Clock
    resolution: Clock
    escalation: datetime | None


def check_events(events: Sequence[Event]) -> None:
    """Raises UserError `deadline.events`, `deadline.order`, `form.choice`."""
    if not events or events[0].kind != "opened" or sum(event.kind == "opened" for event in events) > 1:
        raise UserError("deadline.events", field="events")
    for number, event in enumerate(events, start=1):
        if event.kind not in EVENTS:
            raise UserError("form.choice", field="kind", found=event.kind, choices=", ".join(EVENTS))
        if number > 1 and event.at < events[number - 2].at:
            raise UserError("deadline.order", field="events", row=number)


def pauses_of(events: Sequence[Event]) -> tuple[Pause, ...]:
    """When the clocks stood still, in order; stretches that touch or lie in each other are one."""
    out: list[Pause] = []
    standing: dict[str, datetime] = {}  # what they wait for → since when
    since: datetime | None = None
    for event in events:
        if event.kind in _STOPS:
            standing.setdefault(_STOPS[event.kind], event.at)
            since = since or event.at
        elif event.kind in standing:
            # Reopening a solved case also ends the waiting that was going on when it was solved.
            standing = {} if event.kind == "reopened" else _less(standing, event.kind)
            if not standing and since is not None:
                if event.at > since:
                    out.append(Pause(since, event.at))
                since = None
    return (*out, Pause(since, None)) if since is not None else tuple(out)


def evaluate(
    hours: WorkingHours, policy: Policy, events: Sequence[Event], now: datetime, *, roll: bool = True
) -> Deadlines:
    """The clocks of a case at `now`. `roll`: a deadline on closing time moves to the next opening.

    Raises UserError `deadline.*`, `form.choice`.
    """
    check_events(events)
    pauses = pauses_of(events)
    opened = events[0].at
    replies = [event.at for event in events if event.kind == "staff_reply"]
    solved = [event for event in events if event.kind in ("resolved", "reopened")]
    resolved = solved[-1].at if solved and solved[-1].kind == "resolved" else None
    round_start, round_met = _latest_round(events)
    found = {
        "first_reply": _clock(hours, policy.first_reply, opened, next(iter(replies), None), pauses, now, roll=roll),
        "next_reply": _clock(hours, policy.next_reply, round_start, round_met, pauses, now, roll=roll),
        "resolution": _clock(hours, policy.resolution, opened, resolved, pauses, now, roll=roll),
    }
    open_ones = [clock.due for clock in found.values() if clock.due is not None and clock.met is None]
    return Deadlines(**found, escalation=min(open_ones, default=None))


def _latest_round(events: Sequence[Event]) -> tuple[datetime | None, datetime | None]:
    start: datetime | None = None
    met: datetime | None = None
    for event in events:
        if event.kind in ("opened", "customer_message") and (start is None or met is not None):
            start, met = event.at, None
        elif event.kind == "staff_reply" and start is not None and met is None:
            met = event.at
    return start, met


def _clock(
    hours: WorkingHours,
    limit: int | None,
    start: datetime | None,
    met: datetime | None,
    pauses: Sequence[Pause],
    now: datetime,
    *,
    roll: bool,
) -> Clock:
    if start is None:
        return Clock(limit=limit)
    # What came after a deadline was met moves it no more; a pause in which it was met ends there.
    breaks = [(one.start, one.end or met) for one in pauses if met is None or one.start < met]
    end = met if met is not None else now
    passed = hours.seconds(start, end, breaks)
    due = None if limit is None else hours.after(start, limit, breaks, roll=roll)
    until = due or max(end, start)
    return Clock(
        started=start,
        met=met,
        limit=limit,
        due=due,
        took=passed if met is not None else None,
        left=None if limit is None else limit - passed,
        paused=hours.seconds(start, until) - hours.seconds(start, until, breaks),
        closed=_days_off(hours, start, until),
    )


def _days_off(hours: WorkingHours, start: datetime, end: datetime) -> tuple[date, ...]:
    day, last = start.astimezone(hours.zone).date(), end.astimezone(hours.zone).date()
    out = []
    while day <= last:
        if day in hours.holidays and not hours.of_day(day):
            out.append(day)
        day += timedelta(days=1)
    return tuple(out)


def _less(standing: dict[str, datetime], kind: str) -> dict[str, datetime]:
    return {name: at for name, at in standing.items() if name != kind}
