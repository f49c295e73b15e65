"""Single lines of type outside the flow, measured in units of the layout."""

import threading
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from shopdesk.ui.printing.fonts import paper_font
from shopdesk.ui.printing.units import RESOLUTION


@dataclass(frozen=True, slots=True)
class Typeface:
    """A paper font of a size in points, whatever the painter's device says."""

    points: float
    chinese: bool = False
    bold: bool = False
    shaped: bool = True

    def font(self) -> QFont:
        """The QFont, one for each thread: sharing one between two is not safe. Not to be changed."""
        font = _fonts.made.get(self)
        if font is None:
            font = paper_font(self.points, self.chinese, self.shaped)
            font.setPixelSize(max(1, round(self.points * RESOLUTION / 72)))
            font.setBold(self.bold)
            _fonts.made[self] = font
        return font


class _Fonts(threading.local):
    def __init__(self) -> None:
        self.made: dict[Typeface, QFont] = {}


_fonts = _Fonts()


@lru_cache(maxsize=512)  # 500 slips have one shop
def broken(text: str, face: Typeface, width: float, most: int) -> tuple[str, ...]:
    """`text` in at most `most` lines of `width`; the last is cut with an ellipsis when there is more."""
    font = face.font()
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start, end = line.textStart(), line.textStart() + line.textLength()
        whole, rest = _units(text, start, end), _units(text, start, None)
        last = len(lines) == most - 1
        lines.append(QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width) if last else whole)
    layout.endLayout()
    return tuple(lines)


def _units(text: str, start: int, end: int | None) -> str:
    """A part of `text` by Qt's count, in which an emoji is two."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * start : None if end is None else 2 * end].decode("utf-16-le", "ignore")
