"""What holds for every test: no real screen, no real data folder, English, no window left, no dialog that waits."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before the first import of Qt, or it looks for a screen

import pytest
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QApplication,
    QColorDialog,
    QDialog,
    QFileDialog,
    QFontDialog,
    QInputDialog,
    QMenu,
    QMessageBox,
    QWidget,
)

from shopdesk import words

# A loaded machine makes single examples slow; a failure has to come back the same way on the next run.
settings.register_profile("shopdesk", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("shopdesk")

_WAITING: dict[type, tuple[str, ...]] = {
    QDialog: ("exec",),
    QMenu: ("exec",),
    QMessageBox: ("exec", "about", "critical", "information", "question", "warning"),
    QFileDialog: ("exec", "getExistingDirectory", "getOpenFileName", "getOpenFileNames", "getSaveFileName"),
    QInputDialog: ("exec", "getDouble", "getInt", "getItem", "getMultiLineText", "getText"),
    QColorDialog: ("exec", "getColor"),
    QFontDialog: ("exec", "getFont"),
    QPrintDialog: ("exec",),
    QPrintPreviewDialog: ("exec",),
}


def _refuse(name: str) -> Any:
    def waits_for_a_person(*_args: object, **_named: object) -> NoReturn:
        raise AssertionError(f"{name} waits for a person; show it with open(), or answer it with monkeypatch")

    return waits_for_a_person


@pytest.fixture(scope="session", autouse=True)
def dialogs_never_wait() -> Iterator[None]:
    """A modal dialog in a test is an error at once, not a run that hangs; a test may answer one by monkeypatch."""
    with pytest.MonkeyPatch.context() as patch:
        for owner, names in _WAITING.items():
            for name in names:
                patch.setattr(owner, name, staticmethod(_refuse(f"{owner.__name__}.{name}")))
        yield


@pytest.fixture(scope="session", autouse=True)
def one_application(qapp: QApplication) -> QApplication:
    """The application is a whole one from the start: a command that only needs fonts would make a smaller one."""
    return qapp


@pytest.fixture(autouse=True)
def throw_away_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test has its own data folder and speaks English, whatever this computer is set to."""
    monkeypatch.setenv("SHOPDESK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for name in ("SHOPDESK_SHOP", "SHOPDESK_LANG", "SHOPDESK_NOW"):
        monkeypatch.delenv(name, raising=False)
    words.use("en")
    yield
    words.use("en")


@pytest.fixture(autouse=True)
def no_window_left(throw_away_surroundings: None) -> Iterator[None]:
    """A window that outlives its test would be clicked, painted and blamed in another one."""
    before = set(_windows())
    yield
    left = _new_windows(before)
    if left:
        gc.collect()  # a dead page may still hang in a cycle of Python objects
        left = _new_windows(before)
    names = [f"{type(widget).__name__} {widget.objectName()!r}" for widget in left]
    for widget in left:
        widget.close()
        widget.deleteLater()
    assert not names, f"left open: {', '.join(names)}; give them to qtbot.addWidget or a parent"


def _windows() -> list[QWidget]:
    # Tool tips are Qt's own: they close by a timer.
    if QApplication.instance() is None:
        return []
    return [widget for widget in QApplication.topLevelWidgets() if widget.metaObject().className() != "QTipLabel"]


def _new_windows(before: set[QWidget]) -> list[QWidget]:
    if QApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [widget for widget in _windows() if widget not in before]
