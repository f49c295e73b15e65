"""Exports as accidents leave them: cut, mixed up, re-encoded; and what such a file says, read in the plainest way."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from shopdesk.domain.amounts import parse_amount
from shopdesk.domain.cells import fold_name, value
from shopdesk.domain.identifiers import clean_id
from shopdesk.exchange.tables import is_totals_word

Rows = list[list[str]]
Draw = Callable[[st.SearchStrategy[int]], int]
ENCODINGS = ("utf-8", "gb18030", "cp1252", "utf-16-le", "big5", "shift_jis")


@dataclass(frozen=True)
class Export:
    """A file that is mutated: its bytes, how it is written, and which columns hold an order's number and total."""

    name: str
    data: bytes
    encoding: str
    number: str  # header of the order number
    total: str  # header of the order's total
    delimiter: str = ","

    def table(self) -> Rows:
        """All its records."""
        return records(self.data, self)

    def written(self, rows: Rows) -> bytes:
        """Records as this file would hold them."""
        stream = io.StringIO()
        csv.writer(stream, delimiter=self.delimiter, lineterminator="\r\n").writerows(rows)
        return stream.getvalue().encode(self.encoding, "replace")


def records(data: bytes, export: Export, encoding: str | None = None) -> Rows:
    """The records in bytes of this export, as any CSV reader finds them in its encoding or the one told."""
    text = data.decode(encoding or export.encoding, "replace").removeprefix("\ufeff").replace("\x00", "")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=export.delimiter))


@st.composite
def broken(draw: Draw, export: Export) -> bytes:
    """The export with one to three accidents."""
    data = export.data
    for _count in range(draw(st.integers(1, 3))):
        data = _ACCIDENTS[draw(st.integers(0, len(_ACCIDENTS) - 1))](draw, export, data)
    return data


def _cut(draw: Draw, _export: Export, data: bytes) -> bytes:
    return data[: draw(st.integers(0, len(data)))]


def _quote(draw: Draw, _export: Export, data: bytes) -> bytes:
    at = draw(st.integers(0, len(data)))
    return data[:at] + b'"' + data[at:]


def _lost_quote(draw: Draw, _export: Export, data: bytes) -> bytes:
    places = [place for place, byte in enumerate(data) if byte == 0x22]
    if not places:
        return data
    at = places[draw(st.integers(0, len(places) - 1))]
    return data[:at] + data[at + 1 :]


def _other_encoding(draw: Draw, _export: Export, data: bytes) -> bytes:
    at = draw(st.integers(0, len(data)))
    foreign = "买家甲é Größe".encode(ENCODINGS[draw(st.integers(0, len(ENCODINGS) - 1))], "replace")
    return data[:at] + foreign + data[at:]


def _swap_cells(draw: Draw, export: Export, data: bytes) -> bytes:
    rows = records(data, export)
    filled = [place for place, row in enumerate(rows) if row]
    if not filled:
        return data
    first, second = (rows[filled[draw(st.integers(0, len(filled) - 1))]] for _side in range(2))
    a, b = draw(st.integers(0, len(first) - 1)), draw(st.integers(0, len(second) - 1))
    first[a], second[b] = second[b], first[a]
    return export.written(rows)


def _rename_column(draw: Draw, export: Export, data: bytes) -> bytes:
    return _on_column(
        draw, export, data, lambda row, at, is_header: row.__setitem__(at, "Column X" if is_header else row[at])
    )


def _remove_column(draw: Draw, export: Export, data: bytes) -> bytes:
    return _on_column(draw, export, data, lambda row, at, _is_header: row.__delitem__(at))


def _double_column(draw: Draw, export: Export, data: bytes) -> bytes:
    return _on_column(draw, export, data, lambda row, at, _is_header: row.insert(at, row[at]))


def _on_column(draw: Draw, export: Export, data: bytes, change: Callable[[list[str], int, bool], object]) -> bytes:
    rows = records(data, export)
    if not rows or not rows[0]:
        return data
    at = draw(st.integers(0, len(rows[0]) - 1))
    for place, row in enumerate(rows):
        if at < len(row):
            change(row, at, place == 0)
    return export.written(rows)


def _move_rows(draw: Draw, export: Export, data: bytes) -> bytes:
    rows = records(data, export)
    if len(rows) < 3:
        return data
    row = rows.pop(draw(st.integers(1, len(rows) - 1)))
    rows.insert(draw(st.integers(1, len(rows))), row)
    return export.written(rows)


_ACCIDENTS = (
    _cut, _quote, _lost_quote, _other_encoding, _swap_cells, _rename_column, _remove_column, _double_column, _move_rows,
)  # fmt: skip


def told_totals(rows: Rows, export: Export) -> dict[str, list[str]]:
    """By order number, what stands in the total's column of its rows; {} where a column is gone."""
    for place, row in enumerate(rows[:40]):
        names = [fold_name(name) for name in row]
        if fold_name(export.number) in names and fold_name(export.total) in names:
            number, total = names.index(fold_name(export.number)), names.index(fold_name(export.total))
            told: dict[str, list[str]] = {}
            for cells in rows[place + 1 :]:
                name = clean_id(cells[number]) if number < len(cells) else ""
                if name and not is_totals_word(name):
                    told.setdefault(name, []).append(value(cells[total]) if total < len(cells) else "")
            return told
    return {}


def possible_totals(texts: list[str], ends_whole: bool) -> set[Decimal]:
    """What an order's total can be by these cells: the one they repeat, or their sum where each row has its own.

    A file that may have been cut off proves no sums: its last cell may be half a number.
    """
    found: list[Decimal] = []
    for text in texts:
        try:
            amount = parse_amount(text, None) if text else None
        except ValueError:
            continue
        if amount is not None:
            found.append(amount)
    return {*found, *([sum(found, Decimal(0))] if ends_whole else [])}
