"""What reports call their figures, and how a figure is read out. A leaf, shared by page, command and workbook.

Reports themselves are codes and numbers (`domain/reports.py`); whoever shows one looks its words up here.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from shopdesk import vocabulary
from shopdesk.words import mark

Translate = Callable[[str], str]

REPORT: Final[vocabulary.Words] = {"inquiries": mark("Inquiries")}
SHEET: Final[vocabulary.Words] = {"inquiries": mark("Inquiry figures")}  # in a workbook, beside the records' own

PART: Final[vocabulary.Words] = {
    "overview": mark("Overview"),
    "times": mark("Reply times"),
    "orders": mark("Inquiries to orders"),
    "replies": mark("Replies used"),
    "wishes": mark("Wishes"),
    "busy": mark("Busiest hours"),
}

HEAD: Final[vocabulary.Words] = {
    "asked": mark("Inquiries"),
    "first_reply": mark("First reply, median"),
    "reply": mark("Reply, median"),
    "within_10m": mark("Answered within 10 min"),
    "conversion": mark("Became orders"),
    "out_of_hours": mark("Came out of hours"),
    "handling": mark("Handling per inquiry"),
    "suggested": mark("Answered with a reply"),
}
HEAD_HINT: Final[vocabulary.Words] = {
    "asked": mark("Inquiries that came in on these days"),
    "first_reply": mark("Half of the inquiries had their first reply sooner, in working time"),
    "reply": mark("Half of the answers came sooner after the customer's message, in working time"),
    "within_10m": mark("Share of the answers that came within ten minutes of working time"),
    "conversion": mark("Share of the inquiries that were won"),
    "out_of_hours": mark("Share of the inquiries that came while the shop was closed"),
    "handling": mark("Time that somebody had the inquiry open, for each inquiry that was worked on"),
    "suggested": mark("Replies sent to a customer's words, by all messages that we sent"),
}

TABLE: Final[vocabulary.Words] = {
    "days": mark("Inquiries by day"),
    "outcomes": mark("What became of them"),
    "times": mark("How quickly we answer"),
    "reply_channels": mark("Reply times by channel"),
    "reply_hours": mark("Reply times by hour"),
    "reply_weekdays": mark("Reply times by weekday"),
    "reply_people": mark("Reply times by person"),
    "handling": mark("Handling time by person"),
    "conversion_channels": mark("Orders by channel"),
    "conversion_products": mark("Orders by product asked about"),
    "lost_reasons": mark("Lost because of"),
    "reply_scenarios": mark("Replies by scenario"),
    "replies": mark("Most used replies"),
    "wish_themes": mark("Wishes by topic"),
    "wish_products": mark("Wishes by product"),
    "busy_hours": mark("Customers' messages by hour and weekday"),
}

COLUMN: Final[vocabulary.Words] = {
    "day": mark("Day"),
    "hour": mark("Hour"),
    "weekday": mark("Weekday"),
    "channel": mark("Channel"),
    "person": mark("Person"),
    "product": mark("Product"),
    "variant": mark("Variant"),
    "sku": mark("SKU"),
    "reason": mark("Lost because of"),
    "scenario": mark("Scenario"),
    "theme": mark("Topic"),
    "title": mark("Reply title"),
    "code": mark("Code"),
    "measure": mark("Time"),
    "outcome": mark("Result"),
    "count": mark("Count"),
    "share": mark("Share"),
    "asked": mark("Inquiries"),
    "quoted": mark("Quoted"),
    "won": mark("Won"),
    "lost": mark("Lost"),
    "open": mark("Still open"),
    "conversion": mark("Became orders"),
    "median": mark("Median"),
    "p90": mark("9 of 10"),
    "within_30s": mark("≤ 30 s"),
    "within_10m": mark("≤ 10 min"),
    "within_2h": mark("≤ 2 h"),
    "waiting": mark("Still waiting"),
    "first_count": mark("First replies"),
    "first_median": mark("First, median"),
    "first_p90": mark("First, 9 of 10"),
    "reply_count": mark("Answers"),
    "reply_median": mark("Median"),
    "reply_p90": mark("9 of 10"),
    "reply_clock": mark("By the clock"),
    "messages": mark("Messages"),
    "handled": mark("Handling time"),
    "per_message": mark("For each message"),
    "uses": mark("Uses"),
    "after_words": mark("After a customer's words"),
    "weekday_0": mark("Mon"),
    "weekday_1": mark("Tue"),
    "weekday_2": mark("Wed"),
    "weekday_3": mark("Thu"),
    "weekday_4": mark("Fri"),
    "weekday_5": mark("Sat"),
    "weekday_6": mark("Sun"),
    "all_days": mark("All days"),
}

_MEASURE: Final[vocabulary.Words] = {
    "first_reply_working": mark("First reply, working time"),
    "first_reply_clock": mark("First reply, by the clock"),
    "reply_working": mark("Every reply, working time"),
    "reply_clock": mark("Every reply, by the clock"),
}
_OUTCOME: Final[vocabulary.Words] = {
    "asked": mark("Inquiries"),
    "quoted": mark("Quoted"),
    "won": mark("Won"),
    "lost": mark("Lost"),
    "open": mark("Still open"),
}

_WORDS: Final[dict[str, vocabulary.Words]] = {
    "channel": vocabulary.CHANNEL,
    "lost_reason": vocabulary.LOST_REASON,
    "scenario": vocabulary.SCENARIO,
    "measure": _MEASURE,
    "outcome": _OUTCOME,
    "wish_theme": vocabulary.WISH_THEME,
}

NOTHING: Final = "–"
NUMBERS: Final = frozenset({"count", "share", "seconds"})  # kinds that stand at the right


def code_word(table: str, code: str, translate: Translate) -> str:
    """The word for a code of a column; nothing known is a dash."""
    return vocabulary.word(_WORDS[table], code, translate) or NOTHING


def shown(kind: str, value: Any, translate: Translate, words: str = "") -> str:
    """A value as people read it; None is a dash."""
    if value is None:
        return NOTHING
    if kind == "word":
        return code_word(words, value, translate)
    if kind == "person":
        return vocabulary.person(value, translate) or NOTHING
    if kind == "count":
        return f"{value:,}"
    if kind == "share":
        return percent(value)
    if kind == "seconds":
        return duration(value, translate)
    if kind == "hour":
        return f"{value:02}:00"
    if kind == "weekday":
        return translate(COLUMN[f"weekday_{value}"])
    if kind == "day":
        return day(value)
    return str(value) or NOTHING


def percent(value: float) -> str:
    """A share: `82 %`, with a decimal where it is small."""
    hundredths = value * 100
    return f"{hundredths:.0f} %" if hundredths == round(hundredths) or hundredths >= 10 else f"{hundredths:.1f} %"


def duration(seconds: int, translate: Translate) -> str:
    """How long something took, in its two largest units: `40 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`."""
    minutes, rest = divmod(seconds, 60)
    hours, left = divmod(minutes, 60)
    days, over = divmod(hours, 24)
    if days:
        first, second = mark("{count} d"), mark("{count} h") if over else ""
        large, small = days, over
    elif hours:
        first, second = mark("{count} h"), mark("{count} min") if left else ""
        large, small = hours, left
    elif minutes:
        first, second = mark("{count} min"), mark("{count} s") if rest else ""
        large, small = minutes, rest
    else:
        return translate(mark("{count} s")).format(count=seconds)
    told = translate(first).format(count=large)
    return f"{told} {translate(second).format(count=small)}" if second else told


def day(value: date) -> str:
    """A day that sorts and fits under a chart."""
    return value.isoformat()
