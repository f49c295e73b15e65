"""What an action still needs to know, asked in a strip above the list instead of in a dialog."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.sentences import sentence
from shopdesk.ui.measure import unit
from shopdesk.ui.theme import colour
from shopdesk.ui.widgets.buttons import button, icon_button
from shopdesk.ui.widgets.flow_layout import FlowLayout
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _

Apply = Callable[..., object]


class Strip(QWidget):
    """A question in a line; Enter answers, Esc takes it back.

    `apply(*answers)` is called with what was answered; `back()` when the question goes away, to return the focus.
    Subclasses put editors into `self.flow` in `fill()`, and what does not fit in a line into `self.below`.
    """

    def __init__(self, name: str, apply: Apply, back: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName(name)
        self._apply = apply
        self._back = back
        self._title = RoleLabel("", bold=True)
        self._error = RoleLabel("", "trouble", "small", wrap=True)
        self._error.hide()
        inside = QWidget()
        self.flow = FlowLayout(inside)
        self.flow.setSpacing(unit(self))
        self.flow.addWidget(self._title)
        self.below = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * unit(self), unit(self), 2 * unit(self), unit(self))
        layout.setSpacing(unit(self) // 2)
        layout.addWidget(inside)
        layout.addLayout(self.below)
        layout.addWidget(self._error)
        self.fill()
        self.flow.addWidget(icon_button("x", _("Close (Esc)"), f"{name}.close", self.leave))
        self.hide()

    @property
    def error(self) -> str:
        """What is wrong with the answer, "" when nothing is."""
        return self._error.text()

    def fill(self) -> None:
        """Add the editors and the button."""

    def first(self) -> QWidget:
        """Where typing begins."""
        return self

    def answers(self) -> tuple[Any, ...]:
        """What was answered. Raises UserError."""
        return ()

    def ask(self, title: str) -> None:
        """Show the question."""
        self.set_title(title)
        self._say("")
        self.show()
        self.first().setFocus()

    def set_title(self, title: str) -> None:
        """The question in other words: the selection changed while it is asked."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def leave(self) -> None:
        """Ask no longer."""
        if self.isVisible():
            self.hide()
            self._back()

    def show_error(self, error: UserError) -> None:
        """Say below the fields what is wrong."""
        self._say(sentence(error.code, error.where))
        self.first().setFocus()

    def submit(self) -> None:
        """Take the answer."""
        try:
            answers = self.answers()
        except UserError as error:
            self.show_error(error)
            return
        self._say("")
        self._apply(*answers)

    def add_label(self, text: str) -> None:
        """Words between the editors."""
        self.flow.addWidget(RoleLabel(text, "muted"))

    def add_submit(self, text: str) -> None:
        """The button that answers."""
        self.flow.addWidget(button(text, f"{self.objectName()}.apply", self.submit, primary=True))

    def _say(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self.palette(), "theirs"))
        painter.fillRect(0, 0, 3, self.height(), colour(self.palette(), "accent"))
        painter.end()
