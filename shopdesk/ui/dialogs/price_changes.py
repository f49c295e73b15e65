"""What a price list would change, cell by cell, before it is imported."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QWidget

from shopdesk import vocabulary
from shopdesk.domain import money
from shopdesk.ui import display
from shopdesk.ui.measure import characters
from shopdesk.ui.widgets.preview_table import PreviewTable
from shopdesk.words import _, mark

_FIELDS = {
    "title": mark("Title"), "variant": mark("Variant"), "category": mark("Category"), "supplier": mark("Supplier"),
    "barcode": mark("Barcode"), "shelf": mark("Shelf"), "price": mark("Price"), "currency": mark("Currency"),
    "cost": mark("Cost"), "weight_g": mark("Weight (g)"), "stock": mark("Stock"), "status": mark("Status"),
}  # fmt: skip
_MOST = 10  # rows in sight


class _Changes(QAbstractTableModel):
    """A row for each cell that changes."""

    def __init__(self, changes: Sequence[Mapping[str, Any]], parent: QWidget) -> None:
        super().__init__(parent)
        self._changes = changes
        self._titles = (_("SKU"), _("Title"), _("Field"), _("Now"), _("Then"))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._changes)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        change, column = self._changes[index.row()], index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if column < 2:
            return change[("sku", "title")[column]]
        if column == 2:
            return _(_FIELDS[change["field"]])
        return _shown(change, change["before" if column == 3 else "after"])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column > 2 else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _shown(change: Mapping[str, Any], cell: Any) -> str:
    if cell is None or cell == "":
        return _("empty")
    if change["field"] in ("price", "cost"):
        currency = change["currency"]
        return display.money(money.to_minor(Decimal(cell), currency), currency)
    if change["field"] == "status":
        return vocabulary.word(vocabulary.PRODUCT_STATUS, cell, _)
    return display.count(cell) if isinstance(cell, int) else str(cell)


class PriceChanges(PreviewTable):
    """The changes of a price list; a list as long as it likes, as only rows in sight are drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("import.price_changes", _("What the list changes"), _MOST, parent)

    def show_changes(self, changes: Sequence[Mapping[str, Any]]) -> None:
        """Fills the table; without changes it goes."""
        self.setModel(_Changes(changes, self))
        self.setVisible(bool(changes))
        header = self.horizontalHeader()
        for column, width in enumerate((20, 0, 16, 18, 18)):
            header.resizeSection(column, characters(self, width or 20))
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.updateGeometry()
