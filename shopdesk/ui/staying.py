"""The time between opening and closing: Qt's loop, and Ctrl+C in the terminal that the program was started from."""

import signal

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication


def stay(application: QApplication) -> int:
    """Runs until the last window is closed; its exit code. Ctrl+C closes them as a person would: then it is 130."""
    interrupted = False

    def close_all(_signal: int, _frame: object) -> None:
        nonlocal interrupted
        interrupted = True
        # Not here: this runs between any two steps of whatever the window is at.
        QTimer.singleShot(0, application, application.closeAllWindows)

    before = signal.signal(signal.SIGINT, close_all)
    try:
        code = application.exec()
    finally:
        signal.signal(signal.SIGINT, before)
    return 130 if interrupted else code
