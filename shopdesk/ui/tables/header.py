"""The header of every table: flat, quiet, an arrow where it sorts."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import QHeaderView, QWidget

from shopdesk.ui.icons import paint_icon
from shopdesk.ui.measure import row_height, unit
from shopdesk.ui.theme import colour


class FlatHeader(QHeaderView):
    """Horizontal header without boxes; the sorted column's title is darker and has an arrow."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.sorted_section = -1
        self.sorted_descending = False
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_sorting(self, section: int, descending: bool) -> None:
        """Draw the arrow at `section` (-1: nowhere)."""
        self.sorted_section = section
        self.sorted_descending = descending
        self.viewport().update()

    def _title_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        font.setWeight(QFont.Weight.Medium)
        return font

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), row_height(self))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if not rect.isValid():
            return
        painter.save()
        palette = self.palette()
        painter.fillRect(rect, palette.color(QPalette.ColorRole.Base))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, palette.color(QPalette.ColorRole.Mid))
        space = unit(self)
        inner = rect.adjusted(space, 0, -space, 0)
        sorted_here = logicalIndex == self.sorted_section
        painter.setFont(self._title_font())
        tint = palette.color(QPalette.ColorRole.Text) if sorted_here else colour(palette, "muted")
        if sorted_here:
            size = round(self.fontMetrics().height() * 0.8)
            at = QRectF(inner.right() - size + 2, inner.center().y() - size / 2, size, size)
            paint_icon(painter, at, "chevron-down" if self.sorted_descending else "chevron-up", tint)
            inner.setRight(inner.right() - size)
        painter.setPen(tint)
        model = self.model()
        title = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        align = model.headerData(logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        text = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, align or self.defaultAlignment(), text)
        painter.restore()
