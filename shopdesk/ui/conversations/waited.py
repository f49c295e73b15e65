"""How long somebody waited, by the clock and in opening hours; how long we worked at it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from shopdesk.services.working_hours import hours_of
from shopdesk.ui import display
from shopdesk.ui.context import Context
from shopdesk.words import _


def waited(context: Context, since: datetime, until: datetime | None = None) -> str:
    """ "2 h 10 min, 40 min of it open"; where the shop was open all the while just how long."""
    end = until or context.now()
    whole = int((end - since).total_seconds())
    if whole < 60:
        return display.age(since, end)
    text = display.span(whole)
    opened = hours_of(context.desk).seconds(since, end)
    if opened // 60 >= whole // 60:
        return text
    if opened < 60:
        return _("{time}, all of it closed").format(time=text)
    return _("{time}, {open} of it open").format(time=text, open=display.span(opened, days=False))


def reply_words(context: Context, asked_at: datetime, replied_at: datetime | None) -> str:
    """When the first reply came, and how long that took; "" where none came yet."""
    if replied_at is None:
        return ""
    when = display.moment(replied_at, context.now(), context.desk.zone)
    return _("{when}, after {time}").format(when=when, time=waited(context, asked_at, replied_at))


def handling_words(messages: Iterable[Any]) -> str:
    """How long the messages took together, "" where nobody measured."""
    seconds = sum(message.handled_s or 0 for message in messages)
    return display.span(seconds) if seconds else ""
