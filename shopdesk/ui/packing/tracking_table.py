"""List number → tracking number, made for a scanner: it types the code and Enter, and the next row waits."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from shopdesk.ui.measure import characters, row_height, unit
from shopdesk.ui.tables.header import FlatHeader
from shopdesk.words import _

_TRACKING = 2
_ROWS_SHOWN = 6


class TrackingTable(QTableWidget):
    """One row a list; only the last column can be typed in.

    Signals:
        filled(): Enter in the last row.
    """

    filled = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(0, 3)
        self._numbers: list[str] = []
        self.setObjectName(name)
        self.setAccessibleName(_("Tracking numbers"))
        self.setHorizontalHeader(FlatHeader(self))
        self.setHorizontalHeaderLabels([_("Packing list"), _("Buyer"), _("Tracking number")])
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(_TRACKING, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(0, characters(self, 20))
        self.setColumnWidth(1, characters(self, 22))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height(self))
        self.setShowGrid(True)
        self.setTabKeyNavigation(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_lists(self, rows: Sequence[Any]) -> None:
        """Ask for the tracking numbers of these lists (PackingRow); known ones stand there."""
        self._numbers = [row.number for row in rows]
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, text in enumerate((row.number, row.buyer, row.tracking)):
                item = QTableWidgetItem(text)
                if column != _TRACKING:
                    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.setItem(place, column, item)
        shown = min(len(rows), _ROWS_SHOWN)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + shown * row_height(self) + unit(self) // 2)

    def begin(self) -> None:
        """Type into the first row that has none."""
        place = next((row for row in range(self.rowCount()) if not self.text(row)), 0)
        self.edit_row(place)

    def edit_row(self, row: int) -> None:
        """Type into a row."""
        self.setCurrentCell(row, _TRACKING)
        self.setFocus()
        item = self.item(row, _TRACKING)
        if item is not None and self.state() != QAbstractItemView.State.EditingState:
            self.editItem(item)

    def text(self, row: int) -> str:
        """What stands in a row."""
        item = self.item(row, _TRACKING)
        return item.text().strip() if item is not None else ""

    def numbers(self) -> dict[str, str]:
        """List number → tracking number, rows without one left out."""
        self._finish_editing()
        texts = {row: self.text(row) for row in range(self.rowCount())}
        return {self._numbers[row]: text for row, text in texts.items() if text}

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Tab goes down, not through the columns that cannot be typed in."""
        steps = {QAbstractItemView.CursorAction.MoveNext: 1, QAbstractItemView.CursorAction.MovePrevious: -1}
        if action not in steps:
            return super().moveCursor(action, modifiers)
        row = self.currentRow() + steps[action]
        return self.model().index(max(0, min(row, self.rowCount() - 1)), _TRACKING)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint != QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            return
        if self.currentRow() + 1 < self.rowCount():
            self.edit_row(self.currentRow() + 1)
        else:
            self.filled.emit()

    def _finish_editing(self) -> None:
        editor = self.indexWidget(self.currentIndex()) or self.focusWidget()
        if isinstance(editor, QWidget) and editor is not self and self.isAncestorOf(editor):
            self.commitData(editor)
