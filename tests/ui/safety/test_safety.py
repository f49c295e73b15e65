"""Backups in the window: made, tried, gone back to; the data checked and repaired; the last one in the status bar."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from shopdesk import app
from shopdesk.domain.drafts import LineDraft, OrderDraft
from shopdesk.domain.listing import ListQuery
from shopdesk.services import orders, settings
from shopdesk.services.desk import open_desk
from shopdesk.services.safety import backups, moving
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.safety.dialog import SafetyDialog
from tests.services.small_shop import Clock, open_shop


@pytest.fixture
def front(qtbot: QtBot, dressed: object, tmp_path: Path) -> Iterator[app.Shopfront]:
    desk, _clock = open_shop(tmp_path)
    front = app.Shopfront(app.make_application(), desk, Preferences(tmp_path / "window.ini"))
    front.window.show()
    yield front
    for one in (front, *app._open_fronts):
        one.window.close()
        one.window.deleteLater()
    app._open_fronts.clear()


def settle(front: app.Shopfront, qtbot: QtBot) -> None:
    for _ in range(3):
        assert front.tasks.settle()
        qtbot.wait(20)


def enter(front: app.Shopfront) -> None:
    draft = OrderDraft(buyer_name="Buyer A", currency="CNY", lines=(LineDraft("Mug", 1, 4500),))
    orders.create_order(front.desk, draft)


def opened(front: app.Shopfront, qtbot: QtBot) -> SafetyDialog:
    front.context.actions.action("window.backups").trigger()
    settle(front, qtbot)
    return front.window.findChild(SafetyDialog)


def press(dialog: SafetyDialog, name: str, front: app.Shopfront, qtbot: QtBot) -> None:
    dialog.findChild(QPushButton, name).click()
    settle(front, qtbot)


def test_a_backup_is_made_by_itself_and_told(front: app.Shopfront, qtbot: QtBot) -> None:
    front.keeper.look()
    settle(front, qtbot)
    label = front.window.findChild(QToolButton, "window.status.backup")
    assert label.text() == "No backup yet"
    enter(front)
    front.keeper.look()
    settle(front, qtbot)
    assert [backup.kind for backup in backups.listed(front.desk.path)] == ["auto"]
    assert label.text().startswith("Last backup")
    assert label.text().endswith("✓")


def test_closing_makes_one(front: app.Shopfront, qtbot: QtBot) -> None:
    enter(front)
    front.window.close()
    assert [backup.kind for backup in backups.listed(front.desk.path)] == ["closing"]


def test_make_try_and_go_back(front: app.Shopfront, qtbot: QtBot) -> None:
    enter(front)
    dialog = opened(front, qtbot)
    press(dialog, "safety.make", front, qtbot)
    assert dialog.notice.text == "Backup made and checked."
    press(dialog, "safety.rehearse", front, qtbot)
    assert "This backup is good. In it: 1 order (the newest of " in dialog.card.text
    enter(front)
    press(dialog, "safety.restore", front, qtbot)
    assert len(orders.ids(front.desk, ListQuery())) == 2
    path = front.desk.path
    press(dialog, "safety.restore", front, qtbot)
    after = app._open_fronts[-1]
    assert after.desk.path == path
    assert len(orders.ids(after.desk, ListQuery())) == 1
    assert "kept as" in after.window.notice.text
    kept = next(path.parent.glob(f"{path.name}.before-restore-*"))
    before = open_desk(kept)
    assert len(orders.ids(before, ListQuery())) == 2
    before.close()


def test_check_and_repair(front: app.Shopfront, qtbot: QtBot) -> None:
    enter(front)
    dialog = opened(front, qtbot)
    press(dialog, "safety.check", front, qtbot)
    assert dialog.notice.text == "Everything is in order."
    with sqlite3.connect(front.desk.path) as connection:
        connection.execute("UPDATE orders SET total = total + 1")
    press(dialog, "safety.check", front, qtbot)
    assert dialog.notice.text == "Something is wrong: amounts of orders (1)"
    press(dialog, "safety.repair", front, qtbot)
    assert dialog.notice.text == "1 place was put right."


def test_an_old_backup_is_called_old(front: app.Shopfront, qtbot: QtBot) -> None:
    enter(front)
    made = backups.back_up(front.desk)
    clock = front.desk.clock
    assert isinstance(clock, Clock)
    clock.now += timedelta(days=8)
    front.keeper.told.emit(made.backup)
    label = front.window.findChild(QToolButton, "window.status.backup")
    assert label.text().endswith("too old")


def test_what_going_back_means_is_said_before(front: app.Shopfront, qtbot: QtBot) -> None:
    enter(front)
    made = backups.back_up(front.desk)
    clock = front.desk.clock
    assert isinstance(clock, Clock)
    clock.forward(minutes=5)
    enter(front)
    enter(front)
    dialog = opened(front, qtbot)
    assert "2 actions done since then are not in it." in dialog.card.text
    assert f"({front.desk.path.name}.before-restore…)" in dialog.card.text
    restore = dialog.findChild(QPushButton, "safety.restore")
    assert not restore.isEnabled(), "it is tried first"
    press(dialog, "safety.rehearse", front, qtbot)
    press(dialog, "safety.restore", front, qtbot)
    assert restore.text() == "Yes, go back now"
    dialog.list.setCurrentItem(dialog.list.topLevelItem(0))
    settle(front, qtbot)
    assert not restore.isVisible(), "asked for one backup, not for whatever is chosen next"
    assert len(orders.ids(front.desk, ListQuery())) == 3
    made.backup.path.write_bytes(made.backup.path.read_bytes()[:-8192])
    dialog.list.setCurrentItem(dialog.list.topLevelItem(0).child(0))
    press(dialog, "safety.rehearse", front, qtbot)
    assert "is damaged" in dialog.notice.text
    assert not restore.isEnabled()


def test_a_second_place_comes_vanishes_and_goes(front: app.Shopfront, qtbot: QtBot, tmp_path: Path) -> None:
    enter(front)
    stick = tmp_path / "sticks" / "one"
    stick.mkdir(parents=True)
    dialog = opened(front, qtbot)
    assert dialog.status.text() == "No backup yet"
    dialog.findChild(QPushButton, "safety.place.add").click()
    dialog.findChild(QFileDialog, "safety.place.folder").fileSelected.emit(str(stick))
    settle(front, qtbot)
    assert front.desk.setting("backup_places") == [str(stick)]
    press(dialog, "safety.make", front, qtbot)
    assert [dialog.list.topLevelItem(row).childCount() for row in (0, 1)] == [1, 1]
    assert dialog.status.text().startswith("Last good backup: ")
    dialog.close()
    stick.rename(tmp_path / "pulled out")
    dialog = opened(front, qtbot)
    assert dialog.notice.text == f"This place is not there now: {stick}. Plug it in, or remove it here."
    assert dialog.list.topLevelItem(1).text(0) == f"{stick}: not there now"
    remove = dialog.findChild(QPushButton, "safety.place.remove")
    assert not remove.isEnabled(), "the place beside the shop stays"
    dialog.list.setCurrentItem(dialog.list.topLevelItem(1))
    remove.click()
    settle(front, qtbot)
    assert front.desk.setting("backup_places") == []
    assert dialog.list.topLevelItemCount() == 1
    assert (tmp_path / "pulled out").is_dir()


def test_the_shop_moves_in_one_file(front: app.Shopfront, qtbot: QtBot, tmp_path: Path) -> None:
    enter(front)
    dialog = opened(front, qtbot)
    archive = tmp_path / f"all{moving.ENDING}"
    dialog.findChild(QPushButton, "safety.pack").click()
    dialog.findChild(QFileDialog, "safety.archive.file").fileSelected.emit(str(archive))
    settle(front, qtbot)
    assert dialog.notice.text.startswith(f"All of the shop is in {archive}.")
    dialog.close()
    (tmp_path / "there").mkdir()
    front.window._calls.on_files([archive])
    front.window.findChild(QFileDialog, "window.shop.folder").fileSelected.emit(str(tmp_path / "there"))
    settle(front, qtbot)
    after = app._open_fronts[-1]
    assert after.desk.path.parent == tmp_path / "there"
    assert len(orders.ids(after.desk, ListQuery())) == 1


def test_a_bad_archive_is_refused_and_the_shop_stays_open(front: app.Shopfront, qtbot: QtBot, tmp_path: Path) -> None:
    bad = tmp_path / "bad.zip"
    bad.write_bytes(b"PK\x03\x04 cut off")
    (tmp_path / "there").mkdir()
    front.window._calls.open_shop()
    front.window.findChild(QFileDialog, "window.shop.file").fileSelected.emit(str(bad))
    front.window.findChild(QFileDialog, "window.shop.folder").fileSelected.emit(str(tmp_path / "there"))
    settle(front, qtbot)
    assert front.window.notice.text.startswith(f"The archive “{bad}” is damaged or cut off.")
    assert list((tmp_path / "there").iterdir()) == []
    assert front.window.isVisible()


def test_a_stick_that_is_gone_is_told_once(front: app.Shopfront, qtbot: QtBot, tmp_path: Path) -> None:
    settings.set_settings(front.desk, {"backup_places": [str(tmp_path / "stick")]})
    said: list[str] = []
    front.context.bus.message.connect(lambda text, _undo: said.append(text))
    clock = front.desk.clock
    assert isinstance(clock, Clock)
    for _round in range(2):
        enter(front)
        front.keeper.look()
        settle(front, qtbot)
        clock.now += timedelta(days=1)
    assert len(backups.listed(front.desk.path)) == 2
    assert said == [f"Backup made, but not here: {tmp_path / 'stick'}"]


def test_backups_are_told_in_the_shops_zone_like_everything_else(front: app.Shopfront, qtbot: QtBot) -> None:
    settings.set_settings(front.desk, {"zone": "Pacific/Kiritimati"})  # no computer that runs this is set to UTC+14
    enter(front)
    front.keeper.look()
    settle(front, qtbot)
    dialog = opened(front, qtbot)
    backup = backups.listed(front.desk.path)[0]
    there = backup.at.astimezone(front.desk.zone).strftime("%H:%M")
    assert there in front.window.findChild(QToolButton, "window.status.backup").text()
    assert there in dialog.status.text()
    assert there in dialog.list.currentItem().text(0)
    assert dialog.card.text.count(there) == 2  # in its title, and in what going back would do


def test_with_large_letters_the_backups_fit_a_small_screen(
    front: app.Shopfront, qtbot: QtBot, dressed: QApplication
) -> None:
    enter(front)
    backups.back_up(front.desk)
    font = dressed.font()
    front.window.resize(1280, 800)
    large = QFont(font)
    large.setPointSizeF(font.pointSizeF() * 1.5)
    dressed.setFont(large)
    try:
        dialog = opened(front, qtbot)
        assert dialog.width() <= 1280
        assert dialog.height() <= 760  # of 800: its frame stands there too
        card = dialog.card
        assert card.minimumSizeHint().width() <= card.width()  # no word is cut at the side
    finally:
        dressed.setFont(font)
