"""A part of a report: its tables one below the other, each under its chart. Imports the charts: see `charts`."""

from collections.abc import Callable, Sequence
from functools import partial

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
    """Builds a chart or a table in each turn of the event loop: they take tens of milliseconds, and a part has many.

    Signals:
        complete(): everything is there.
    """

    complete = Signal()

    def __init__(
        self,
        name: str,
        tables: Sequence[Table],
        heads: Sequence[Head],
        say: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(_(report_words.PART[tables[0].part]))
        self.setWidgetResizable(True)
        self._say = say
        self._left = [step for table in tables for step in (partial(self._draw, table), partial(self._list, table))]
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
        """Whether everything is there."""
        return not self._left

    def _next(self) -> None:
        if self._left:
            self._left.pop(0)()
        if self._left:
            QTimer.singleShot(0, self, self._next)
        else:
            self.complete.emit()

    def _draw(self, table: Table) -> None:
        """The title and the chart."""
        name = f"reports.{table.key}"
        title = _(report_words.TABLE[table.key])
        copy = partial(self._copy, f"{name}.table")
        row = QHBoxLayout()
        row.addWidget(RoleLabel(title, bold=True))
        row.addStretch(1)
        row.addWidget(icon_button("copy", _("Copy this table: {table}").format(table=title), f"{name}.copy", copy))
        self._column.insertLayout(self._at(), row)
        drawing = drawing_of(table)
        if drawing is None:
            return
        if len(drawing.series) > 1 and drawing.shape != "heat":
            self._column.insertLayout(self._at(), _legend(drawing))
        chart = Chart(f"{name}.chart", _("Chart: {table}").format(table=title), drawing)
        self._column.insertWidget(self._at(), chart)

    def _list(self, table: Table) -> None:
        """The table, and what it leaves out."""
        if table.rows:
            self._column.insertWidget(self._at(), FigureTable(f"reports.{table.key}.table", table))
        else:
            self._column.insertWidget(self._at(), RoleLabel(_("Nothing here on these days."), "muted"))
        if table.left_out:
            rest = _("{count} more are not shown.").format(count=table.left_out)
            self._column.insertWidget(self._at(), RoleLabel(rest, "muted", "small"))
        self._column.insertSpacing(self._at(), 2 * unit(self))

    def _copy(self, name: str) -> None:
        figures = self.findChild(FigureTable, name)
        if figures is not None:
            figures.copy()
            self._say(_("Table copied"))

    def _at(self) -> int:
        """Before the stretch at the end."""
        return self._column.count() - 1


def _legend(drawing: Drawing) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(2)
    for series in drawing.series:
        row.addWidget(StatusLabel(series.title, series.role))
    row.addStretch(1)
    return row
