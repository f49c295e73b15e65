"""A deadline that explains itself: "due Tue 10 Nov 2026, 10:40 = 2 h working time, paused 35 min, closed on 9 Nov"."""

from datetime import datetime, tzinfo

from shopdesk.domain.deadlines import CLOCKS, Clock, Deadlines
from shopdesk.ui import display
from shopdesk.words import _, mark

NAMES = {"first_reply": mark("First reply"), "next_reply": mark("Next reply"), "resolution": mark("Resolution")}
_CLOSED_SHOWN = 3  # days off that are named one by one


def told(deadlines: Deadlines, now: datetime, zone: tzinfo) -> str:
    """All clocks that have a limit, a line each."""
    lines = []
    for name in CLOCKS:
        clock: Clock = getattr(deadlines, name)
        if clock.limit is not None and clock.started is not None:
            lines.append(_("{name}: {told}").format(name=_(NAMES[name]), told=clock_told(clock, now, zone)))
    return "\n".join(lines) or _("No limit is set.")


def clock_told(clock: Clock, now: datetime, zone: tzinfo) -> str:
    """One clock in a sentence: how it stands, until when, and why until then."""
    return _("{state} ({why})").format(state=_state(clock, now, zone), why=_why(clock, zone))


def duration(seconds: int) -> str:
    """A length of working time in its two largest units: "2 h 5 min", "40 s"."""
    seconds = abs(seconds)
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    parts = (
        (hours, _("{count} h").format(count=display.count(hours))),
        (minutes, _("{count} min").format(count=minutes)),
        (left, _("{count} s").format(count=left)),
    )
    first = next((index for index, (count, _text) in enumerate(parts) if count), len(parts) - 1)
    return " ".join(text for count, text in parts[first : first + 2] if count) or parts[-1][1]


def _state(clock: Clock, now: datetime, zone: tzinfo) -> str:
    left = clock.left or 0
    if clock.took is not None:
        if left < 0:
            return _("met {late} late").format(late=duration(left))
        return _("met after {took}").format(took=duration(clock.took))
    if clock.due is None:
        return _("paused, {left} left").format(left=duration(left)) if left >= 0 else _overdue(left)
    if left < 0 or clock.due < now:
        return _overdue(left)
    return _("due {when}").format(when=display.moment_full(clock.due, zone))


def _overdue(left: int) -> str:
    return _("overdue by {late}").format(late=duration(left))


def _why(clock: Clock, zone: tzinfo) -> str:
    parts = [_("{limit} working time").format(limit=duration(clock.limit or 0))]
    if clock.started is not None:
        parts.append(_("from {when}").format(when=display.moment_full(clock.started, zone)))
    if clock.paused:
        parts.append(_("paused {length}").format(length=duration(clock.paused)))
    if clock.closed:
        days = [display.day_full(day) for day in clock.closed[:_CLOSED_SHOWN]]
        more = len(clock.closed) - len(days)
        parts.append(_("closed on {days}").format(days=display.list_of(days)) + (f" +{more}" if more else ""))
    return display.list_of(parts)
