"""Text on screen: three sizes, colours by meaning, always plain text (what comes from outside is never markup)."""

import html
from typing import Literal

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from shopdesk.ui.theme import colour

Size = Literal["small", "body", "title"]
_SCALE: dict[str, float] = {"small": 0.9, "body": 1.0, "title": 1.35}


def plain_tip(text: str) -> str:
    """`text` as a tooltip that shows it as it is: Qt takes a tooltip that looks like markup for markup."""
    return f"<p style='white-space:pre-wrap'>{html.escape(text)}</p>" if text else ""


class RoleLabel(QLabel):
    """A label in a size and a colour role of `theme.ROLES` ("" is plain text); the theme's rules colour it."""

    def __init__(
        self,
        text: str = "",
        role: str = "",
        size: Size = "body",
        *,
        bold: bool = False,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _SCALE[size])
        if bold or size == "title":
            font.setWeight(QFont.Weight.DemiBold)
        self.setFont(font)

    def set_role(self, role: str) -> None:
        """Another colour role."""
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)


class StatusLabel(RoleLabel):
    """A coloured dot and a word; read out as the word."""

    def __init__(self, word: str = "", role: str = "muted", parent: QWidget | None = None) -> None:
        super().__init__(word, "", parent=parent)
        self._dot_role = role
        self.setIndent(self._dot_width())

    def set_status(self, word: str, role: str) -> None:
        """Another word and colour."""
        self._dot_role = role
        self.setText(word)
        self.setVisible(bool(word))

    def _dot_width(self) -> int:
        return round(self.fontMetrics().height() * 0.95)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(
            max(hint.width(), self.fontMetrics().horizontalAdvance(self.text()) + 2 * self._dot_width()), hint.height()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.palette(), self._dot_role))
        radius = self.fontMetrics().height() * 0.25
        painter.drawEllipse(QPointF(radius, self.height() / 2 + 0.5), radius, radius)
        painter.end()
