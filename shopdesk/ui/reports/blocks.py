"""A part of a report: its tables one below the other, each under its chart. Imports the charts: see `charts`."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shopdesk import report_words
from shopdesk.domain.reports import Head, Table
from shopdesk.ui.measure import unit
from shopdesk.ui.reports.drawings import drawing_of
from shopdesk.ui.reports.figure_table import FigureTable
from shopdesk.ui.reports.tiles import Tiles
from shopdesk.ui.widgets.buttons import icon_button
from shopdesk.ui.widgets.charts import Chart, Drawing
from shopdesk.ui.widgets.labels import RoleLabel, StatusLabel
from shopdesk.words import _


class Part(QScrollArea):
    """Builds a block in each turn of the event loop: a chart takes thirty milliseconds, and a part may have five.

    Signals:
        complete(): everything is there.
    """

    complete = Signal()

    def __init__(
        self, name: str, tables: Sequence[Table], heads: Sequence[Head], said: Signal, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(_(report_words.PART[tables[0].part]))
        self.setWidgetResizable(True)
        self._said = said
        self._left = list(tables)
        inside = QWidget()
        inside.setObjectName("scrolled")
        space = unit(self)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(3 * space, 2 * space, 3 * space, 3 * space)
        self._column.setSpacing(space)
        if heads:
            self._column.addWidget(Tiles("reports.heads", heads))
            self._column.addSpacing(space)
        self._column.addStretch(1)
        self.setWidget(inside)
        QTimer.singleShot(0, self, self._next)

    def is_complete(self) -> bool:
        """Whether every block is there."""
        return not self._left

    def _next(self) -> None:
        if self._left:
            self._add(self._left.pop(0))
        if self._left:
            QTimer.singleShot(0, self, self._next)
        else:
            self.complete.emit()

    def _add(self, table: Table) -> None:
        name = f"reports.{table.key}"
        title = _(report_words.TABLE[table.key])
        figures = FigureTable(f"{name}.table", table)

        def copy() -> None:
            figures.copy()
            self._said.emit(_("Table copied"), None)

        row = QHBoxLayout()
        row.addWidget(RoleLabel(title, bold=True))
        row.addStretch(1)
        row.addWidget(icon_button("copy", _("Copy this table: {table}").format(table=title), f"{name}.copy", copy))
        parts: list[QWidget | QHBoxLayout] = [row]
        drawing = drawing_of(table)
        if drawing is not None:
            if len(drawing.series) > 1 and drawing.shape != "heat":
                parts.append(_legend(drawing))
            parts.append(Chart(f"{name}.chart", _("Chart: {table}").format(table=title), drawing))
        parts.append(figures if table.rows else RoleLabel(_("Nothing here on these days."), "muted"))
        if table.left_out:
            rest = _("{count} more are not shown.").format(count=table.left_out)
            parts.append(RoleLabel(rest, "muted", "small"))
        for part in parts:
            at = self._column.count() - 1  # before the stretch
            if isinstance(part, QWidget):
                self._column.insertWidget(at, part)
            else:
                self._column.insertLayout(at, part)
        self._column.insertSpacing(self._column.count() - 1, 2 * unit(self))


def _legend(drawing: Drawing) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(2)
    for series in drawing.series:
        row.addWidget(StatusLabel(series.title, series.role))
    row.addStretch(1)
    return row
