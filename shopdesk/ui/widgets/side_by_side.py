"""A row of fields that becomes a column where the row is too narrow for them."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from shopdesk.ui.measure import unit


class SideBySide(QWidget):
    """`shares` are the parts of the width, equal ones by default."""

    def __init__(self, widgets: Sequence[QWidget], shares: Sequence[int] = ()) -> None:
        super().__init__()
        self._widgets = list(widgets)
        self._beside = 2 * unit(self)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(self._beside)
        for number, widget in enumerate(self._widgets):
            self._layout.addWidget(widget, shares[number] if shares else 1, Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest of them alone; as high as the layout is now."""
        widest = max(widget.minimumSizeHint().width() for widget in self._widgets)
        return QSize(widest, self._layout.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = sum(widget.minimumSizeHint().width() + self._beside for widget in self._widgets) - self._beside
        fits = needed <= self.width()
        wanted = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._layout.direction() != wanted:
            self._layout.setDirection(wanted)
            self._layout.setSpacing(self._beside if fits else unit(self))
            self.updateGeometry()
