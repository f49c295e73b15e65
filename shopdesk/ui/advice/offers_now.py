"""The offers that may be said now: wording, until when, one button that copies it."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from shopdesk.services.offers import OfferRow
from shopdesk.ui.advice import offer_words
from shopdesk.ui.bus import Bus
from shopdesk.ui.measure import unit
from shopdesk.ui.records.one_line import OneLine
from shopdesk.ui.widgets.buttons import button, icon_button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _


def copy_offer(row: OfferRow, bus: Bus) -> None:
    """Put the wording of an offer on the clipboard."""
    QGuiApplication.clipboard().setText(offer_words.wording(row))
    bus.message.emit(_("{what} copied").format(what=row.title), None)


class OffersNow(QWidget):
    """Title and end in one line, the wording below."""

    def __init__(self, name: str, rows: Sequence[OfferRow], today: date, bus: Bus, edit: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName(name)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(unit(self))
        grid.setVerticalSpacing(unit(self) // 4)
        grid.setColumnStretch(0, 1)
        for place, row in enumerate(rows):
            grid.addWidget(OneLine(row.title), 3 * place, 0)
            grid.addWidget(RoleLabel(offer_words.until(row, today), "muted", "small"), 3 * place, 1)
            copy = icon_button("copy", _("Copy: {what}").format(what=row.title), f"{name}.{row.number}.copy")
            copy.clicked.connect(lambda _checked=False, one=row: copy_offer(one, bus))
            grid.addWidget(copy, 3 * place, 2, 2, 1, Qt.AlignmentFlag.AlignTop)
            about = "\n".join(part for part in (offer_words.wording(row), row.condition) if part)
            told = RoleLabel(about, "muted", "small", wrap=True, selectable=True)
            grid.addWidget(told, 3 * place + 1, 0, 1, 2)
            grid.setRowMinimumHeight(3 * place + 2, unit(self) // 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(unit(self) // 2)
        layout.addLayout(grid)
        change = button(_("Edit offers…"), f"{name}.edit", edit, icon_name="edit", quiet=True)
        layout.addWidget(change, 0, Qt.AlignmentFlag.AlignLeft)
