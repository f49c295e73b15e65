"""What each row of a spreadsheet of replies would do."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget

from shopdesk.sentences import sentence
from shopdesk.services.replies.importing import PlannedRow
from shopdesk.ui import display, vocabulary
from shopdesk.ui.journal.fields import REPLIES
from shopdesk.ui.measure import characters
from shopdesk.ui.theme import colour
from shopdesk.ui.widgets.preview_table import PreviewTable
from shopdesk.words import _, mark

_STATES = {
    "new": (mark("new"), "accent"),
    "changed": (mark("changed"), "active"),
    "refused": (mark("refused"), "trouble"),
}
_ORDER = ("refused", "changed", "new")
_MOST = 14  # rows in sight
_LONG = 60
_STATE = 1
_ALONE = ("title", "text", "folder")  # fields whose errors do not name them


class _Rows(QAbstractTableModel):
    """Refused ones first: it is there that a person has to do something."""

    def __init__(self, rows: Sequence[PlannedRow], parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = sorted(rows, key=lambda one: (_ORDER.index(one.state), one.row))
        self._titles = (_("Row"), "", _("Reply title"), _("What changes"))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one, column = self._rows[index.row()], index.column()
        word, word_role = _STATES[one.state]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ForegroundRole and column == _STATE:
            return colour(QApplication.palette(), word_role)
        if role == Qt.ItemDataRole.ToolTipRole and column > _STATE:
            return "\n".join(_changes(one, 10 * _LONG)) if column > 2 else one.title
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (str(one.row), _(word).capitalize(), one.title, "; ".join(_changes(one, _LONG)))[column]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == 0 else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _changes(one: PlannedRow, longest: int) -> list[str]:
    if one.code:
        field, said = str(one.where.get("field", "")), sentence(one.code, one.where)
        return [_("{field}: {what}").format(field=_(REPLIES.fields[field]), what=said) if field in _ALONE else said]
    told = []
    for name, before, after in one.changes:
        field = _("Product") if name == "product" else _(REPLIES.fields[name])
        words = {"field": field, "before": _word(name, before, longest), "after": _word(name, after, longest)}
        told.append(_("{field}: {before} → {after}").format(**words))
    return told


def _word(name: str, value: Any, longest: int) -> str:
    if value is None or value == "":
        return _("empty")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return display.day_full(value)
    if name in REPLIES.codes:
        return vocabulary.word(REPLIES.codes[name], value)
    text = " ".join(str(value).split())
    return text if len(text) <= longest else f"{text[:longest]}…"


class ImportRows(PreviewTable):
    """A row for each that is not as it was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("replies.import.rows", _("What importing would change"), _MOST, parent)

    def show_rows(self, rows: Sequence[PlannedRow]) -> None:
        """Fill the table."""
        self.setModel(_Rows(rows, self))
        header = self.horizontalHeader()
        for column, width in enumerate((7, 12, 28)):
            header.resizeSection(column, characters(self, width))
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.updateGeometry()
