"""Slips and pick lists as printed pages: nothing beyond the margins, readable barcodes, the right pages."""

import os
import subprocess
import sys
import threading
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from shopdesk.documents.papers import PAPERS
from shopdesk.documents.picklist import PickList
from shopdesk.documents.slips import SlipAddress, SlipLine, SlipOrder
from shopdesk.domain.errors import Cancelled, UserError
from shopdesk.domain.picking import PickLine, group_by_shelf
from shopdesk.ui.printing.fonts import missing_coverage, needs_shaping, paper_families
from shopdesk.ui.printing.layout import LaidOutSheet
from shopdesk.ui.printing.printer import prepare_printer, print_slips
from shopdesk.ui.printing.render import PlacedSheet, pick_list_pdf, slips_pdf
from shopdesk.ui.printing.sheets import slip_sheet
from tests.documents.slip_samples import HOSTILE, LINES, ORDER, UNBROKEN, hostile_slip, slip
from tests.external import need

pytestmark = pytest.mark.usefixtures("qapp")

LABEL_DPI = 203
INK = 160  # darker is ink


@dataclass(frozen=True)
class Page:
    """A page in grey, one byte a dot."""

    width: int
    height: int
    dots: bytes

    def ink_in(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether anything is printed in a rectangle, given in dots."""
        rows = range(max(0, int(top)), min(self.height, int(bottom)))
        first, last = max(0, int(left)), min(self.width, int(right))
        return any(min(self.dots[row * self.width + first : row * self.width + last]) < INK for row in rows)

    def barcodes(self) -> list[str]:
        """The texts of the barcodes that a scanner finds."""
        grey = memoryview(self.dots).cast("B", shape=[self.height, self.width])
        return [found.text for found in zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormat.Code128)]


def _pages(path: Path, dpi: int = LABEL_DPI) -> list[Page]:
    tool = need("pdftoppm")
    raw = subprocess.run([tool, "-r", str(dpi), "-gray", path], capture_output=True, check=True).stdout
    pages = []
    while raw:
        magic, width, height, _deepest = raw.split(maxsplit=4)[:4]
        assert magic == b"P5"
        start = len(b"P5\n%s %s\n255\n" % (width, height))
        size = int(width) * int(height)
        pages.append(Page(int(width), int(height), raw[start : start + size]))
        raw = raw[start + size :]
    return pages


def _text(path: Path, page: int) -> str:
    tool = need("pdftotext")
    command = [tool, "-layout", "-f", str(page), "-l", str(page), path, "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def _many_lines(count: int) -> tuple[SlipLine, ...]:
    return tuple(
        SlipLine(
            ORDER.number, f"SKU-{index:03}", f"Item {index:03} " + "with words " * (index % 7), quantity=index % 3 + 1
        )
        for index in range(count)
    )


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_hostile_text_stays_within_the_margins_and_the_barcode_reads(tmp_path, paper):
    slips = [replace(hostile_slip(text), number=f"PL-2026-{index:06}") for index, text in enumerate(HOSTILE)]
    slips.append(slip(number="PL-2026-999999"))
    placed = slips_pdf(tmp_path / "slips.pdf", slips, paper, prices=True, memo=True)
    pages = _pages(tmp_path / "slips.pdf")
    assert len(pages) == sum(sheet.pages for sheet in placed)
    margin = paper.margin * LABEL_DPI / 25.4 - 1
    for number, page in enumerate(pages, 1):
        assert not page.ink_in(0, 0, page.width, margin), number
        assert not page.ink_in(0, page.height - margin, page.width, page.height), number
        assert not page.ink_in(0, 0, margin, page.height), number
        assert not page.ink_in(page.width - margin, 0, page.width, page.height), number
    for sheet in placed:
        assert pages[sheet.first_page - 1].barcodes() == [sheet.number]


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_every_bar_of_a_label_printer_is_whole_dots(tmp_path, paper):
    slips_pdf(tmp_path / "slips.pdf", [slip()], paper)
    (page,) = _pages(tmp_path / "slips.pdf")
    row = page.dots[page.width * round((paper.margin + 4) * LABEL_DPI / 25.4) :][: page.width]
    bars = row[page.width // 2 :]  # the barcode stands on the right
    grey = [value for value in bars if 40 < value < 215]
    assert not grey, "a bar's edge falls between two dots"
    runs, length = [], 1
    for before, now in pairwise(bars):
        if (before < INK) == (now < INK):
            length += 1
        else:
            runs.append(length)
            length = 1
    assert len(runs) > 40
    assert all(run % 2 == 0 for run in runs[1:]), "a module is two dots"


def test_pages_of_each_list_are_told_rightly(tmp_path):
    slips = [
        slip(number="PL-2026-000001"),
        slip(number="PL-2026-000002", lines=_many_lines(60)),
        slip(number="PL-2026-000003"),
    ]
    seen = []
    placed = slips_pdf(tmp_path / "s.pdf", slips, PAPERS["100x150"], progress=lambda done, of: seen.append((done, of)))
    assert placed[0] == PlacedSheet("PL-2026-000001", 1, 1)
    assert placed[1].first_page == 2
    assert placed[1].pages > 3
    assert placed[2] == PlacedSheet("PL-2026-000003", 2 + placed[1].pages, 1)
    assert seen == [(1, 3), (2, 3), (3, 3)]
    for sheet in placed:
        for index in range(sheet.pages):
            text = _text(tmp_path / "s.pdf", sheet.first_page + index)
            assert f"{sheet.number} · page {index + 1} of {sheet.pages}" in text


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_sixty_lines_repeat_the_head_and_no_line_is_lost_or_cut(tmp_path, paper):
    (placed,) = slips_pdf(tmp_path / "s.pdf", [slip(lines=_many_lines(60), remaining=())], paper)
    assert placed.pages > 1
    texts = [_text(tmp_path / "s.pdf", page + 1) for page in range(placed.pages)]
    found = []
    for text in texts:
        items = [f"{index:03}" for index in range(60) if f"Item {index:03}" in text]
        skus = [f"{index:03}" for index in range(60) if f"SKU-{index:03}" in text]
        assert items == skus, "a row's SKU stands on the page of its title"
        if items:
            assert text.index("Qty") < text.index(f"Item {items[0]}")
        found += items
    assert found == [f"{index:03}" for index in range(60)]


def test_closing_words_cost_no_page_of_their_own(tmp_path):
    for count in range(1, 14):
        target = tmp_path / f"{count}.pdf"
        made = slip(lines=_many_lines(count), remaining=())
        (placed,) = slips_pdf(target, [made], PAPERS["100x150"])
        last = _text(target, placed.pages)
        assert "Qty" in last or "pieces in this parcel" in last


def test_prices_stay_out_unless_asked(tmp_path):
    slips_pdf(tmp_path / "s.pdf", [slip()], PAPERS["a4"])
    assert "¥" not in _text(tmp_path / "s.pdf", 1)
    slips_pdf(tmp_path / "s.pdf", [slip()], PAPERS["a4"], prices=True)
    assert "¥178.00" in _text(tmp_path / "s.pdf", 1)


def test_a_reprint_says_so(tmp_path):
    slips_pdf(tmp_path / "s.pdf", [slip(printed=1)], PAPERS["a5"])
    assert "reprint" in _text(tmp_path / "s.pdf", 1)


def test_pick_list_has_its_page(tmp_path):
    rows = group_by_shelf([PickLine("PL-1", "A", UNBROKEN, shelf="X", quantity=3), PickLine("PL-2", "B", "Mug")])
    pick = PickList(date(2026, 10, 3), rows, ("PL-1", "PL-2"), "Example Shop")
    (placed,) = pick_list_pdf(tmp_path / "pick.pdf", pick, PAPERS["a4"])
    assert (placed.first_page, placed.pages) == (1, 1)
    assert "4 pieces for 2 packing lists" in _text(tmp_path / "pick.pdf", 1)


def test_nothing_to_print_is_said(tmp_path):
    with pytest.raises(UserError) as refusal:
        slips_pdf(tmp_path / "s.pdf", [], PAPERS["a4"])
    assert refusal.value.code == "slips.nothing"
    assert list(tmp_path.iterdir()) == []


def test_cancelled_leaves_nothing(tmp_path):
    (tmp_path / "s.pdf").write_text("the old one")
    with pytest.raises(Cancelled):
        slips_pdf(tmp_path / "s.pdf", [slip()] * 5, PAPERS["a4"], cancelled=lambda: True)
    assert [path.name for path in tmp_path.iterdir()] == ["s.pdf"]
    assert (tmp_path / "s.pdf").read_text() == "the old one"


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(UserError) as refusal:
        slips_pdf(tmp_path / "none" / "s.pdf", [slip()], PAPERS["a4"])
    assert refusal.value.code == "slips.unwritable"


@pytest.mark.skipif(sys.platform == "win32", reason="limits on file sizes are a thing of POSIX")
def test_a_disk_that_fills_up_leaves_the_old_file(tmp_path):
    (tmp_path / "s.pdf").write_text("the old one")
    program = f"""
import resource, signal
from PySide6.QtGui import QGuiApplication
from shopdesk.documents.papers import PAPERS
from shopdesk.domain.errors import UserError
from shopdesk.ui.printing.render import slips_pdf
from tests.documents.slip_samples import slip
application = QGuiApplication([])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
try:
    slips_pdf({str(tmp_path / "s.pdf")!r}, [slip()], PAPERS["a4"])
except UserError as error:
    print(error.code)
"""
    surroundings = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=surroundings, cwd=tmp_path, check=True
    )
    assert done.stdout.strip() == "slips.unwritable"
    assert [path.name for path in tmp_path.iterdir()] == ["s.pdf"]
    assert (tmp_path / "s.pdf").read_text() == "the old one"


def test_works_in_a_thread_while_the_window_draws(tmp_path):
    slips = [slip(number=f"PL-2026-{index:06}") for index in range(40)]
    placed: list[PlacedSheet] = []
    worker = threading.Thread(target=lambda: placed.extend(slips_pdf(tmp_path / "s.pdf", slips, PAPERS["100x150"])))
    worker.start()
    drawn = 0
    while worker.is_alive() or not drawn:
        _drawn(slip(), "100x150", LABEL_DPI)
        drawn += 1
    worker.join()
    assert [sheet.number for sheet in placed] == [made.number for made in slips]


def _drawn(made, paper: str, dpi: int) -> QImage:
    size = PAPERS[paper]
    image = QImage(round(size.width / 25.4 * dpi), round(size.height / 25.4 * dpi), QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    painter = QPainter(image)
    LaidOutSheet(slip_sheet(made, size)).paint(painter, 0, dpi)
    painter.end()
    return image


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_the_barcode_reads_at_a_printers_own_resolution(dpi):
    image = _drawn(slip(), "100x150", dpi)
    grey = memoryview(bytes(image.constBits())).cast("B", shape=[image.height(), image.bytesPerLine()])
    assert [found.text for found in zxingcpp.read_barcodes(grey)] == ["PL-2026-000001"]


def _printer(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_printer_prints_the_pages_of_the_preview(tmp_path):
    printer = _printer(tmp_path / "p.pdf")
    prepare_printer(printer, PAPERS["100x150"])
    slips = [slip(number=f"PL-2026-{index:06}") for index in (1, 2)]
    placed = print_slips(printer, slips, PAPERS["100x150"])
    assert [(sheet.first_page, sheet.pages) for sheet in placed] == [(1, 1), (2, 1)]
    pages = _pages(tmp_path / "p.pdf")
    assert [page.barcodes() for page in pages] == [["PL-2026-000001"], ["PL-2026-000002"]]


def test_printer_heeds_the_page_range_of_the_dialog(tmp_path):
    printer = _printer(tmp_path / "p.pdf")
    prepare_printer(printer, PAPERS["100x150"])
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    print_slips(printer, [slip(number=f"PL-2026-{index:06}") for index in range(1, 6)], PAPERS["100x150"])
    pages = _pages(tmp_path / "p.pdf")
    assert [page.barcodes() for page in pages] == [["PL-2026-000002"], ["PL-2026-000003"]]


def test_a_smaller_paper_than_meant_shrinks_the_page(tmp_path):
    printer = _printer(tmp_path / "p.pdf")
    prepare_printer(printer, PAPERS["a5"])
    print_slips(printer, [slip()], PAPERS["a4"])
    (page,) = _pages(tmp_path / "p.pdf", 300)
    assert page.width < 1800
    assert "Example Shop" in _text(tmp_path / "p.pdf", 1)
    assert "page 1 of 1" in _text(tmp_path / "p.pdf", 1)


def test_a_logo_is_printed_and_a_lost_one_is_no_error(tmp_path):
    picture = QImage(80, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("black"))
    assert picture.save(str(tmp_path / "logo.png"))
    plain = slip()
    shop = replace(plain.shop, logo=str(tmp_path / "logo.png"))
    corner = 4 * LABEL_DPI / 25.4

    def ink(made) -> bool:
        image = _drawn(made, "100x150", LABEL_DPI)
        return all(image.pixelColor(int(corner) + x, int(corner) + 10).lightness() < 60 for x in range(10, 120))

    assert ink(replace(plain, shop=shop))
    assert not ink(plain)
    assert not ink(replace(plain, shop=replace(shop, logo=str(tmp_path / "lost.png"))))


def test_fonts_cover_what_shops_write():
    assert missing_coverage(["Buyer A, ¥178.00 – “ok”", "\n\t\u200b\ufe0f"]) == []
    assert paper_families() != paper_families(chinese=True) or len(paper_families()) == 1


def test_characters_without_any_font_are_named_once():
    # Private use: no font on a test machine may be expected to have a shape for it.
    assert missing_coverage(["a\U0010fffdb", "\U0010fffd"]) == ["\U0010fffd"]


def _need_chinese_font() -> None:
    chinese = [family for family in paper_families() if "CJK" in family or "Hei" in family or "Sans SC" in family]
    if not chinese and not os.environ.get("CI"):
        pytest.skip("no Chinese font is installed here")


def test_chinese_is_covered_where_a_chinese_font_is_installed():
    _need_chinese_font()
    assert missing_coverage(["买家甲 发货单 藏青"]) == []


def test_several_orders_share_one_slip(tmp_path):
    second = SlipOrder("SO-2026-000002", "taobao", "2938475610293847561")
    lines = (LINES[0], replace(LINES[1], order=second.number))
    slips_pdf(tmp_path / "s.pdf", [slip(orders=(ORDER, second), lines=lines)], PAPERS["100x150"])
    text = _text(tmp_path / "s.pdf", 1)
    assert text.count("SO-2026-000001") >= 2
    assert text.count("SO-2026-000002") >= 2


def test_only_joining_characters_need_shaping():
    assert not needs_shaping("Buyer A ’·¥ 买家甲 é")
    assert needs_shaping("👩\u200d👧")
    assert needs_shaping("x\u0301")


def test_chinese_text_can_be_searched_in_the_pdf(tmp_path):
    _need_chinese_font()
    made = slip(
        ship_to=SlipAddress("买家甲", "138 0000 0000", ("示例省小山市青龙路一页二人大厦",)),
        lines=(replace(LINES[0], title="小马手工杯"),),
    )
    slips_pdf(tmp_path / "s.pdf", [made], PAPERS["a4"], language="zh_CN")
    text = _text(tmp_path / "s.pdf", 1)
    for said in ("买家甲", "示例省小山市青龙路一页二人大厦", "小马手工杯", "收货人"):
        assert said in text
