"""Paints a cell from the row itself: asking the model role by role would cost seven calls into Python a cell."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from shopdesk.ui.icons import paint_icon
from shopdesk.ui.measure import row_height, unit
from shopdesk.ui.tables.columns import Column
from shopdesk.ui.tables.model import TableModel
from shopdesk.ui.tables.pages import Unreadable
from shopdesk.ui.theme import colour

_SELECTED = QStyle.StateFlag.State_Selected
# Put together once: or-ing Python enums for every cell takes longer than painting its background.
_ALIGN = {
    "left": int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine),
    "right": int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine),
    "center": int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextSingleLine),
}


class RowDelegate(QStyledItemDelegate):
    """Dot and word, glyph, tabular numbers; the row under the mouse and the selected rows are tinted whole."""

    def __init__(self, model: TableModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self.hovered = -1
        self._colours: dict[str, QColor] = {}
        self._font = QFont()
        self._bold = QFont()
        self._figures = QFont()
        self._metrics = QFontMetrics(self._font)
        self._space = 8
        self.restyle()

    def restyle(self) -> None:
        """Take over the view's font and palette (they changed)."""
        self._font = QFont(self._view.font())
        self._bold = QFont(self._font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._figures = QFont(self._font)
        self._figures.setFeature(QFont.Tag("tnum"), 1)
        self._metrics = QFontMetrics(self._font)
        self._space = unit(self._view)
        palette = self._view.palette()
        self._colours = {
            "text": palette.color(QPalette.ColorRole.Text),
            "disabled": palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text),
        }

    @property
    def row_height(self) -> int:
        """Pixels of one row: 28–32 at 10 pt."""
        return row_height(self._view)

    def _colour(self, role: str) -> QColor:
        found = self._colours.get(role)
        if found is None:
            found = self._colours[role] = colour(self._view.palette(), role)
        return found

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        position = index.row()
        column = self._model.columns[index.column()]
        if option.state & _SELECTED:
            painter.fillRect(rect, self._colour("selected"))
        elif position == self.hovered:
            painter.fillRect(rect, self._colour("hover"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, self._colour("line"))
        if index.column() == 0 and self._view.hasFocus() and self._view.currentIndex().row() == position:
            painter.fillRect(rect.x(), rect.y(), 3, rect.height() - 1, self._colour("accent"))
        row = self._model.row_at(position)
        inner = rect.adjusted(self._space, 0, -self._space, 0)
        if row is None or isinstance(row, Unreadable):
            painter.setFont(self._font)
            painter.setPen(self._colours["disabled"])
            painter.drawText(inner, _ALIGN["left"], self._model.cell_text(position, column))
            return
        if column.icon is not None:
            inner = self._paint_glyph(painter, inner, column, row)
        if column.dot is not None:
            inner = self._paint_dot(painter, inner, column.dot(row))
        self._paint_text(painter, inner, column, row, self._model.cell_text(position, column))

    def _paint_text(self, painter: QPainter, rect: QRect, column: Column, row: object, text: str) -> None:
        if not text or rect.width() <= 0:
            return
        right = column.align == "right"
        bold = column.bold is not None and column.bold(row)
        painter.setFont(self._bold if bold else self._figures if right else self._font)
        painter.setPen(self._colour("muted") if column.muted else self._colours["text"])
        metrics = painter.fontMetrics() if bold else self._metrics
        if metrics.horizontalAdvance(text) > rect.width():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _ALIGN[column.align], text)

    def _paint_dot(self, painter: QPainter, rect: QRect, role: str | None) -> QRect:
        if role is None:
            return rect
        size = self._metrics.height() * 0.5
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(role))
        painter.drawEllipse(QRectF(rect.x(), rect.center().y() + 0.5 - size / 2, size, size))
        painter.restore()
        return rect.adjusted(round(size + self._space * 0.8), 0, 0, 0)

    def _paint_glyph(self, painter: QPainter, rect: QRect, column: Column, row: object) -> QRect:
        glyph = column.icon(row) if column.icon is not None else None
        if glyph is None:
            return rect
        name, role = glyph
        size = round(self._metrics.height() * 0.95)
        x = rect.x() if column.align != "center" else rect.center().x() - size // 2
        box = QRectF(x, rect.center().y() - size // 2, size, size)
        paint_icon(painter, box, name, self._colour(role) if role else self._colours["text"])
        return rect.adjusted(size + self._space // 2, 0, 0, 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        text = self._model.cell_text(index.row(), self._model.columns[index.column()])
        return QSize(self._metrics.horizontalAdvance(text) + 3 * self._space, self.row_height)
