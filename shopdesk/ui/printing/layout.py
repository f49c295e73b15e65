"""One sheet laid out into pages. Safe in a worker thread, as long as one thread at a time uses a sheet."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QFontMetricsF, QPainter, QPalette, QTextDocument

from shopdesk.documents.sheet_style import BAND_GOES_HERE, INDENTED
from shopdesk.documents.slip_html import without_closing
from shopdesk.ui.printing.band import LaidOutBand
from shopdesk.ui.printing.fonts import needs_shaping
from shopdesk.ui.printing.row_breaks import keep_rows_whole
from shopdesk.ui.printing.rules import rules_of
from shopdesk.ui.printing.sheets import Sheet
from shopdesk.ui.printing.typeface import Typeface
from shopdesk.ui.printing.units import RESOLUTION, mm


class LaidOutSheet:
    """The pages of one sheet, ready to be painted any number of times on any device."""

    def __init__(self, sheet: Sheet) -> None:
        paper = sheet.paper
        self.sheet = sheet
        self._margin = mm(paper.margin)
        self._body = QSizeF(mm(paper.width - 2 * paper.margin), mm(paper.height - 2 * paper.margin - paper.footer))
        self._shaped = needs_shaping(sheet.html) or needs_shaping(" ".join(sheet.band.words()))
        self._band = LaidOutBand(sheet.band, paper, sheet.chinese, self._shaped)
        self._document = self._flow(sheet.html)
        self.page_count = self._document.pageCount()
        if self.page_count > 1:
            shorter = self._flow(without_closing(sheet.html))
            if shorter.pageCount() < self.page_count:
                self._document, self.page_count = shorter, shorter.pageCount()
        self._rules = rules_of(self._document, quotes=INDENTED in sheet.html)

    def _flow(self, html: str) -> QTextDocument:
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.setDefaultFont(self._type(1).font())
        document.setPageSize(self._body)  # words too long for a line break anywhere: QTextDocument's own default
        document.setHtml(html.replace(BAND_GOES_HERE, self._room_for_band(), 1))
        if document.pageCount() > 1:
            keep_rows_whole(document)
        return document

    def _type(self, factor: float) -> Typeface:
        return Typeface(self.sheet.paper.base_pt * factor, self.sheet.chinese, shaped=self._shaped)

    def _room_for_band(self) -> str:
        """Two empty lines that keep the band's height free: Qt ignores the first block's own upper margin."""
        empty = '<p style="margin:0;font-size:1px;{more}">&nbsp;</p>'
        return empty.format(more="") + empty.format(more=f"margin-top:{self._band.height:.0f}px")

    def plain_text(self) -> str:
        """All words on its pages, without layout."""
        lines = [page_line(self.sheet, page, self.page_count) for page in range(self.page_count)]
        return "\n".join([*self.sheet.band.words(), self._document.toPlainText().strip(), *lines])

    def paint(self, painter: QPainter, page: int, dpi: float, *, whole_dots: bool = True) -> None:
        """Paints `page` (from 0) with a painter at the paper's corner whose units are dots of `dpi`.

        `whole_dots` fits the barcode to the dots of a printer; a screen, far too coarse for that, goes without.
        """
        painter.save()
        painter.scale(dpi / RESOLUTION, dpi / RESOLUTION)
        if page == 0:
            self._band.paint(painter, self._margin, self._margin, dpi if whole_dots else RESOLUTION)
        self._paint_page_line(painter, page)
        offset = page * self._body.height()
        painter.translate(self._margin, self._margin - offset)
        body = QRectF(0, offset, self._body.width(), self._body.height())
        self._draw_flow(painter, body)
        for rule in self._rules:
            if body.intersects(rule):
                painter.fillRect(rule & body, Qt.GlobalColor.black)
        painter.restore()

    def _draw_flow(self, painter: QPainter, body: QRectF) -> None:
        """Black on white whatever the window's theme: `drawContents` would take the letters' colour from it."""
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette(Qt.GlobalColor.white)
        palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
        context.palette = palette
        context.clip = body
        painter.save()
        painter.setClipRect(body)
        self._document.documentLayout().draw(painter, context)
        painter.restore()

    def _paint_page_line(self, painter: QPainter, page: int) -> None:
        paper = self.sheet.paper
        text = page_line(self.sheet, page, self.page_count)
        font = self._type(0.85).font()
        metrics = QFontMetricsF(font)
        left = self._margin + (self._body.width() - metrics.horizontalAdvance(text)) / 2
        painter.setFont(font)
        painter.setPen(Qt.GlobalColor.black)
        painter.drawText(QPointF(left, mm(paper.height - paper.margin) - metrics.descent()), text)


def page_line(sheet: Sheet, page: int, pages: int) -> str:
    """The words below `page` (from 0) of `pages`."""
    return sheet.page_line.replace("{page}", str(page + 1)).replace("{pages}", str(pages))
