"""The rows that stayed out, as a file with the reason beside each, to be mended and imported again."""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from shopdesk.domain.errors import UserError
from shopdesk.domain.imported import ImportedFile, Problem
from shopdesk.sentences import sentence
from shopdesk.words import _

# What XML cannot carry.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def reason(problem: Problem) -> str:
    """One sentence for a problem, in the language in use."""
    where = {
        "row": problem.row,
        "column": problem.column,
        "found": problem.found,
        "expected": problem.expected,
        "order": problem.order,
        "path": problem.file,
    }
    return sentence(problem.code, {key: text for key, text in where.items() if text is not None})


def write_refused(files: Iterable[ImportedFile], path: str) -> int:
    """Writes every refused row to `path` (.xlsx, else CSV as UTF-8 with a mark) and returns how many there are.

    The reason, file and row come first under headings that begin with ShopDesk, which the readers pass over; then
    the cells as they were found. Files with other headers get a header row of their own. Cells are text, never
    formulas. Raises UserError `export.locked` where the file cannot be written.
    """
    table = list(_table(files))
    try:
        if path.lower().endswith(".xlsx"):
            _write_workbook(table, path)
        else:
            with Path(path).open("w", encoding="utf-8-sig", newline="") as stream:
                csv.writer(stream).writerows(cells for _is_header, cells in table)
    except OSError:
        raise UserError("export.locked", path=path) from None
    return sum(not is_header for is_header, _cells in table)


def _table(files: Iterable[ImportedFile]) -> Iterator[tuple[bool, list[str]]]:
    """(whether it is a header, cells) of every row to write."""
    last: list[str] | None = None
    for file in files:
        if not file.refused_rows:
            continue
        if file.header != last:
            last = file.header
            yield True, [_("ShopDesk: reason"), _("ShopDesk: file"), _("ShopDesk: row"), *file.header]
        reasons = _reasons(file)
        name = Path(file.path).name if file.sheet is None else f"{Path(file.path).name} · {file.sheet}"
        for number, cells in file.refused_rows:
            yield False, [reasons.get(number, ""), name, str(number), *cells]


def _reasons(file: ImportedFile) -> dict[int, str]:
    """The reason of each refused row: its own, else that of the refused row before it, whose order it shares."""
    own = {problem.row: problem for problem in file.problems if problem.severity == "refused"}
    by_order = {problem.order: problem for problem in file.problems if problem.severity == "refused" and problem.order}
    texts: dict[int, str] = {}
    for number, _cells in file.refused_rows:
        order = file.refused_orders.get(number)
        problem = by_order.get(order) if order else own.get(number)
        if problem is not None:
            texts[number] = reason(problem)
    return texts


def _write_workbook(table: list[tuple[bool, list[str]]], path: str) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Refused rows"))
    for _is_header, cells in table:
        row = []
        for text in cells:
            cell = WriteOnlyCell(sheet, value="")
            cell.value = _CONTROL.sub("", text)
            cell.data_type = "s"  # a text such as =HYPERLINK(…) stays text
            row.append(cell)
        sheet.append(row)
    book.save(path)
