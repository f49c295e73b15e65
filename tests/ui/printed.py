"""Where ink lies on a page of a PDF, measured."""

import subprocess
from pathlib import Path

from PySide6.QtGui import QImage

from tests.external import need

_DPI = 300
_INK = 128


def first_page(pdf: Path) -> QImage:
    """The first page in grey, 300 dots to the inch."""
    target = pdf.with_suffix("")
    command = [need("pdftoppm"), "-r", str(_DPI), "-gray", "-png", "-singlefile", str(pdf), str(target)]
    subprocess.run(command, check=True, timeout=60)
    return QImage(str(target.with_suffix(".png"))).convertToFormat(QImage.Format.Format_Grayscale8)


def first_ink(pdf: Path) -> tuple[float, float]:
    """How many millimetres the first ink stands from the left and the top edge of the first page."""
    page = first_page(pdf)
    lines = [bytes(page.constScanLine(row))[: page.width()] for row in range(page.height())]
    top = next(row for row, line in enumerate(lines) if min(line) < _INK)
    left = min(next(at for at, dot in enumerate(line) if dot < _INK) for line in lines if min(line) < _INK)
    return left * 25.4 / _DPI, top * 25.4 / _DPI
