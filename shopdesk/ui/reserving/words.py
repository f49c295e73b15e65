"""A pre-order in words: who, how far, as a line to click."""

from datetime import date

from shopdesk.domain.reservations import holds
from shopdesk.services.reservations import ReservationRow
from shopdesk.ui import display, vocabulary
from shopdesk.ui.records.links import Link
from shopdesk.words import _, plural


def who(row: ReservationRow) -> str:
    """The customer, else the name they go by."""
    return row.customer or row.contact or row.customer_number


def goods(row: ReservationRow) -> str:
    """ "2 × Mug Blue"."""
    name = " ".join(part for part in (row.title or row.sku, row.variant) if part)
    return f"{row.quantity} × {name}"


def state(row: ReservationRow, today: date) -> tuple[str, str]:
    """(word, colour role); one whose day is over keeps nothing any more."""
    if row.status == "open" and not holds(row.status, row.until, today):
        return _("Expired"), "trouble"
    if row.status == "open" and (row.until - today).days <= 1:
        return vocabulary.word(vocabulary.RESERVATION_STATUS, row.status), "waiting"
    table = vocabulary.RESERVATION_STATUS
    return vocabulary.word(table, row.status), vocabulary.role(table, row.status)


def until(row: ReservationRow, today: date) -> str:
    """ "until Fri", "ended yesterday"."""
    day = display.day(row.until, today)
    ended = row.status == "open" and row.until < today
    return _("ended {day}").format(day=day) if ended else _("until {day}").format(day=day)


def link(row: ReservationRow, today: date, about: str) -> Link:
    """A pre-order as a line: `about` is who or what, as the place needs it."""
    amount = plural("{count} unit", "{count} units", row.quantity)
    at = until(row, today) if row.status == "open" else ""
    return Link(
        "reservations", row.number, "bookmark", state(row, today), about, amount, at, display.day_full(row.until)
    )
