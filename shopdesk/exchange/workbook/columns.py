"""What a column of a sheet is, and how its values become cells."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from operator import attrgetter
from typing import Any, Final, Literal

from shopdesk import vocabulary
from shopdesk.exchange.workbook import cells
from shopdesk.exchange.workbook.styles import COUNT, DAY, MOMENT, TEXT, Flush, Look, money_format
from shopdesk.words import mark

YES: Final = mark("Yes")
_CUT: Final = mark("… (cut)")

Kind = Literal["text", "word", "yes", "place", "count", "money", "day", "moment"]
# Numbers stand at the right; what is always equally long in the middle, so that it keeps its distance from numbers.
_FLUSH: Final[dict[str, Flush]] = {
    "count": "right", "money": "right", "day": "center", "moment": "center", "place": "center",
}  # fmt: skip
# Characters of the default font: at least, at most. Money and counts grow with their digits, text with its words.
_WIDTHS: Final[dict[str, tuple[int, int]]] = {
    "text": (8, 34), "word": (8, 22), "yes": (8, 14), "place": (7, 8), "count": (7, 14), "money": (10, 20),
    "day": (12, 13), "moment": (18, 19),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `title` is an English literal, `field` an attribute of the row.

    Money takes its currency from the row's `currency`, or has its own (`currency`).
    """

    field: str
    title: str
    kind: Kind = "text"
    words: vocabulary.Words | None = None
    total: bool = False
    value: Callable[[Any], Any] | None = None
    currency: str | None = None

    @property
    def flush(self) -> Flush:
        """At which side the column's texts stand."""
        return _FLUSH.get(self.kind, "left")

    @property
    def get(self) -> Callable[[Any], Any]:
        """Reads the column's value from a row."""
        return self.value or attrgetter(self.field)


@dataclass(frozen=True, slots=True)
class Encoder:
    """Turns values into cells, for one workbook. `currencies`: all that occur in its rows."""

    look: Look
    zone: tzinfo
    translate: Callable[[str], str]
    currencies: tuple[str, ...]

    def cell(self, column: Column) -> Callable[[Any], str]:
        """A function from a row to its cell in `column` (see `cells`)."""
        return getattr(self, f"_{column.kind}")(column)  # type: ignore[no-any-return]

    def shown(self, column: Column, row: Any) -> str:
        """A row's value about as a person sees it, to find the column's width."""
        value = column.get(row)
        if value is None or value == "":
            return ""
        if column.kind == "money":
            return f"{int(value):,}."
        if column.kind in ("word", "yes"):
            return vocabulary.word(column.words or {}, value, self.translate) if column.kind == "word" else ""
        return str(value)

    def width(self, column: Column, rows: list[Any], title: str) -> float:
        """The column's width from its title, what it holds (a sample of the rows) and its kind."""
        least, most = _WIDTHS[column.kind]
        sample = rows[:: max(1, len(rows) // 1000)]
        widest = max((breadth(self.shown(column, row).split("\n")[0]) for row in sample), default=0)
        longest_word = max((breadth(word) for word in title.split(" ")), default=0)
        # Three more for the filter's arrow beside the title.
        return max(least, min(widest + 2, most), min(breadth(title) + 3, max(longest_word + 4, 12)))

    # -- by kind -------------------------------------------------------------------------------------------------

    def _plain(self, style: int, text: str) -> str:
        return cells.text_cell(text, style, self.translate(_CUT))

    def _text(self, column: Column) -> Callable[[Any], str]:
        get, style, cut = column.get, self.look.style_id(TEXT), self.translate(_CUT)
        blank = cells.blank_cell(style)
        return lambda row: cells.text_cell(value, style, cut) if (value := get(row)) else blank

    def _word(self, column: Column) -> Callable[[Any], str]:
        get, style = column.get, self.look.style_id(TEXT)
        known: dict[str, str] = {}

        def cell(row: Any) -> str:
            code = get(row)
            if code not in known:
                known[code] = self._plain(style, vocabulary.word(column.words or {}, code, self.translate))
            return known[code]

        return cell

    def _yes(self, column: Column) -> Callable[[Any], str]:
        style = self.look.style_id(TEXT)
        get, yes, no = column.get, self._plain(style, self.translate(YES)), cells.blank_cell(style)
        return lambda row: yes if get(row) else no

    def _count(self, column: Column) -> Callable[[Any], str]:
        get, style = column.get, self.look.style_id(COUNT, column.flush)
        blank = cells.blank_cell(style)
        return lambda row: cells.number_cell(str(value), style) if (value := get(row)) is not None else blank

    _place = _count  # a line's place in its order

    def _money(self, column: Column) -> Callable[[Any], str]:
        get, fixed = column.get, column.currency
        # All of them now: the rows are written after the styles were.
        styles = {code: self.look.style_id(money_format(code), "right") for code in self.currencies}
        blank = cells.blank_cell(self.look.style_id(COUNT, "right"))

        def cell(row: Any) -> str:
            value = get(row)
            if value is None:
                return blank
            currency = fixed or row.currency
            return cells.number_cell(cells.money_text(value, currency), styles[currency])

        return cell

    def _day(self, column: Column) -> Callable[[Any], str]:
        get, style, text = column.get, self.look.style_id(DAY, "center"), self.look.style_id(TEXT)
        known: dict[Any, str] = {None: cells.blank_cell(style)}

        def cell(row: Any) -> str:
            day = get(row)
            if day not in known:
                serial = cells.day_serial(day)
                known[day] = cells.number_cell(serial, style) if serial else self._plain(text, day.isoformat())
            return known[day]

        return cell

    def _moment(self, column: Column) -> Callable[[Any], str]:
        get, style, text = column.get, self.look.style_id(MOMENT, "center"), self.look.style_id(TEXT)
        blank = cells.blank_cell(style)

        def cell(row: Any) -> str:
            instant = get(row)
            if instant is None:
                return blank
            serial = cells.local_serial(instant, self.zone)
            # Beyond the spreadsheet's calendar: as text rather than as a wrong date.
            return cells.number_cell(serial, style) if serial else self._plain(text, instant.isoformat())

        return cell


def breadth(text: str) -> int:
    """How wide a text is in characters; Chinese ones take two."""
    return sum(2 if "\u2e80" <= char <= "\uffdc" else 1 for char in text)
