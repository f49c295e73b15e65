"""A shop that cannot be opened and needs no recovery: one sentence, and what to do about it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.sentences import sentence
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _


class RefusedWindow(QWidget):
    """Stands until a shop was opened or the person quits.

    Signals:
        again(): try the same shop again (the drive is plugged in, the other program closed).
        another(): choose another shop.
        ended(): it is closed.
    """

    again = Signal()
    another = Signal()
    ended = Signal()

    def __init__(self, shop: Path, error: UserError) -> None:
        super().__init__()
        self.shop = shop
        self.setObjectName("window.refused")
        self.setWindowTitle("ShopDesk")
        space = unit(self)
        self._told = RoleLabel("", wrap=True, selectable=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * space, 4 * space, 4 * space, 3 * space)
        layout.setSpacing(2 * space)
        layout.addWidget(RoleLabel(_("The shop cannot be opened"), size="title"))
        layout.addWidget(self._told)
        layout.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(space)
        row.addWidget(button(_("Try again"), "window.refused.again", self.again.emit, primary=True))
        row.addWidget(button(_("Another shop…"), "window.refused.another", self.another.emit))
        row.addStretch(1)
        row.addWidget(button(_("Quit"), "window.refused.quit", self.close, quiet=True))
        layout.addLayout(row)
        self.resize(characters(self, 76), characters(self, 26))
        self.say_error(error)

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._told.text()

    def say_error(self, error: UserError) -> None:
        """Why not; said anew after each try."""
        self._told.setText(sentence(error.code, error.where))

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.ended.emit()
