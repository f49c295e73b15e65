"""The grid on which paper is laid out. Screen, PDF and printer scale it; none lays out anew."""

from PySide6.QtGui import QGuiApplication

from shopdesk.documents.barcodes import LABEL_DPI

# Six times a label printer's dots: fine enough for even letter spacing, and a bar of two label dots is twelve units.
RESOLUTION = 6 * LABEL_DPI


def mm(length: float) -> float:
    """Millimetres in units of the layout."""
    return length * RESOLUTION / 25.4


def css_pixels(length: float) -> float:
    """Units of the layout in what Qt's rich text calls pixels: it multiplies them by layout over screen."""
    return length * _screen_dpi() / RESOLUTION


def layout_units(pixels: float) -> float:
    """The other way round."""
    return pixels * RESOLUTION / _screen_dpi()


def _screen_dpi() -> float:
    screen = QGuiApplication.primaryScreen()
    return screen.logicalDotsPerInch() if screen is not None else 96.0
