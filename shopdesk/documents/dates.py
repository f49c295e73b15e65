"""Days as paper writes them, in the paper's language."""

import gettext
from datetime import date

from shopdesk.words import mark

_MONTHS = (
    mark("Jan"), mark("Feb"), mark("Mar"), mark("Apr"), mark("May"), mark("Jun"),
    mark("Jul"), mark("Aug"), mark("Sep"), mark("Oct"), mark("Nov"), mark("Dec"),
)  # fmt: skip


def day_text(day: date, words: gettext.NullTranslations) -> str:
    """`3 Oct 2026`; a language orders the parts by translating the pattern, and names the months (10月)."""
    _ = words.gettext
    return _("{day} {month} {year}").format(day=day.day, month=_(_MONTHS[day.month - 1]), year=day.year)
