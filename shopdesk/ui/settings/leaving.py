"""Text of several lines that says when it is left."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent

from shopdesk.ui.widgets.editors import TextArea


class LeavingArea(TextArea):
    """Signals:
    left(): the keyboard went elsewhere.
    """

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
