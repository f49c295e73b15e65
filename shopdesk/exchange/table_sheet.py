"""One table as an Excel sheet: what a list on the screen shows, amounts as numbers, everything else as text."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from shopdesk.domain import money
from shopdesk.exchange.workbook.cells import clean_text
from shopdesk.exchange.workbook.styles import money_format

_EVERY = 25  # rows between two looks at Cancel
_SHEET_NAME = 31  # characters, Excel's limit
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True, slots=True)
class Amount:
    """Money as a number with its currency's decimals."""

    minor: int
    currency: str


Cell = str | Amount | int | None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its title, width in characters, whether its cells stand right, and whether digits in it are text.

    Digits that are text stay so when somebody types into the cell: a SKU keeps its leading zeros.
    """

    title: str
    width: int = 14
    right: bool = False
    codes: bool = False


def write_table(
    target: IO[bytes],
    name: str,
    columns: Sequence[SheetColumn],
    rows: Iterable[Sequence[Cell]],
    tick: Callable[[int], None] = lambda _rows: None,
) -> int:
    """Writes the rows under a frozen header with a filter; returns their number. `tick` may raise Cancelled."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(clean_text(name).translate(_FORBIDDEN).strip()[:_SHEET_NAME] or "ShopDesk")
    for place, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = max(6, min(60, column.width + 2))
    sheet.freeze_panes = "A2"
    bold = Font(bold=True)
    header = [_text(sheet, column.title) for column in columns]
    for cell in header:
        cell.font = bold
    sheet.append(header)
    try:
        count = _append(sheet, columns, rows, tick)
    except BaseException:
        # Left alone, the half-written sheet complains when it is collected, and its file stays in the temporary folder.
        sheet.close()
        sheet._writer.cleanup()
        raise
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(1, len(columns)))}{count + 1}"
    book.save(target)
    tick(count)
    return count


def _append(
    sheet: Any, columns: Sequence[SheetColumn], rows: Iterable[Sequence[Cell]], tick: Callable[[int], None]
) -> int:
    count = 0
    right = Alignment(horizontal="right")
    for count, row in enumerate(rows, 1):
        sheet.append([_cell(sheet, column, value, right) for column, value in zip(columns, row, strict=True)])
        if count % _EVERY == 0:
            tick(count)
    return count


def _cell(sheet: Any, column: SheetColumn, value: Cell, right: Alignment) -> Any:
    if value is None or value == "":
        return _empty_code(sheet) if column.codes else None
    if isinstance(value, Amount):
        cell = WriteOnlyCell(sheet, money.to_decimal(value.minor, value.currency))
        cell.number_format = money_format(value.currency)
        return cell
    if isinstance(value, int):
        return WriteOnlyCell(sheet, value)
    cell = _text(sheet, value)
    if column.right:
        cell.alignment = right
    if column.codes:
        cell.number_format = "@"
    return cell


def _empty_code(sheet: Any) -> Any:
    cell = WriteOnlyCell(sheet, None)
    cell.number_format = "@"
    return cell


def _text(sheet: Any, text: str) -> Any:
    """A string whatever it begins with: never a formula, never a number that loses its zeros."""
    cell = WriteOnlyCell(sheet, clean_text(text))
    cell.data_type = "s"
    return cell
