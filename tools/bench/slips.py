"""500 packing slips with barcode to one PDF, against 500 bare documents of the same text."""

import os
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from tools.bench import Result

NAME = "slips-pdf"
LIMIT = "rate ≥ 0.4 × floor"

_COUNT = 500
_ROUNDS = 4


def run() -> Result:
    """Processor seconds, the best of some rounds each, taken in turn so that a busy machine slows both."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication.instance() or QGuiApplication([])
    rounds = [(_floor(), _ours()) for _round in range(_ROUNDS)]
    floor, ours = (min(times) for times in zip(*rounds, strict=True))
    del application
    return {
        "floor": floor,
        "ours": ours,
        "ratio": floor / ours,
        "limit": LIMIT,
        "ok": floor / ours >= 0.4,
        "how": f"processor seconds for {_COUNT} slips of 3 lines, 100x150, best of {_ROUNDS}; ratio of rates, more is "
        "better; floor: QTextDocument.setPlainText of the same text, drawn to one QPdfWriter",
    }


def _slips() -> list[Any]:
    from shopdesk.documents.slips import Slip, SlipAddress, SlipLine, SlipOrder, SlipShop

    lines = (
        SlipLine("", "MUG-BLU-350", "Stoneware mug with handle", "Blue / 350 ml", quantity=2, ordered=2, shelf="A-03"),
        SlipLine("", "TEE-NAVY-XL", "Organic cotton T-shirt", "Navy / XL", shelf="B-11"),
        SlipLine("", "STK-10", "Sticker sheet, 10 pieces", quantity=3, ordered=3, shelf="C-01"),
    )
    shop = SlipShop("Example Mug Shop", "12 Sample Street, Exampletown", "555-0100", "hello@example.com")
    address = SlipAddress("Buyer A", "555-0123", ("742 Placeholder Avenue", "Exampleville, CA 90210"))
    order = SlipOrder("", "shopify", "#1042", date(2026, 10, 1), "Please ring twice, thank you!")
    slip = Slip("", date(2026, 10, 3), shop, address, (order,), lines)
    return [
        replace(slip, number=f"PL-2026-{number:06}", orders=(replace(order, number=f"SO-2026-{number:06}"),))
        for number in range(1, _COUNT + 1)
    ]


def _ours() -> float:
    from shopdesk.documents.papers import PAPERS
    from shopdesk.ui.printing.render import slips_pdf

    slips = _slips()
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        placed = slips_pdf(Path(folder) / "slips.pdf", slips, PAPERS["100x150"])
        took = time.process_time() - start
    if sum(sheet.pages for sheet in placed) != _COUNT:
        raise AssertionError("a slip did not fit on its label; the floor would print less than we do")
    return took


def _floor() -> float:
    from PySide6.QtCore import QSizeF
    from PySide6.QtGui import QPainter, QPdfWriter, QTextDocument

    from shopdesk.documents.papers import PAPERS
    from shopdesk.ui.printing.layout import LaidOutSheet
    from shopdesk.ui.printing.render import page_layout
    from shopdesk.ui.printing.sheets import slip_sheet
    from shopdesk.ui.printing.units import RESOLUTION

    paper = PAPERS["100x150"]
    texts = [LaidOutSheet(slip_sheet(slip, paper)).plain_text() for slip in _slips()]
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        writer = QPdfWriter(str(Path(folder) / "floor.pdf"))
        writer.setResolution(RESOLUTION)
        writer.setPageLayout(page_layout(paper))
        painter = QPainter(writer)
        for index, text in enumerate(texts):
            if index:
                writer.newPage()
            document = QTextDocument()
            document.documentLayout().setPaintDevice(writer)
            document.setPageSize(QSizeF(writer.width(), writer.height()))
            document.setPlainText(text)
            document.drawContents(painter)
        painter.end()
        return time.process_time() - start
