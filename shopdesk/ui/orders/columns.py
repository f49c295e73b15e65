"""Columns and filters of the orders table."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QGuiApplication

from shopdesk import vocabulary as words_of
from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.domain.packing import on_hold
from shopdesk.services.orders import OrderRow
from shopdesk.ui import display, vocabulary
from shopdesk.ui.context import Context
from shopdesk.ui.tables.columns import Column
from shopdesk.ui.tables.query import FilterValue
from shopdesk.ui.tables.service_source import as_conditions
from shopdesk.ui.widgets.filter_bar import FilterChoice
from shopdesk.words import _, mark

_HAND = "shopdesk"  # what the words call the platform of orders entered here; the orders themselves have ""
_WIDE = 1500
_NOT_AS_PLANNED = ("partial", "refused", "returning", "lost")

PROBLEM: vocabulary.Words = {
    "yes": (mark("With problems"), "trouble"),
    "stopping": (mark("Stopped while being packed"), "trouble"),
    **{code: (text, "trouble") for code, text in words_of.ORDER_PROBLEM.items()},
    "no": (mark("Without problems"), ""),
}
FILTERS: tuple[FilterChoice, ...] = (
    FilterChoice("status", mark("Status"), vocabulary.ORDER_STATUS),
    FilterChoice(
        "ready",
        mark("Ready to pack"),
        {"yes": (mark("Ready to pack"), "active"), "no": (mark("Not ready to pack"), "")},
        single=True,
    ),
    FilterChoice(
        "hold", mark("Hold"), {"yes": (mark("On hold"), "waiting"), "no": (mark("Not on hold"), "")}, single=True
    ),
    FilterChoice("problem", mark("Problems"), PROBLEM, single=True),
    FilterChoice("local_day", mark("Date"), kind="dates"),
    FilterChoice("platform", mark("Platform"), vocabulary.PLATFORM),
    FilterChoice("flag", mark("Flag"), {**vocabulary.FLAG, "none": (mark("No flag"), "")}),
    FilterChoice("payment", mark("Payment"), vocabulary.PAYMENT),
    FilterChoice("delivery", mark("Delivery"), vocabulary.DELIVERY),
    FilterChoice(
        "listed",
        mark("Packing list"),
        {"yes": (mark("On a packing list"), ""), "no": (mark("On no packing list"), "")},
        single=True,
    ),
)


def conditions(chosen: FilterValue) -> Sequence[Filter]:
    """A chip as conditions of the list; “entered here” and “no flag” are empty cells."""
    empty = {"platform": _HAND, "flag": "none"}.get(chosen.key)
    if empty in chosen.values:
        return [Filter(chosen.key, "=", tuple("" if value == empty else value for value in chosen.values))]
    return as_conditions(chosen)


def by_number(number: str) -> ListQuery:
    """The question for one order."""
    return ListQuery(filters=(Filter("number", "=", (number,)),))


def platform(code: str) -> str:
    """The word for an order's platform."""
    return vocabulary.word(vocabulary.PLATFORM, code or _HAND)


def owes_on_delivery(row: OrderRow) -> bool:
    """Whether the carrier still has to collect the money."""
    return row.pay_on_delivery and row.payment in ("unpaid", "part_paid") and row.status != "cancelled"


def status_text(row: OrderRow, today: date) -> str:
    """The status, and what is unusual about it in a word each."""
    marks = [vocabulary.word(vocabulary.ORDER_STATUS, row.status)]
    if on_hold(row.hold_until, today):
        marks.append(_("on hold"))
    if row.delivery in _NOT_AS_PLANNED:
        marks.append(vocabulary.word(vocabulary.DELIVERY, row.delivery).lower())
    if owes_on_delivery(row):
        marks.append(_("COD"))
    return " · ".join(marks)


def status_in_full(row: OrderRow, today: date) -> str:
    """Status, payment, delivery, hold and problems, one a line: the tooltip."""
    lines = [
        vocabulary.word(vocabulary.ORDER_STATUS, row.status),
        vocabulary.word(vocabulary.PAYMENT, row.payment),
        vocabulary.word(vocabulary.DELIVERY, row.delivery),
    ]
    if on_hold(row.hold_until, today):
        lines.append(_("On hold until {day}").format(day=display.day_full(row.hold_until)))
    if owes_on_delivery(row):
        lines.append(_("Pay on delivery"))
    lines += problem_words(row.problems)
    return "\n".join(lines)


def problem_words(codes: Sequence[str]) -> list[str]:
    """What is wrong with an order, in words."""
    return [words_of.word(words_of.ORDER_PROBLEM, code, _) for code in codes]


def _mark(row: OrderRow, today: date) -> tuple[str, str] | None:
    if row.problems:
        return "warning", "trouble"
    if on_hold(row.hold_until, today):
        return "pause", "waiting"
    return ("note", "muted") if row.seller_memo or row.buyer_message else None


def _mark_words(row: OrderRow, today: date) -> str:
    told = problem_words(row.problems)
    if on_hold(row.hold_until, today):
        told.append(_("On hold until {day}").format(day=display.day_full(row.hold_until)))
    if row.buyer_message:
        told.append(_("Buyer: {text}").format(text=row.buyer_message))
    if row.seller_memo:
        told.append(_("Memo: {text}").format(text=row.seller_memo))
    return "\n".join(told)


def _flag_word(row: OrderRow) -> str:
    return vocabulary.word(vocabulary.FLAG, row.flag)


def _is_wide() -> bool:
    """Whether the screen has room for one more column beside the story."""
    screen = QGuiApplication.primaryScreen()
    return screen is not None and screen.availableGeometry().width() >= _WIDE


def columns(context: Context) -> tuple[Column, ...]:
    """The columns; dates are those of the shop's zone, as the date filter counts them."""
    zone = context.desk.zone

    def today() -> date:
        return context.desk.local_day(context.now())

    def marked(row: OrderRow) -> str:
        return _mark_words(row, today())

    def when(row: OrderRow) -> str:
        day = row.ordered_at.astimezone(zone).date()
        if day == today():
            return display.moment(row.ordered_at, context.now(), zone)
        return display.day(day, today())

    def ship_by(row: OrderRow) -> str:
        return display.moment(row.ship_by, context.now(), zone)

    return (
        Column(
            "flag", mark("Flag"), lambda r: "", width=5, align="center", sort="flag", plain=_flag_word,
            icon=lambda r: ("flag", f"flag.{r.flag}") if r.flag else None, tooltip=_flag_word, spoken=_flag_word,
        ),
        Column("number", mark("Number"), lambda r: r.number, width=14, sort="number", descending_first=True),
        Column("buyer", mark("Buyer"), lambda r: r.buyer_name, width=10, sort="buyer_name"),
        Column(
            "mark", mark("Notes"), lambda r: "", width=6, align="center", icon=lambda r: _mark(r, today()),
            plain=marked, tooltip=marked, spoken=marked,
        ),
        Column(
            "items", mark("Items"), lambda r: r.items, width=16, stretch=True, muted=True, tooltip=lambda r: r.items
        ),
        Column(
            "total", mark("Total"), lambda r: display.money(r.total, r.currency), width=11, align="right",
            sort="total", descending_first=True, plain=lambda r: display.money_plain(r.total, r.currency),
            amount=lambda r: (r.total, r.currency),
        ),
        Column("currency", mark("Currency"), lambda r: r.currency, width=9, hidden=True),
        Column(
            "status", mark("Status"), lambda r: status_text(r, today()), width=17, sort="status",
            dot=lambda r: vocabulary.role(vocabulary.ORDER_STATUS, r.status),
            tooltip=lambda r: status_in_full(r, today()),
        ),
        Column(
            "ordered", mark("Ordered"), when, width=11, sort="ordered_at", descending_first=True,
            plain=lambda r: f"{r.ordered_at.astimezone(zone):%Y-%m-%d %H:%M}",
            tooltip=lambda r: display.moment_full(r.ordered_at, zone),
        ),
        Column(
            "platform", mark("Platform"), lambda r: platform(r.platform), width=12, sort="platform", muted=True,
            hidden=not _is_wide(),
        ),
        Column("platform_order", mark("Platform number"), lambda r: r.platform_order or "", width=20, hidden=True),
        Column(
            "payment", mark("Payment"), lambda r: vocabulary.word(vocabulary.PAYMENT, r.payment), width=14,
            dot=lambda r: vocabulary.role(vocabulary.PAYMENT, r.payment), hidden=True,
        ),
        Column(
            "delivery", mark("Delivery"), lambda r: vocabulary.word(vocabulary.DELIVERY, r.delivery), width=14,
            dot=lambda r: vocabulary.role(vocabulary.DELIVERY, r.delivery), hidden=True,
        ),
        Column(
            "hold", mark("On hold until"), lambda r: display.day_full(r.hold_until), width=16,
            plain=lambda r: r.hold_until.isoformat() if r.hold_until else "", hidden=True,
        ),
        Column(
            "phone", mark("Phone"), lambda r: display.phone(r.buyer_phone), width=16, plain=lambda r: r.buyer_phone,
            hidden=True,
        ),
        Column("city", mark("City"), lambda r: r.city, width=12, hidden=True),
        Column(
            "units", mark("Units"), lambda r: display.count(r.units), width=8, align="right", sort="units",
            descending_first=True, plain=lambda r: str(r.units), hidden=True,
        ),
        Column(
            "ship_by", mark("Ship by"), ship_by, width=15, sort="ship_by",
            plain=lambda r: f"{r.ship_by.astimezone(zone):%Y-%m-%d %H:%M}" if r.ship_by else "",
            tooltip=lambda r: display.moment_full(r.ship_by, zone), hidden=True,
        ),
        Column("tracking", mark("Tracking number"), lambda r: r.tracking, width=20, hidden=True),
        Column("memo", mark("Seller's memo"), lambda r: r.seller_memo, width=24, hidden=True),
    )  # fmt: skip
