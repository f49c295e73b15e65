"""Reminders in the real window: due, seen, opened, put off, done, taken back; the tray behind them."""

from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from shopdesk import app
from shopdesk.services import inquiries
from shopdesk.services.desk import open_desk
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.reminders import tray, watch
from tests.services.small_shop import START, sent_order
from tests.ui.promises.conftest import Stage

LINE = "window.reminder"


def tick(stage: Stage) -> None:
    """The time at which the watch looks at its clock."""
    stage.front.reminders.watch._timer.timeout.emit()
    stage.settle()


def test_due_then_a_line_then_open_then_kept_and_taken_back(stage: Stage) -> None:
    order = sent_order(stage.desk)
    stage.promise(inquiry=None, order=order, due_at=START + timedelta(hours=2))
    tick(stage)
    strip = stage.front.reminders.strip
    assert strip.isHidden()
    stage.clock.forward(hours=3)
    tick(stage)
    assert strip.text == "Promised to Buyer A: Gift wrap — since today 11:00 (1 h)"
    assert strip.accessibleName() == strip.text
    assert not stage.has(f"{LINE}.next")
    stage.press(f"{LINE}.open")
    stage.qtbot.waitUntil(lambda: stage.window.current_page().key == "orders")
    stage.qtbot.waitUntil(lambda: stage.window.current_page().panel.number == order)
    stage.press(f"{LINE}.done")
    stage.qtbot.waitUntil(strip.isHidden)
    assert stage.window.status.said == "Promise kept"
    stage.trigger("window.undo")
    stage.qtbot.waitUntil(strip.isVisible)
    assert stage.statuses() == ["open"]


def test_later_is_of_this_computer_and_another_window_of_it_knows(stage: Stage, tmp_path: Path, qtbot: QtBot) -> None:
    stage.promise(due_at=START)
    tick(stage)
    strip = stage.front.reminders.strip
    qtbot.waitUntil(strip.isVisible)
    other = app.Shopfront(
        app.make_application(), open_desk(stage.desk.path, clock=stage.clock), Preferences(tmp_path / "window.ini")
    )
    other.window.show()
    qtbot.waitUntil(lambda: not other.reminders.strip.isHidden(), timeout=8_000)
    version = stage.desk.data_version()
    stage.press(f"{LINE}.later")
    menu = strip.findChild(QMenu, f"{LINE}.later.menu")
    assert [one.text() for one in menu.actions()] == ["In 10 minutes", "In 1 hour"]
    menu.actions()[1].trigger()
    menu.close()
    stage.settle()
    assert strip.isHidden()
    assert stage.desk.data_version() == version, "nothing in the shop changed"
    other.reminders.look()
    qtbot.waitUntil(lambda: other.reminders.strip.isHidden())
    other.window.close()
    other.window.deleteLater()
    stage.clock.forward(minutes=59)
    tick(stage)
    assert strip.isHidden()
    stage.clock.forward(minutes=2)
    tick(stage)
    assert strip.isVisible()


def test_several_stand_behind_each_other_and_the_one_in_sight_stays(stage: Stage) -> None:
    first = stage.promise("first", due_at=START - timedelta(hours=2))
    stage.promise("second", due_at=START - timedelta(hours=1))
    tick(stage)
    strip = stage.front.reminders.strip
    stage.qtbot.waitUntil(lambda: strip.shown is not None and len(strip._due) == 2)
    assert strip.shown.text == "first"
    stage.press(f"{LINE}.next")
    assert (strip.shown.text, stage.find(f"{LINE}.next").text()) == ("second", "2 of 2")
    stage.promise("third", due_at=START - timedelta(minutes=90))
    stage.qtbot.waitUntil(lambda: len(strip._due) == 3)
    assert strip.shown.text == "second"
    stage.press(f"{LINE}.done")
    stage.qtbot.waitUntil(lambda: strip.shown is not None and strip.shown.text in ("third", "first"))
    stage.front.context.save(_finish, first)
    stage.qtbot.waitUntil(lambda: strip.shown is not None and strip.shown.text == "third")


def _finish(desk: object, number: str) -> object:
    from shopdesk.services import tasks

    return tasks.finish_tasks(desk, [number])  # type: ignore[arg-type]


def test_a_follow_up_is_told_and_done(stage: Stage) -> None:
    inquiries.follow_up(stage.desk, [stage.inquiry], START + timedelta(minutes=10))
    stage.clock.forward(minutes=11)
    tick(stage)
    strip = stage.front.reminders.strip
    stage.qtbot.waitUntil(strip.isVisible)
    assert strip.text.startswith("Follow up with Buyer A: Gift? — since today 09:10 (1 min)")
    stage.press(f"{LINE}.done")
    stage.qtbot.waitUntil(strip.isHidden)
    assert stage.window.status.said == "Done: Follow up with Buyer A: Gift?"


def test_a_task_about_nothing_opens_the_list(stage: Stage) -> None:
    stage.promise("Count", kind="task", inquiry=None, due_at=START)
    tick(stage)
    stage.qtbot.waitUntil(stage.front.reminders.strip.isVisible)
    assert not stage.has(f"{LINE}.open")
    stage.front.reminders.open(stage.front.reminders.strip.shown)
    stage.settle()
    stage.dialog().reject()


def test_what_was_kept_elsewhere_meanwhile_is_said_and_goes(stage: Stage) -> None:
    number = stage.promise(due_at=START)
    tick(stage)
    strip = stage.front.reminders.strip
    stage.qtbot.waitUntil(strip.isVisible)
    other = open_desk(stage.desk.path, clock=stage.clock)
    _finish(other, number)
    other.close()
    stage.qtbot.waitUntil(strip.isHidden, timeout=8_000)


def test_it_looks_once_a_minute_and_after_a_sleep(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []
    real = watch._due
    monkeypatch.setattr(watch, "_due", lambda desk, stop: looks.append(desk.now()) or real(desk, stop))
    tick(stage)
    before = len(looks)
    stage.clock.forward(seconds=30)
    tick(stage)
    assert len(looks) == before
    stage.clock.forward(hours=9)
    tick(stage)
    assert len(looks) == before + 1


def test_the_settings_of_this_computer_hold_at_once(stage: Stage) -> None:
    stage.promise(due_at=START)
    tick(stage)
    strip = stage.front.reminders.strip
    stage.qtbot.waitUntil(strip.isVisible)
    page = stage.front.settings.open("reminders")
    stage.settle()
    section = page.section("reminders")
    boxes = {key: row.editor.isChecked() for key, row in section.rows.items()}
    assert boxes == {"reminders_window": True, "reminders_tray": True, "reminders_sound": False}
    section.rows["reminders_window"].editor.click()
    stage.qtbot.waitUntil(strip.isHidden)
    assert not stage.front.context.preferences.flag("reminders_window", True)
    section.rows["reminders_window"].editor.click()
    stage.qtbot.waitUntil(strip.isVisible)


def test_a_sound_only_where_it_is_wanted_and_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    beeps = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(1))
    stage.promise("silent", due_at=START)
    tick(stage)
    stage.qtbot.waitUntil(stage.front.reminders.strip.isVisible)
    stage.front.context.preferences.set("reminders_sound", True)
    stage.promise("loud", due_at=START)
    stage.qtbot.waitUntil(lambda: len(beeps) == 1)
    stage.clock.forward(hours=1)
    tick(stage)
    assert len(beeps) == 1


class _Icon(tray.QSystemTrayIcon):
    """Without a screen there is no tray: what would be shown is written down."""

    told: ClassVar[list[tuple[str, str]]] = []

    def showMessage(self, title: str, text: str, *_more: object) -> None:
        self.told.append((title, text))

    @staticmethod
    def supportsMessages() -> bool:
        return True


def test_the_tray_counts_lists_and_tells_each_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tray, "is_available", lambda: True)
    monkeypatch.setattr(tray, "QSystemTrayIcon", _Icon)
    _Icon.told = []
    assert stage.front.reminders.tray.icon is None
    stage.promise("Gift & card", due_at=START)
    tick(stage)
    shown = stage.front.reminders.tray
    stage.qtbot.waitUntil(lambda: shown.icon is not None and bool(_Icon.told))
    assert shown.icon.toolTip() == "ShopDesk — My shop\n1 thing is due"
    assert [one.text() for one in shown.menu.actions() if not one.isSeparator()] == [
        "Promised to Buyer A: Gift && card — since today 09:00 (just now)", "Open ShopDesk", "Quit",
    ]  # fmt: skip
    assert _Icon.told == [("My shop", "Promised to Buyer A: Gift & card — since today 09:00 (just now)")]
    stage.clock.forward(minutes=2)
    tick(stage)
    assert len(_Icon.told) == 1
    stage.promise("another", due_at=START)
    stage.promise("and one", due_at=START)
    stage.qtbot.waitUntil(lambda: len(_Icon.told) == 2)
    assert shown.icon.toolTip().endswith("3 things are due")
    stage.window.showMinimized()
    shown.menu.actions()[0].trigger()
    stage.settle()
    assert not stage.window.isMinimized()
    assert stage.window.current_page().key == "inquiries"
    stage.front.context.preferences.set("reminders_tray", False)
    stage.front.reminders.look()
    stage.settle()
    assert shown.icon is None


def test_a_second_window_of_the_shop_shows_no_second_icon(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    monkeypatch.setattr(tray, "is_available", lambda: True)
    monkeypatch.setattr(tray, "QSystemTrayIcon", _Icon)
    _Icon.told = []
    stage.promise(due_at=START)
    tick(stage)
    qtbot.waitUntil(lambda: bool(_Icon.told))
    other = app.Shopfront(
        app.make_application(), open_desk(stage.desk.path, clock=stage.clock), Preferences(tmp_path / "window.ini")
    )
    other.window.show()
    other.reminders.look()
    qtbot.waitUntil(lambda: not other.reminders.strip.isHidden())
    assert other.reminders.tray.icon is None
    assert len(_Icon.told) == 1
    stage.front._doorbell.close()
    other._doorbell._listen()
    other.reminders.tray.follow()
    assert other.reminders.tray.icon is not None
    other.window.close()
    assert other.reminders.tray.icon is None
    other.window.deleteLater()


def test_without_a_tray_there_is_only_the_line(stage: Stage) -> None:
    stage.promise(due_at=START)
    tick(stage)
    stage.qtbot.waitUntil(stage.front.reminders.strip.isVisible)
    assert stage.front.reminders.tray.icon is None


def test_the_icon_is_drawn_in_every_size_with_its_count() -> None:
    plain, some, many = (tray.picture(count) for count in (0, 3, 12))
    for side in (16, 24, 32, 64):
        images = {one.pixmap(side, side).toImage().constBits().tobytes() for one in (plain, some, many)}
        assert len(images) == 3, side


def test_escape_and_enter_elsewhere_leave_the_line_alone(stage: Stage) -> None:
    stage.promise(due_at=START)
    tick(stage)
    strip = stage.front.reminders.strip
    stage.qtbot.waitUntil(strip.isVisible)
    stage.key(Qt.Key.Key_Escape)
    assert strip.isVisible()
    stage.press(f"{LINE}.close")
    assert strip.isHidden()
    stage.clock.forward(minutes=11)
    tick(stage)
    assert strip.isVisible()
