"""The print sheet: preview, PDF, printer, the printed mark, reprints, what no font can show."""

from collections.abc import Callable
from pathlib import Path
from subprocess import run

import pytest
import zxingcpp
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from shopdesk.documents.papers import PAPERS
from shopdesk.services import packing
from shopdesk.services.desk import Desk
from shopdesk.ui import theme
from shopdesk.ui.packing.paper_dialog import PaperDialog
from shopdesk.ui.printing.printer import prepare_printer
from tests.external import need
from tests.services.packing_shop import list_story, waiting_order
from tests.ui.packing.stage import Stage

Open = Callable[[], Stage]


@pytest.fixture
def lists(desk: Desk) -> tuple[str, ...]:
    """Three lists."""
    return packing.make_lists(
        desk, [waiting_order(desk, 2), waiting_order(desk, 1), waiting_order(desk, 1)]
    ).value.numbers


def barcodes(pdf: Path, folder: Path) -> list[str]:
    """What a scanner reads from every page, in order."""
    run([need("pdftoppm"), "-r", "203", "-gray", "-png", pdf, folder / pdf.stem], check=True, timeout=60)
    found = []
    for path in sorted(folder.glob(f"{pdf.stem}-*.png")):
        picture = QImage(str(path)).convertToFormat(QImage.Format.Format_Grayscale8)
        rows = [bytes(picture.constScanLine(row))[: picture.width()] for row in range(picture.height())]
        grey = memoryview(b"".join(rows)).cast("B", shape=[picture.height(), picture.width()])
        found += [one.text for one in zxingcpp.read_barcodes(grey)]
    return found


def opened(at_work: Stage, *numbers: str) -> PaperDialog:
    """The print sheet for these lists."""
    at_work.select(*numbers)
    at_work.trigger("packing.print")
    return at_work.dialog("slips")


def test_a_pdf_is_saved_marked_and_printed_again(
    desk: Desk, stage: Open, lists: tuple[str, ...], tmp_path: Path
) -> None:
    at_work = stage()
    sheet = opened(at_work, *lists[:2])
    sheet.paper.set_value("100x150")
    at_work.settle()
    assert sheet.preview.page_count() == 2
    assert sheet.summary(sheet.ready, 2) == "2 slips · 2 pages"
    first = tmp_path / "first.pdf"
    sheet.save_to(str(first))
    at_work.settle()
    assert sorted(barcodes(first, tmp_path)) == sorted(lists[:2])
    assert {row.number: row.printed for row in at_work.rows()} == {lists[0]: 1, lists[1]: 1, lists[2]: 0}
    assert str(first) in at_work.page.notice.text
    assert list_story(desk, lists[0]).prints[0][2] == "100x150"
    again = opened(at_work, lists[0])
    assert again.paper.value() == "100x150"  # remembered
    assert "printed before" in again.summary(again.ready, 1)
    assert "reprint" in again.ready.sheets[0].page_line
    again.save_to(str(tmp_path / "again.pdf"))
    at_work.settle()
    assert at_work.row(lists[0]).printed == 2
    column = next(one for one in at_work.page.columns if one.key == "printed")
    assert column.text(at_work.row(lists[0])) == "✓ 2×"


def test_on_a_printer_only_what_was_wanted_is_marked(
    desk: Desk, stage: Open, lists: tuple[str, ...], tmp_path: Path
) -> None:
    at_work = stage()
    sheet = opened(at_work, *lists)
    order = [one.number for one in sheet.ready.sheets]
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    prepare_printer(printer, PAPERS["a4"])
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    with at_work.qtbot.waitSignal(sheet.accepted):
        sheet.print_on(printer)
    at_work.settle()
    assert barcodes(tmp_path / "printed.pdf", tmp_path) == order[1:]
    assert [at_work.row(number).printed for number in order] == [0, 1, 1]


def test_cancel_while_printing_marks_nothing(desk: Desk, stage: Open, tmp_path: Path) -> None:
    numbers = packing.make_lists(desk, [waiting_order(desk) for _order in range(30)]).value.numbers
    at_work = stage()
    sheet = opened(at_work, *numbers)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    prepare_printer(printer, PAPERS["a4"])
    seen: list[int] = []

    def cancel_at_three(done: int) -> None:
        seen.append(done)
        if done == 3:
            sheet.reject()

    # The job begins when the reading task has been delivered.
    at_work.context.tasks.ended.connect(lambda _task: sheet.job and sheet.job.progressed.connect(cancel_at_three))
    sheet.print_on(printer)
    at_work.qtbot.waitUntil(lambda: bool(seen) and sheet.job is None)
    at_work.settle()
    assert seen == [1, 2, 3]
    assert sheet.isVisible()
    assert {row.printed for row in at_work.rows()} == {0}
    sheet.reject()
    assert not sheet.isVisible()


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_marked(
    stage: Open, lists: tuple[str, ...], tmp_path: Path
) -> None:
    at_work = stage()
    opened(at_work, lists[0]).save_to(str(tmp_path / "nowhere" / "slips.pdf"))
    at_work.settle()
    assert "cannot be written" in at_work.page.notice.text
    assert at_work.row(lists[0]).printed == 0


def test_letters_that_no_font_has_are_named_before_printing(desk: Desk, stage: Open) -> None:
    orders = [waiting_order(desk, buyer_message="\U000f1234 please"), waiting_order(desk)]
    strange, plain = packing.make_lists(desk, orders).value.numbers
    at_work = stage()
    warned = opened(at_work, strange)
    assert warned._warning.isVisible()
    assert "\U000f1234" in warned._warning.text
    warned.reject()
    assert not opened(at_work, plain)._warning.isVisible()


def test_language_and_prices_change_the_preview(stage: Open, lists: tuple[str, ...]) -> None:
    at_work = stage()
    sheet = opened(at_work, lists[0])
    assert "10.00" not in sheet.ready.sheets[0].html
    sheet.prices.setChecked(True)
    sheet.language.set_value("zh_CN")
    at_work.settle()
    assert "10.00" in sheet.ready.sheets[0].html
    assert sheet.ready.sheets[0].chinese


def test_the_pick_list_goes_over_the_selection(stage: Open, lists: tuple[str, ...], tmp_path: Path) -> None:
    at_work = stage()
    at_work.select(*lists)
    at_work.trigger("packing.pick_list")
    sheet = at_work.dialog("pick_list")
    assert sheet.summary(sheet.ready, 1) == "For 3 open lists · 1 page"
    pdf = tmp_path / "pick.pdf"
    sheet.save_to(str(pdf))
    at_work.settle()
    text = run([need("pdftotext"), "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
    assert "MUG-1" in text
    assert all(number in text for number in lists)
    assert {row.printed for row in at_work.rows()} == {0}


def test_the_dark_theme_does_not_reach_the_paper(
    stage: Open, lists: tuple[str, ...], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    application = QApplication.instance()
    theme.apply(application, "dark")
    request.addfinalizer(lambda: theme.apply(application, "light"))
    at_work = stage()
    pdf = tmp_path / "dark.pdf"
    opened(at_work, lists[0]).save_to(str(pdf))
    at_work.settle()
    run([need("pdftoppm"), "-r", "100", "-gray", "-png", "-singlefile", pdf, tmp_path / "dark"], check=True)
    picture = QImage(str(tmp_path / "dark.png"))
    # The letters of the address, left below the head band, and nowhere grey ones.
    darkest = min(picture.pixelColor(x, y).lightness() for x in range(60, 400) for y in range(200, 300))
    assert darkest < 40
