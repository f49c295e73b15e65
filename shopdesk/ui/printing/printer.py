"""Slips and pick lists on a printer that the system's print dialog chose.

A printer belongs to the main thread; so the work is cut into steps, one sheet each, that a timer may take.
"""

import contextlib
from collections.abc import Generator, Sequence

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageLayout, QPageRanges, QPainter
from PySide6.QtPrintSupport import QPrinter

from shopdesk.documents.papers import Paper
from shopdesk.documents.slips import Slip
from shopdesk.domain.errors import UserError
from shopdesk.ui.printing.layout import LaidOutSheet
from shopdesk.ui.printing.render import PlacedSheet, Progress, page_layout
from shopdesk.ui.printing.sheets import Sheet, slip_sheet
from shopdesk.ui.printing.units import NOWHERE, RESOLUTION, Offset


def prepare_printer(printer: QPrinter, paper: Paper) -> None:
    """Tells the printer the paper before the dialog opens; without margins, since the sheets keep their own."""
    printer.setFullPage(True)
    printer.setPageLayout(page_layout(paper))
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
        printer.setResolution(RESOLUTION)


def print_steps(
    printer: QPrinter, sheets: Sequence[Sheet], offset: Offset = NOWHERE
) -> Generator[PlacedSheet, None, None]:
    """Prints sheet after sheet, yielding each when done; heeds the dialog's page range and copies.

    A person may have chosen another paper than the sheets were made for: they are then made smaller, never
    larger, so that nothing is cut off. `offset` moves everything.
    `UserError` `print.device` when the printer refuses.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError("print.device", printer=printer.printerName())
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    try:
        started = False
        for _copy in range(copies):
            page = 0
            for sheet in sheets:
                laid_out = LaidOutSheet(sheet)
                for number in range(laid_out.page_count):
                    page += 1
                    if not is_wanted(printer, page):
                        continue
                    if started:
                        printer.newPage()
                    started = True
                    painter.save()
                    painter.translate(*offset.in_dots(printer.logicalDpiX()))
                    scale = _scale(printer.pageLayout(), sheet.paper)
                    painter.scale(scale, scale)
                    laid_out.paint(painter, number, printer.logicalDpiX())
                    painter.restore()
                yield PlacedSheet(sheet.number, page - laid_out.page_count + 1, laid_out.page_count)
    finally:
        painter.end()


def print_slips(
    printer: QPrinter,
    slips: Sequence[Slip],
    paper: Paper,
    *,
    prices: bool = False,
    language: str = "en",
    memo: bool = False,
    offset: Offset = NOWHERE,
    progress: Progress | None = None,
) -> list[PlacedSheet]:
    """Prints `slips` at once; for many, take the steps of `print_steps` from a timer instead."""
    if not slips:
        raise UserError("slips.nothing")
    sheets = [slip_sheet(slip, paper, prices=prices, language=language, memo=memo) for slip in slips]
    placed: list[PlacedSheet] = []
    with contextlib.closing(print_steps(printer, sheets, offset)) as steps:
        for sheet in steps:
            placed.append(sheet)
            if progress is not None:
                progress(len(placed), len(slips))
    return placed[: len(slips)]


def is_wanted(printer: QPrinter, page: int) -> bool:
    """Whether the person wants `page` (from 1): the dialog may name a range."""
    if printer.printRange() != QPrinter.PrintRange.PageRange:
        return True
    ranges: QPageRanges = printer.pageRanges()
    if ranges.isEmpty():
        return printer.fromPage() <= page <= (printer.toPage() or page)
    return ranges.contains(page)


def _scale(chosen: QPageLayout, paper: Paper) -> float:
    """1 on the paper that was meant; less on a smaller one. Half a millimetre is a matter of rounding."""
    size: QSizeF = chosen.fullRect(QPageLayout.Unit.Millimeter).size()
    fitting = min(size.width() / paper.width, size.height() / paper.height)
    return 1.0 if fitting > 0.995 else fitting
