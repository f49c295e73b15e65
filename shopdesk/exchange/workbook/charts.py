"""The Summary's native charts, drawn by the spreadsheet from the figures on the same sheet."""

from collections.abc import Sequence
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.data_source import AxDataSource, MultiLevelStrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from shopdesk.exchange.workbook.styles import SERIES

HEIGHT_ROWS = 16
_GRID, _TITLE_INK = "D9E0E6", "1F2933"
_PIXEL = 9_525  # English metric units, in which drawings are placed
_GAP = 12 * _PIXEL

Rows = tuple[int, int]  # first and last


def orders_per_day(sheet: Worksheet, title: str, column: int, days: dict[str, Rows]) -> BarChart:
    """Columns per day, one colour per currency on top of each other: orders may be added, money may not."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "col", "stacked", 100, 40
    for colour, (currency, rows) in enumerate(days.items()):
        series = _series(sheet, column, rows, currency)
        series.graphicalProperties = GraphicalProperties(solidFill=SERIES[colour % len(SERIES)])
        chart.series.append(series)
    chart.set_categories(_cells(sheet, 1, next(iter(days.values()))))
    if len(days) == 1:
        chart.legend = None
    else:
        chart.legend.position = "b"
    chart.x_axis.number_format, chart.x_axis.tickLblSkip = "d", 2
    return _finished(chart, title)


def total_per_day(sheet: Worksheet, title: str, column: int, rows: Rows) -> LineChart:
    """A line of one currency's totals."""
    chart = LineChart()
    series = _series(sheet, column, rows, title)
    series.graphicalProperties.line.solidFill = SERIES[0]
    series.graphicalProperties.line.width = 2 * _PIXEL
    series.smooth = False
    chart.series.append(series)
    chart.set_categories(_cells(sheet, 1, rows))
    chart.legend = None
    chart.x_axis.number_format, chart.x_axis.tickLblSkip = "d", 2
    return _finished(chart, title)


def orders_by_platform(sheet: Worksheet, title: str, column: int, rows: Rows, currencies_too: bool) -> BarChart:
    """Bars by platform; `currencies_too`: a platform has several rows, told apart by their currency."""
    chart = BarChart()
    chart.type, chart.gapWidth = "bar", 50
    series = _series(sheet, column, rows, title)
    series.graphicalProperties = GraphicalProperties(solidFill=SERIES[0])
    series.dLbls = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    chart.series.append(series)
    if currencies_too:
        area = f"{quote_sheetname(sheet.title)}!$A${rows[0]}:$B${rows[1]}"
        series.cat = AxDataSource(multiLvlStrRef=MultiLevelStrRef(f=area))
    else:
        chart.set_categories(_cells(sheet, 1, rows))
    chart.legend = None
    chart.x_axis.scaling.orientation = "maxMin"  # the first row on top
    finished = _finished(chart, title)
    finished.y_axis.delete = True  # each bar bears its number
    finished.y_axis.majorGridlines = None
    return finished


def place(sheet: Worksheet, charts: Sequence[Any], row: int, columns: int) -> None:
    """Puts charts side by side below `row`, together as wide as the first `columns` columns.

    Their edges lie on columns' edges: how wide a column is on screen depends on the fonts of the computer.
    """
    edges = [0.0]
    for number in range(1, columns + 1):
        edges.append(edges[-1] + sheet.column_dimensions[get_column_letter(number)].width)

    def nearest(share: float) -> int:
        return min(range(len(edges)), key=lambda index: abs(edges[index] - share * edges[-1]))

    for number, chart in enumerate(charts):
        left, right = nearest(number / len(charts)), nearest((number + 1) / len(charts))
        gap = 0 if number + 1 == len(charts) else _GAP
        chart.anchor = TwoCellAnchor(
            editAs="oneCell",
            _from=AnchorMarker(col=left, row=row - 1),
            # A negative offset is no place: the gap is taken from the last column that the chart covers.
            to=AnchorMarker(col=right - 1, colOff=_column(edges, right) - gap, row=row - 1 + HEIGHT_ROWS),
        )
        sheet.add_chart(chart)


def _column(edges: Sequence[float], number: int) -> int:
    """The breadth of a column: seven pixels for each digit of the default font."""
    return int((edges[number] - edges[number - 1]) * 7) * _PIXEL


def _series(sheet: Worksheet, column: int, rows: Rows, title: str) -> Series:
    series = Series(_cells(sheet, column, rows))
    series.tx = SeriesLabel(v=title)
    return series


def _cells(sheet: Worksheet, column: int, rows: Rows) -> Reference:
    return Reference(sheet, min_col=column, min_row=rows[0], max_row=rows[1])


def _finished(chart: Any, title: str) -> Any:
    """What all charts share: a quiet title, visible axes, pale grid lines, values from zero."""
    ink = CharacterProperties(sz=1_100, b=True, solidFill=_TITLE_INK)
    run = RegularTextRun(rPr=ink, t=title)
    chart.title = Title(overlay=False)
    chart.title.tx = Text(rich=RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=ink), r=[run])]))
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False  # openpyxl leaves it open, and Excel then hides the axis
    chart.y_axis.number_format = "#,##0"
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_GRID, w=_PIXEL // 2))
    if isinstance(chart, BarChart):
        chart.y_axis.scaling.min = 0
    return chart
