"""Columns and filters of the after-sales table."""

from collections.abc import Callable

from shopdesk.services.aftersales.reading import CaseRow
from shopdesk.ui import display, vocabulary
from shopdesk.ui.context import Context
from shopdesk.ui.tables.columns import Column
from shopdesk.ui.widgets.filter_bar import FilterChoice
from shopdesk.words import mark


def kind_words(row: CaseRow) -> str:
    """What is asked for and why: "Return · Damaged"."""
    kind = vocabulary.word(vocabulary.CASE_KIND, row.kind)
    reason = vocabulary.word(vocabulary.CASE_REASON, row.reason)
    return " · ".join(part for part in (kind, reason) if part)


def what(row: CaseRow) -> str:
    """The subject, and what was said last where it says more."""
    last = row.last_message if row.last_message != row.subject else ""
    return " — ".join(part for part in (row.subject, last) if part) or row.items


def filters(people: Callable[[], vocabulary.Words]) -> tuple[FilterChoice, ...]:
    """What ＋Filter offers; `people` gives everybody who works here."""
    return (
        FilterChoice(
            "open",
            mark("Open or over"),
            {"yes": (mark("Still open"), "waiting"), "no": (mark("Over"), "")},
            single=True,
        ),
        FilterChoice("status", mark("Status"), vocabulary.CASE_STATUS),
        FilterChoice("kind", mark("Kind"), vocabulary.CASE_KIND),
        FilterChoice("reason", mark("Reason"), vocabulary.CASE_REASON),
        FilterChoice("responsible", mark("Responsible"), vocabulary.RESPONSIBLE),
        FilterChoice("assignee", mark("Assigned to"), people),
        FilterChoice("priority", mark("Priority"), vocabulary.PRIORITY),
        FilterChoice("local_day", mark("Date"), kind="dates"),
    )


def columns(context: Context) -> tuple[Column, ...]:
    """The columns; times are those of the shop's zone."""
    zone = context.desk.zone

    def opened(row: CaseRow) -> str:
        return display.moment(row.opened_at, context.now(), zone)

    def amount(name: str) -> Callable[[CaseRow], str]:
        return lambda row: display.money(getattr(row, name), row.currency) if row.currency else ""

    def plain(name: str) -> Callable[[CaseRow], str]:
        return lambda row: display.money_plain(getattr(row, name), row.currency) if row.currency else ""

    return (
        Column(
            "status", mark("Status"), lambda r: vocabulary.word(vocabulary.CASE_STATUS, r.status), width=17,
            sort="status", dot=lambda r: vocabulary.role(vocabulary.CASE_STATUS, r.status),
        ),
        Column("who", mark("Customer"), lambda r: r.customer, width=13, bold=lambda r: r.waiting_since is not None),
        Column(
            "kind", mark("Kind"), lambda r: vocabulary.word(vocabulary.CASE_KIND, r.kind), width=10, sort="kind",
            tooltip=kind_words,
        ),
        Column(
            "subject", mark("Subject"), what, width=24, stretch=True, tooltip=what,
            bold=lambda r: r.waiting_since is not None,
        ),
        Column(
            "waiting", mark("Waiting"), lambda r: display.age(r.waiting_since, context.now()), width=6, align="right",
            sort="waiting_since", tooltip=lambda r: display.moment_full(r.waiting_since, zone),
        ),
        Column(
            "opened", mark("Opened"), opened, width=15, sort="opened_at", descending_first=True,
            plain=lambda r: f"{r.opened_at.astimezone(zone):%Y-%m-%d %H:%M}",
            tooltip=lambda r: display.moment_full(r.opened_at, zone),
        ),
        Column(
            "number", mark("Number"), lambda r: r.number, width=14, sort="number", descending_first=True, muted=True,
        ),
        Column(
            "reason", mark("Reason"), lambda r: vocabulary.word(vocabulary.CASE_REASON, r.reason), width=14,
            sort="reason", hidden=True,
        ),
        Column("items", mark("Items"), lambda r: r.items, width=16, muted=True, tooltip=lambda r: r.items, hidden=True),
        Column("orders", mark("Orders"), lambda r: display.list_of(list(r.orders)), width=15, hidden=True),
        Column(
            "asked", mark("Asked back"), amount("asked"), width=11, align="right", sort="asked", plain=plain("asked"),
            hidden=True,
        ),
        Column(
            "paid", mark("Paid back"), amount("paid"), width=11, align="right", plain=plain("paid"), hidden=True,
            amount=lambda r: (r.paid, r.currency) if r.currency and r.paid else None,
        ),
        Column("assignee", mark("Assigned to"), lambda r: display.person(r.assignee), width=10, hidden=True),
        Column(
            "responsible", mark("Responsible"), lambda r: vocabulary.word(vocabulary.RESPONSIBLE, r.responsible),
            width=11, hidden=True,
        ),
        Column(
            "priority", mark("Priority"), lambda r: vocabulary.word(vocabulary.PRIORITY, r.priority), width=9,
            dot=lambda r: vocabulary.role(vocabulary.PRIORITY, r.priority), hidden=True,
        ),
        Column("rating", mark("Rating"), lambda r: f"{r.rating} / 5" if r.rating else "", width=7, sort="rating",
               align="right", hidden=True),
    )  # fmt: skip
