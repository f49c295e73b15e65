"""The first orders of a file as they would come in."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from shopdesk.services.mapping import TrialOrder
from shopdesk.ui import display
from shopdesk.ui.measure import characters, row_height
from shopdesk.ui.tables.header import FlatHeader
from shopdesk.ui.theme import colour
from shopdesk.ui.vocabulary import ORDER_STATUS
from shopdesk.words import _, plural

Index = QModelIndex | QPersistentModelIndex
_NUMBER, _DATE, _BUYER, _ITEMS, _TOTAL, _STATUS = range(6)
_MOST = 200  # rows; the first ones show whether it is right


class _Orders(QAbstractTableModel):
    def __init__(self, orders: Sequence[TrialOrder], zone: tzinfo, parent: QWidget) -> None:
        super().__init__(parent)
        self._orders = orders[:_MOST]
        self._zone = zone
        self._titles = (_("Number"), _("Date"), _("Buyer"), _("Items"), _("Total"), _("Status"))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._orders)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        order, column = self._orders[index.row()], index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        if role == Qt.ItemDataRole.ForegroundRole and column == _STATUS:
            return colour(QApplication.palette(), ORDER_STATUS[order.status][1] or "muted")
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._in_full(order, column)
        return self._shown(order, column) if role == Qt.ItemDataRole.DisplayRole else None

    def _shown(self, order: TrialOrder, column: int) -> str:
        return (
            order.number,
            "–" if order.ordered_at is None else self._moment(order.ordered_at),
            order.buyer or "–",
            self._items(order),
            display.money(order.total, order.currency),
            _(ORDER_STATUS[order.status][0]),
        )[column]

    def _in_full(self, order: TrialOrder, column: int) -> str:
        if column == _ITEMS:
            return "\n".join(order.lines[:30])
        if column == _BUYER:
            return "\n".join(filter(None, (order.buyer, order.address)))
        if column == _DATE:
            return display.moment_full(order.ordered_at, self._zone)
        return self._shown(order, column)

    def _moment(self, at: datetime) -> str:
        # The year shows at once when day and month were taken for each other.
        return f"{at.astimezone(self._zone):%Y-%m-%d %H:%M}"

    @staticmethod
    def _items(order: TrialOrder) -> str:
        if len(order.lines) < 2:
            return order.lines[0] if order.lines else "–"
        more = plural("{count} more", "{count} more", len(order.lines) - 1)
        return f"{order.lines[0]} · {more}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    @staticmethod
    def _alignment(column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column == _TOTAL else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class TrialTable(QTableView):
    """One row for each order."""

    def __init__(self, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self.setObjectName("mapping.orders")
        self.setAccessibleName(_("The first orders as they would come in"))
        self.setHorizontalHeader(FlatHeader(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setProperty("airy", True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height(self))

    def show_orders(self, orders: Sequence[TrialOrder]) -> None:
        """Fills the table."""
        old = self.model()
        self.setModel(_Orders(orders, self._zone, self))
        if old is not None:
            old.deleteLater()
        header = self.horizontalHeader()
        for column, width in ((_NUMBER, 12), (_DATE, 17), (_BUYER, 10), (_TOTAL, 11), (_STATUS, 16)):
            header.resizeSection(column, characters(self, width))
        header.setSectionResizeMode(_ITEMS, QHeaderView.ResizeMode.Stretch)
