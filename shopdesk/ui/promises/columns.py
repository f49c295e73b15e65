"""Columns of the list of promises and tasks, and what it can be narrowed to."""

from shopdesk.domain.listing import Filter
from shopdesk.services.tasks import TaskRow
from shopdesk.ui import display, vocabulary
from shopdesk.ui.context import Context
from shopdesk.ui.promises import words
from shopdesk.ui.tables.columns import Column
from shopdesk.words import _, mark

CHOICES = (
    ("open", mark("Everything open")),
    ("due", mark("Due now")),
    ("promise", mark("Promises to customers")),
    ("task", mark("Tasks")),
    ("hand_over", mark("Hand-over notes")),
    ("mine", mark("For me")),
    ("over", mark("Kept, done or dropped")),
)


def conditions(choice: str, person: str) -> tuple[Filter, ...]:
    """A choice as conditions of the list."""
    if choice == "over":
        return (Filter("open", "=", ("no",)),)
    still_open = Filter("open", "=", ("yes",))
    if choice == "due":
        return (Filter("overdue", "=", ("yes",)),)
    if choice == "mine":
        return (still_open, Filter("assignee", "=", (person, "")))
    return (still_open,) if choice == "open" else (still_open, Filter("kind", "=", (choice,)))


def columns(context: Context) -> tuple[Column, ...]:
    """The columns; times are those of the shop's zone."""
    zone = context.desk.zone

    def due(row: TaskRow) -> str:
        if row.status != "open":
            return vocabulary.word(vocabulary.TASK_STATUS, row.status)
        when = display.moment(row.due_at, context.now(), zone) or _("no day set")
        if not words.is_overdue(row, context.now()):
            return when
        return _("{when}: overdue").format(when=when)

    def role(row: TaskRow) -> str:
        if words.is_overdue(row, context.now()):
            return "trouble"
        return vocabulary.role(vocabulary.TASK_STATUS, row.status)

    return (
        Column(
            "due_at", mark("By when"), due, width=19, sort="due_at", dot=role,
            tooltip=lambda r: display.moment_full(r.due_at, zone),
            plain=lambda r: r.due_at.astimezone(zone).isoformat(" ", "minutes") if r.due_at else "",
        ),
        Column(
            "kind", mark("Kind"), lambda r: vocabulary.word(vocabulary.TASK_KIND, r.kind), width=15, sort="kind",
            icon=lambda r: (words.ICONS[r.kind], "muted"),
        ),
        Column(
            "text", mark("Promise or task"), lambda r: words.first_line(r.text), width=30, stretch=True,
            tooltip=lambda r: words.in_full(r, zone), plain=lambda r: r.text,
        ),
        Column("who", mark("Customer"), lambda r: r.who, width=14),
        Column("about", mark("About"), lambda r: r.about[1] if r.about else "", width=16, muted=True),
        Column("for", mark("For"), words.whose, width=11),
    )  # fmt: skip
