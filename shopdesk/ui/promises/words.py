"""Promises and tasks in words."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from shopdesk.ui import display, vocabulary
from shopdesk.ui.context import Context
from shopdesk.words import _, mark, plural

if TYPE_CHECKING:
    from shopdesk.services.tasks import TaskRow

PAGES = {"inquiry": "inquiries", "case": "cases", "order": "orders", "customer": "customers"}  # as `open_record` has it
ICONS = {"promise": "clock", "task": "check", "hand_over": "note"}
_LINES = {
    "promise": mark("Promised: {what}"),
    "task": mark("To do: {what}"),
    "hand_over": mark("Handed over: {what}"),
}
_NOTED = {"promise": mark("Promise noted"), "task": mark("Task noted"), "hand_over": mark("Note handed over")}
_FINISHED = {"promise": mark("Promise kept"), "task": mark("Task done"), "hand_over": mark("Note seen")}
_STAFF, _ROLE = "staff:", "role:"


def is_overdue(row: "TaskRow", now: datetime) -> bool:
    """Whether it should have been done by now."""
    return row.status == "open" and row.due_at is not None and row.due_at <= now


def first_line(text: str) -> str:
    """The beginning of a text of several lines."""
    line, more, _rest = text.strip().partition("\n")
    return f"{line} …" if more else line


def what(row: "TaskRow") -> str:
    """ "Promised: gift wrap"."""
    return _(_LINES[row.kind]).format(what=first_line(row.text))


def by_when(row: "TaskRow", now: datetime, zone: tzinfo) -> str:
    """ "by Fri 18:00", "overdue: today 14:00", or nothing."""
    if row.due_at is None:
        return ""
    told = _("overdue: {when}") if is_overdue(row, now) else _("by {when}")
    return told.format(when=display.moment(row.due_at, now, zone))


def line(row: "TaskRow", now: datetime, zone: tzinfo) -> str:
    """ "Promised: gift wrap — by Fri 18:00"."""
    return " — ".join(part for part in (what(row), by_when(row, now, zone)) if part)


def in_full(row: "TaskRow", zone: tzinfo) -> str:
    """Everything that a line leaves out, for its tooltip."""
    about = " · ".join(part for part in (row.about[1] if row.about else "", row.who) if part)
    parts = (row.text, display.moment_full(row.due_at, zone), about, whose(row))
    return "\n".join(part for part in parts if part)


def whose(row: "TaskRow") -> str:
    """For whom it is: a person, a role, or nobody in particular."""
    return display.person(row.assignee) if row.assignee else vocabulary.word(vocabulary.ROLE, row.role)


def finish_word(kind: str) -> str:
    """The button that ends it."""
    return _("Kept it") if kind == "promise" else _("Done")


def noted(kind: str) -> str:
    """What the status bar says when it was written down."""
    return _(_NOTED[kind])


def finished(kind: str) -> str:
    """What the status bar says when it was kept or done."""
    return _(_FINISHED[kind])


def due_words(promises: int, others: int) -> str:
    """ "2 promises due, 1 task due"."""
    told = [
        plural("{count} promise due", "{count} promises due", promises) if promises else "",
        plural("{count} task due", "{count} tasks due", others) if others else "",
    ]
    return display.list_of(told)


def people(context: Context) -> list[tuple[str, str]]:
    """For whom it may be: anybody, everybody who works here, and the roles; the codes say which of the two."""
    from shopdesk.services.staff import staff_names

    names = [(f"{_STAFF}{name}", display.person(name)) for name in staff_names(context.desk)]
    known = {words for _code, words in names}
    word: Callable[[str], str] = lambda code: vocabulary.word(vocabulary.ROLE, code)  # noqa: E731
    roles = [(f"{_ROLE}{code}", word(code)) for code in vocabulary.ROLE if word(code) not in known]
    return [("", _("Anybody")), *names, *roles]


def person_code(assignee: str | None, role: str) -> str:
    """Whom it is for, as `people` has it."""
    return f"{_STAFF}{assignee}" if assignee else f"{_ROLE}{role}" if role else ""


def person_of(code: str) -> tuple[str | None, str]:
    """(assignee, role) of a code of `people`."""
    if code.startswith(_STAFF):
        return code.removeprefix(_STAFF), ""
    return None, code.removeprefix(_ROLE)
