"""A text with marks to fill in: Tab goes from mark to mark, typing takes a mark's place."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from shopdesk.domain.replies import LONGEST_TEXT
from shopdesk.ui.replying.marks import in_words, open_marks
from shopdesk.ui.theme import colour
from shopdesk.ui.widgets.editors import TextArea

_PAINTED = 100


def paint_marks(edit: QPlainTextEdit) -> None:
    """Show what is open in a text field."""
    look = QTextCharFormat()
    look.setBackground(colour(edit.palette(), "note"))
    look.setForeground(colour(edit.palette(), "waiting"))
    shown = []
    # A reply is no longer than this; of a pasted book the beginning is looked at.
    for start, end, _word in open_marks(edit.toPlainText()[:LONGEST_TEXT])[:_PAINTED]:
        one = QTextEdit.ExtraSelection()
        cursor = QTextCursor(edit.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        one.cursor, one.format = cursor, look
        shown.append(one)
    edit.setExtraSelections(shown)


def select_mark(edit: QPlainTextEdit, begin: int | None = None) -> bool:
    """Select the next mark behind the cursor (or `begin`), else the first; False when there is none."""
    marks = open_marks(edit.toPlainText())
    at = edit.textCursor().selectionEnd() if begin is None else begin
    found = next((mark for mark in marks if mark[0] >= at), marks[0] if marks else None)
    if found is None:
        return False
    cursor = edit.textCursor()
    cursor.setPosition(found[0])
    cursor.setPosition(found[1], QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    return True


class GapText(TextArea):
    """Signals:
    wanted(): Ctrl+Enter.
    """

    wanted = Signal()

    def __init__(self, name: str, lines: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(name, "", lines, parent)
        self.textChanged.connect(lambda: paint_marks(self))

    def show_text(self, text: str) -> None:
        """Show a reply, its marks in words, the first of them selected."""
        self.setPlainText(in_words(text))
        select_mark(self, 0)

    def to_next(self) -> bool:
        """Select the next mark; False when there is none."""
        return select_mark(self)

    def event(self, event: QEvent) -> bool:
        # A text field that lets Tab go on to the next field never sees it as a key.
        return (isinstance(event, QKeyEvent) and self._is_tab(event) and self.to_next()) or super().event(event)

    @staticmethod
    def _is_tab(event: QKeyEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress and not event.modifiers()
        return pressed and event.key() == Qt.Key.Key_Tab

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.wanted.emit()
        else:
            super().keyPressEvent(event)
