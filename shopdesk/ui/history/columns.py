"""Columns and filters of the history."""

from collections.abc import Callable, Sequence

from shopdesk.services.history_list import HistoryRow
from shopdesk.ui import display, vocabulary
from shopdesk.ui.context import Context
from shopdesk.ui.journal.actions import did
from shopdesk.ui.journal.counting import concerned
from shopdesk.ui.journal.fields import setting
from shopdesk.ui.records.columns import has_room
from shopdesk.ui.tables.columns import Column
from shopdesk.ui.widgets.filter_bar import FilterChoice
from shopdesk.words import _, mark

_KIND: vocabulary.Words = {
    "orders": (mark("Orders"), ""),
    "packing_lists": (mark("Packing"), ""),
    "inquiries": (mark("Inquiries"), ""),
    "cases": (mark("After-sales"), ""),
    "customers": (mark("Customers"), ""),
    "products": (mark("Products"), ""),
    "batches": (mark("Imports"), ""),
    "settings": (mark("Settings"), ""),
}
_OPEN = ("", mark("Reversible"), "active")
_STAYS = ("", mark("Stays"), "ok")
_BACK = ("", mark("Taken back"), "muted")


def filters(people: Callable[[], Sequence[str]], actions: Callable[[], Sequence[str]]) -> tuple[FilterChoice, ...]:
    """What ＋Filter offers; `people` and `actions` give those that the journal has."""

    def who() -> vocabulary.Words:
        return {name: (display.person(name), "") for name in people()}

    def what() -> vocabulary.Words:
        return dict(sorted(((code, (did(code), "")) for code in actions()), key=lambda item: item[1][0]))

    return (
        FilterChoice("local_day", mark("Date"), kind="dates"),
        FilterChoice("staff", mark("Person"), who),
        FilterChoice("kind", mark("Records"), _KIND),
        FilterChoice("action", mark("Action"), what),
        FilterChoice(
            "taken_back",
            mark("Taken back"),
            {"yes": (mark("Taken back"), "muted"), "no": (mark("Not taken back"), "ok")},
            single=True,
        ),
    )


def about(row: HistoryRow) -> str:
    """The number of the record it was about, or how many they were."""
    if row.subject.isdecimal() or row.action == "import":
        return concerned(row.counts)
    if row.action == "settings.update":
        return display.list_of([setting(key) for key in row.subject.split(", ")])
    return row.subject


def records(row: HistoryRow) -> str:
    """How many records of which kind it concerned."""
    return concerned(row.counts)


def state(row: HistoryRow) -> tuple[str, str]:
    """(word, colour role) of whether it stands and can be taken back."""
    chosen = _BACK if row.state != "done" else _STAYS if row.obstacle else _OPEN
    return _(chosen[1]), chosen[2]


def columns(context: Context) -> tuple[Column, ...]:
    """The columns; times are those of the shop's zone."""
    zone = context.desk.zone
    return (
        Column(
            "at", mark("When"), lambda r: display.moment(r.at, context.now(), zone), width=13, sort="at",
            descending_first=True, tooltip=lambda r: display.moment_full(r.at, zone),
            plain=lambda r: r.at.astimezone(zone).isoformat(" ", "minutes"),
        ),
        Column("staff", mark("Who"), lambda r: display.person(r.staff), width=9, sort="staff"),
        Column("action", mark("What"), lambda r: did(r.action), width=24, sort="action", stretch=True),
        Column("subject", mark("About"), about, width=22, sort="subject", tooltip=about),
        Column("counts", mark("Records"), records, width=18, tooltip=records, hidden=not has_room()),
        Column(
            "state", mark("State"), lambda r: state(r)[0], width=12, sort="state", dot=lambda r: state(r)[1],
        ),
    )  # fmt: skip
