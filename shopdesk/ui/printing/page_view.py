"""One page of paper on the screen, drawn by the code that prints it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopdesk.documents.papers import Paper
from shopdesk.ui.measure import unit
from shopdesk.ui.printing.layout import LaidOutSheet


class PageView(QWidget):
    """A white page on the desk's colour. Its width follows `set_page_width`; its height follows the paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: LaidOutSheet | None = None
        self._page = 0
        self._width = 300
        self._drawn: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_page(self, sheet: LaidOutSheet | None, page: int) -> None:
        """Shows `page` (from 0) of a sheet; None shows nothing."""
        self._sheet, self._page, self._drawn = sheet, page, None
        self.setAccessibleDescription(sheet.plain_text() if sheet is not None else "")
        self._fit()

    def set_page_width(self, width: int) -> None:
        """Width of the paper on the screen, in device-independent pixels."""
        if width != self._width:
            self._width, self._drawn = max(40, width), None
            self._fit()

    def paper(self) -> Paper | None:
        """The paper shown."""
        return self._sheet.sheet.paper if self._sheet is not None else None

    def sizeHint(self) -> QSize:
        paper = self.paper()
        if paper is None:
            return QSize(self._width, self._width)
        return QSize(self._width, round(self._width * paper.height / paper.width))

    def _fit(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sheet is None:
            return
        if self._drawn is None or self._drawn.devicePixelRatio() != self.devicePixelRatio():
            self._drawn = self._draw(self._sheet)
        painter = QPainter(self)
        painter.drawImage(0, 0, self._drawn)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _draw(self, sheet: LaidOutSheet) -> QImage:
        ratio = self.devicePixelRatio()
        image = QImage(self.size() * ratio, QImage.Format.Format_RGB32)
        image.fill(QColor(Qt.GlobalColor.white))
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        sheet.paint(painter, self._page, image.width() * 25.4 / sheet.sheet.paper.width, whole_dots=False)
        painter.end()
        image.setDevicePixelRatio(ratio)
        return image

    def margin(self) -> int:
        """Free space around the page on the desk."""
        return 2 * unit(self)
