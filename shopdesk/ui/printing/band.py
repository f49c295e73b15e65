"""The head of a first page: who sends it, what it is, and its number as a barcode."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from shopdesk.documents.papers import Paper
from shopdesk.ui.printing.barcode_bars import bars_width, draw_barcode, quiet_zone
from shopdesk.ui.printing.logo import logo_image
from shopdesk.ui.printing.sheets import Band
from shopdesk.ui.printing.typeface import Typeface, broken
from shopdesk.ui.printing.units import RESOLUTION, mm

_CODE_TEXT_MM = 0.5  # between bars and the number beneath
_RULE_MM = 0.35


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    font: QFont
    baseline: float


class LaidOutBand:
    """A band broken into lines for one paper. Lengths are units of the layout, RESOLUTION to the inch."""

    def __init__(self, band: Band, paper: Paper, chinese: bool, shaped: bool) -> None:
        self._band = band
        self._width = mm(paper.width - 2 * paper.margin)
        self._bars_height = mm(9 if paper.is_label else 11)
        self._code_font = Typeface(paper.base_pt, chinese, bold=True, shaped=shaped).font()
        self._code_text_height = QFontMetricsF(self._code_font).height()
        self._logo = logo_image(band.logo)
        self._logo_size = self._fit_logo(mm(10 if paper.is_label else 14))
        self._lines: list[_Line] = []
        self._y = self._logo_size[1] + (mm(1.5) if self._logo else 0)
        base = paper.base_pt
        self._add(band.title, Typeface(base * 1.65, chinese, bold=True, shaped=shaped), 2)
        for text in band.lines:
            self._add(text, Typeface(base * 0.85, chinese, shaped=shaped), 2)
        self._y += mm(0.6)
        self._add(band.caption, Typeface(base, chinese, shaped=shaped), 2)
        content = max(self._y, self._code_bottom())
        self._rule_y = content + mm(1.8)
        self.height = self._rule_y + mm(2.8 if paper.is_label else 5)

    def paint(self, painter: QPainter, left: float, top: float, dpi: float) -> None:
        """Draws with a painter whose units are those of the layout; `dpi` is the device's, for whole-dot bars."""
        painter.setPen(Qt.GlobalColor.black)
        if self._logo is not None:
            painter.drawImage(QRectF(left, top, *self._logo_size), self._logo)
        for line in self._lines:
            painter.setFont(line.font)
            painter.drawText(QPointF(left, top + line.baseline), line.text)
        if self._band.code:
            self._paint_code(painter, left, top, dpi)
        painter.fillRect(QRectF(left, top + self._rule_y, self._width, mm(_RULE_MM)), Qt.GlobalColor.black)

    def _paint_code(self, painter: QPainter, left: float, top: float, dpi: float) -> None:
        scale = dpi / RESOLUTION
        painter.save()
        painter.scale(1 / scale, 1 / scale)
        right = (left + self._width) * scale
        draw_barcode(painter, self._band.code, right, top * scale, self._bars_height * scale, dpi)
        painter.restore()
        painter.setFont(self._code_font)
        metrics = QFontMetricsF(self._code_font)
        middle = left + self._width - self._code_width() / 2
        beginning = middle - metrics.horizontalAdvance(self._band.code) / 2
        baseline = top + self._bars_height + mm(_CODE_TEXT_MM) + metrics.ascent()
        painter.drawText(QPointF(beginning, baseline), self._band.code)

    def _code_width(self) -> float:
        return bars_width(self._band.code, RESOLUTION) if self._band.code else 0.0

    def _code_bottom(self) -> float:
        if not self._band.code:
            return 0.0
        return self._bars_height + mm(_CODE_TEXT_MM) + self._code_text_height

    def _text_width(self) -> float:
        """What the barcode and its quiet zone leave; beside a very long one nothing, the text goes below it.

        The quiet zone on its other side is the paper's margin, which is wider on every paper.
        """
        if not self._band.code:
            return self._width
        beside = self._width - self._code_width() - quiet_zone(RESOLUTION)
        return beside if beside >= mm(25) else self._width

    def _add(self, text: str, face: Typeface, most: int) -> None:
        if not text:
            return
        width = self._text_width()
        if not self._lines and width == self._width and self._band.code:
            self._y = max(self._y, self._code_bottom() + mm(1))
        font = face.font()
        metrics = QFontMetricsF(font)
        for line in broken(text.replace("\n", " "), face, width, most):
            self._lines.append(_Line(line, font, self._y + metrics.ascent()))
            self._y += metrics.height()

    def _fit_logo(self, height: float) -> tuple[float, float]:
        if self._logo is None:
            return (0.0, 0.0)
        ratio = self._logo.width() / self._logo.height()
        width = min(height * ratio, self._text_width())
        return (width, width / ratio)
