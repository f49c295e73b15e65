"""A file that no reader knows, opened all the same: where its table begins, and its first rows."""

from collections.abc import Callable

from shopdesk.domain.cells import fold_name, is_blank_row
from shopdesk.domain.errors import UserError
from shopdesk.domain.header_rows import header_place
from shopdesk.domain.header_words import Characters
from shopdesk.exchange.sheets import Sheet, read_sheets
from shopdesk.exchange.tables import HEADER_WITHIN, Table, is_totals_word

MOST_ROWS = 5_000


def read_unknown(path: str, characters: Characters, tick: Callable[[int], None] = lambda _rows: None) -> Table:
    """The likeliest table of the file with its first rows, whatever its columns are.

    Raises UserError `file.*`; `file.unknown` where nothing in it looks like a table, `file.header_only` without rows.
    """

    def likeness(rows: list[list[str]]) -> float:
        found = header_place(rows[:HEADER_WITHIN], characters)
        return found[1] if found else 0

    sheets = read_sheets(path, likeness, tick)
    best = max(sheets, key=lambda sheet: likeness(sheet.rows), default=None)
    found = header_place(best.rows[:HEADER_WITHIN], characters) if best is not None else None
    if best is None or found is None:
        blank = bool(sheets) and all(is_blank_row(row) for sheet in sheets for row in sheet.rows)
        raise UserError("file.empty" if blank else "file.unknown", path=path)
    place = found[0]
    header = list(best.rows[place])
    while header and not header[-1].strip():
        header.pop()
    names: dict[str, int] = {}
    for index, text in enumerate(header):
        names.setdefault(fold_name(text), index)
    table = Table(best, header, place + 1, names)
    best.rows = best.rows[: place + 1 + MOST_ROWS]
    if all(is_blank_row(row) for row in best.rows[place + 1 :]):
        raise UserError("file.header_only", path=path)
    return table


def first_rows(table: Table, most: int) -> list[list[str]]:
    """The first rows of a table that say something, as wide as its header; the table keeps them."""
    width = table.width
    rows: list[list[str]] = []
    for row in table.sheet.rows[table.header_row :]:
        if len(rows) == most:
            break
        if is_blank_row(row) or is_totals_word(next(filter(str.strip, row))):
            continue
        rows.append([*row[:width], *[""] * (width - len(row))])
    return rows


def copy_of(table: Table, most: int) -> Table:
    """The table with its first rows only, to be read once: reading uses them up."""
    sheet, last = table.sheet, table.header_row + most
    part = Sheet(sheet.path, sheet.name, [list(row) for row in sheet.rows[:last]], sheet.encoding)
    return Table(part, table.header, table.header_row, table.names)
