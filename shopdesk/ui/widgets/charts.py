"""Charts: bars, columns, stacked bars, lines, and a heat map of hours by weekdays.

The one place that knows the plotting library. Reading it takes its time: whoever shows a chart imports this module on
a worker first, only when it is wanted, and after `qt_types.make_all`. A chart is a picture of a table that stands
below it: it takes no focus, opens no menu and does not zoom; the wheel scrolls the page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopdesk.ui.measure import row_height, unit
from shopdesk.ui.theme import colour

Shape = Literal["bars", "columns", "stacked", "line", "heat"]
# The first is that of a chart with one series; told apart by how light they are as well.
SERIES_ROLES = ("accent", "ok", "waiting", "trouble", "muted")
_MOST_LABELS = 13  # along an axis
_COUNTS = tuple(float(digit * 10**power) for power in range(9) for digit in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class Series:
    """Values in the order of the labels; None is nothing. `role` is a colour role of the theme."""

    title: str
    values: Sequence[float | None]
    role: str = "accent"


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a chart shows. `labels` stand along the axis, `say` reads a value out. A heat map has a series a row."""

    shape: Shape
    labels: Sequence[str]
    series: Sequence[Series]
    say: Callable[[float], str]
    steps: Sequence[float] = ()  # round values of the scale; empty: those of counts


class Chart(pg.PlotWidget):
    """One drawing in the colours of the window."""

    def __init__(self, name: str, words: str, drawing: Drawing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        for widget in (self, self.viewport()):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        self.drawing = drawing
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.setMenuEnabled(False)
        plot.setMouseEnabled(x=False, y=False)
        plot.getViewBox().setDefaultPadding(0)
        self._draw()

    def sizeHint(self) -> QSize:
        row = row_height(self)
        lines = {"bars": len(self.drawing.labels), "stacked": len(self.drawing.labels), "heat": 9}
        rows = lines.get(self.drawing.shape, 6)
        return QSize(40 * unit(self), round(row * max(1, rows)) + unit(self))

    def minimumSizeHint(self) -> QSize:
        return QSize(20 * unit(self), self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "drawing"):
            self._draw()

    # Drawing

    def _draw(self) -> None:
        plot = self.getPlotItem()
        plot.clear()
        self.setBackground(self.palette().color(QPalette.ColorRole.Base))
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setTextPen(colour(self.palette(), "muted"))
            axis.setPen(colour(self.palette(), "line"))
            axis.setTickPen(pg.mkPen(None))
            axis.setStyle(tickFont=self._small(), tickLength=0, tickTextOffset=unit(self))
        {
            "bars": self._bars, "stacked": self._bars, "columns": self._columns, "line": self._line, "heat": self._heat,
        }[self.drawing.shape]()  # fmt: skip

    def _bars(self) -> None:
        """Lying bars, the first on top, each series at the end of the one before; what they come to at the end."""
        drawing = self.drawing
        places = -np.arange(len(drawing.labels), dtype=float)
        ends = np.zeros(len(drawing.labels))
        for series in drawing.series:
            values = _numbers(series.values)
            self._add(pg.BarGraphItem(x0=ends, width=values, y=places, height=0.62, **self._paint(series.role)))
            ends = ends + values
        known = [any(series.values[at] is not None for series in drawing.series) for at in range(len(drawing.labels))]
        for place, end, is_known in zip(places, ends, known, strict=True):
            self._text(drawing.say(float(end)) if is_known else "–", float(end), float(place))
        plot = self.getPlotItem()
        self._ticks_left(list(zip(places, drawing.labels, strict=True)))
        plot.hideAxis("bottom")
        # Room at the end for the longest number.
        most = float(ends.max()) if len(ends) else 0.0
        self._range(0, (most or 1.0) * 1.2, float(places[-1]) - 0.6 if len(places) else -1, 0.6)

    def _columns(self) -> None:
        """Standing columns over their labels."""
        drawing = self.drawing
        (series,) = drawing.series
        values = _numbers(series.values)
        self._add(pg.BarGraphItem(x=np.arange(len(values)), height=values, width=0.62, **self._paint(series.role)))
        self._scales(float(values.max()) if len(values) else 0.0, 0.6)

    def _line(self) -> None:
        drawing = self.drawing
        most = 0.0
        for series in drawing.series:
            values = _numbers(series.values)
            most = max(most, float(values.max()) if len(values) else 0.0)
            pen = pg.mkPen(colour(self.palette(), series.role), width=max(2, unit(self) / 4))
            style = Qt.PenStyle.SolidLine if series is drawing.series[0] else Qt.PenStyle.DashLine
            pen.setStyle(style)
            self._add(pg.PlotCurveItem(np.arange(len(values)), values, pen=pen, antialias=True))
        self._scales(most, 0.2)

    def _heat(self) -> None:
        """A row for each series, the first on top; darker means more."""
        drawing = self.drawing
        grid = np.array([_numbers(series.values) for series in drawing.series])
        image = pg.ImageItem(grid[::-1].T)
        pale, full = self.palette().color(QPalette.ColorRole.AlternateBase), colour(self.palette(), "accent")
        image.setLookupTable(_shades(pale, full))
        image.setLevels((0.0, float(grid.max()) or 1.0))
        self._add(image)
        plot = self.getPlotItem()
        rows = len(drawing.series)
        names = [(rows - at - 0.5, series.title) for at, series in enumerate(drawing.series)]
        self._ticks_left(names)
        plot.getAxis("bottom").setTicks([self._labels(0.5)])
        self._range(0, len(drawing.labels), 0, rows)

    # Parts

    def _scales(self, most: float, edge: float) -> None:
        """Labels below, round values at the left with pale lines across."""
        plot = self.getPlotItem()
        ticks = scale(most, self.drawing.steps)
        self._ticks_left([(value, self.drawing.say(value)) for value in ticks])
        plot.getAxis("bottom").setTicks([self._labels(0.0)])
        pen = pg.mkPen(colour(self.palette(), "line"))
        for value in ticks[1:]:
            line = pg.InfiniteLine(value, angle=0, pen=pen)
            line.setZValue(-10)
            self._add(line)
        self._range(-edge, len(self.drawing.labels) - 1 + edge, 0, ticks[-1] * 1.04)

    def _ticks_left(self, ticks: Sequence[tuple[float, str]]) -> None:
        """Texts along the left, with as much room as the widest needs: left to itself, an axis drops what is wider."""
        metrics = QFontMetrics(self._small())
        widest = max((metrics.horizontalAdvance(text) for _place, text in ticks), default=0)
        axis = self.getPlotItem().getAxis("left")
        axis.setWidth(widest + 2 * unit(self))
        axis.setTicks([list(ticks)])

    def _labels(self, middle: float) -> list[tuple[float, str]]:
        """As many labels as there is room for, the first among them."""
        labels = self.drawing.labels
        every = max(1, -(-len(labels) // _MOST_LABELS))
        return [(at + middle, label) for at, label in enumerate(labels) if at % every == 0]

    def _text(self, text: str, x: float, y: float) -> None:
        item = pg.TextItem(text, color=self.palette().color(QPalette.ColorRole.Text), anchor=(0, 0.5))
        item.setFont(self._small())
        item.setPos(x, y)
        self._add(item)

    def _add(self, item: object) -> None:
        self.getPlotItem().addItem(item)

    def _range(self, left: float, right: float, bottom: float, top: float) -> None:
        self.getPlotItem().getViewBox().setRange(xRange=(left, right), yRange=(bottom, top), padding=0)

    def _paint(self, role: str) -> dict[str, object]:
        shade = colour(self.palette(), role)
        return {"brush": pg.mkBrush(shade), "pen": pg.mkPen(None)}

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        return font


def _numbers(values: Sequence[float | None]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    return np.array([value or 0.0 for value in values], dtype=float)


def _shades(pale: QColor, full: QColor) -> "np.ndarray[tuple[int, int], np.dtype[np.uint8]]":
    ends = [[tone.red(), tone.green(), tone.blue()] for tone in (pale, full)]
    return np.linspace(ends[0], ends[1], 256).astype(np.uint8)


def scale(most: float, steps: Sequence[float] = ()) -> list[float]:
    """Round values from 0 to at least `most`, at most six of them; `steps` are the distances to choose from."""
    found = (step for step in steps or _COUNTS if most <= 5 * step)
    distance = next(found, -(-most // 5))
    ticks = [0.0]
    while ticks[-1] < most or len(ticks) < 2:
        ticks.append(ticks[-1] + distance)
    return ticks
