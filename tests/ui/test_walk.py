"""A walk through every page of the real window, in both languages, at 1280 × 800 and with large letters."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from shopdesk import words
from shopdesk.services.demo import make_demo
from shopdesk.services.desk import open_desk
from shopdesk.ui import theme
from shopdesk.ui.preferences import Preferences
from tests.ui import walking
from tests.ui.walking import Walk

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LARGE = 1.5


def now() -> datetime:
    return NOW


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo shop, made once: a walk changes nothing in it."""
    path = tmp_path_factory.mktemp("walk") / "demo.shopdesk"
    desk = open_desk(path, create=True, clock=now)
    make_demo(desk)
    desk.close()
    return path


@pytest.fixture
def start(qapp: QApplication, shop: Path, preferences: Preferences) -> Iterator[Callable[..., Walk]]:
    """Opens the window in a language, at a size of letters."""
    plain = qapp.font()
    opened: list[Walk] = []

    def begin(language: str = "en", scale: float = 1.0) -> Walk:
        words.use(language)
        letters = qapp.font()
        letters.setPointSizeF(10 * scale)
        qapp.setFont(letters)
        theme.apply(qapp, "light")
        opened.append(Walk(shop, preferences, now))
        return opened[-1]

    yield begin
    for walk in opened:
        walk.close()
    qapp.setFont(plain)
    theme.apply(qapp, "light")


def test_the_walk_finds_what_is_wrong(start: Callable[..., Walk]) -> None:
    walk = start()
    page = walk.window.show_page("orders")
    walk.rest()
    create = page.findChild(QPushButton, "order.create.button")
    create.setFixedWidth(20)
    page.table.setColumnWidth(0, 12)
    page.search.setPlaceholderText("words " * 40)
    label = QLabel("far too long for its place", page)
    label.setGeometry(0, 0, 30, 20)
    label.show()
    cut = "\n".join(walking.cut_words(walk))
    for part in ("order.create.button", "orders.table", "far too long"):
        assert part in cut
    assert "orders.search" in walking.cut_hints(walk)[0]
    create.setObjectName("thing")
    create.setAccessibleName("")
    create.setText("")
    assert "thing" in walking.nameless(walk)[0]
    assert "thing" in walking.without_object_name(walk)[0]
    QShortcut("Ctrl+K", walk.window)
    assert "Ctrl+K" in walking.shared_keys(walk)[0]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("scale", [1.0, LARGE])
def test_every_word_has_the_room_it_needs(start: Callable[..., Walk], language: str, scale: float) -> None:
    walk = start(language, scale)
    found = [f"{page}: {cut}" for page in walk.pages() for cut in walking.cut_words(walk)]
    found += [f"{form}: {cut}" for form in walk.forms() for cut in walking.cut_words(walk)]
    found += [f"{part}: {cut}" for part in walk.settings() for cut in walking.cut_words(walk)]
    assert "\n".join(found) == ""


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_quote_and_an_overdue_promise_have_room(start: Callable[..., Walk], language: str) -> None:
    walk = start(language)
    page: Any = walk.window.show_page("inquiries")
    walk.rest()
    page.table.selectRow(1)
    walk.rest()
    assert page.story.findChild(QPushButton, f"{page.story.objectName()}.quote.order").isVisible()
    assert "\n".join(walking.cut_words(walk)) == ""


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_hints_and_rows_are_seen_whole(start: Callable[..., Walk], language: str) -> None:
    walk = start(language)
    found = []
    for places in (walk.pages(), walk.forms(), walk.settings()):
        for place in places:
            found += [f"{place}: {cut}" for cut in walking.cut_hints(walk)]
            found += [f"{place}: {area} is pushed to the side" for area in walking.scrolled_sideways(walk)]
    assert "\n".join(found) == ""


def test_everything_can_be_read_out_and_found_again_and_keys_mean_one_thing(start: Callable[..., Walk]) -> None:
    walk = start()
    found = []
    for places in (walk.pages(), walk.forms(), walk.settings()):
        for place in places:
            found += [f"{place}: {one}" for one in walking.nameless(walk) + walking.without_object_name(walk)]
    assert "\n".join(found) == ""
    assert walking.shared_keys(walk) == []


def test_walking_through_the_tabs_leaves_no_window(start: Callable[..., Walk], qapp: QApplication) -> None:
    walk = start()
    appearing = walking.Appearing(qapp)
    for _page in walk.pages():
        pass
    before = set(qapp.topLevelWidgets())
    for _page in walk.pages():
        pass
    qapp.removeEventFilter(appearing)
    assert appearing.seen == []
    assert {f"{type(one).__name__} {one.objectName()}" for one in set(qapp.topLevelWidgets()) - before} == set()
