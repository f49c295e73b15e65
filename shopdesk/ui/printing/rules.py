"""The lines on paper: between the rows of a table, and the bar beside what a customer said.

Qt could draw them as borders of cells, but reads and draws those so slowly that 500 slips take a fifth longer.
"""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextFormat, QTextTable, QTextTableCell

from shopdesk.ui.printing.units import mm

_THIN, _THICK = mm(0.13), mm(0.4)
_BAR = mm(0.8)


def rules_of(document: QTextDocument, quotes: bool) -> list[QRectF]:
    """All lines in the document's coordinates; `quotes`: whether any paragraph stands in.

    Tables with a head have thin ones between their rows, thick ones below the head and at the end.
    """
    rules = _bars(document) if quotes else []
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable) and frame.format().headerRowCount():
            rules += _rules(document, frame)
    return rules


def _bars(document: QTextDocument) -> list[QRectF]:
    """A bar on the left of every paragraph that stands in, on each page that it covers."""
    page = document.pageSize().height()
    bars = []
    block = document.begin()
    while block.isValid():
        if block.blockFormat().leftMargin() > 0:
            layout = block.layout()
            origin = document.documentLayout().blockBoundingRect(block).top()
            lines = [layout.lineAt(index) for index in range(layout.lineCount())]
            spans: dict[int, tuple[float, float]] = {}
            for line in lines:
                top, bottom = origin + line.y(), origin + line.y() + line.height()
                number = int((top + bottom) / 2 // page)  # a top may lie a hair above its page
                first, _ = spans.get(number, (top, bottom))
                spans[number] = (first, bottom)
            bars += [QRectF(0, top, _BAR, bottom - top) for top, bottom in spans.values()]
        block = block.next()
    return bars


def _rules(document: QTextDocument, table: QTextTable) -> list[QRectF]:
    page = document.pageSize().height()
    rows = range(table.format().headerRowCount(), table.rows())
    tops = [_top(document, table, row) for row in rows]
    lines: list[tuple[float, float]] = []
    for row, top in zip(rows, tops, strict=True):
        begins = row == rows.start or int(top // page) != int(tops[row - rows.start - 1] // page)
        if begins and row != rows.start and not _is_filler(table, row - 1):
            lines.append((_bottom(document, table, row - 1), _THIN))
        lines.append((top, _THICK if begins else _THIN))
    lines.append((_bottom(document, table, table.rows() - 1), _THICK))
    width = document.pageSize().width()
    return [QRectF(0, y - height / 2, width, height) for y, height in lines]


def _top(document: QTextDocument, table: QTextTable, row: int) -> float:
    """Where a row begins. All its cells begin at the same height, so the first one tells."""
    cell = table.cellAt(row, 0)
    top = lines_of(document, cell.firstCursorPosition().block())[0]
    return top - _padding(cell, table, QTextFormat.Property.TableCellTopPadding)


def _bottom(document: QTextDocument, table: QTextTable, row: int) -> float:
    """Where the text of a row ends, and its padding."""
    cells = [table.cellAt(row, column) for column in range(table.columns())]
    lowest = max(lines_of(document, cell.lastCursorPosition().block())[1] for cell in cells)
    return lowest + _padding(cells[0], table, QTextFormat.Property.TableCellBottomPadding)


def _is_filler(table: QTextTable, row: int) -> bool:
    """Whether it only fills the rest of a page (`row_breaks`); the line above it ends the page already."""
    return table.cellAt(row, 0).format().hasProperty(QTextFormat.Property.TableCellTopPadding)


def _padding(cell: QTextTableCell, table: QTextTable, side: QTextFormat.Property) -> float:
    style = cell.format()
    return style.doubleProperty(side) if style.hasProperty(side) else table.format().cellPadding()


def lines_of(document: QTextDocument, block: QTextBlock) -> tuple[float, float]:
    """Where the first line of a block really begins and its last one ends, in the document's coordinates.

    A line that did not fit on its page keeps its block's place and moves inside it: only lines tell.
    """
    origin = document.documentLayout().blockBoundingRect(block).top()
    layout = block.layout()
    last = layout.lineAt(layout.lineCount() - 1)
    return origin + layout.lineAt(0).y(), origin + last.y() + last.height()
