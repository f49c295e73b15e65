"""Any table file as sheets of rows of text, whatever its packing, encoding and delimiter."""

from collections.abc import Callable
from dataclasses import dataclass, field

from shopdesk.domain.text import printable
from shopdesk.exchange.files import kind_of, load
from shopdesk.exchange.text_tables import MOST_CHARACTERS, Recognise, Rows, read_text
from shopdesk.exchange.workbooks import read_workbook


@dataclass(slots=True)
class Sheet:
    """One sheet. The place of a row in `rows` is the row number a spreadsheet shows, less one."""

    path: str  # for people to read: a name that is no UTF-8 cannot be opened by it
    name: str | None  # None for text files, which have no sheets
    rows: Rows
    encoding: str | None = None
    long_cells: list[tuple[int, int]] = field(default_factory=list)  # (row number, column index) cut to the limit
    damaged_characters: bool = False
    unclosed_quote: bool = False


def read_sheets(path: str, recognise: Recognise, tick: Callable[[int], None] = lambda _rows: None) -> list[Sheet]:
    """All sheets of the file; for text, none where `recognise` knows no header under any encoding and delimiter.

    `recognise` is given the first records of a text file; workbooks are returned whole. `tick` hears the number of
    rows read so far and may raise. Raises UserError `file.missing|empty|unknown|encrypted|damaged|too_large`.
    """
    data = load(path)
    if kind_of(data, path) == "workbook":
        sheets = read_workbook(data, path, tick)
        return [_cut_long(Sheet(printable(path), name, rows)) for name, rows in sheets]
    table = read_text(data, recognise)
    if table is None:
        return []
    rows = table.rows(tick)
    odd = (table.long_cells, table.damaged_characters, table.unclosed_quote)
    return [Sheet(printable(path), None, rows, table.encoding, *odd)]


def _cut_long(sheet: Sheet) -> Sheet:
    for number, row in enumerate(sheet.rows, 1):
        for column, text in enumerate(row):
            if len(text) > MOST_CHARACTERS:
                row[column] = text[:MOST_CHARACTERS]
                sheet.long_cells.append((number, column))
    return sheet
