"""Columns and filters of the inquiries table."""

from collections.abc import Callable, Sequence
from datetime import datetime

from shopdesk.services.inquiries import InquiryRow
from shopdesk.ui import display, vocabulary
from shopdesk.ui.context import Context
from shopdesk.ui.inquiries.marks import is_asleep
from shopdesk.ui.tables.columns import Column
from shopdesk.ui.widgets.filter_bar import FilterChoice
from shopdesk.words import _, mark

CHANNEL_ICON = {
    "wechat": "chat",
    "wangwang": "chat",
    "whatsapp": "chat",
    "email": "mail",
    "phone": "phone",
    "walk_in": "store",
    "social": "globe",
    "platform": "receipt",
}


_PRESSING = ("high", "urgent")


def who(row: InquiryRow) -> str:
    """The customer, else the name they go by where they wrote, else what they asked."""
    return row.customer or row.contact or row.number


def what(row: InquiryRow) -> str:
    """The subject, and what was said last where it says more."""
    last = row.last_message if row.last_message != row.subject else ""
    return " — ".join(part for part in (row.subject, last) if part)


def filters(people: Callable[[], vocabulary.Words], tags: Callable[[], Sequence[str]]) -> tuple[FilterChoice, ...]:
    """What ＋Filter offers; `people` gives everybody who works here, `tags` those in use."""
    return (
        FilterChoice(
            "open",
            mark("Open or over"),
            {"yes": (mark("Still open"), "waiting"), "no": (mark("Over"), "")},
            single=True,
        ),
        FilterChoice("unattended", mark("Unattended"), {"yes": (mark("Unattended"), "waiting")}, single=True),
        FilterChoice("due", mark("Follow-up"), {"yes": (mark("Follow-up due"), "trouble")}, single=True),
        FilterChoice("status", mark("Status"), vocabulary.INQUIRY_STATUS),
        FilterChoice("channel", mark("Channel"), vocabulary.CHANNEL),
        FilterChoice("assignee", mark("Assigned to"), people),
        FilterChoice("priority", mark("Priority"), vocabulary.PRIORITY),
        FilterChoice("tag", mark("Tag"), lambda: {tag: (tag, "") for tag in tags()}),
        FilterChoice(
            "snoozed", mark("Snoozed"), {"yes": (mark("Snoozed"), ""), "no": (mark("Awake"), "")}, single=True
        ),
        FilterChoice(
            "out_of_hours",
            mark("Out of hours"),
            {"yes": (mark("Came out of hours"), ""), "no": (mark("Came while open"), "")},
            single=True,
        ),
        FilterChoice("lost_reason", mark("Lost because of"), vocabulary.LOST_REASON),
        FilterChoice("local_day", mark("Date"), kind="dates"),
    )


def columns(context: Context) -> tuple[Column, ...]:
    """The columns; times are those of the shop's zone."""
    zone = context.desk.zone

    def moment(name: str) -> Callable[[InquiryRow], str]:
        return lambda row: display.moment(getattr(row, name), context.now(), zone)

    def in_full(name: str) -> Callable[[InquiryRow], str]:
        return lambda row: display.moment_full(getattr(row, name), zone)

    def iso(name: str) -> Callable[[InquiryRow], str]:
        def text(row: InquiryRow) -> str:
            value: datetime | None = getattr(row, name)
            return f"{value.astimezone(zone):%Y-%m-%d %H:%M}" if value else ""

        return text

    def status(row: InquiryRow) -> str:
        word = vocabulary.word(vocabulary.INQUIRY_STATUS, row.status)
        reason = vocabulary.word(vocabulary.LOST_REASON, row.lost_reason)
        return f"{word} · {reason}" if reason else word

    def due(row: InquiryRow) -> bool:
        return row.follow_up_at is not None and row.follow_up_at <= context.now() and row.closed_at is None

    def subject_icon(row: InquiryRow) -> tuple[str, str] | None:
        return ("moon", "muted") if row.out_of_hours else None

    def subject_spoken(row: InquiryRow) -> str:
        return f"{what(row)}, {_('Came out of hours')}" if row.out_of_hours else what(row)

    def waiting(row: InquiryRow) -> str:
        return display.age(row.waiting_since, context.now())

    def pressing(row: InquiryRow) -> tuple[str, str] | None:
        return ("flag", vocabulary.role(vocabulary.PRIORITY, row.priority)) if row.priority in _PRESSING else None

    def with_priority(row: InquiryRow, text: str) -> str:
        word = vocabulary.word(vocabulary.PRIORITY, row.priority) if row.priority in _PRESSING else ""
        return display.list_of([part for part in (word, text) if part])

    def waiting_spoken(row: InquiryRow) -> str:
        return with_priority(row, waiting(row))

    def waiting_full(row: InquiryRow) -> str:
        return with_priority(row, in_full("waiting_since")(row))

    def next_look(row: InquiryRow) -> datetime | None:
        return row.snoozed_until if is_asleep(row, context.now()) else row.follow_up_at

    def next_words(row: InquiryRow) -> str:
        return display.moment(next_look(row), context.now(), zone)

    def next_full(row: InquiryRow) -> str:
        full = display.moment_full(next_look(row), zone)
        return _("Snoozed until {when}").format(when=full) if is_asleep(row, context.now()) else full

    def next_spoken(row: InquiryRow) -> str:
        if is_asleep(row, context.now()):
            return _("Snoozed until {when}").format(when=next_words(row))
        return f"{next_words(row)}, {_('Follow-up due')}" if due(row) else next_words(row)

    def channel(row: InquiryRow) -> str:
        return vocabulary.word(vocabulary.CHANNEL, row.channel)

    return (
        Column(
            "status", mark("Status"), status, width=11, sort="status", tooltip=status,
            dot=lambda r: vocabulary.role(vocabulary.INQUIRY_STATUS, r.status),
        ),
        Column(
            "who", mark("Contact"), who, width=14, sort="contact", bold=lambda r: r.waiting_since is not None,
            tooltip=lambda r: display.list_of(list(dict.fromkeys((who(r), r.contact)))),
            icon=lambda r: (CHANNEL_ICON.get(r.channel, "chat"), "muted"), spoken=lambda r: f"{who(r)}, {channel(r)}",
        ),
        Column(
            "subject", mark("Subject"), what, width=24, stretch=True, tooltip=subject_spoken, spoken=subject_spoken,
            bold=lambda r: r.waiting_since is not None, icon=subject_icon,
        ),
        Column("asked", mark("Asked about"), lambda r: r.products, width=11, muted=True, tooltip=lambda r: r.products),
        Column(
            "waiting", mark("Waiting"), waiting, width=8, align="right", sort="waiting_since",
            plain=iso("waiting_since"), icon=pressing, spoken=waiting_spoken, tooltip=waiting_full,
        ),
        Column(
            "follow_up", mark("Follow-up"), next_words, width=13, sort="follow_up_at",
            plain=iso("follow_up_at"), tooltip=next_full, spoken=next_spoken,
            dot=lambda r: "trouble" if due(r) and not is_asleep(r, context.now()) else None,
            icon=lambda r: ("snooze", "muted") if is_asleep(r, context.now()) else None,
        ),
        Column(
            "number", mark("Number"), lambda r: r.number, width=14, sort="number", descending_first=True, muted=True,
        ),
        Column("channel", mark("Channel"), channel, width=9, sort="channel", hidden=True),
        Column("assignee", mark("Assigned to"), lambda r: display.person(r.assignee), width=10, hidden=True),
        Column(
            "priority", mark("Priority"), lambda r: vocabulary.word(vocabulary.PRIORITY, r.priority), width=9,
            dot=lambda r: vocabulary.role(vocabulary.PRIORITY, r.priority), hidden=True,
        ),
        Column(
            "created", mark("Asked on"), moment("created_at"), width=14, sort="created_at", descending_first=True,
            plain=iso("created_at"), tooltip=in_full("created_at"), hidden=True,
        ),
        Column("order", mark("Order"), lambda r: r.order, width=15, hidden=True),
        Column("tags", mark("Tags"), lambda r: display.list_of(list(r.tags)), width=14, hidden=True),
    )  # fmt: skip
