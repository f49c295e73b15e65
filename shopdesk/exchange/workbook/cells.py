"""Cells as SpreadsheetML text: exact decimals, and text that stays text whatever it begins with.

openpyxl writes a cell in some 30 µs without lxml and turns decimals into binary fractions (9.95 becomes
9.949999999999999); a month of 20,000 orders has a million cells. So the rows of the large sheets are written here.
A cell is what follows `<c r="A1"`.
"""

import re
from datetime import date, datetime, tzinfo

from shopdesk.domain import money

LONGEST = 32_767  # UTF-16 units in one cell, Excel's limit
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_ALIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_EPOCH = date(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a 29 February 1900 that never was


def clean_text(text: str, cut_mark: str = "…") -> str:
    """`text` as a cell can hold it: without control characters, cut at Excel's limit with `cut_mark` at the end."""
    text = _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) * 2 <= LONGEST or len(units := text.encode("utf-16-le")) <= LONGEST * 2:
        return text
    room = (LONGEST - len(cut_mark.encode("utf-16-le")) // 2) * 2
    return units[:room].decode("utf-16-le", errors="ignore") + cut_mark


def text_cell(text: str, style: int, cut_mark: str) -> str:
    """An inline string, never a formula; blank for empty text."""
    text = clean_text(text, cut_mark)
    if not text:
        return blank_cell(style)
    if "_x" in text:
        text = _ESCAPE_ALIKE.sub("_x005F_", text)  # or Excel would read `_x000D_` as a line end
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f' s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def blank_cell(style: int) -> str:
    """A cell with nothing but its border."""
    return f' s="{style}"/>'


def number_cell(digits: str, style: int) -> str:
    """A number from its decimal digits."""
    return f' s="{style}"><v>{digits}</v></c>'


def money_text(minor: int, currency: str) -> str:
    """An amount as a number's digits, exact."""
    return money.to_text(minor, currency) or ""


def day_serial(day: date) -> str | None:
    """The spreadsheet's number of a day; None when it has none."""
    return str((day - _EPOCH).days) if day >= _FIRST_DAY else None


def local_serial(instant: datetime, zone: tzinfo) -> str | None:
    """The spreadsheet's number of a moment as the clock in `zone` shows it; None when it has none."""
    try:
        local = instant.astimezone(zone)
    except (OverflowError, ValueError):
        return None
    days = day_serial(local.date())
    if days is None:
        return None
    seconds = local.hour * 3600 + local.minute * 60 + local.second
    return f"{int(days) + seconds / 86_400:.10f}".rstrip("0").rstrip(".")
