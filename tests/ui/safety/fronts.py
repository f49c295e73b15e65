"""Real windows on real shops for the tests of this folder, and a window in a process of its own to be killed."""

import os
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shopdesk import app


@contextmanager
def opened(shop: Path, qtbot: QtBot) -> Iterator[app.Shopfront]:
    """The window of a shop as the program opens it; it is gone afterwards."""
    hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    messages = qInstallMessageHandler(None)
    try:
        front = app.open_window(app.make_application(), shop, now="2026-11-22T08:00:00Z", language="en")
        settle(front, qtbot)
        yield front
    finally:
        close_all()
        sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
        qInstallMessageHandler(messages)


def close_all() -> None:
    """Every open front is closed, and its window gone."""
    for one in list(app._open_fronts):
        one.window.close()
        one.window.deleteLater()
    app._open_fronts.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settle(front: app.Shopfront, qtbot: QtBot) -> None:
    """Waits until everything that was started has come back."""
    for _round in range(4):
        assert front.tasks.settle()
        qtbot.wait(20)


def shown(parent: QWidget, name: str) -> list[Any]:
    """The widgets of a name that are not put away."""
    return [one for one in parent.findChildren(QWidget, name) if not one.isHidden()]


def press(parent: QWidget, name: str) -> None:
    """Click the button of a name."""
    button = parent.findChild(QPushButton, name)
    assert button is not None, f"there is no {name}"
    assert button.isEnabled(), f"{name} is not enabled"
    button.click()


def dialog(name: str) -> Any:
    """An open window of its own by name."""
    return next(one for one in QApplication.topLevelWidgets() if one.objectName() == name and one.isVisible())


def child(shop: Path, body: str) -> "subprocess.Popen[str]":
    """A window in a process of its own; `body` runs in it as `def act(front)` once the window is settled."""
    script = textwrap.dedent(
        """
        import faulthandler, os, sys, time
        from pathlib import Path
        from PySide6.QtCore import QTimer
        from PySide6.QtTest import QTest
        from shopdesk import app, logs
        {body}
        application = app.make_application()
        logs.start()
        crashes = logs.watch_crashes()
        front = app.open_window(application, Path(sys.argv[1]), now="2026-11-22T08:00:00Z", language="en")
        front.tasks.settle(20)
        act(front)
        application.exec()
        """
    ).format(body=textwrap.dedent(body))
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    out = subprocess.PIPE if "print(" in body else subprocess.DEVNULL
    return subprocess.Popen([sys.executable, "-c", script, str(shop)], stdout=out, text=True, env=surroundings)


def wait_for(what: Callable[[], object], qtbot: QtBot, timeout: int = 20_000) -> None:
    """Waits until something is so."""
    qtbot.waitUntil(lambda: bool(what()), timeout=timeout)
