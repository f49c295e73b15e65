"""The tables of an import's preview: counts by state, and what was refused."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHeaderView,
    QWidget,
)

from shopdesk.ui import display
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.theme import colour
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.preview_table import PreviewTable
from shopdesk.words import _, mark

# The words are those of the command, in small letters: an inquiry's “New” and a parcel's “Refused” mean something else.
STATES = (
    ("new", mark("new"), "accent"),
    ("changed", mark("changed"), "active"),
    ("unchanged", mark("unchanged"), "muted"),
    ("older", mark("older"), "muted"),
    ("refused", mark("refused"), "trouble"),
)
_WRAPPED = 60
_SEVERITY = 2
_MOST = 12  # rows in sight
KINDS = (
    ("orders", mark("Orders")),
    ("lines", mark("Lines")),
    ("customers", mark("Customers")),
    ("products", mark("Products")),
)


class Counts(QWidget):
    """Records by kind and state; kinds that a file does not hold are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3 * unit(self))
        self._grid.setVerticalSpacing(unit(self) // 2)

    def show_result(self, result: dict[str, Any]) -> None:
        """Fills the grid from what an import answers."""
        for column, (_code, title, _role) in enumerate(STATES, start=1):
            self._put(0, column, RoleLabel(_(title).capitalize(), "muted", size="small"))
        shown = [(key, title) for key, title in KINDS if any(result[key].values())] or [KINDS[0]]
        for row, (key, title) in enumerate(shown, start=1):
            self._grid.addWidget(RoleLabel(_(title), bold=True), row, 0)
            for column, (code, _title, role) in enumerate(STATES, start=1):
                number = result[key].get(code)
                strong = bool(number) and code in ("new", "changed", "refused")
                label = RoleLabel(
                    "–" if number is None else display.count(number), role if number else "muted", bold=strong
                )
                self._put(row, column, label)
        self._grid.setColumnStretch(len(STATES) + 1, 1)

    def _put(self, row: int, column: int, label: RoleLabel) -> None:
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(label, row, column)
        self._grid.setColumnMinimumWidth(column, characters(self, 9))


class _Problems(QAbstractTableModel):
    """What was refused, or is worth knowing: row, what is wrong."""

    def __init__(self, problems: Sequence[dict[str, Any]], parent: QWidget) -> None:
        super().__init__(parent)
        # What was refused first: it is what a person has to do something about.
        self._problems = sorted(problems, key=lambda problem: problem["severity"] != "refused")
        self._titles = (_("Row"), _("Column"), "", _("What is wrong"))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._problems)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else 4

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        problem = self._problems[index.row()]
        refused = problem["severity"] == "refused"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == _SEVERITY:
            return colour(QApplication.palette(), "trouble" if refused else "muted")
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{problem['text']}\n{problem['code']}"
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            str(problem["row"] or ""),
            problem["column"] or "",
            _("refused").capitalize() if refused else _("Notice"),
            problem["text"],
        )[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column == 0 else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class ProblemTable(PreviewTable):
    """The reasons, a row each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("import.problems", _("What was refused and why"), _MOST, parent)

    def show_problems(self, problems: Sequence[dict[str, Any]]) -> None:
        """Fills the table."""
        self.setModel(_Problems(problems, self))
        header = self.horizontalHeader()
        for column, width in enumerate((9, 22, 14)):
            header.resizeSection(column, characters(self, width))
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        # Whole sentences where there are few; measuring thousands of rows would hold the window up.
        few = len(problems) <= _WRAPPED
        self.setWordWrap(few)
        rows = QHeaderView.ResizeMode.ResizeToContents if few else QHeaderView.ResizeMode.Fixed
        self.verticalHeader().setSectionResizeMode(rows)
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Sentences wrap by the width: only now is it known how high the rows are.
        self.updateGeometry()
