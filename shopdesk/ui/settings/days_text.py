"""Frames of a day and days of a year as people type them, and the other way round."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from shopdesk.domain.errors import UserError
from shopdesk.domain.holiday_notice import LONGEST_SPAN

_BETWEEN_FRAMES = re.compile(r"[,，、;；]")
_DASH = re.compile(r"\s*(?:-|–|—|~|～|至|到|to)\s*")
_DAY = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
_SPAN = re.compile(rf"({_DAY})\s*(?:-|–|—|~|～|\.\.|至|到|to)\s*({_DAY})")


def frames_of(text: str) -> list[list[str]]:
    """`09:00-12:00, 13:00-18:00` as pairs of times; what is no such pair is left for the rules to refuse."""
    pairs = []
    for part in filter(None, (piece.strip() for piece in _BETWEEN_FRAMES.split(text.replace("：", ":")))):
        start, *ends = _DASH.split(part)
        pairs.append([_time(start), _time(ends[0]) if len(ends) == 1 else part])
    return pairs


def frames_text(pairs: Sequence[Sequence[str]]) -> str:
    """Pairs of times as people type them."""
    return ", ".join(f"{start}-{end}" for start, end in pairs)


def days_of(text: str) -> list[str]:
    """Days and spans of days, parted by commas or lines, as ISO days.

    What is no day is left for the rules to refuse. Raises UserError `holidays.date` for a span that cannot be.
    """
    days: list[str] = []
    for part in filter(None, (piece.strip() for piece in re.split(r"[,，、;；\n]", text))):
        span = _SPAN.fullmatch(part)
        days += _span(part, *span.groups()) if span else [_iso(part)]
    return days


def days_text(days: Sequence[str]) -> str:
    """ISO days in order as people type them: days that follow each other as a span, one a line."""
    lines: list[tuple[date, date]] = []
    for day in map(date.fromisoformat, days):
        if lines and day - lines[-1][1] == timedelta(days=1):
            lines[-1] = (lines[-1][0], day)
        else:
            lines.append((day, day))
    return "\n".join(f"{first}" if first == last else f"{first} – {last}" for first, last in lines)


def _time(text: str) -> str:
    """`9` is nine o'clock."""
    return f"{text}:00" if text.isascii() and text.isdigit() and len(text) <= 2 else text


def _iso(text: str) -> str:
    """`2026/10/1` as `2026-10-01`."""
    if not re.fullmatch(_DAY, text):
        return text
    year, month, day = re.split(r"[-/.]", text)
    return f"{year}-{int(month):02}-{int(day):02}"


def _span(part: str, first: str, last: str) -> list[str]:
    try:
        start, end = date.fromisoformat(_iso(first)), date.fromisoformat(_iso(last))
    except ValueError:
        raise UserError("holidays.date", found=part[:60]) from None
    if not 0 <= (end - start).days <= LONGEST_SPAN:
        raise UserError("holidays.date", found=part[:60])
    return [(start + timedelta(days=number)).isoformat() for number in range((end - start).days + 1)]
