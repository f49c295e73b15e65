"""A new shop: three questions with the system's answers proposed, asked once, in nobody's way."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shopdesk import app, paths, words
from shopdesk.domain.drafts import LineDraft, OrderDraft
from shopdesk.services import first_steps, orders
from shopdesk.services.desk import open_desk
from shopdesk.services.settings import set_settings, settings
from shopdesk.ui.settings import system_guess
from shopdesk.ui.settings.first_steps import FirstStepsPage
from tests.ui import walking
from tests.ui.walking import Walk

Begin = Callable[[], app.Shopfront]


@pytest.fixture
def begin(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Begin]:
    """Opens the window as the program does, on a computer in Berlin."""
    monkeypatch.setattr(system_guess, "zone", lambda usual: "Europe/Berlin")
    monkeypatch.setattr(system_guess, "money", lambda usual: "EUR")

    def open_window() -> app.Shopfront:
        front = app.open_window(app.make_application(), tmp_path / "new.shopdesk")
        front.window.activateWindow()
        settle(front, qtbot)
        return front

    yield open_window
    for front in app._open_fronts:
        front.window.close()
        front.window.deleteLater()
    app._open_fronts.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settle(front: app.Shopfront, qtbot: QtBot) -> None:
    for _round in range(4):
        assert front.tasks.settle(20)
        qtbot.wait(15)


def asked(front: app.Shopfront) -> bool:
    return isinstance(front.window.in_front(), FirstStepsPage)


def press(front: app.Shopfront, name: str, qtbot: QtBot) -> None:
    button = front.window.findChild(QPushButton, name)
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(front, qtbot)


def test_answers_are_kept_and_nothing_is_asked_again(begin: Begin, qtbot: QtBot) -> None:
    front = begin()
    assert asked(front)
    field = front.window.focusWidget()
    assert field.objectName() == "first_steps.name", "the keyboard is at the first question"
    qtbot.keyClicks(field, "Shop A")
    press(front, "first_steps.start", qtbot)
    assert not asked(front)
    assert front.window.current_page().key == "orders", "where the next step is said"
    assert (front.desk.shop_name, front.desk.currency, front.desk.zone.key) == ("Shop A", "EUR", "Europe/Berlin")
    front.window.close()
    assert not asked(begin())


def test_skipped_is_not_asked_again(begin: Begin, qtbot: QtBot) -> None:
    front = begin()
    press(front, "first_steps.skip", qtbot)
    assert not asked(front)
    assert (front.desk.shop_name, front.desk.currency, front.desk.zone.key) == ("My shop", "EUR", "Europe/Berlin")
    front.window.close()
    assert not asked(begin())


def test_undone_the_shop_is_as_it_was(begin: Begin, qtbot: QtBot) -> None:
    front = begin()
    before = settings(front.desk)
    press(front, "first_steps.start", qtbot)
    front.context.actions.action("window.undo").trigger()
    settle(front, qtbot)
    assert settings(front.desk) == before


def test_a_tab_goes_past_the_questions_and_a_wrong_answer_is_said(begin: Begin, qtbot: QtBot) -> None:
    front = begin()
    page: Any = front.window.in_front()
    page.zone.set_value("Moon")
    press(front, "first_steps.start", qtbot)
    assert asked(front)
    error = front.window.findChild(QWidget, "settings.first_steps.zone.error")
    assert "no time zone “Moon”" in error.text()  # type: ignore[attr-defined]
    assert front.desk.setting("first_steps") is True
    qtbot.mouseClick(front.window.tabs, Qt.MouseButton.LeftButton, pos=front.window.tabs.tabRect(1).center())
    settle(front, qtbot)
    assert front.window.in_front().key == "orders"


def test_a_first_order_from_elsewhere_ends_the_questions(begin: Begin, qtbot: QtBot) -> None:
    front = begin()
    other = open_desk(front.desk.path)
    orders.create_order(other, OrderDraft("Buyer A", "CNY", (LineDraft("Mug", 1, 4500),)))
    other.close()
    qtbot.waitUntil(lambda: not asked(front), timeout=3000)
    assert not first_steps.wanted(front.desk)


def test_a_file_is_chosen_with_the_answers_kept(begin: Begin, qtbot: QtBot) -> None:
    front = begin()
    press(front, "first_steps.choose_file", qtbot)
    dialog = front.window.findChild(QFileDialog, "window.import.files")
    assert dialog is not None
    dialog.reject()
    assert front.desk.currency == "EUR"
    assert not asked(front)


def test_another_language_is_spoken_at_once_and_what_was_typed_stays(begin: Begin, qtbot: QtBot) -> None:
    front = begin()
    page: Any = front.window.in_front()
    qtbot.keyClicks(page.name, "Shop A")
    page.language.setFocus()
    while page.language.value() != "zh_CN":
        qtbot.keyClick(page.language, Qt.Key.Key_Down)
        settle(app._open_fronts[-1], qtbot)
        if app._open_fronts[-1] is not front:
            front = app._open_fronts[-1]
            page = front.window.in_front()
            page.language.setFocus()
    assert words.language() == "zh_CN"
    assert asked(app._open_fronts[-1])
    again: Any = app._open_fronts[-1].window.in_front()
    assert again.name.value() == "Shop A"


def test_the_demo_shop_lies_beside_and_asks_nothing(begin: Begin, qtbot: QtBot) -> None:
    front = begin()
    press(front, "first_steps.demo", qtbot)
    demo = app._open_fronts[-1]
    settle(demo, qtbot)
    assert demo.desk.path == paths.data_dir() / "demo.shopdesk"
    assert not asked(demo)
    assert demo.desk.currency == "CNY", "the demo stays what it is everywhere"
    own = open_desk(front.desk.path)
    assert first_steps.wanted(own), "the person's own shop was not touched"
    own.close()


def test_a_shop_with_records_or_an_answer_is_not_new(tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "a.shopdesk", create=True)
    assert first_steps.wanted(desk)
    set_settings(desk, {"first_steps": False})
    assert not first_steps.wanted(desk)
    set_settings(desk, {"first_steps": True})
    orders.create_order(desk, OrderDraft("Buyer A", "CNY", (LineDraft("Mug", 1, 4500),)))
    assert not first_steps.wanted(desk)
    desk.close()


@pytest.mark.parametrize(("locale", "code"), [("de_DE", "EUR"), ("zh_CN", "CNY"), ("en_US", "USD"), ("ja_JP", "JPY")])
def test_the_currency_of_the_systems_country(monkeypatch: pytest.MonkeyPatch, locale: str, code: str) -> None:
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale(locale)))
    assert system_guess.money("XXX") == code


def test_a_system_that_says_nothing_leaves_the_usual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale.c()))
    assert system_guess.money("CNY") == "CNY"
    assert "/" in system_guess.zone("Asia/Shanghai")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_word_has_room_and_a_name(begin: Begin, qtbot: QtBot, tmp_path: Path, language: str) -> None:
    path = tmp_path / "new.shopdesk"
    open_desk(path, create=True).close()
    walk = Walk.__new__(Walk)
    front = app.open_window(app.make_application(), path, language=language)
    front.window.resize(1280, 800)
    settle(front, qtbot)
    walk.front, walk.window, walk.application = front, front.window, front.application
    assert asked(front)
    found = walking.cut_words(walk) + walking.nameless(walk) + walking.without_object_name(walk)
    found += walking.scrolled_sideways(walk) + walking.shared_keys(walk)
    assert found == []
