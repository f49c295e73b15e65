"""A sentence above the pages with what can be done about it: several buttons, and ✕ for “not now”."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.ui.measure import unit
from shopdesk.ui.theme import colour
from shopdesk.ui.widgets.buttons import button, icon_button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _


class Offer(QWidget):
    """`choices` are (object name behind the offer's, words, what it does); pressing one ends the offer unless it
    returns True.

    Signals:
        over(): it was answered or put away.
    """

    over = Signal()

    def __init__(
        self, name: str, text: str, choices: Sequence[tuple[str, str, Callable[[], object]]], role: str = "active"
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(text)
        self._role = role
        self._label = RoleLabel(text, wrap=True, selectable=True)
        space = unit(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * space, space // 2, space, space // 2)
        row.setSpacing(space)
        row.addWidget(self._label, 1)
        for key, words, press in choices:
            row.addWidget(button(words, f"{name}.{key}", partial(self._press, press), quiet=True))
        row.addWidget(icon_button("x", _("Close this message"), f"{name}.close", self.end))

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._label.text()

    def end(self) -> None:
        """Put it away."""
        self.hide()
        self.over.emit()
        self.deleteLater()

    def _press(self, press: Callable[[], object]) -> None:
        if press() is not True:
            self.end()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self.palette(), "note"))
        painter.fillRect(0, 0, 4, self.height(), colour(self.palette(), self._role))
        painter.end()
