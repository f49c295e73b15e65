"""Words that must not be overlooked: a message, a memo, a warning; tinted, with a bar that says how urgent."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.ui.measure import unit
from shopdesk.ui.theme import colour
from shopdesk.ui.widgets.labels import RoleLabel


class Callout(QWidget):
    """A small title and a text that can be selected; `background` is a colour role like `role`."""

    def __init__(self, title: str, text: str, role: str = "waiting", background: str = "note") -> None:
        super().__init__()
        self._role = role
        self._background = background
        self._text = RoleLabel("", wrap=True, selectable=True)
        self._title = title
        space = unit(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(round(space * 1.5), space // 2, space, space // 2)
        layout.setSpacing(0)
        if title:
            layout.addWidget(RoleLabel(title, "muted", "small"))
        layout.addWidget(self._text)
        self.say(text)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, text: str) -> None:
        """Another text."""
        self._text.setText(text)
        self.setAccessibleName(f"{self._title}: {text}" if self._title else text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour(self.palette(), self._background))
        painter.setBrush(colour(self.palette(), self._background))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.fillRect(0, 2, 3, self.height() - 4, colour(self.palette(), self._role))
        painter.end()
