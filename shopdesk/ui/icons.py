"""Icons: one SVG set in `resources/icons` (24 grid, stroke 1.5, `currentColor`), tinted from the palette.

QtSvg is loaded with the first icon only (2 ms); pixmaps are drawn when a widget first paints them.
"""

from functools import cache
from typing import Any

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap

from shopdesk.resources import resource_path
from shopdesk.ui.theme import colour


@cache
def _source(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def _renderer(name: str, tint: str) -> Any:
    from PySide6.QtSvg import QSvgRenderer

    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", tint).encode("utf-8")))


def paint_icon(painter: QPainter, rect: QRect | QRectF, name: str, tint: QColor) -> None:
    """Draw icon `name` into `rect` in one colour."""
    _renderer(name, tint.name()).render(painter, QRectF(rect))


class _TintedEngine(QIconEngine):
    """Draws in the palette's text colour at the time of painting, so that a theme change needs no new icons."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def _tint(self, mode: QIcon.Mode) -> QColor:
        palette = QGuiApplication.palette()
        if mode == QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        if self._role == "on_accent":
            return palette.color(QPalette.ColorRole.HighlightedText)
        if self._role:
            return colour(palette, self._role)
        return palette.color(QPalette.ColorRole.ButtonText)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        # A wider rectangle leaves a gap between the icon and the words behind it.
        side = min(rect.width(), rect.height())
        square = QRect(rect.x(), rect.y() + (rect.height() - side) // 2, side, side)
        paint_icon(painter, square, self._name, self._tint(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        if size.isEmpty():  # a button that is about to be laid out can be smaller than its frame
            return QPixmap()
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        pixmap = self.pixmap(size, mode, state)
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._role)

    def isNull(self) -> bool:
        return False


def icon(name: str, role: str = "") -> QIcon:
    """Icon `name` (a file of `resources/icons`); `role`: a colour of `theme.ROLES`, `on_accent`, or plain text."""
    return QIcon(_TintedEngine(name, role))


def icon_names() -> list[str]:
    """Every icon of the set."""
    return sorted(path.stem for path in resource_path("icons").glob("*.svg"))
