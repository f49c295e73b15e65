"""Draws a Code 128 as rectangles that fall on whole dots of the device."""

from itertools import accumulate

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from shopdesk.documents.barcodes import LABEL_DPI, MODULE_MM, QUIET_MODULES, code128_widths


def module_dots(dpi: float) -> int:
    """Dots of the device in the narrowest bar: two on a label printer, never less than one."""
    return max(1, round(MODULE_MM * dpi / 25.4))


def bars_width(code: str, dpi: float) -> float:
    """Width in dots from the first bar of `code` to its last."""
    return sum(code128_widths(code)) * module_dots(dpi)


def quiet_zone(dpi: float) -> float:
    """Dots that stay free on either side."""
    return QUIET_MODULES * module_dots(dpi)


def draw_barcode(painter: QPainter, code: str, right: float, top: float, height: float, dpi: float) -> None:
    """Draws `code` with its last bar ending at `right`, in dots of a device of `dpi` from the paper's corner.

    The caller leaves the quiet zones free on either side.

    Bars start on dots that a label printer can hit too, so that a PDF made here stays sharp when it is printed
    there: the start is rounded to 1/203 inch.
    """
    module = module_dots(dpi)
    grid = dpi / LABEL_DPI if dpi >= LABEL_DPI else 1.0
    position = round(int((right - bars_width(code, dpi)) / grid) * grid)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    widths = code128_widths(code)
    ends = list(accumulate(widths))
    y, tall = round(top), round(height)
    painter.drawRects(
        [
            QRectF(position + (end - width) * module, y, width * module, tall)
            for end, width in zip(ends[::2], widths[::2], strict=True)
        ]
    )
    painter.restore()
