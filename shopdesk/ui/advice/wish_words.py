"""Wishes in words."""

from datetime import datetime, tzinfo

from shopdesk.services.wishes import WishCount, WishRow
from shopdesk.ui import display, vocabulary
from shopdesk.words import _


def theme(code: str) -> str:
    """The word for a theme."""
    return vocabulary.word(vocabulary.WISH_THEME, code)


def product(one: WishCount) -> str:
    """What it is about, or that it is about nothing in particular."""
    return " ".join(part for part in (one.title or one.sku, one.variant) if part) or _("No product")


def about(row: WishRow, now: datetime, zone: tzinfo) -> str:
    """Who, when, noted by whom."""
    return " · ".join(part for part in (row.customer, display.moment(row.at, now, zone), display.person(row.staff))
                      if part)  # fmt: skip
