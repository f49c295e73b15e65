"""Words that never make the panel wider: what does not fit on the line is in the tooltip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent

from shopdesk.ui.widgets.labels import RoleLabel, Size, plain_tip


class OneLine(RoleLabel):
    """A label that ends in … where there is no room."""

    def __init__(self, text: str, role: str = "", size: Size = "body") -> None:
        super().__init__("", role, size)
        self._full = text
        self.setAccessibleName(text)
        self._fit()

    def say(self, text: str) -> None:
        """Other words."""
        self._full = text
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(plain_tip(self._full) if shown != self._full else "")
