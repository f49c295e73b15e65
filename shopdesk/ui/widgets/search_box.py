"""The search field of a page."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from shopdesk.ui.icons import icon
from shopdesk.ui.measure import characters, unit
from shopdesk.words import _

_LEAST = 36  # characters
_AROUND = 7  # units beside the words: frame, picture, ✕


class SearchBox(QLineEdit):
    """Emits on every key, without waiting. Esc clears, a second Esc leaves; Down or Enter goes to the rows.

    Signals:
        searched(str): the text changed.
        left(): the person wants to go on in the rows.
    """

    searched = Signal(str)
    left = Signal()

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setPlaceholderText(hint or _("Search"))
        self.setAccessibleName(_("Search this page"))
        self.setAccessibleDescription(hint)
        self.setClearButtonEnabled(True)
        self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.textChanged.connect(self.searched)

    def sizeHint(self) -> QSize:
        """Wide enough for its hint, which says what can be found."""
        hint = self.fontMetrics().horizontalAdvance(self.placeholderText()) + _AROUND * unit(self)
        return QSize(max(characters(self, _LEAST), hint), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # With nothing typed to take back, Ctrl+Z means the window's undo.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not self.isUndoAvailable()
            and event.matches(QKeySequence.StandardKey.Undo)
        ):
            event.ignore()
            return False
        return super().event(event)
