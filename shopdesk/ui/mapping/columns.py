"""The columns of a file, some of their values, and what each becomes."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from shopdesk.services.mapping import SEVERAL, FoundTable
from shopdesk.ui.mapping.words import FIELD_GROUPS, SURENESS
from shopdesk.ui.measure import characters, row_height, unit
from shopdesk.ui.tables.header import FlatHeader
from shopdesk.ui.theme import colour
from shopdesk.words import _

_COLUMN, _VALUES, _FIELD, _SURE = range(4)
_AT_ONCE = 6  # boxes made in one turn


class _FieldBox(QComboBox):
    """The field that one column becomes. All boxes of a table show one list: forty entries eighty times are slow."""

    def __init__(self, row: int, header: str, entries: QStandardItemModel) -> None:
        super().__init__()
        self.setObjectName(f"mapping.field.{row}")
        self.setAccessibleName(_("What “{column}” becomes").format(column=header))
        self.setModel(entries)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(24)

    def wheelEvent(self, event: Any) -> None:
        event.ignore()  # the wheel scrolls the table


class ColumnTable(QTableWidget):
    """A row for each column of the file.

    Signals:
        changed(): a column becomes something else now.
    """

    changed = Signal()

    def __init__(self, found: FoundTable, parent: QWidget | None = None) -> None:
        super().__init__(len(found.columns), 4, parent)
        self._found = found
        self._confidence: dict[str, str] = dict(found.confidence)
        self.setObjectName("mapping.columns")
        self.setAccessibleName(_("Columns of the file"))
        self.setHorizontalHeader(FlatHeader(self))
        self.setHorizontalHeaderLabels([_("Column in the file"), _("Values"), _("Becomes"), _("How sure")])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the boxes in it take the keyboard
        self.setProperty("airy", True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height(self) + unit(self) // 2)
        self._entries = self._make_entries()
        self._fields = [""] * len(found.columns)
        self._boxes: dict[int, _FieldBox] = {}
        for row in range(len(found.columns)):
            self._fill(row)
        header = self.horizontalHeader()
        for column, width in ((_COLUMN, 21), (_FIELD, 24), (_SURE, 11)):
            header.resizeSection(column, characters(self, width))
        header.setSectionResizeMode(_VALUES, QHeaderView.ResizeMode.Stretch)
        self.show_fields(found.mapping["columns"])
        self._make_boxes()

    # What a person chose

    def fields(self) -> dict[str, str | list[str]]:
        """The columns chosen, in the shape of `--map`: several of one field as a list, in the order of the file."""
        chosen: dict[str, list[str]] = {}
        for column, field in zip(self._found.columns, self._fields, strict=True):
            if field:
                chosen.setdefault(field, []).append(column.header)
        return {field: names if len(names) > 1 else names[0] for field, names in chosen.items()}

    def show_fields(self, fields: Mapping[str, str | Sequence[str]]) -> None:
        """Chooses what a mapping says."""
        by_name = {name: field for field, names in fields.items() for name in _names(names)}
        for row, column in enumerate(self._found.columns):
            field = by_name.get(column.header, "") if column.usable else ""
            self._set(row, field, self._confidence.get(field, "") if field else "")

    def choose(self, row: int, field: str) -> None:
        """What a column becomes, as if it were chosen in its box."""
        while row not in self._boxes:
            self._make_box(len(self._boxes))
        self._boxes[row].setCurrentIndex(self._boxes[row].findData(field))

    # Building

    @staticmethod
    def _make_entries() -> QStandardItemModel:
        entries = QStandardItemModel()
        nothing = QStandardItem(_("– kept as it is –"))
        nothing.setData("", Qt.ItemDataRole.UserRole)
        entries.appendRow(nothing)
        for group, fields in FIELD_GROUPS:
            title = QStandardItem(_(group))
            title.setFlags(Qt.ItemFlag.NoItemFlags)
            font = title.font()
            font.setBold(True)
            title.setFont(font)
            entries.appendRow(title)
            for code, words in fields:
                item = QStandardItem(_(words))
                item.setData(code, Qt.ItemDataRole.UserRole)
                entries.appendRow(item)
        return entries

    def _fill(self, row: int) -> None:
        column = self._found.columns[row]
        name = QTableWidgetItem(column.header or _("(without a name)"))
        name.setToolTip(column.header)
        values = " · ".join(" ".join(text.split())[:60] for text in column.samples)
        shown = QTableWidgetItem(values or _("empty"))
        shown.setToolTip("\n".join(text[:300] for text in column.samples))
        shown.setForeground(colour(self.palette(), "muted"))
        self.setItem(row, _COLUMN, name)
        self.setItem(row, _VALUES, shown)
        self.setItem(row, _SURE, QTableWidgetItem(""))

    def _make_boxes(self) -> None:
        """The next boxes, and the rest when the window has breathed: dressing eighty at once would hold it up."""
        for _box in range(_AT_ONCE):
            if len(self._boxes) == len(self._fields):
                return
            self._make_box(len(self._boxes))
        QTimer.singleShot(0, self, self._make_boxes)

    def _make_box(self, row: int) -> None:
        column = self._found.columns[row]
        box = self._boxes[row] = _FieldBox(row, column.header, self._entries)
        box.setEnabled(column.usable)
        if not column.usable:
            box.setToolTip(_("A column needs a name of its own to be chosen."))
        box.setCurrentIndex(max(0, box.findData(self._fields[row])))
        box.currentIndexChanged.connect(lambda _index, at=row: self._chosen(at))
        self.setCellWidget(row, _FIELD, box)

    def _chosen(self, row: int) -> None:
        field = self._boxes[row].currentData() or ""
        if field and field not in SEVERAL and field in self._fields:
            self._set(self._fields.index(field), "", "")  # only one column can be it: the other lets go
        self._set(row, field, "chosen" if field else "")
        self.changed.emit()

    def _set(self, row: int, field: str, sureness: str) -> None:
        self._fields[row] = field
        box = self._boxes.get(row)
        if box is not None:
            box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(field)))
            box.blockSignals(False)
        self._show_sureness(row, sureness)

    def _show_sureness(self, row: int, code: str) -> None:
        words, role = SURENESS.get(code, ("", "muted"))
        item = self.item(row, _SURE)
        assert item is not None  # every row was filled
        item.setText(_(words) if words else "")
        item.setForeground(colour(self.palette(), role))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, _(words) if words else _("kept as it is"))


def _names(names: str | Sequence[str]) -> Sequence[str]:
    return (names,) if isinstance(names, str) else names
