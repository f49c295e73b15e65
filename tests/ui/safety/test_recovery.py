"""A damaged shop at start: a window of its own offers the last good backup and what is readable; nothing is lost."""

import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from shopdesk import app
from shopdesk.domain.listing import ListQuery
from shopdesk.services import orders
from shopdesk.services.demo import make_demo
from shopdesk.services.desk import clock_at, open_desk
from shopdesk.services.safety import backups, recovering
from shopdesk.ui.safety import ways_out
from shopdesk.ui.safety.recovery import RecoveryWindow
from shopdesk.ui.safety.refused import RefusedWindow
from tests.services.safety import damage
from tests.ui.safety.fronts import close_all, settle, wait_for

NOW = "2026-11-22T08:00:00Z"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "shop.shopdesk"
    desk = open_desk(path, clock=clock_at(NOW), create=True)
    make_demo(desk, 60)
    desk.close()
    return path


@pytest.fixture
def shop(model: Path, tmp_path: Path) -> Path:
    """A shop with one good backup of it beside it."""
    path = tmp_path / "shop.shopdesk"
    path.write_bytes(damage.closed(model))
    desk = open_desk(path, clock=clock_at(NOW))
    backups.back_up(desk)
    desk.close()
    return path


@pytest.fixture(autouse=True)
def everything_closed() -> Iterator[None]:
    hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    messages = qInstallMessageHandler(None)
    yield
    for window in list(ways_out.standing):
        window.close()
    close_all()
    for window in QApplication.topLevelWidgets():
        if isinstance(window, RecoveryWindow | RefusedWindow):
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    qInstallMessageHandler(messages)


def start(shop: Path) -> None:
    """As the program starts."""
    app._start(app._prepare(app.make_application(), None, NOW, "en"), shop)


def recovery(qtbot: QtBot) -> RecoveryWindow:
    wait_for(lambda: ways_out.standing, qtbot)
    window: RecoveryWindow = ways_out.standing[-1]
    assert window.isVisible()
    wait_for(window._tasks.is_idle, qtbot, 60_000)
    return window


def front(qtbot: QtBot) -> app.Shopfront:
    wait_for(lambda: app._open_fronts, qtbot)
    opened = app._open_fronts[-1]
    settle(opened, qtbot)
    assert opened.window.isVisible()
    return opened


def press(window: Any, name: str) -> None:
    found = window.findChild(QPushButton, name)
    assert found.isEnabled(), name
    found.click()


def count(opened: app.Shopfront) -> int:
    return len(orders.ids(opened.desk, ListQuery()))


@pytest.mark.parametrize("harm", [*damage.HARM.values(), damage.empty, damage.gone])
def test_back_to_the_last_good_backup(shop: Path, qtbot: QtBot, harm: Any) -> None:
    harm(shop)
    there = shop.exists()
    spoilt = shop.read_bytes() if there else b""
    start(shop)
    if app._open_fronts:  # noise that the first look does not meet; it is found while it is worked with
        assert harm in (damage.noise, damage.zero_pages, damage.cut_inside_a_page)
        return
    window = recovery(qtbot)
    assert "made by hand. In it: 60 orders (the newest of " in window.backup.text
    assert "What was done after Sun 22 Nov 2026, " in window.backup.text
    press(window, "recovery.backup.choose")
    opened = front(qtbot)
    assert count(opened) == 60
    assert opened.window.notice.text.startswith("The backup is in place.")
    assert ways_out.standing == []
    kept = [path.read_bytes() for path in shop.parent.glob("shop.shopdesk.damaged-*")]
    assert kept == ([spoilt] if there else [])


def test_what_is_readable(shop: Path, qtbot: QtBot) -> None:
    damage.garble_header(shop)
    start(shop)
    window = recovery(qtbot)
    assert "These come through: 60 orders" in window.rescue.text
    assert window.rescue.text.endswith("Everything could be read.")
    assert window.rescue.button.property("primary")
    assert not window.backup.button.property("primary")
    press(window, "recovery.rescue.choose")
    opened = front(qtbot)
    assert count(opened) == 60
    assert "is kept as" in opened.window.notice.text
    assert len(list(shop.parent.glob("shop.shopdesk.damaged-*"))) == 1


def test_quitting_touches_nothing(shop: Path, qtbot: QtBot) -> None:
    damage.cut(shop)
    before = {path.name: path.read_bytes() for path in shop.parent.iterdir() if path.is_file()}
    start(shop)
    window = recovery(qtbot)
    press(window, "recovery.quit")
    assert {path.name: path.read_bytes() for path in shop.parent.iterdir() if path.is_file()} == before
    assert app._open_fronts == []


def test_closing_while_it_looks_leaves_nothing(shop: Path, qtbot: QtBot) -> None:
    damage.noise(shop, seed=4, share=0.3)
    names = {path.name for path in shop.parent.iterdir()}
    opening = app._prepare(app.make_application(), None, NOW, "en")
    ways_out.recover(opening, shop, app.UserError("shop.damaged", path=str(shop)))
    ways_out.standing[-1].close()
    assert {path.name for path in shop.parent.iterdir()} - {"data"} == names - {"data"}


def test_another_backup_and_another_shop(shop: Path, qtbot: QtBot, tmp_path: Path, model: Path) -> None:
    elsewhere = tmp_path / "from a drawer.sqlite"
    next(iter((tmp_path / "shop.shopdesk.backups").glob("*.sqlite"))).rename(elsewhere)
    damage.garble_first_page(shop)
    start(shop)
    window = recovery(qtbot)
    assert window.backup.text.startswith("No good backup of this shop was found.")
    assert not window.backup.button.isEnabled()
    press(window, "recovery.choose_backup")
    dialog = window.findChild(QFileDialog, "recovery.file")
    text = tmp_path / "letter.txt"
    text.write_text("hello", encoding="utf-8")
    dialog.fileSelected.emit(str(text))
    wait_for(window._tasks.is_idle, qtbot)
    assert window.notice.text == f"“{text}” is not a backup of a ShopDesk shop."
    dialog.fileSelected.emit(str(elsewhere))
    assert count(front(qtbot)) == 60


def test_a_new_shop_where_one_is_gone(shop: Path, qtbot: QtBot) -> None:
    damage.gone(shop)
    start(shop)
    window = recovery(qtbot)
    assert not window.rescue.isVisible()
    press(window, "recovery.new")
    assert count(front(qtbot)) == 0


def test_damage_met_at_work_is_said_with_a_way_out_and_remembered(shop: Path, qtbot: QtBot) -> None:
    damage.zero_end(shop, 3)  # the very end: more would reach what the tabs count
    start(shop)
    opened = front(qtbot)
    opened.window.say_error(app.UserError("shop.damaged", path=str(shop)))
    assert opened.window.notice._button.text() == "Recover…"
    close_all()
    start(shop)
    window = recovery(qtbot)
    press(window, "recovery.anyway")
    opened = front(qtbot)
    opened.window.say_error(app.UserError("shop.damaged", path=str(shop)))
    opened.window.notice._button.click()
    window = recovery(qtbot)
    assert not opened.window.isVisible()
    press(window, "recovery.backup.choose")
    wait_for(lambda: len(app._open_fronts) == 2, qtbot)
    assert count(front(qtbot)) == 60
    opened.window.deleteLater()
    app._open_fronts.remove(opened)
    close_all()
    start(shop)  # it is whole now, and not doubted any more
    assert ways_out.standing == []


def test_after_a_kill_the_file_is_read_in_the_background(shop: Path, qtbot: QtBot) -> None:
    start(shop)
    opened = front(qtbot)
    opened.look_for_damage()
    settle(opened, qtbot)
    assert opened.window.notice.isHidden()
    close_all()
    damage.zero_end(shop, 3)  # the very end: more would reach what the tabs count
    start(shop)
    opened = front(qtbot)
    opened.look_for_damage()
    settle(opened, qtbot)
    assert "is damaged" in opened.window.notice.text
    assert opened.window.notice._button.text() == "Recover…"


def test_it_looks_after_a_kill_only(shop: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Path] = []
    monkeypatch.setattr(app, "_LOOK_FOR_DAMAGE_AFTER", 1)
    monkeypatch.setattr(recovering, "find_damage", lambda desk, _stop: bool(looked.append(desk.path)))
    start(shop)
    settle(front(qtbot), qtbot)
    assert looked == []
    close_all()
    Path(f"{shop}-wal").write_bytes(b"left behind by whoever was killed")
    start(shop)
    settle(front(qtbot), qtbot)
    assert looked == [shop]


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (newer, "was written by a newer ShopDesk. Update this one to open it."),
        (lambda path: (path.unlink(), path.mkdir()), "is not a ShopDesk shop."),
    ],
)
def test_what_needs_no_recovery_is_one_sentence_with_a_way_on(
    shop: Path, qtbot: QtBot, tmp_path: Path, model: Path, capsys: pytest.CaptureFixture[str], harm: Any, said: str
) -> None:
    whole = shop.read_bytes()
    harm(shop)
    start(shop)
    window = ways_out.standing[-1]
    assert window.objectName() == "window.refused"
    assert window.text == f"{'The shop ' if harm is newer else ''}“{shop}” {said}"
    assert window.text in capsys.readouterr().err
    press(window, "window.refused.again")
    assert window.isVisible(), "nothing has changed"
    press(window, "window.refused.another")
    window.findChild(QFileDialog, "window.shop.file").fileSelected.emit(str(tmp_path / "none.shopdesk"))
    elsewhere = tmp_path / "elsewhere.shopdesk"
    elsewhere.write_bytes(damage.closed(model))
    if harm is newer:
        shop.write_bytes(whole)
        press(window, "window.refused.again")
    else:
        window.findChild(QFileDialog, "window.shop.file").fileSelected.emit(str(elsewhere))
    assert front(qtbot).desk.path == (shop if harm is newer else elsewhere)
    assert window not in ways_out.standing
