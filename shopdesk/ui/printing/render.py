"""Sheets onto paged devices, and the PDF files made of them.

`slips_pdf` and `pick_list_pdf` may run in a worker thread; they need a QGuiApplication, not a display. One slip
at a time is laid out, drawn and forgotten, so memory does not grow with their number.
"""

import contextlib
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from shopdesk.documents.papers import Paper
from shopdesk.documents.picklist import PickList
from shopdesk.documents.slips import Slip
from shopdesk.domain.errors import Cancelled, UserError
from shopdesk.ui.printing.layout import LaidOutSheet
from shopdesk.ui.printing.pdf_text import with_meant_characters
from shopdesk.ui.printing.sheets import Sheet, pick_sheet, slip_sheet
from shopdesk.ui.printing.units import NOWHERE, RESOLUTION, Offset
from shopdesk.ui.printing.whole_file import write_whole

Progress = Callable[[int, int], object]  # done, of how many
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class PlacedSheet:
    """Where a sheet came to lie in the output. `first_page` counts from 1."""

    number: str
    first_page: int
    pages: int


def page_layout(paper: Paper) -> QPageLayout:
    """The paper for a Qt device, without margins: the sheets keep their own."""
    size = QPageSize(QSizeF(paper.width, paper.height), QPageSize.Unit.Millimeter, paper.name)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


def paint_sheets(
    device: QPagedPaintDevice, sheets: Iterable[Sheet], offset: Offset = NOWHERE
) -> Generator[PlacedSheet, None, None]:
    """Draws sheet after sheet, each on new pages, and yields each once it is drawn.

    The device has the sheets' paper without margins. Closing the generator ends its painter.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise UserError("print.device")
    try:
        page = 0
        for sheet in sheets:
            laid_out = LaidOutSheet(sheet)
            for number in range(laid_out.page_count):
                if page:
                    device.newPage()
                page += 1
                painter.save()
                painter.translate(*offset.in_dots(device.logicalDpiX()))
                laid_out.paint(painter, number, device.logicalDpiX())
                painter.restore()
            yield PlacedSheet(sheet.number, page - laid_out.page_count + 1, laid_out.page_count)
    finally:
        painter.end()


def slips_pdf(
    path: str | os.PathLike[str],
    slips: Sequence[Slip],
    paper: Paper,
    *,
    prices: bool = False,
    language: str = "en",
    memo: bool = False,
    offset: Offset = NOWHERE,
    progress: Progress | None = None,
    cancelled: Stop | None = None,
) -> list[PlacedSheet]:
    """Writes `slips` as one PDF and tells on which pages each list lies.

    The file appears whole or not at all. `UserError`: `slips.nothing` without slips, `slips.unwritable` when the
    folder or disk refuses; `Cancelled` when `cancelled` says so between two slips.
    """
    if not slips:
        raise UserError("slips.nothing")
    sheets = (slip_sheet(slip, paper, prices=prices, language=language, memo=memo) for slip in slips)
    return _sheets_pdf(Path(path), sheets, len(slips), paper, progress, cancelled, offset)


def pick_list_pdf(
    path: str | os.PathLike[str], pick: PickList, paper: Paper, *, language: str = "en", offset: Offset = NOWHERE
) -> list[PlacedSheet]:
    """Writes one pick list as a PDF, under the same conditions as `slips_pdf`."""
    if not pick.rows:
        raise UserError("slips.nothing")
    return _sheets_pdf(Path(path), [pick_sheet(pick, paper, language=language)], 1, paper, None, None, offset)


def _sheets_pdf(
    path: Path,
    sheets: Iterable[Sheet],
    count: int,
    paper: Paper,
    progress: Progress | None,
    cancelled: Stop | None,
    offset: Offset,
) -> list[PlacedSheet]:
    # Into memory first (a few KiB a slip): QPdfWriter does not report a disk that fills up, Python does.
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setCreator("ShopDesk")
    writer.setTitle(path.stem)
    writer.setResolution(RESOLUTION)
    writer.setPageLayout(page_layout(paper))
    placed: list[PlacedSheet] = []
    printed: set[str] = set()
    with contextlib.closing(paint_sheets(writer, _noting(sheets, printed), offset)) as steps:
        for sheet in steps:
            placed.append(sheet)
            if progress is not None:
                progress(len(placed), count)
            if cancelled is not None and cancelled():
                raise Cancelled
    write_whole(path, with_meant_characters(bytes(buffer.data().data()), printed))
    return placed


def _noting(sheets: Iterable[Sheet], printed: set[str]) -> Iterator[Sheet]:
    """Passes the sheets on and notes the characters beyond ASCII that they print."""
    for sheet in sheets:
        for text in (sheet.html, sheet.page_line, *sheet.band.words()):
            if not text.isascii():
                printed.update(text)
        yield sheet
