"""The lists a day begins with, one click each, with how many wait there."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from shopdesk.ui import display, vocabulary
from shopdesk.ui.measure import unit
from shopdesk.words import _

_OFFERED = ("awaiting_payment", "to_confirm", "to_ship", "shipped")


class QuickViews(QWidget):
    """A button for each status somebody works through; pressed while it is the one shown.

    Signals:
        chosen(str): the status to show alone, "" for all.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("orders.quick")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit(self) // 2)
        self._buttons: dict[str, QPushButton] = {}
        for status in _OFFERED:
            made = QPushButton()
            made.setObjectName(f"orders.quick.{status}")
            made.setProperty("quiet", True)
            made.setCheckable(True)
            made.clicked.connect(lambda checked, code=status: self.chosen.emit(code if checked else ""))
            row.addWidget(made)
            self._buttons[status] = made
        self.show_counts({})

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many orders are in each status."""
        for status, made in self._buttons.items():
            word = vocabulary.word(vocabulary.ORDER_STATUS, status)
            count = counts.get(status, 0)
            made.setText(f"{word}  {display.count(count)}" if count else word)
            made.setAccessibleName(_("Show only: {status}").format(status=word))
            made.setToolTip(_("Show only: {status}").format(status=word))

    def show_chosen(self, statuses: tuple[str, ...]) -> None:
        """Which one the filters show now."""
        for status, made in self._buttons.items():
            chosen = statuses == (status,)
            made.setChecked(chosen)
            if bool(made.property("quiet")) == chosen:
                made.setProperty("quiet", not chosen)
                made.style().unpolish(made)
                made.style().polish(made)
