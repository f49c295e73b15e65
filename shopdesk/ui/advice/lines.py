"""Short lines in the head of a story: what one has to know while answering."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from shopdesk.ui.measure import unit
from shopdesk.ui.records.one_line import OneLine
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _


class GlanceLines(QWidget):
    """Label and words, a line each; filled when the words have been read, hidden while there are none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(self.fontMetrics().height())
        # Below “Asked about”, so that the words stand under each other.
        self._grid.setColumnMinimumWidth(0, self.fontMetrics().horizontalAdvance(_("Asked about")))
        self._grid.setVerticalSpacing(max(2, unit(self) // 4))
        self._grid.setColumnStretch(1, 1)
        self.hide()

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show these (label, words), those without words left out."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        told = [line for line in lines if line[1]]
        for row, (label, words) in enumerate(told):
            self._grid.addWidget(RoleLabel(label, "muted"), row, 0)
            self._grid.addWidget(OneLine(words), row, 1)
        self.setVisible(bool(told))
