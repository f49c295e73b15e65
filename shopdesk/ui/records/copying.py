"""Facts with a button that copies: what is typed into a carrier's form or a chat."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from shopdesk.ui.bus import Bus
from shopdesk.ui.measure import characters
from shopdesk.ui.records.one_line import OneLine
from shopdesk.ui.widgets.buttons import icon_button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _


@dataclass(frozen=True, slots=True)
class CopyFact:
    """`shown` is how people read it, `copied` what the clipboard gets (default: the same)."""

    key: str
    label: str
    shown: str
    copied: str = ""


class CopyFacts(QWidget):
    """Label, value, copy button; facts without a value are left out."""

    def __init__(self, name: str, facts: Sequence[CopyFact], bus: Bus) -> None:
        super().__init__()
        self.setObjectName(name)
        self._bus = bus
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self.fontMetrics().height())
        grid.setVerticalSpacing(max(2, self.fontMetrics().height() // 8))
        grid.setColumnMinimumWidth(0, characters(self, 15))
        grid.setColumnStretch(1, 1)
        for row, fact in enumerate(fact for fact in facts if fact.shown):
            several = "\n" in fact.shown
            top = Qt.AlignmentFlag.AlignTop if several else Qt.AlignmentFlag.AlignVCenter
            grid.addWidget(RoleLabel(fact.label, "muted"), row, 0, top)
            shown = RoleLabel(fact.shown, wrap=True, selectable=True) if several else OneLine(fact.shown)
            grid.addWidget(shown, row, 1)
            words = _("Copy: {what}").format(what=fact.label)
            copy = icon_button("copy", words, f"{name}.{fact.key}.copy")
            copy.clicked.connect(lambda _checked=False, one=fact: self._copy(one))
            grid.addWidget(copy, row, 2, top)

    def _copy(self, fact: CopyFact) -> None:
        QGuiApplication.clipboard().setText(fact.copied or fact.shown)
        self._bus.message.emit(_("{what} copied").format(what=fact.label), None)
