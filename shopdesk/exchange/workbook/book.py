"""The month's workbook whole."""

import gettext
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from io import BytesIO
from typing import IO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from shopdesk import report_words, words
from shopdesk.domain.errors import Cancelled
from shopdesk.domain.month import MonthFacts
from shopdesk.exchange.workbook import cells
from shopdesk.exchange.workbook.checks import Checks
from shopdesk.exchange.workbook.columns import Encoder
from shopdesk.exchange.workbook.figures import FigureSheet
from shopdesk.exchange.workbook.origin import Origin, mark_origin
from shopdesk.exchange.workbook.package import pour
from shopdesk.exchange.workbook.page import DataSheet, print_setup
from shopdesk.exchange.workbook.sheets import SUMMARY, data_sheets
from shopdesk.exchange.workbook.styles import Look
from shopdesk.exchange.workbook.summary import Summary, SummaryHead


@dataclass(frozen=True, slots=True)
class BookInfo:
    """What a workbook is made for. `zone` is the clock its moments show; `words` are those of `language` if None."""

    shop_name: str
    zone: tzinfo
    zone_name: str
    currency: str  # of an empty month
    language: str
    made_at: datetime
    words: gettext.NullTranslations | None = None


def write_month(
    facts: MonthFacts,
    info: BookInfo,
    target: IO[bytes],
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[tuple[str, int]]:
    """Writes the workbook of a month to `target`; the name and the number of records of each sheet, in order.

    `progress` hears rows done and rows in all. Raises Cancelled; `target` is then worthless.
    """
    counter = _Counter(sum(len(sheet.rows) for sheet in data_sheets(facts)), progress, cancelled)
    book = Workbook()
    language = words.normalise(info.language)
    translate = (info.words or words.catalogue(language)).gettext
    encoder = Encoder(Look(book, language), info.zone, translate, _currencies(facts))
    front: Worksheet = book.worksheets[0]
    front.title = translate(SUMMARY)
    pages = {
        spec.key: DataSheet(book.create_sheet(translate(spec.title)), spec, encoder) for spec in data_sheets(facts)
    }
    figures = _figures(book, facts, encoder, pages)
    checked_too = [sheet.check_range for sheet in figures if sheet.check_range]
    summary = Summary(front, facts, Checks(pages, encoder), info.currency, checked_too)
    summary.write(SummaryHead(info.shop_name, info.zone_name, info.made_at.astimezone(info.zone)))
    for sheet in book.worksheets:
        print_setup(sheet, facts, info.shop_name)
    _properties(book, facts, info)
    counter(0)
    frame = BytesIO()
    book.save(frame)
    pour(frame.getvalue(), target, {page.sheet.path[1:]: page.row_xml() for page in pages.values()}, counter)
    found = [(page.sheet.title, len(page.spec.rows)) for page in pages.values()]
    told = [(sheet.sheet.title, sheet.rows) for sheet in figures]
    return [(front.title, summary.figure_rows), *found, *told]


def _figures(book: Workbook, facts: MonthFacts, encoder: Encoder, pages: dict[str, DataSheet]) -> list[FigureSheet]:
    """A sheet for each report of the month."""
    found = []
    for report in facts.reports:
        sheet = book.create_sheet(encoder.translate(report_words.SHEET[report.name]))
        found.append(FigureSheet(sheet, report, encoder.look, encoder.translate, pages))
        found[-1].write()
    return found


def _currencies(facts: MonthFacts) -> tuple[str, ...]:
    found = {row.currency for rows in (facts.orders, facts.lines, facts.cases, facts.refunds) for row in rows}
    return tuple(sorted(found))


class _Counter:
    """Counts rows, reports them, and looks whether somebody wants to stop."""

    def __init__(self, total: int, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
        self._done, self._total = 0, total
        self._progress, self._cancelled = progress, cancelled

    def __call__(self, rows: int) -> None:
        if self._cancelled():
            raise Cancelled
        self._done += rows
        self._progress(self._done, self._total)


def _properties(book: Workbook, facts: MonthFacts, info: BookInfo) -> None:
    made = info.made_at.astimezone(UTC).replace(tzinfo=None)  # the format knows UTC only
    book.properties.title = f"{cells.clean_text(info.shop_name)} {facts.month}"
    book.properties.creator = "ShopDesk"
    book.properties.created = book.properties.modified = made
    book.properties.language = words.normalise(info.language).replace("_", "-")
    mark_origin(book.properties, Origin(cells.clean_text(info.shop_name), info.zone_name))
    book.calculation.fullCalcOnLoad = True
