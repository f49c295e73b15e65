"""Reminders in words."""

from datetime import datetime, tzinfo
from typing import Final

from shopdesk.domain.reminders import Reminder
from shopdesk.ui import display
from shopdesk.ui.promises.words import finish_word, first_line
from shopdesk.words import _, mark, plural

_LONGEST = 120
_FOR: Final = {
    "promise": mark("Promised to {who}: {what}"),
    "task": mark("To do for {who}: {what}"),
    "hand_over": mark("Handed over about {who}: {what}"),
    "follow_up": mark("Follow up with {who}: {what}"),
    "awake": mark("Awake again, {who}: {what}"),
    "pre_order": mark("Pre-order of {who} ends: {what}"),
    "callback": mark("Call {who} back: {what}"),
}
_PLAIN: Final = {
    "promise": mark("Promised: {what}"),
    "task": mark("To do: {what}"),
    "hand_over": mark("Handed over: {what}"),
    "follow_up": mark("Follow up: {what}"),
    "awake": mark("Awake again: {what}"),
    "pre_order": mark("Pre-order ends: {what}"),
    "callback": mark("Call back: {what}"),
}
ICONS: Final = {
    "promise": "clock", "task": "check", "hand_over": "note", "follow_up": "clock", "awake": "snooze",
    "pre_order": "box", "callback": "phone",
}  # fmt: skip


def what(reminder: Reminder) -> str:
    """Who and what: "Promised to Buyer A: gift wrap"."""
    text = first_line(reminder.text)
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    if reminder.who and text:
        return _(_FOR[reminder.kind]).format(who=reminder.who, what=text)
    return _(_PLAIN[reminder.kind]).format(what=reminder.who or text or reminder.number)


def when(reminder: Reminder, now: datetime, zone: tzinfo) -> str:
    """Since when: "since today 14:05 (25 min)"; of what is still to come, by when."""
    moment = display.moment(reminder.at, now, zone)
    if reminder.at > now:
        return _("by {when}").format(when=moment)
    return _("since {when} ({age})").format(when=moment, age=display.age(reminder.at, now))


def line(reminder: Reminder, now: datetime, zone: tzinfo) -> str:
    """All of it in a line."""
    return f"{what(reminder)} — {when(reminder, now, zone)}"


def done_word(kind: str) -> str:
    """The button that ends it."""
    return finish_word(kind)


def counted(number: int) -> str:
    """ "3 things are due"."""
    return plural("{count} thing is due", "{count} things are due", number) if number else _("Nothing is due")
