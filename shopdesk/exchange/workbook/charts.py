"""The Summary's native charts, drawn by the spreadsheet from the figures on the same sheet."""

from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.data_source import AxDataSource, MultiLevelStrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from shopdesk.exchange.workbook.styles import SERIES

HEIGHT_ROWS = 16
_HEIGHT, _GRID = 7.4, "D9E0E6"  # centimetres; colour of grid lines

Rows = tuple[int, int]  # first and last


def orders_per_day(sheet: Worksheet, anchor: str, title: str, column: int, days: dict[str, Rows]) -> None:
    """Columns per day, one colour per currency on top of each other: orders may be added, money may not."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "col", "stacked", 100, 40
    for colour, (currency, rows) in enumerate(days.items()):
        series = _series(sheet, column, rows, currency)
        series.graphicalProperties = GraphicalProperties(solidFill=SERIES[colour % len(SERIES)])
        chart.series.append(series)
    chart.set_categories(_cells(sheet, 1, next(iter(days.values()))))
    chart.legend = chart.legend if len(days) > 1 else None
    _day_axis(chart)
    chart.y_axis.number_format = "0"
    _place(sheet, chart, anchor, title, 13.5)


def total_per_day(sheet: Worksheet, anchor: str, title: str, column: int, rows: Rows, number_format: str) -> None:
    """A line of one currency's totals."""
    chart = LineChart()
    series = _series(sheet, column, rows, title)
    series.graphicalProperties.line.solidFill = SERIES[0]
    series.graphicalProperties.line.width = 22_000  # English metric units: 1.7 points
    series.smooth = False
    chart.series.append(series)
    chart.set_categories(_cells(sheet, 1, rows))
    chart.legend = None
    _day_axis(chart)
    chart.y_axis.number_format = number_format.split(".")[0]
    _place(sheet, chart, anchor, title, 15)


def orders_by_platform(
    sheet: Worksheet, anchor: str, title: str, column: int, rows: Rows, currencies_too: bool
) -> None:
    """Bars by platform; `currencies_too`: a platform has several rows, told apart by their currency."""
    chart = BarChart()
    chart.type, chart.gapWidth = "bar", 50
    series = _series(sheet, column, rows, title)
    series.graphicalProperties = GraphicalProperties(solidFill=SERIES[0])
    series.dLbls = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    if currencies_too:
        area = f"{quote_sheetname(sheet.title)}!$A${rows[0]}:$B${rows[1]}"
        series.cat = AxDataSource(multiLvlStrRef=MultiLevelStrRef(f=area))
    chart.series.append(series)
    if not currencies_too:
        chart.set_categories(_cells(sheet, 1, rows))
    chart.legend = None
    chart.x_axis.scaling.orientation = "maxMin"  # the first row on top
    chart.y_axis.number_format = "0"
    _place(sheet, chart, anchor, title, 13)


def _series(sheet: Worksheet, column: int, rows: Rows, title: str) -> Series:
    series = Series(_cells(sheet, column, rows))
    series.tx = SeriesLabel(v=title)
    return series


def _cells(sheet: Worksheet, column: int, rows: Rows) -> Reference:
    return Reference(sheet, min_col=column, min_row=rows[0], max_row=rows[1])


def _day_axis(chart: Any) -> None:
    chart.x_axis.number_format = "d"
    chart.x_axis.tickLblSkip = 1


def _place(sheet: Worksheet, chart: Any, anchor: str, title: str, width: float) -> None:
    chart.title = title
    chart.title.overlay = False
    chart.height, chart.width = _HEIGHT, width
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False  # openpyxl leaves it open and Excel then hides the axis
        axis.title = None
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=_thin())
    if chart.legend is not None:
        chart.legend.position = "b"
    sheet.add_chart(chart, anchor)


def _thin() -> Any:
    return LineProperties(solidFill=_GRID, w=6_000)
