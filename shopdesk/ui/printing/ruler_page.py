"""The test print: a frame and rulers in millimetres, which show by how much a printer prints beside the place."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPagedPaintDevice, QPainter, QPdfWriter, QPen

from shopdesk import words
from shopdesk.documents.papers import Paper
from shopdesk.domain.errors import UserError
from shopdesk.ui.printing.pdf_text import with_meant_characters
from shopdesk.ui.printing.render import page_layout
from shopdesk.ui.printing.sheets import is_chinese
from shopdesk.ui.printing.typeface import Typeface, broken
from shopdesk.ui.printing.units import RESOLUTION, Offset, mm
from shopdesk.ui.printing.whole_file import write_whole
from shopdesk.ui.printing.words_of_paper import moved, paper_title
from shopdesk.words import _

_THIN: Final = 0.2  # mm


def frame_margin(paper: Paper) -> float:
    """How far the frame stands from every edge of the paper, in mm: where every printer of its kind can print."""
    return 5.0 if paper.is_label else 10.0


def print_rulers(device: QPagedPaintDevice, paper: Paper, offset: Offset) -> None:
    """Draws the page on a device that has the paper without margins. Raises UserError `print.device`."""
    painter = QPainter()
    if not painter.begin(device):
        raise UserError("print.device")
    try:
        painter.translate(*offset.in_dots(device.logicalDpiX()))
        painter.scale(device.logicalDpiX() / RESOLUTION, device.logicalDpiX() / RESOLUTION)
        _Rulers(painter, paper).paint(_said(paper, offset))
    finally:
        painter.end()


def rulers_pdf(path: Path, paper: Paper, offset: Offset) -> None:
    """The page as a PDF, whole or not at all. Raises UserError `slips.unwritable`."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setCreator("ShopDesk")
    writer.setTitle(path.stem)
    writer.setResolution(RESOLUTION)
    writer.setPageLayout(page_layout(paper))
    print_rulers(writer, paper, offset)
    said = "".join(_said(paper, offset))
    write_whole(path, with_meant_characters(bytes(buffer.data().data()), set(said)))


def _said(paper: Paper, offset: Offset) -> tuple[str, ...]:
    margin = f"{frame_margin(paper):g}"
    return (
        _("Test print"),
        paper_title(paper.name),
        moved(offset),
        _(
            "The frame should stand {margin} mm from the left and from the top edge of the paper. Measure both. Is it "
            "further away, move the print to the left or up by the difference; is it nearer, to the right or down. "
            "Is the ruler longer or shorter than a real one, the printer scales: choose 100 % there."
        ).format(margin=margin),
    )


class _Rulers:
    """Draws in units of the layout."""

    def __init__(self, painter: QPainter, paper: Paper) -> None:
        self._painter = painter
        self._paper = paper
        self._chinese = is_chinese(words.language())
        margin = frame_margin(paper)
        self._frame = QRectF(mm(margin), mm(margin), mm(paper.width - 2 * margin), mm(paper.height - 2 * margin))

    def paint(self, said: tuple[str, ...]) -> None:
        pen = QPen(Qt.GlobalColor.black, mm(_THIN))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self._painter.setPen(pen)
        self._painter.drawRect(self._frame)
        self._ruler(self._paper.width, across=True)
        self._ruler(self._paper.height, across=False)
        centre = self._frame.center()
        arm = mm(4)
        cross = (QLineF(centre.x() - arm, centre.y(), centre.x() + arm, centre.y()),
                 QLineF(centre.x(), centre.y() - arm, centre.x(), centre.y() + arm))  # fmt: skip
        for line in cross:
            self._painter.drawLine(line)
        self._text(said)

    def _ruler(self, length: float, *, across: bool) -> None:
        """Ticks on the inside of the frame, counted in mm from the edge of the paper."""
        margin = frame_margin(self._paper)
        face = Typeface(6, self._chinese).font()
        metrics = QFontMetricsF(face)
        self._painter.setFont(face)
        for place in range(int(margin), int(length - margin) + 1):
            tick = mm(4 if place % 10 == 0 else 3 if place % 5 == 0 else 1.5)
            at, edge = mm(place), mm(margin)
            line = QLineF(at, edge, at, edge + tick) if across else QLineF(edge, at, edge + tick, at)
            self._painter.drawLine(line)
            if place % 10 == 0 and margin + 5 < place < length - margin - 5:
                number = str(place)
                half = metrics.horizontalAdvance(number) / 2
                where = (
                    QPointF(at - half, edge + tick + metrics.ascent())
                    if across
                    else QPointF(edge + tick + mm(0.6), at + metrics.ascent() / 2 - metrics.descent() / 2)
                )
                self._painter.drawText(where, number)

    def _text(self, said: tuple[str, ...]) -> None:
        base = self._paper.base_pt
        faces = [
            Typeface(base * 1.65, self._chinese, bold=True), Typeface(base, self._chinese, bold=True),
            Typeface(base, self._chinese), Typeface(base, self._chinese),
        ]  # fmt: skip
        left = self._frame.left() + mm(12)
        width = self._frame.width() - mm(18)
        y = self._frame.top() + mm(14)
        for text, face in zip(said, faces, strict=True):
            font = face.font()
            metrics = QFontMetricsF(font)
            self._painter.setFont(font)
            for line in broken(text, face, width, 14):
                self._painter.drawText(QPointF(left, y + metrics.ascent()), line)
                y += metrics.height()
            y += mm(2)
