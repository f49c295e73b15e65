"""Offers in words."""

from collections.abc import Sequence
from datetime import date

from shopdesk.services import offers
from shopdesk.services.offers import OfferRow
from shopdesk.ui import display, vocabulary
from shopdesk.words import _


def until(row: OfferRow, today: date) -> str:
    """Until when it may be said; nothing for an offer without end."""
    return _("until {day}").format(day=display.day(row.valid_until, today)) if row.valid_until else ""


def line(rows: Sequence[OfferRow], today: date) -> str:
    """All of them, as short as it can be said."""
    return " · ".join(" ".join(part for part in (row.title, until(row, today)) if part) for row in rows)


def listed(row: OfferRow, today: date) -> str:
    """An offer in the list to edit: its title, and how it stands when it is not valid now."""
    state = offers.state(row, today)
    if state == "valid":
        return " · ".join(part for part in (row.title, until(row, today)) if part)
    word = vocabulary.word(vocabulary.OFFER_STATE, state)
    if state == "later":
        word = _("from {day}").format(day=display.day(row.valid_from or today, today))
    return f"{row.title} · {word}"


def wording(row: OfferRow) -> str:
    """As it is pasted into a chat: the text, and the coupon's code where the text does not name it."""
    return row.text if not row.code or row.code in row.text else f"{row.text} {row.code}"
