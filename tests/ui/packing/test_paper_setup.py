"""A printer that prints beside the place: what is printed on it is moved by as many millimetres as were set."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from shopdesk.documents.papers import PAPERS
from shopdesk.domain.errors import UserError
from shopdesk.services import packing
from shopdesk.services.desk import Desk
from shopdesk.services.settings import set_settings
from shopdesk.ui.packing.paper_choices import PaperChoices
from shopdesk.ui.packing.paper_dialog import PaperDialog
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.printing.paper_setup import PDF, PaperSetup
from shopdesk.ui.printing.printer import prepare_printer
from shopdesk.ui.printing.ruler_page import frame_margin, rulers_pdf
from shopdesk.ui.printing.units import NOWHERE, Offset
from tests.services.packing_shop import waiting_order
from tests.ui.packing.stage import Stage
from tests.ui.printed import first_ink

Open = Callable[[], Stage]
EXACT = 0.15  # mm: two dots of 300 to the inch


@pytest.fixture
def number(desk: Desk) -> str:
    return str(packing.make_lists(desk, [waiting_order(desk, 2)]).value.numbers[0])


def opened(at_work: Stage, number: str) -> PaperDialog:
    at_work.select(number)
    at_work.trigger("packing.print")
    return at_work.dialog("slips")


def printed(at_work: Stage, number: str, path: Path) -> Path:
    """The slip on a printer that is a file; it answers to no name."""
    dialog = opened(at_work, number)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    prepare_printer(printer, dialog.asked().paper)
    dialog.print_on(printer)
    at_work.settle()
    return path


@pytest.mark.parametrize("paper", ["a4", "100x150"])
def test_the_print_is_moved_by_what_was_set(desk: Desk, stage: Open, number: str, tmp_path: Path, paper: str) -> None:
    set_settings(desk, {"paper": paper})
    on = stage()
    setup = PaperSetup(on.context.preferences)
    plain = first_ink(printed(on, number, tmp_path / "plain.pdf"))
    setup.set_offset(paper, Offset(3.5, -2))
    moved = first_ink(printed(on, number, tmp_path / "moved.pdf"))
    assert moved[0] - plain[0] == pytest.approx(3.5, abs=EXACT)
    assert moved[1] - plain[1] == pytest.approx(-2, abs=EXACT)
    other = "a5" if paper == "a4" else "a4"
    assert setup.offset(other) == NOWHERE


def test_another_printer_than_the_papers_own_prints_where_it_should(
    desk: Desk, stage: Open, number: str, tmp_path: Path
) -> None:
    on = stage()
    setup = PaperSetup(on.context.preferences)
    plain = first_ink(printed(on, number, tmp_path / "plain.pdf"))
    setup.set_offset("a4", Offset(5, 5))
    setup.set_printer("a4", "Label printer")
    assert first_ink(printed(on, number, tmp_path / "other.pdf")) == pytest.approx(plain, abs=EXACT)


def test_a_pdf_is_moved_only_where_pdf_is_how_the_paper_is_printed(
    desk: Desk, stage: Open, number: str, tmp_path: Path
) -> None:
    on = stage()
    setup = PaperSetup(on.context.preferences)
    setup.set_offset("a4", Offset(4, 1))
    opened(on, number).save_to(str(tmp_path / "plain.pdf"))
    on.settle()
    setup.set_printer("a4", PDF)
    dialog = opened(on, number)
    assert dialog.destination.text == "This paper is saved as PDF · moved 4 mm right, 1 mm down"
    dialog.save_to(str(tmp_path / "moved.pdf"))
    on.settle()
    plain, moved = (first_ink(tmp_path / name) for name in ("plain.pdf", "moved.pdf"))
    assert (moved[0] - plain[0], moved[1] - plain[1]) == pytest.approx((4, 1), abs=EXACT)


def test_a_printer_that_is_not_there_is_named_and_print_asks(stage: Open, number: str) -> None:
    on = stage()
    PaperSetup(on.context.preferences).set_printer("a4", "Label printer")
    dialog = opened(on, number)
    assert "“Label printer” is not there" in dialog.destination.text
    assert dialog.destination.printer() == ""
    dialog.reject()


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_the_test_print_stands_where_it_says(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    paper = PAPERS[name]
    for offset in (NOWHERE, Offset(2, -1.5)):
        rulers_pdf(tmp_path / "rulers.pdf", paper, offset)
        left, top = first_ink(tmp_path / "rulers.pdf")
        margin = frame_margin(paper) - 0.1  # half the line
        assert (left, top) == pytest.approx((margin + offset.right, margin + offset.down), abs=EXACT)


def test_offsets_are_checked_and_spoilt_ones_forgotten(preferences: Preferences) -> None:
    setup = PaperSetup(preferences)
    with pytest.raises(UserError, match=r"form\.length"):
        setup.set_offset("a4", Offset(0, 31))
    assert setup.offset("a4") == NOWHERE
    preferences.set("paper/a4/right", 999_999)
    preferences.set("paper/a4/down", "wide")
    assert setup.offset("a4") == NOWHERE


def test_what_was_chosen_last_holds_until_the_shop_says_otherwise(desk: Desk, stage: Open) -> None:
    on = stage()
    choices = PaperChoices(on.context, "slips")
    assert (choices.paper, choices.prices) == ("a4", False)
    choices.remember("a5", "zh_CN", True)
    assert (choices.paper, choices.language, choices.prices) == ("a5", "zh_CN", True)
    set_settings(desk, {"paper": "100x150"})
    assert (choices.paper, choices.language, choices.prices) == ("100x150", "zh_CN", True)
    set_settings(desk, {"paper_language": "en", "paper_prices": True})
    choices.remember("100x150", "en", False)
    assert (choices.language, choices.prices) == ("en", False)
