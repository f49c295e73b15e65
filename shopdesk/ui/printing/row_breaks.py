"""Keeps the rows of a table whole: Qt would let one row's title stand on one page and its SKU on the next.

Qt has no rule for this. A row moves to the next page by itself when its first line does not fit, so an empty row
without borders is put before it that takes up the rest of the page.
"""

from PySide6.QtGui import (
    QFont,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextTable,
    QTextTableCell,
    QTextTableCellFormat,
)

from shopdesk.ui.printing.units import css_pixels, layout_units, mm

_LEFT_FREE = mm(1.5)  # less than any line needs, so the row must go


def keep_rows_whole(document: QTextDocument) -> None:
    """Moves rows that a page's end would cut to the next page, unless they are taller than half a page.

    A head, a row across the whole width (a heading) and the last row but one stay with the row that follows.
    """
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _keep_head(document, frame)
            row = frame.format().headerRowCount()
            while row < frame.rows():
                last = _together(frame, row)
                if row and _is_cut(document, frame, row, last):
                    _fill_page_before(document, frame, row)
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
    layout = document.documentLayout()
    tops = [layout.blockBoundingRect(cell.firstCursorPosition().block()).top() for cell in _cells(table, first)]
    bottoms = [layout.blockBoundingRect(cell.lastCursorPosition().block()).bottom() for cell in _cells(table, last)]
    return min(tops), max(bottoms)


def _is_cut(document: QTextDocument, table: QTextTable, first: int, last: int) -> bool:
    top, bottom = _text_span(document, table, first, last)
    page = document.pageSize().height()
    return int(top // page) != int((bottom - 1) // page) and bottom - top < page / 2


def _fill_page_before(document: QTextDocument, table: QTextTable, row: int) -> None:
    page = document.pageSize().height()
    top, _ = _text_span(document, table, row, row)
    padding = table.cellAt(row, 0).format().toTableCellFormat().topPadding()
    row_top = top - layout_units(padding)
    rest = page - row_top % page - _LEFT_FREE
    if rest <= 0:
        return
    table.insertRows(row, 1)
    if table.columns() > 1:
        table.mergeCells(row, 0, 1, table.columns())
    cell = table.cellAt(row, 0)
    style = QTextTableCellFormat()
    style.setTopPadding(css_pixels(rest))
    cell.setFormat(style)
    cursor: QTextCursor = cell.firstCursorPosition()
    tiny = QTextCharFormat()
    font = QFont(document.defaultFont())
    font.setPixelSize(1)
    tiny.setFont(font)
    cursor.setBlockCharFormat(tiny)
