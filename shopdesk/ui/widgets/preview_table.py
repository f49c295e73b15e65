"""A table to read in a dialog: flat, as high as its rows, within bounds."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QTableView, QWidget

from shopdesk.ui.measure import row_height
from shopdesk.ui.tables.header import FlatHeader

_LEAST = 2  # rows in sight


class PreviewTable(QTableView):
    """Any number of rows, as only those in sight are drawn; `most` of them ask for room."""

    def __init__(self, name: str, accessible_name: str, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setProperty("airy", True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setHorizontalHeader(FlatHeader(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height(self))
        self.verticalHeader().setMinimumSectionSize(row_height(self))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height(self._most))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height(_LEAST))

    def _height(self, most: int) -> int:
        """The height of the header and the first `most` rows, and of the line around them."""
        shown = min(self.verticalHeader().count(), most)
        return (
            2 * self.frameWidth()
            + self.horizontalHeader().sizeHint().height()
            + sum(self.rowHeight(row) for row in range(shown))
        )
