"""Lengths from the font: nothing in the window is a fixed number of pixels."""

from PySide6.QtGui import QFontInfo, QFontMetrics
from PySide6.QtWidgets import QWidget


def unit(widget: QWidget) -> int:
    """The step of the rhythm, 8 px at 10 pt. Taken from the size of letters: line heights differ by font."""
    return max(4, round(QFontInfo(widget.font()).pixelSize() * 0.6))


def characters(widget: QWidget, count: float) -> int:
    """The width of `count` figures; a Chinese character takes two."""
    return round(QFontMetrics(widget.font()).horizontalAdvance("0") * count)


def row_height(widget: QWidget) -> int:
    """One row of a table: 28–32 px at 10 pt, never less than the line needs."""
    letters = QFontInfo(widget.font()).pixelSize()
    return max(round(letters * 2.3), QFontMetrics(widget.font()).height() + letters // 2)
