"""Facts of a record: name left, value right, both readable and the value copyable."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from shopdesk.ui.widgets.labels import RoleLabel

Fact = tuple[str, str] | tuple[str, str, str]


class KeyValues(QWidget):
    """Rows of (label, value) or (label, value, tooltip); rows without a value are left out."""

    def __init__(self, facts: Sequence[Fact] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(self.fontMetrics().height())
        self._grid.setVerticalSpacing(max(2, self.fontMetrics().height() // 4))
        self._grid.setColumnStretch(1, 1)
        self.set_facts(facts)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show exactly these."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, fact in enumerate(fact for fact in facts if fact[1]):
            name = RoleLabel(fact[0], "muted")
            value = RoleLabel(fact[1], wrap=True, selectable=True)
            if len(fact) > 2:
                value.setToolTip(fact[2])
            self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, row, 1)
