"""Keeps the rows of a table whole: Qt would let one row's title stand on one page and its SKU on the next.

Qt has no rule for this. A row moves to the next page by itself when its first line does not fit, so an empty row
without borders is put before it that takes up the rest of the page.
"""

from PySide6.QtGui import (
    QFont,
    QTextDocument,
    QTextFormat,
    QTextTable,
    QTextTableCell,
    QTextTableCellFormat,
)

from shopdesk.ui.printing.rules import lines_of
from shopdesk.ui.printing.units import mm

# What the filling row leaves free: so much that it stays on its page, so little that no line fits after it. Where Qt
# draws that line depends on borders and type sizes, so it is tried.
_LEFT_FREE = tuple(mm(length) for length in (4.5, 3.5, 2.5, 5.5, 6.5, 1.5))


_MOST_ROWS = 150  # every move lays out the table anew: 100 rows take half a second, 300 took five


def keep_rows_whole(document: QTextDocument) -> None:
    """Moves rows that a page's end would cut to the next page, unless they are taller than half a page.

    A head, a row across the whole width (a heading) and the last row but one stay with the row that follows.
    """
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable) and frame.rows() <= _MOST_ROWS:
            _keep_head(document, frame)
            row = frame.format().headerRowCount()
            while row < frame.rows():
                last = _together(frame, row)
                cut = row > 0 and _is_cut(document, frame, row, last)
                if cut and _fill_page_before(document, frame, row, last):
                    last += 1
                row = last + 1


def _keep_head(document: QTextDocument, table: QTextTable) -> None:
    head = table.format().headerRowCount()
    last = _together(table, min(head, table.rows() - 1))
    if _is_cut(document, table, 0, last):
        style = table.format()
        style.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        table.setFormat(style)


def _together(table: QTextTable, row: int) -> int:
    """The last of the rows that belong to `row`."""
    while row < table.rows() - 1 and table.cellAt(row, 0).columnSpan() == table.columns() > 1:
        row += 1
    return table.rows() - 1 if row == table.rows() - 2 else row


def _cells(table: QTextTable, row: int) -> list[QTextTableCell]:
    return [table.cellAt(row, column) for column in range(table.columns())]


def _text_span(document: QTextDocument, table: QTextTable, first: int, last: int) -> tuple[float, float]:
    tops = [lines_of(document, cell.firstCursorPosition().block())[0] for cell in _cells(table, first)]
    bottoms = [lines_of(document, cell.lastCursorPosition().block())[1] for cell in _cells(table, last)]
    return min(tops), max(bottoms)


def _is_cut(document: QTextDocument, table: QTextTable, first: int, last: int) -> bool:
    top, bottom = _text_span(document, table, first, last)
    page = document.pageSize().height()
    return int((top + 1) // page) != int((bottom - 1) // page) and bottom - top < page / 2


def _fill_page_before(document: QTextDocument, table: QTextTable, row: int, last: int) -> bool:
    """Puts a filling row before `row`; False when Qt could not be brought to move the row, and nothing changed."""
    page = document.pageSize().height()
    top, _ = _text_span(document, table, row, row)
    rest = page - (top - table.format().cellPadding()) % page
    table.insertRows(row, 1)
    if table.columns() > 1:
        table.mergeCells(row, 0, 1, table.columns())
    for free in _LEFT_FREE:
        if free < rest:
            _make_filler(document, table.cellAt(row, 0), rest - free)
            filler, _ = _text_span(document, table, row, row)
            if filler // page == top // page and not _is_cut(document, table, row + 1, last + 1):
                return True
    table.removeRows(row, 1)
    return False


def _make_filler(document: QTextDocument, cell: QTextTableCell, height: float) -> None:
    # Qt keeps a cell's format in the character format of its first block: padding and type size are set together.
    style = QTextTableCellFormat()
    font = QFont(document.defaultFont())
    font.setPixelSize(1)
    style.setFont(font)
    style.setTopPadding(0)
    style.setBottomPadding(height)
    cell.setFormat(style)
