"""A shop in a folder that goes to a cloud: said in the window, once, and not again after it was closed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QStorageInfo
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from shopdesk.domain.places import Risk
from shopdesk.ui import shop_place
from tests.ui.safety.fronts import opened


def shown(shop: Path, qtbot: QtBot, press: str = "") -> str:
    """What the window says of the place; then a button of it is pressed."""
    with opened(shop, qtbot) as front:
        qtbot.waitUntil(lambda: front.tasks.is_idle())
        front._place.look()
        qtbot.waitUntil(lambda: front.tasks.is_idle())
        notice = front.window.findChild(shop_place.PlaceNotice, "window.place")
        said = notice.text if notice.isVisible() else ""
        if press:
            kind = QToolButton if press.endswith("close") else QPushButton
            front.window.findChild(kind, press).click()
            assert not notice.isVisible()
        return said


@pytest.mark.parametrize("way", ["window.place.close", "window.place.action"])
def test_it_is_said_until_it_is_closed(tmp_path: Path, qtbot: QtBot, way: str) -> None:
    folder = tmp_path / "Dropbox (Shop)"
    folder.mkdir()
    shop = folder / "shop.shopdesk"
    assert "Dropbox copies to the cloud" in shown(shop, qtbot)
    assert "Dropbox copies to the cloud" in shown(shop, qtbot, way)
    assert shown(shop, qtbot) == ""
    assert "Dropbox" in shown(folder / "other.shopdesk", qtbot)


def test_an_ordinary_folder_is_not_spoken_of(tmp_path: Path, qtbot: QtBot) -> None:
    assert shown(tmp_path / "shop.shopdesk", qtbot) == ""


def test_the_disk_is_asked_for_its_file_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shop_place.look(tmp_path / "a.shopdesk") is None

    class Far(QStorageInfo):
        def fileSystemType(self) -> QByteArray:
            return QByteArray(b"nfs4")

    monkeypatch.setattr(shop_place, "QStorageInfo", Far)
    assert shop_place.look(tmp_path / "a.shopdesk") == Risk("network", "nfs4")
