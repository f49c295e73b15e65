"""Excel workbooks (xlsx, xls) as rows of text."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import python_calamine

from shopdesk.domain.errors import UserError

Rows = list[list[str]]
# Beyond 15 digits a number in a spreadsheet is no longer what was typed: it is shown as the spreadsheet shows it,
# `1.37359123456789E+17`, so that it is never taken for an id.
_EXACT = 10**15


def read_workbook(data: bytes, path: str, tick: Callable[[int], None]) -> list[tuple[str, Rows]]:
    """Name and rows of every sheet; a row's place is its row number less one.

    Raises UserError `file.encrypted` or `file.damaged`.
    """
    try:
        with python_calamine.load_workbook(BytesIO(data)) as book:
            return [(name, _rows(book.get_sheet_by_name(name), tick)) for name in book.sheet_names]
    except python_calamine.PasswordError:
        raise UserError("file.encrypted", path=path) from None
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        code = "file.encrypted" if "password" in str(error).lower() else "file.damaged"
        raise UserError(code, path=path) from None
    except BaseException as error:
        # A fault inside the Rust library surfaces as PanicException, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise UserError("file.damaged", path=path) from None


def _rows(sheet: Any, tick: Callable[[int], None]) -> Rows:
    rows = sheet.to_python(skip_empty_area=False)
    texts: Rows = []
    for row in rows:
        texts.append([cell if type(cell) is str else cell_text(cell) for cell in row])
        if not len(texts) % 5000:
            tick(len(texts))
    return texts


def cell_text(cell: object) -> str:
    """A cell's value as text: whole numbers without `.0`, instants as ISO, truth as `true`."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, (int, float)):
        return _number_text(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return "" if cell is None else str(cell)


def _number_text(number: float) -> str:
    if abs(number) >= _EXACT:
        return f"{number:.14E}"
    if number == int(number):
        return str(int(number))
    return format(number, ".15g")
