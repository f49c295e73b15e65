"""All of Qt's classes, made on the main thread a few at a time.

PySide makes a class when it is first asked for, and two threads that ask at the same moment crash the process. The
plotting library asks for all of them when it is read, and it is read on a worker: so they are made here before.
"""

import time
from collections.abc import Callable, Iterator
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtTest", "QtOpenGLWidgets")
_SLICE = 0.008  # seconds of one turn of the event loop

_made = False


def make_all(owner: QObject, then: Callable[[], object]) -> None:
    """Calls `then` once every class is there: at once the second time. Not at all when `owner` is gone by then."""
    if _made:
        then()
        return
    steps = _steps()

    def go_on() -> None:
        global _made
        until = time.perf_counter() + _SLICE
        for _step in steps:
            if time.perf_counter() >= until:
                QTimer.singleShot(0, owner, go_on)
                return
        _made = True
        then()

    go_on()


def _steps() -> Iterator[None]:
    for name in _MODULES:
        try:
            module = import_module(f"PySide6.{name}")
        except ImportError:  # an installation without it; the plotting library does without as well
            continue
        yield
        for attribute in dir(module):
            getattr(module, attribute, None)
            yield
