"""When people say that they will do something: "by tomorrow noon", "in 2 hours", 明天下午三点前, 本周五.

A day without a time means the end of the working day. `now` and the zone are the shop's; answers are in UTC.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

_EVENING: Final = time(18)
_LATER_TODAY: Final = (_EVENING, time(21), time(23, 59))
_SOON: Final = timedelta(hours=2)
_LONGEST: Final = 4_000  # characters that are looked at

_FIGURES: Final = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "俩": 2}
_WORDS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "couple of": 2, "a couple of": 2, "few": 3, "a few": 3,
}  # fmt: skip
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_N = r"(\d{1,3}|[零一二两三四五六七八九十]{1,3})"
_SPAN_ZH = re.compile(_N + r"\s*(?:个)?\s*(分钟|小时|钟头|工作日|天|星期|周)")
_HALF_HOUR = re.compile(r"半个?(?:小时|钟头)|half an hour", re.I)
_DAY_ZH = re.compile(r"大后天|后天|明(?:天|日|早|晚|儿|晨)|今(?:天|日|早|晚|儿)|当天")
_WEEK_ZH = re.compile(r"(下{1,2}|这|本)?个?(?:周|星期|礼拜)([一二三四五六日天末])")
_NEXT_WEEK_ZH = re.compile(r"下个?(?:周|星期|礼拜)")
_THIS_WEEK_ZH = re.compile(r"[这本](?:周|星期)")
_DATE_ZH = re.compile(r"(?:(\d{1,2})月)?(\d{1,2})[日号]")
_CLOCK_ZH = re.compile(_N + r"点(半|(\d{1,2})分?)?")
_PARTS_ZH = (
    (re.compile(r"凌晨|清晨|早上|早晨|上午|[今明]早|中午|午前"), time(12), 0),
    (re.compile(r"下午|傍晚|下班"), _EVENING, 12),
    (re.compile(r"晚上|[今明当]晚|夜里|睡前"), time(21), 12),
)
_SOON_ZH = re.compile(r"马上|立即|立刻|这就|等下|等会|一会|待会|稍后|稍晚|晚点|晚些")

_NUMBER = r"(\d{1,3}|a couple of|couple of|a few|few|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_SPAN_EN = re.compile(
    rf"\b(?:in|within)(?: the next| about)? {_NUMBER}\s?(minutes?|mins?|hours?|hrs?|(?:working|business) days?|days?"
    r"|weeks?)\b", re.I,
)  # fmt: skip
_DAY_EN = re.compile(r"\b(the day after tomorrow|tomorrow|today|tonight|this (?:morning|afternoon|evening))\b", re.I)
_WEEKDAY_EN = re.compile(rf"\b(next )?({'|'.join(_DAYS)})\b", re.I)
_SHORT_DAY_EN = re.compile(r"\b(?:on|by|before|until|next|this) (mon|tues?|wed|thur?s?|fri|sat|sun)\b", re.I)
_DATE_EN = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({'|'.join(_MONTHS)})[a-z]*\b", re.I)
_DATE_US = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\.? (\d{{1,2}})(?:st|nd|rd|th)?\b", re.I)
_END_EN = re.compile(r"\bend of (?:the |this )?(day|week|month)\b|\b(next week)\b", re.I)
_CLOCK_EN = re.compile(
    r"\b(?:at|by|before|until|around) (\d{1,2})(?:[:.](\d{2}))? ?(am|pm|a\.m\.|p\.m\.)?(?![\d:])", re.I
)
_PARTS_EN = (
    (re.compile(r"\bmorning\b|\bnoon\b|\blunch", re.I), time(12), 0),
    (re.compile(r"\bafternoon\b", re.I), _EVENING, 12),
    (re.compile(r"\bevening\b|\btonight\b|\bnight\b", re.I), time(21), 12),
)
_SOON_EN = re.compile(
    r"\b(?:shortly|right away|straight away|right now|in a (?:moment|bit|minute)|immediately)\b", re.I
)
_CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-3])[:：]([0-5]\d)(?![\d:])")


def spoken_time(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """The moment that a sentence names, None where it names none. Never one that is over."""
    text = text[:_LONGEST]
    local = now.astimezone(zone)
    found = _span(text, local)
    if found is None:
        day = _day(text, local.date())
        found = _at(text, local, day)
    if found is None and (_SOON_ZH.search(text) or _SOON_EN.search(text)):
        found = local + _SOON
    return found.astimezone(UTC).replace(second=0, microsecond=0) if found is not None else None


# -- so much later -------------------------------------------------------------------------------------------------


def _span(text: str, local: datetime) -> datetime | None:
    if _HALF_HOUR.search(text):
        return local + timedelta(minutes=30)
    chinese, english = _SPAN_ZH.search(text), _SPAN_EN.search(text)
    if chinese is not None:
        number, unit = _figure(chinese[1]), chinese[2]
    elif english is not None:
        number, unit = _word(english[1]), english[2].lower()
    else:
        return None
    if unit == "分钟" or unit.startswith("min"):
        return local + timedelta(minutes=number)
    if unit in ("小时", "钟头") or unit.startswith(("hour", "hr")):
        return local + timedelta(hours=number)
    if unit == "工作日" or unit.startswith(("working", "business")):
        return _evening(_working_days_on(local.date(), number), local)
    weeks = unit in ("周", "星期") or unit.startswith("week")
    return _evening(local.date() + timedelta(days=number * (7 if weeks else 1)), local)


def _working_days_on(day: date, number: int) -> date:
    while number > 0:
        day += timedelta(days=1)
        number -= day.weekday() < 5
    return day


# -- a day ---------------------------------------------------------------------------------------------------------


def _day(text: str, today: date) -> date | None:
    return _near_day(text, today) or _weekday(text, today) or _date(text, today) or _end(text, today)


def _near_day(text: str, today: date) -> date | None:
    chinese, english = _DAY_ZH.search(text), _DAY_EN.search(text)
    if chinese is not None:
        ahead = {"今": 0, "当": 0, "明": 1, "后": 2, "大": 3}[chinese[0][0]]
    elif english is not None:
        ahead = {"tomorrow": 1, "the day after tomorrow": 2}.get(english[1].lower(), 0)
    else:
        return None
    return today + timedelta(days=ahead)


def _weekday(text: str, today: date) -> date | None:
    monday = today - timedelta(days=today.weekday())
    chinese = _WEEK_ZH.search(text)
    if chinese is not None:
        place = 5 if chinese[2] == "末" else min("一二三四五六日天".index(chinese[2]), 6)
        day = monday + timedelta(days=place, weeks=len(chinese[1] or "") if (chinese[1] or "").startswith("下") else 0)
        return day if day >= today else day + timedelta(weeks=1)
    if _NEXT_WEEK_ZH.search(text):
        return monday + timedelta(days=4, weeks=1)
    english = _WEEKDAY_EN.search(text)
    short = _SHORT_DAY_EN.search(text)
    if english is not None:
        place, further = _DAYS.index(english[2].lower()), bool(english[1])
    elif short is not None:
        place = next(n for n, name in enumerate(_DAYS) if name.startswith(short[1].lower()[:3]))
        further = short[0].lower().startswith("next")
    else:
        return None
    if further:
        return monday + timedelta(days=place, weeks=1)
    day = monday + timedelta(days=place)
    return day if day >= today else day + timedelta(weeks=1)


def _date(text: str, today: date) -> date | None:
    chinese, english, american = _DATE_ZH.search(text), _DATE_EN.search(text), _DATE_US.search(text)
    if chinese is not None:
        month, day = int(chinese[1] or 0), int(chinese[2])
    elif english is not None:
        month, day = _MONTHS.index(english[2].lower()) + 1, int(english[1])
    elif american is not None:
        month, day = _MONTHS.index(american[1].lower()) + 1, int(american[2])
    else:
        return None
    year = today.year
    try:
        found = date(year, month or today.month, day)
        if found >= today:
            return found
        following = (year + 1, month) if month else (year + today.month // 12, today.month % 12 + 1)
        return date(*following, day)
    except ValueError:  # the 31st of a short month is no day to promise
        return None


def _end(text: str, today: date) -> date | None:
    english = _END_EN.search(text)
    what = (english[1] or english[2] or "").lower() if english is not None else ""
    friday = today - timedelta(days=today.weekday()) + timedelta(days=4)
    if what == "day":
        return today
    if what == "next week":
        return friday + timedelta(weeks=1)
    if what == "week" or _THIS_WEEK_ZH.search(text):
        return friday if friday >= today else today
    if what == "month" or "月底" in text:
        return today.replace(day=monthrange(today.year, today.month)[1])
    return None


# -- a time of it --------------------------------------------------------------------------------------------------


def _at(text: str, local: datetime, day: date | None) -> datetime | None:
    part, shift = next(
        ((moment, shift) for words, moment, shift in (*_PARTS_ZH, *_PARTS_EN) if words.search(text)), (None, 0)
    )
    clock = _clock(text, shift)
    if day is None and clock is None:
        return None  # "good morning" names no moment
    chosen = clock or part
    if chosen is None:
        return _evening(day or local.date(), local)
    found = datetime.combine(day or local.date(), chosen, local.tzinfo)
    if found > local:
        return found
    if day is None:
        return found + timedelta(days=1)
    return _evening(day, local)


def _clock(text: str, shift: int) -> time | None:
    figures, chinese, english = _CLOCK.search(text), _CLOCK_ZH.search(text), _CLOCK_EN.search(text)
    if figures is not None:
        hour, minute = int(figures[1]), int(figures[2])
        half = (english[3] or "").lower() if english is not None else ""
        shift = 12 if half.startswith("p") else shift
    elif chinese is not None:
        hour, minute = _figure(chinese[1]), 30 if chinese[2] == "半" else int(chinese[3] or 0)
        shift = 12 if not shift and hour < 8 else shift  # 三点前 is in the afternoon
    elif english is not None and (english[2] or english[3]):
        hour, minute = int(english[1]), int(english[2] or 0)
        shift = 12 if (english[3] or "").lower().startswith("p") else shift
    else:
        return None
    hour += shift if hour < 12 else 0
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _evening(day: date, local: datetime) -> datetime | None:
    """The end of a working day, or where it is over, of the day."""
    moments = (datetime.combine(day, moment, local.tzinfo) for moment in _LATER_TODAY)
    return next((moment for moment in moments if moment > local), None)


def _figure(text: str) -> int:
    if text.isascii():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return _FIGURES.get(text[0], 0)
    return _FIGURES.get(tens or "一", 1) * 10 + (_FIGURES.get(ones, 0) if ones else 0)


def _word(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else _WORDS[" ".join(text.lower().split())]
