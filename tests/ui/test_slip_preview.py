"""The preview of slips: pages, buttons, keys, and a window that never waits for 500 of them."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from shopdesk.documents.papers import PAPERS
from shopdesk.ui.printing.page_view import PageView
from shopdesk.ui.printing.preview import SlipPreview
from tests.documents.slip_samples import slip

PAPER = PAPERS["100x150"]


@pytest.fixture
def preview(qtbot) -> SlipPreview:
    """A shown preview without pages."""
    made = SlipPreview()
    qtbot.addWidget(made)
    made.resize(600, 700)
    made.show()
    return made


def _slips(count: int):
    return [slip(number=f"PL-2026-{index:06}") for index in range(1, count + 1)]


def _part(preview: SlipPreview, kind: type[QWidget], name: str):
    found = preview.findChild(kind, f"packing.preview.{name}")
    assert found is not None
    return found


def test_empty_preview_says_so(preview):
    assert preview.page() == 0
    assert _part(preview, QLabel, "told").text() == "Nothing to print"
    assert not _part(preview, QToolButton, "next").isEnabled()


def test_buttons_turn_pages(preview, qtbot):
    with qtbot.waitSignal(preview.complete):
        preview.show_slips(_slips(3), PAPER)
    assert _part(preview, QLabel, "told").text() == "Page 1 of 3"
    assert not _part(preview, QToolButton, "previous").isEnabled()
    qtbot.mouseClick(_part(preview, QToolButton, "next"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(_part(preview, QToolButton, "next"), Qt.MouseButton.LeftButton)
    assert preview.page() == 3
    assert not _part(preview, QToolButton, "next").isEnabled()
    preview.go_to_slip("PL-2026-000002")
    assert preview.page() == 2
    assert "PL-2026-000002" in _part(preview, PageView, "page").accessibleDescription()


def test_keys_turn_pages(preview, qtbot):
    with qtbot.waitSignal(preview.complete):
        preview.show_slips(_slips(2), PAPER)
    _part(preview, QPushButton, "whole").setChecked(True)
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.page() == 2
    qtbot.keyClick(preview, Qt.Key.Key_PageUp)
    assert preview.page() == 1


def test_page_is_white_with_ink_in_every_theme(preview, qtbot):
    palette = preview.palette()
    palette.setColor(palette.ColorRole.Window, Qt.GlobalColor.black)
    palette.setColor(palette.ColorRole.Text, Qt.GlobalColor.white)
    preview.setPalette(palette)
    preview.show_slips(_slips(1), PAPER)
    image = _part(preview, PageView, "page").grab().toImage()
    shades = {image.pixelColor(x, y).lightness() for x in range(5, image.width() - 5, 3) for y in range(5, 200)}
    assert max(shades) == 255
    assert min(shades) < 60


def test_whole_page_fits_the_room(preview, qtbot):
    preview.show_slips(_slips(1), PAPER)
    page = _part(preview, PageView, "page")
    wide = page.width()
    _part(preview, QPushButton, "whole").setChecked(True)
    assert page.width() < wide
    assert page.height() <= preview.height()
    assert page.height() / page.width() == pytest.approx(1.5, abs=0.02)


def test_first_page_is_there_at_once_and_the_window_stays_usable(preview, qtbot):
    preview.show_slips(_slips(150), PAPER)
    assert preview.page() == 1
    assert preview.page_count() < 150
    assert _part(preview, QLabel, "told").text().endswith("…")
    done: list[bool] = []
    preview.complete.connect(lambda: done.append(True))
    longest = 0.0
    while not done:
        start = time.thread_time()
        qtbot.wait(1)
        longest = max(longest, time.thread_time() - start)
    assert preview.page_count() == 150
    assert longest < 0.1


def test_new_slips_replace_those_still_being_laid_out(preview, qtbot):
    preview.show_slips(_slips(100), PAPER)
    with qtbot.waitSignal(preview.complete):
        preview.show_slips(_slips(2), PAPERS["a4"])
    assert preview.page_count() == 2
    preview.show_sheets([])
    assert preview.page() == 0
