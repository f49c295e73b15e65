"""The history of a record as a quiet list: what and who in one line, the changes below."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from shopdesk.ui import display
from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _

_SHOWN = 40


class Told(NamedTuple):
    """One event: when, who, what in a word, the changes a line each, and whether it was taken back."""

    at: datetime
    who: str
    what: str
    changes: tuple[str, ...]
    undone: bool


class Timeline(QWidget):
    """Newest first, as `told` is; what was taken back says so."""

    def __init__(self, name: str, told: Sequence[Told], now: datetime, zone: tzinfo) -> None:
        super().__init__()
        self.setObjectName(name)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(unit(self) * 2)
        grid.setVerticalSpacing(max(2, unit(self) // 4))
        grid.setColumnStretch(0, 1)
        row = 0
        for event in told[:_SHOWN]:
            what = _("{action} (taken back)").format(action=event.what) if event.undone else event.what
            grid.addWidget(RoleLabel(what, "muted" if event.undone else "", wrap=True), row, 0)
            by = RoleLabel(" · ".join((event.who, display.moment(event.at, now, zone))), "muted", "small")
            by.setToolTip(display.moment_full(event.at, zone))
            grid.addWidget(by, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            row += 1
            for change in event.changes:
                grid.addWidget(RoleLabel(change, "muted", "small", wrap=True, selectable=True), row, 0, 1, 2)
                row += 1
            grid.setRowMinimumHeight(row, unit(self) // 2)
            row += 1
