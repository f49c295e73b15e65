"""A sentence inside the page, with what to do about it: errors, refusals, something to know."""

from collections.abc import Callable

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.sentences import sentence
from shopdesk.ui.measure import unit
from shopdesk.ui.theme import colour
from shopdesk.ui.widgets.buttons import button, icon_button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _


class Notice(QWidget):
    """Hidden until `say` or `show_error`; closes by its ✕ or when somebody calls `hide`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._role = "waiting"
        self._pressed: Callable[[], object] | None = None
        self._label = RoleLabel("", "", wrap=True, selectable=True)
        self._button = button("", f"{name}.action", self._press, quiet=True)
        self._close = icon_button("x", _("Close this message"), f"{name}.close", self.hide)
        layout = QHBoxLayout(self)
        space = unit(self)
        layout.setContentsMargins(2 * space, space // 2, space, space // 2)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._label.text()

    def say(
        self, text: str, role: str = "waiting", action: str = "", pressed: Callable[[], object] | None = None
    ) -> None:
        """Show `text` beside a bar in the colour of `role`, with a button `action` if there is one."""
        self._role = role
        self._pressed = pressed
        self._label.setText(text)
        self._button.setText(action)
        self._button.setAccessibleName(action)
        self._button.setVisible(bool(action))
        self.show()
        self.update()

    def show_error(self, error: UserError) -> None:
        """Show the sentence of an error, with the way out that the window knows of, if there is one."""
        way_out = getattr(self.window(), "way_out", None)
        action, pressed = way_out(error) if callable(way_out) else ("", None)
        self.say(sentence(error.code, error.where), "trouble", action, pressed)

    def _press(self) -> None:
        self.hide()
        if self._pressed is not None:
            self._pressed()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self.palette(), "note"))
        painter.fillRect(0, 0, 4, self.height(), colour(self.palette(), self._role))
        painter.end()
