"""Days off and weekends that are worked, read from a pasted text: a government's notice, or a list of dates.

China's notice says it in sentences: “1月1日（周四）至3日（周六）放假调休。1月4日（周日）上班。”
Each date belongs to the next verb after it. Lists have a day or a span a line, `2027-02-05 - 2027-02-11`; a line that
says that people work (上班, 补班, “work”) names days worked, every other one days off.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from shopdesk.domain.errors import UserError

LONGEST_SPAN = 40  # days; a longer one is a typing error
_LONGEST_TEXT = 50_000
_YEAR = re.compile(r"(\d{4})\s*年")
_DATE = r"(?:(\d{4})\s*年\s*)?(?:(\d{1,2})\s*月\s*)?(\d{1,2})\s*日"
_PART = re.compile(
    rf"{_DATE}(?:\s*\([^)]*\))?(?:\s*(?:至|到|-|~|—|–)\s*{_DATE}(?:\s*\([^)]*\))?)?|(放假|休息|休市|上班|补班)"
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_WORKED = re.compile(r"上班|补班|\bwork", re.IGNORECASE)
_WORK_VERBS = ("上班", "补班")


@dataclass(frozen=True, slots=True)
class Notice:
    """What a text says."""

    holidays: frozenset[date]
    workdays: frozenset[date]


def read_notice(text: str, year: int) -> Notice:
    """The days that a text names; `year` counts where it names none itself.

    Raises UserError `holidays.none` where no date is found, `holidays.date` for one that cannot be.
    """
    text = unicodedata.normalize("NFKC", text[:_LONGEST_TEXT])
    named = _YEAR.search(text)
    found = _sentences(text, int(named[1]) if named else year)
    listed = _list(text)
    off, worked = found.holidays | listed.holidays, found.workdays | listed.workdays
    if not off and not worked:
        raise UserError("holidays.none", field="text")
    # A day that is named as both is worked: the span of a holiday may run over a weekend that is worked.
    return Notice(frozenset(off - worked), frozenset(worked))


def _sentences(text: str, year: int) -> Notice:
    off: set[date] = set()
    worked: set[date] = set()
    for sentence in re.split(r"[。;\n]", text):
        waiting: set[date] = set()
        month: str | None = None
        for match in _PART.finditer(sentence):
            y1, m1, d1, y2, m2, d2, verb = match.groups()
            if verb:
                (worked if verb in _WORK_VERBS else off).update(waiting)
                waiting = set()
                continue
            month = m1 or month
            if month is None:
                continue  # “3日” of a month that nobody named: a number of days, say
            start = _day(int(y1 or year), int(month), int(d1), match[0])
            end = start
            if d2:
                month = m2 or month
                end = _day(int(y2 or start.year), int(month), int(d2), match[0])
                if end < start and not y2:
                    end = _day(start.year + 1, int(month), int(d2), match[0])
            waiting |= _span(start, end, match[0])
    return Notice(frozenset(off), frozenset(worked))


def _list(text: str) -> Notice:
    off: set[date] = set()
    worked: set[date] = set()
    for line in text.splitlines():
        days = [_day(int(y), int(m), int(d), line.strip()) for y, m, d in _ISO.findall(line)]
        if len(days) == 2 and re.search(r"\d\s*(?:-|–|—|~|\.\.|to|至|到)\s*\d{4}", line):
            found = _span(days[0], days[1], line.strip())
        else:
            found = set(days)
        (worked if _WORKED.search(line) else off).update(found)
    return Notice(frozenset(off), frozenset(worked))


def _day(year: int, month: int, day: int, found: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise UserError("holidays.date", field="text", found=found[:60]) from None


def _span(start: date, end: date, found: str) -> set[date]:
    length = (end - start).days
    if not 0 <= length <= LONGEST_SPAN:
        raise UserError("holidays.date", field="text", found=found[:60])
    return {start + timedelta(days=number) for number in range(length + 1)}
