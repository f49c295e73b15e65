"""The whole answer to one message, in the place of the conversation until Esc."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shopdesk.services.replies.sending import Whom
from shopdesk.ui.assistant.view import AssistantView
from shopdesk.ui.context import Context
from shopdesk.ui.measure import unit
from shopdesk.ui.records.one_line import OneLine
from shopdesk.ui.widgets.buttons import button
from shopdesk.words import _

_SHOWN = 300  # characters of the message


class WholeAnswer(QWidget):
    """The message on one line, the answer below it, a way back.

    `back(keys=…)` is called when it closes: whether the keyboard was in it.
    """

    def __init__(self, context: Context, name: str, back: Callable[..., object]) -> None:
        super().__init__()
        self.setObjectName(name)
        self._left = back
        self.view = AssistantView(context, f"{name}.view", keys=False)
        space = unit(self)
        self._message = QVBoxLayout()
        self._close = button(_("Back"), f"{name}.back", self.close_answer, icon_name="chevron-left", quiet=True)
        self._close.setToolTip(_("Back to the conversation (Esc)"))
        head = QHBoxLayout()
        head.setSpacing(space)
        head.addWidget(self._close)
        head.addLayout(self._message, 1)
        body = QWidget()
        body.setObjectName("scrolled")
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, space, 0)
        inner.addWidget(self.view)
        inner.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName(f"{name}.scroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, space, 0, 0)
        layout.setSpacing(space)
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)
        self.setMinimumHeight(1)
        self.hide()

    def show_answer(self, text: str, whom: Whom) -> None:
        """Ask about a message."""
        while (item := self._message.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        self._message.addWidget(OneLine(" ".join(text[:_SHOWN].split()), "muted"))
        self.view.ask(text, whom)
        self.show()
        self._close.setFocus()

    def close_answer(self) -> None:
        """Back to the conversation."""
        if not self.isHidden():
            focus = QApplication.focusWidget()
            inside = focus is not None and self.isAncestorOf(focus)
            self.hide()
            self.view.clear()
            self._left(keys=inside)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_answer()
        else:
            super().keyPressEvent(event)
