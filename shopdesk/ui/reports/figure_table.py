"""A table of a report: as high as its rows, numbers at the right, copied as text that a spreadsheet takes."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QWidget

from shopdesk import report_words
from shopdesk.domain.reports import Table
from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.preview_table import PreviewTable
from shopdesk.words import _

MOST = 24  # rows in sight: a day's hours
_WIDEST = 34  # characters of a column


class FigureModel(QAbstractTableModel):
    """Shows a table of a report in words."""

    def __init__(self, table: Table, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._table.columns)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.title(section)
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def title(self, column: int) -> str:
        """The words above a column."""
        return _(report_words.COLUMN[self._table.columns[column].key])

    def text(self, row: int, column: int) -> str:
        """What stands in a cell."""
        meant = self._table.columns[column]
        return report_words.shown(meant.kind, self._table.rows[row][column], _, meant.words)

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        number = self._table.columns[column].kind in report_words.NUMBERS
        side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class FigureTable(PreviewTable):
    """The figures of a report's table."""

    def __init__(self, name: str, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(name, _(report_words.TABLE[table.key]), MOST, parent)
        self.figures = FigureModel(table, self)
        self.setModel(self.figures)
        # As high as it wants to be: the page scrolls, so that there is no reason to squeeze it.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        header = self.horizontalHeader()
        header.setObjectName(f"{name}.header")
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column in range(self.figures.columnCount()):
            header.resizeSection(column, self._width(column))

    def copy(self) -> None:
        """Puts the rows selected (all where none is) on the clipboard, with the titles."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        rows = chosen if len(chosen) > 1 else range(self.figures.rowCount())
        columns = range(self.figures.columnCount())
        lines = ["\t".join(self.figures.title(column) for column in columns)]
        lines += ["\t".join(_one_line(self.figures.text(row, column)) for column in columns) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def sizeHint(self) -> QSize:
        # Room for a scroll bar below where there are many columns, or it would cover the last row.
        return super().sizeHint() + QSize(0, unit(self) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _width(self, column: int) -> int:
        metrics = QFontMetrics(self.font())
        rows = range(min(3 * MOST, self.figures.rowCount()))
        texts = [self.figures.title(column), *(self.figures.text(row, column) for row in rows)]
        widest = max(metrics.horizontalAdvance(text) for text in texts)
        return min(widest, metrics.horizontalAdvance("0") * _WIDEST) + 3 * unit(self)


def _one_line(text: str) -> str:
    """A tab or a line break inside a cell would shift everything behind it."""
    return " ".join(text.split()) if any(mark in text for mark in "\t\r\n") else text
