"""A sheet whose header was found: columns by name, rows by the number a spreadsheet shows."""

import marshal
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from shopdesk.domain.cells import fold_name, is_blank_row
from shopdesk.exchange.sheets import Sheet

Rows = list[list[str]]
HEADER_WITHIN = 40  # bills carry up to 24 caption lines
_TOTALS = frozenset(
    {
        "total",
        "totals",
        "grand total",
        "sum",
        "subtotal",
        "总计",
        "合计",
        "小计",
        "总数",
        "總計",
        "合計",
        "summe",
        "gesamt",
    }
)
_TOTALS_BEGIN = frozenset(word[0] for word in _TOTALS) | frozenset(word[0].upper() for word in _TOTALS) | set(" zZ小")
# Of a group of rows, with its name behind: `Subtotal B-1`, `小计：B-1`.
_SUBTOTAL = re.compile(r"(?:(?:sub-?\s?total|zwischensumme|sous-total)\b|小[计計]|合[计計]).{0,60}")
_OWN_PREFIX = "shopdesk"  # columns that the file of refused rows adds


@dataclass(slots=True)
class Table:
    """Rows under a header. Every row has `width` cells and one blank more, which missing columns point at."""

    sheet: Sheet
    header: list[str]  # as found
    header_row: int  # its row number
    names: dict[str, int] = field(default_factory=dict)  # folded name -> index; the first of equal names counts
    cut_row: tuple[int, list[str]] | None = None  # the last row read, where the file ends in the middle of it
    open_row: int | None = None  # the last row read, where nothing says that it ends there
    left_out: list[int] = field(default_factory=list)  # row numbers of totals, captions and footers

    @property
    def width(self) -> int:
        """Number of columns; also the index of the blank cell."""
        return len(self.header)

    def column(self, *names: str) -> int:
        """Index of the first of these columns that the table has, else of the blank cell."""
        for name in names:
            index = self.names.get(name)
            if index is not None:
                return index
        return len(self.header)

    def has(self, *names: str) -> bool:
        """Whether the table has one of these columns."""
        return any(name in self.names for name in names)

    def others(self, known: frozenset[str]) -> list[tuple[str, int]]:
        """Header and index of the columns whose folded names are not in `known`."""
        return [
            (self.header[index].strip(), index)
            for name, index in self.names.items()
            if name and name not in known and not name.startswith(_OWN_PREFIX)
        ]

    def rows(self, key: int) -> Iterator[tuple[int, list[str]]]:
        """Row numbers and rows that say something, without repeated headers and rows of totals.

        `key` is the column that tells them: it repeats its own header, or says 总计. They can be read once.
        """
        width = len(self.header)
        own_name = self.header[key] if key < width else ""
        number, row, found, before = 0, [""], width, width
        for number, row in enumerate(self.sheet.let_go(self.header_row), self.header_row + 1):
            before, found = found, len(row)
            if found != width:
                if found > width:
                    del row[width:]
                else:
                    row.extend([""] * (width - found))
            row.append("")
            text = row[key]
            if not text or text.isspace():
                if is_blank_row(row):
                    continue
                text = next(filter(str.strip, row))
            if text == own_name and row[:width] == self.header:
                continue
            if is_totals_word(text):
                self.left_out.append(number)
                continue
            yield number, row
        if self.sheet.open_end and number:
            self.open_row = number
            if found < min(before, width):
                self.cut_row = (number, row[:width])


class PackedRows:
    """Rows by order, each as one block of bytes: as lists of cells those of a long file would fill the memory, and
    freed one by one they would leave holes in it that nothing else fits into.
    """

    def __init__(self) -> None:
        self._orders: dict[str, list[bytes]] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._orders)

    def add(self, order: str, number: int, row: list[str]) -> None:
        """Keeps a row, known by its row number, as one more of the order."""
        packed = memoryview(marshal.dumps((number, row)))
        # marshal leaves its block where Python does not put small ones, and freed they would not be used again.
        self._orders.setdefault(order, []).append(packed.tobytes())

    def rows(self, order: str) -> list[tuple[int, list[str]]]:
        """The order's row numbers and rows."""
        return [marshal.loads(packed) for packed in self._orders[order]]

    def first(self, order: str) -> list[str]:
        """The order's first row."""
        row: list[str] = marshal.loads(self._orders[order][0])[1]
        return row

    def pop(self, order: str) -> list[tuple[int, list[str]]]:
        """The order's rows, which are let go."""
        return [marshal.loads(packed) for packed in self._orders.pop(order)]

    def repeated(self) -> Iterator[list[tuple[int, list[str]]]]:
        """The rows of each order that has several."""
        return (self.rows(order) for order, packed in self._orders.items() if len(packed) > 1)


def is_totals_word(text: str) -> bool:
    """Whether a cell begins a row of totals (`总计`, `Total:`) or of the total of a few rows (`Subtotal B-1`)."""
    if text[:1] not in _TOTALS_BEGIN or len(text) > 80:
        return False
    name = fold_name(text)
    return name in _TOTALS or _SUBTOTAL.fullmatch(name) is not None


def is_caption(row: list[str]) -> bool:
    """Whether a row of a wide table has one filled cell only: a caption or a footer, not data."""
    return len(row) > 5 and sum(map(bool, map(str.strip, row))) == 1


def find_table(sheet: Sheet, fits: Callable[[list[str], Rows], bool]) -> Table | None:
    """The table under the first row that `fits` with the rows below it, looked for among the first rows."""
    for number, row in enumerate(sheet.rows[:HEADER_WITHIN], 1):
        if len(row) > 1 and fits(row, sheet.rows[number : number + HEADER_WITHIN]):
            names: dict[str, int] = {}
            for index, text in enumerate(row):
                names.setdefault(fold_name(text), index)
            return Table(sheet, list(row), number, names)
    return None


def folded_names(row: list[str]) -> frozenset[str]:
    """The names in a header row, folded for comparing."""
    return frozenset(map(fold_name, row)) - {""}
