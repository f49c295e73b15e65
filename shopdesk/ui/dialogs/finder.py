"""A field and a short list below it: the command palette and the search over everything."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from shopdesk.ui.icons import icon, paint_icon
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.theme import colour
from shopdesk.ui.widgets.labels import RoleLabel

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what it is, quieter words behind it, keys at the right, and what happens."""

    text: str
    run: Callable[[], object]
    detail: str = ""
    icon: str = ""
    right: str = ""


class _Entries(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.text, entry.detail, entry.right) if part)
        return None


class _EntryDelegate(QStyledItemDelegate):
    def __init__(self, model: _Entries, view: QListView) -> None:
        super().__init__(view)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, round(option.fontMetrics.height() * 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = self._model.entries[index.row()]
        palette, metrics = option.palette, option.fontMetrics
        space = metrics.height() // 2
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour(palette, "selected"))
        inner = rect.adjusted(2 * space, 0, -2 * space, 0)
        muted = colour(palette, "muted")
        if entry.icon:
            size = metrics.height()
            paint_icon(painter, QRect(inner.x(), inner.center().y() - size // 2, size, size), entry.icon, muted)
        inner.setLeft(inner.left() + metrics.height() + space)
        painter.setPen(muted)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, entry.right)
        inner.setRight(inner.right() - metrics.horizontalAdvance(entry.right) - space)
        painter.setPen(palette.text().color())
        text = metrics.elidedText(entry.text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignLeft, text)
        inner.setLeft(inner.left() + metrics.horizontalAdvance(text) + 2 * space)
        painter.setPen(muted)
        detail = metrics.elidedText(entry.detail, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignLeft, detail)


class Finder(QDialog):
    """Type, arrows, Enter. Subclasses fill the list in `typed(text)` with `show_entries`."""

    def __init__(self, name: str, title: str, hint: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.field = QLineEdit()
        self.field.setObjectName(f"{name}.field")
        self.field.setAccessibleName(title)
        self.field.setPlaceholderText(hint)
        self.field.setClearButtonEnabled(True)
        self.field.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._entries = _Entries(self)
        self.list = QListView()
        self.list.setObjectName(f"{name}.list")
        self.list.setAccessibleName(title)
        self.list.setModel(self._entries)
        self.list.setItemDelegate(_EntryDelegate(self._entries, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda index: self.choose(index.row()))
        self._empty = RoleLabel("", "muted")
        space = unit(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space, space, space, space)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._empty)
        width = characters(self, 86)
        self.resize(width, round(width * 0.6))
        self.field.textChanged.connect(self.typed)

    def typed(self, text: str) -> None:
        """Fill the list for `text`."""

    @property
    def entries(self) -> Sequence[Entry]:
        """What is listed."""
        return self._entries.entries

    def show_entries(self, entries: Sequence[Entry], nothing: str = "") -> None:
        """List these; `nothing` is said when there are none."""
        self._entries.show(entries)
        self._empty.setText("" if entries else nothing)
        self._empty.setVisible(not entries and bool(nothing))
        if entries:
            self.list.setCurrentIndex(self._entries.index(0, 0))

    def choose(self, position: int) -> None:
        """Close and do what the line at `position` says."""
        if 0 <= position < len(self.entries):
            run = self.entries[position].run
            self.accept()
            run()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        current = self.list.currentIndex().row()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            at = max(0, min(len(self.entries) - 1, current + step))
            self.list.setCurrentIndex(self._entries.index(at, 0))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(current)
        else:
            super().keyPressEvent(event)
