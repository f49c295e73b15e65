"""What every report is: days, head figures beside those of the days before, and tables. Codes and numbers, no words.

A role adds a report by a module in `services/reports/`; page, command and workbook show whatever it holds, with the
words of `shopdesk.report_words`.
"""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final, Literal

from shopdesk.domain.errors import UserError

# text: from the shop's records; word: a code with words in the table `Column.words`; person: a name, "" unknown;
# share: 0 to 1; seconds: how long something took; hour: of the day; weekday: 0 is Monday.
Kind = Literal["text", "word", "person", "count", "share", "seconds", "hour", "weekday", "day"]
Better = Literal["more", "less", ""]

MOST_ROWS: Final = 50  # of a table that grows with what people write (products asked about, replies)
_FARTHEST: Final = 3_660  # days
PERIODS: Final = ("this_month", "last_month", "last_7", "last_30", "this_year")


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """Local days of the shop, both ends included."""

    first: date
    last: date

    @property
    def count(self) -> int:
        """How many they are."""
        return (self.last - self.first).days + 1

    def before(self) -> "Days":
        """What they are compared with: whole months and years with as many before, others with as many days before."""
        last = self.first - timedelta(days=1)
        if self.first.day == 1 and self.last.day == calendar.monthrange(self.last.year, self.last.month)[1]:
            months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
            begins = self.first.year * 12 + self.first.month - 1 - months
            return Days(date(begins // 12, begins % 12 + 1, 1), last)
        return Days(self.first - timedelta(days=self.count), last)


def days(first: date, last: date) -> Days:
    """The days from `first` to `last`. Raises UserError `report.days`, `report.too_long`."""
    if last < first:
        raise UserError("report.days", first=first.isoformat(), last=last.isoformat())
    if (last - first).days >= _FARTHEST or first.year < 1990 or last.year > 2100:
        raise UserError("report.too_long", limit=_FARTHEST)
    return Days(first, last)


def period(name: str, today: date) -> Days:
    """One of PERIODS, as it stands on a day; what is under way ends today."""
    if name == "last_month":
        last = today.replace(day=1) - timedelta(days=1)
        return Days(last.replace(day=1), last)
    first = {
        "this_month": today.replace(day=1),
        "last_7": today - timedelta(days=6),
        "last_30": today - timedelta(days=29),
        "this_year": today.replace(month=1, day=1),
    }[name]
    return Days(first, today)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `key` names its title, `words` the table of words of a column of codes."""

    key: str
    kind: Kind
    words: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns. `part` names the part of the report it belongs to; `left_out` rows were too many to show."""

    key: str
    part: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Any, ...]]
    left_out: int = 0

    def records(self) -> list[dict[str, Any]]:
        """The rows by the keys of the columns."""
        return [
            {column.key: _plain(column.kind, value) for column, value in zip(self.columns, row, strict=True)}
            for row in self.rows
        ]


@dataclass(frozen=True, slots=True)
class Head:
    """A figure above all tables; `before` is the same of the days before. `better`: which way is good."""

    key: str
    kind: Kind
    value: Any
    before: Any = None
    better: Better = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One report over some days. `empty`: nothing happened in them."""

    name: str
    days: Days
    heads: tuple[Head, ...]
    tables: tuple[Table, ...]
    empty: bool = False
    _by_key: dict[str, Table] = field(default_factory=dict, repr=False, compare=False)

    def table(self, key: str) -> Table:
        """One of its tables."""
        if not self._by_key:
            self._by_key.update({table.key: table for table in self.tables})
        return self._by_key[key]

    def head(self, key: str) -> Head:
        """One of its head figures."""
        return next(head for head in self.heads if head.key == key)

    def parts(self) -> list[str]:
        """The parts its tables belong to, in order."""
        return list(dict.fromkeys(table.part for table in self.tables))

    def as_json(self) -> dict[str, Any]:
        """As the command `report` answers: shares with four decimals, durations in whole seconds."""
        before = self.days.before()
        return {
            "report": self.name,
            "from": self.days.first.isoformat(),
            "to": self.days.last.isoformat(),
            "figures": {head.key: _plain(head.kind, head.value) for head in self.heads},
            "before": {
                "from": before.first.isoformat(),
                "to": before.last.isoformat(),
                "figures": {head.key: _plain(head.kind, head.before) for head in self.heads},
            },
            "tables": {table.key: table.records() for table in self.tables},
            "left_out": {table.key: table.left_out for table in self.tables if table.left_out},
        }


def _plain(kind: Kind, value: Any) -> Any:
    if value is None:
        return None
    if kind == "share":
        return round(value, 4)
    if kind == "day":
        return value.isoformat()
    return value
