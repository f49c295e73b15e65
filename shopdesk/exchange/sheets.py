"""Any table file as sheets of rows of text, whatever its packing, encoding and delimiter."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from shopdesk.domain.text import printable
from shopdesk.exchange.files import kind_of, load
from shopdesk.exchange.text_tables import MOST_CHARACTERS, Recognise, Rows, read_text
from shopdesk.exchange.workbooks import read_workbook


@dataclass(slots=True)
class Sheet:
    """One sheet. The place of a row in `rows` is the row number a spreadsheet shows, less one.

    Of a text file `rows` are the first some thousand records; `more` reads on, part by part.
    """

    path: str  # for people to read: a name that is no UTF-8 cannot be opened by it
    name: str | None  # None for text files, which have no sheets
    rows: Rows
    encoding: str | None = None
    more: Iterator[Rows] = field(default_factory=lambda: iter(()))
    size: int = 0  # rows in all; of a long text file, its lines
    long_cells: list[tuple[int, int]] = field(default_factory=list)  # (row number, column index) cut to the limit
    damaged_characters: bool = False
    unclosed_quote: bool = False
    open_end: bool = False  # the last line of a text has no end: the file may have been cut off there

    def has_more(self) -> bool:
        """Reads one part on; False where there is none."""
        part = next(self.more, [])
        self.rows += part
        return bool(part)

    def let_go(self, first: int) -> Iterator[list[str]]:
        """The rows from place `first` on, once: the sheet keeps none, and whoever is done with a row frees it."""
        part, more = self.rows[first:], self.more
        self.rows, self.more = [], iter(())
        while part:
            part.reverse()
            while part:
                yield part.pop()
            part = next(more, [])


def read_sheets(path: str, recognise: Recognise, tick: Callable[[int], None] = lambda _rows: None) -> list[Sheet]:
    """All sheets of the file; for text, none where `recognise` knows no header under any encoding and delimiter.

    `recognise` is given the first records of a text file; workbooks are returned whole. `tick` hears the number of
    rows read so far and may raise. Raises UserError `file.missing|empty|unknown|encrypted|damaged|too_large`.
    """
    data = load(path, tick)
    if kind_of(data, path) == "workbook":
        sheets = read_workbook(data, path, tick)
        return [_cut_long(Sheet(printable(path), name, rows, size=len(rows))) for name, rows in sheets]
    tick(0)
    table = read_text(data, recognise)
    if table is None:
        return []
    tick(0)
    parts = table.parts()
    rows = next(parts, [])
    sheet = Sheet(printable(path), None, rows, table.encoding, parts, table.size)
    sheet.long_cells = table.long_cells  # filled as the parts are read
    sheet.damaged_characters, sheet.unclosed_quote = table.damaged_characters, table.unclosed_quote
    sheet.open_end = table.open_end
    return [sheet]


def _cut_long(sheet: Sheet) -> Sheet:
    for number, row in enumerate(sheet.rows, 1):
        for column, text in enumerate(row):
            if len(text) > MOST_CHARACTERS:
                row[column] = text[:MOST_CHARACTERS]
                sheet.long_cells.append((number, column))
    return sheet
