"""Backups in the window: made, tried, gone back to; the data checked and repaired; the last one in the status bar."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from shopdesk import app
from shopdesk.domain.drafts import LineDraft, OrderDraft
from shopdesk.domain.listing import ListQuery
from shopdesk.services import orders
from shopdesk.services.desk import open_desk
from shopdesk.services.safety import backups
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
    assert "1 orders" in dialog.notice.text
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
