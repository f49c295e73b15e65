"""Columns and filters of the pre-orders table."""

from collections.abc import Callable
from datetime import date

from shopdesk.services.reservations import ReservationRow
from shopdesk.ui import display, vocabulary
from shopdesk.ui.reserving.words import state, who
from shopdesk.ui.tables.columns import Column
from shopdesk.ui.widgets.filter_bar import FilterChoice
from shopdesk.words import mark

ENDING: vocabulary.Words = {
    "soon": (mark("Ends today or tomorrow"), "waiting"),
    "ended": (mark("Expired, still open"), "trouble"),
}


def filters() -> tuple[FilterChoice, ...]:
    """What ＋Filter offers."""
    return (
        FilterChoice("status", mark("Status"), vocabulary.RESERVATION_STATUS),
        FilterChoice("ending", mark("End"), ENDING),
        FilterChoice("channel", mark("Channel"), vocabulary.CHANNEL),
        FilterChoice("until", mark("Kept until"), kind="dates"),
        FilterChoice("local_day", mark("Date"), kind="dates"),
    )


def columns(today: Callable[[], date]) -> tuple[Column, ...]:
    """The columns; `today` is the shop's day."""

    def status(row: ReservationRow) -> str:
        return state(row, today())[0]

    def product(row: ReservationRow) -> str:
        return " · ".join(part for part in (row.title or row.sku, row.variant) if part)

    return (
        Column(
            "status", mark("Status"), status, width=13, sort="status", tooltip=status,
            dot=lambda r: state(r, today())[1],
        ),
        Column(
            "product", mark("Product"), product, width=20, stretch=True, tooltip=lambda r: f"{product(r)} · {r.sku}",
        ),
        Column(
            "quantity", mark("Units"), lambda r: display.count(r.quantity), width=6, align="right", sort="quantity",
            plain=lambda r: str(r.quantity),
        ),
        Column("customer", mark("Customer"), who, width=14, tooltip=who),
        Column(
            "until", mark("Kept until"), lambda r: display.day(r.until, today()), width=11, sort="until",
            plain=lambda r: r.until.isoformat(), tooltip=lambda r: display.day_full(r.until),
        ),
        Column(
            "price", mark("Price of one"), lambda r: display.money(r.price, r.currency), width=11, align="right",
            plain=lambda r: display.money_plain(r.price, r.currency),
        ),
        Column(
            "deposit", mark("Deposit"), lambda r: display.money(r.deposit or None, r.currency), width=10, align="right",
            plain=lambda r: display.money_plain(r.deposit, r.currency), hidden=True,
        ),
        Column(
            "number", mark("Number"), lambda r: r.number, width=14, sort="number", descending_first=True, muted=True,
        ),
        Column("order", mark("Order"), lambda r: r.order, width=15, hidden=True),
        Column("inquiry", mark("Inquiry"), lambda r: r.inquiry, width=14, hidden=True),
        Column(
            "channel", mark("Channel"), lambda r: vocabulary.word(vocabulary.CHANNEL, r.channel), width=9, hidden=True
        ),
    )  # fmt: skip
