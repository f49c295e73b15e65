"""The buttons of a page in one row; what does not fit goes under ⋯."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.buttons import action_button, icon_button
from shopdesk.words import _


class ActionRow(QWidget):
    """Buttons made from actions, in order; the first may be primary."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._buttons: list[QWidget] = []
        self._actions: list[QAction] = []
        self._space = unit(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(self._space)
        self._more = icon_button("dots", _("More actions"), f"{name}.more", self._offer_more)
        self._row.addWidget(self._more)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._more.hide()

    def set_actions(self, actions: Sequence[tuple[QAction, bool, str]]) -> None:
        """Fill the row, once: (action, is primary, icon name)."""
        for action, primary, icon_name in actions:
            made = action_button(action, primary=primary, icon_name=icon_name)
            self._row.insertWidget(len(self._buttons), made)
            self._buttons.append(made)
            self._actions.append(action)
        self._fit(self.width())

    def minimumSizeHint(self) -> QSize:
        first = self._buttons[0].sizeHint().width() if self._buttons else 0
        return QSize(first + self._more.sizeHint().width() + self._space, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def event(self, event: QEvent) -> bool:
        # An action that changes its words ("Make lists (15)") needs another room, and so does another font.
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit(self.width())
        return super().event(event)

    def _fit(self, width: int) -> None:
        widths = [made.sizeHint().width() + self._space for made in self._buttons]
        fits = sum(widths) - self._space <= width
        room = width if fits else width - self._more.sizeHint().width() - self._space
        for made, needed in zip(self._buttons, widths, strict=True):
            room -= needed
            made.setVisible(fits or room + self._space >= 0)
        self._more.setVisible(not fits)

    def _offer_more(self) -> None:
        menu = QMenu(self)
        for made, action in zip(self._buttons, self._actions, strict=True):
            if made.isHidden():
                menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
