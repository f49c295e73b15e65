"""Columns and filters of the packing table."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from shopdesk import vocabulary as words_of
from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.domain.packing import OPEN
from shopdesk.ui import display, vocabulary
from shopdesk.ui.context import Context
from shopdesk.ui.tables.columns import Column
from shopdesk.ui.tables.query import FilterValue
from shopdesk.ui.widgets.filter_bar import FilterChoice
from shopdesk.words import _, mark, plural

OPEN_LISTS = (FilterValue("status", OPEN),)
STOPPED = (FilterValue("problem", ("yes",)),)
_PROBLEM: vocabulary.Words = {
    "yes": (mark("Stopped while being packed"), "trouble"),
    "no": (mark("Without problems"), ""),
}
_PRINTED: vocabulary.Words = {"yes": (mark("Printed"), ""), "no": (mark("Not printed yet"), "waiting")}


def filters(carriers: Callable[[], Sequence[str]]) -> tuple[FilterChoice, ...]:
    """What ＋Filter offers; `carriers` are those the shop has sent with."""
    return (
        FilterChoice("status", mark("Status"), vocabulary.PACKING_STATUS),
        FilterChoice("problem", mark("Problems"), _PROBLEM, single=True),
        FilterChoice("printed", mark("Slip"), _PRINTED, single=True),
        FilterChoice("carrier", mark("Carrier"), lambda: {name: (name, "") for name in carriers()}),
        FilterChoice("local_day", mark("Date"), kind="dates"),
    )


def by_number(number: str) -> ListQuery:
    """The question for one list."""
    return ListQuery(filters=(Filter("number", "=", (number,)),))


def printed_words(row: Any) -> str:
    """How often a slip was printed, in words."""
    if not row.printed:
        return _("Not printed yet")
    if row.print_again:
        return _("To be printed again: the order changed since")
    return plural("Printed {count} time", "Printed {count} times", row.printed)


def problem_words(row: Any) -> str:
    """What stops a list, one a line."""
    return "\n".join(words_of.word(words_of.ORDER_PROBLEM, code, _) for code in row.problems)


def _spoken_number(row: Any) -> str:
    return "\n".join(part for part in (row.number, problem_words(row)) if part)


def _printed(row: Any) -> str:
    if not row.printed:
        return "–"
    return f"↻ {row.printed}×" if row.print_again else f"✓ {row.printed}×"


def sent_with(row: Any) -> str:
    """Carrier and tracking number in one line."""
    return " · ".join(part for part in (row.carrier, row.tracking) if part)


def columns(context: Context) -> tuple[Column, ...]:
    """The columns; times are those of the shop's zone, as the date filter counts them."""
    zone = context.desk.zone

    def when(value: datetime | None) -> str:
        return display.moment(value, context.now(), zone)

    def plain(value: datetime | None) -> str:
        return f"{value.astimezone(zone):%Y-%m-%d %H:%M}" if value else ""

    return (
        Column(
            "status", mark("Status"), lambda r: vocabulary.word(vocabulary.PACKING_STATUS, r.status), width=9,
            sort="status", dot=lambda r: vocabulary.role(vocabulary.PACKING_STATUS, r.status),
        ),
        Column(
            "number", mark("Number"), lambda r: r.number, width=15, sort="number", descending_first=True,
            icon=lambda r: ("warning", "trouble") if r.problems else None, tooltip=problem_words, spoken=_spoken_number,
        ),
        Column("orders", mark("Order"), _orders, width=15, plain=lambda r: " ".join(r.orders), tooltip=_all_orders),
        Column("buyer", mark("Buyer"), lambda r: r.buyer, width=11),
        Column(
            "items", mark("Items"), lambda r: r.items, width=14, stretch=True, muted=True, tooltip=lambda r: r.items
        ),
        Column(
            "units", mark("Units"), lambda r: display.count(r.units), width=5, align="right",
            plain=lambda r: str(r.units),
        ),
        Column(
            "printed", mark("Slip"), _printed, width=5, align="center", plain=lambda r: str(r.printed),
            tooltip=printed_words, spoken=printed_words, muted=True,
        ),
        Column(
            "created", mark("Made"), lambda r: when(r.created_at), width=13, sort="created_at", descending_first=True,
            plain=lambda r: plain(r.created_at), tooltip=lambda r: display.moment_full(r.created_at, zone), muted=True,
        ),
        Column(
            "carrier", mark("Carrier and tracking"), sent_with, width=22, sort="carrier", tooltip=sent_with, hidden=True
        ),
        Column(
            "shipped", mark("Shipped"), lambda r: when(r.shipped_at), width=14, sort="shipped_at",
            descending_first=True, plain=lambda r: plain(r.shipped_at),
            tooltip=lambda r: display.moment_full(r.shipped_at, zone), muted=True, hidden=True,
        ),
        Column("city", mark("City"), lambda r: r.city, width=12, hidden=True),
        Column(
            "platform", mark("Platform"), lambda r: vocabulary.word(vocabulary.PLATFORM, r.platform or "shopdesk"),
            width=13, muted=True, hidden=True,
        ),
        Column("carrier_only", mark("Carrier"), lambda r: r.carrier, width=14, sort="carrier", hidden=True),
        Column("tracking", mark("Tracking number"), lambda r: r.tracking, width=20, hidden=True),
    )  # fmt: skip


def _orders(row: Any) -> str:
    if len(row.orders) <= 1:
        return "".join(row.orders)
    return _("{number} and {count} more").format(number=row.orders[0], count=len(row.orders) - 1)


def _all_orders(row: Any) -> str:
    return "\n".join(row.orders)
