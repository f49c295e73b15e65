"""When a bug strikes: log it, tell the person once, keep the window usable.

The hooks may run on any thread and in the middle of painting, so they only log and post; the dialog is built later,
on the main thread.
"""

import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from shopdesk import __version__
from shopdesk.domain.errors import UserError
from shopdesk.ui.measure import characters
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _

_log = logging.getLogger("shopdesk.crash")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def fingerprint(error: BaseException) -> str:
    """The same for the same bug: the kind of error and the lines it went through."""
    frames = traceback.extract_tb(error.__traceback__)
    return "|".join([type(error).__name__, *(f"{frame.filename}:{frame.lineno}" for frame in frames[-6:])])


class CrashReporter(QObject):
    """Lives on the main thread. `install()` sets the hooks; `report(error)` may be called from anywhere.

    Signals:
        reported(object): an exception seen for the first time.
    """

    reported = Signal(object)
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen: set[str] = set()
        self._posted.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over every way an exception can escape, and Qt's own messages."""
        sys.excepthook = self._hook
        threading.excepthook = lambda found: self.report(found.exc_value) if found.exc_value else None
        sys.unraisablehook = self._unraisable
        qInstallMessageHandler(_log_qt)

    def report(self, error: BaseException) -> None:
        """Log `error` and, the first time, tell the person."""
        if isinstance(error, KeyboardInterrupt | SystemExit):
            return
        mark = fingerprint(error)
        if mark in self._seen and not isinstance(error, UserError):
            return
        self._seen.add(mark)
        _log.error("unexpected error", exc_info=error)
        self._posted.emit(error)

    def _hook(self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self.report(error)

    def _unraisable(self, found: Any) -> None:
        if isinstance(found.exc_value, BaseException):
            self.report(found.exc_value)

    def _show(self, error: BaseException) -> None:
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible() and hasattr(one, "say_error")]
        if isinstance(error, UserError) and shown:
            shown[0].say_error(error)  # trouble with the file or the disk, met where nobody expected it
            return
        self.reported.emit(error)
        CrashDialog(error, QApplication.activeWindow()).open()


class CrashDialog(QDialog):
    """What happened, details to copy, and on with the work."""

    def __init__(self, error: BaseException, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("crash")
        self.setWindowTitle(_("Something went wrong"))
        trace = "".join(traceback.format_exception(error))
        self.details = f"ShopDesk {__version__}, Python {sys.version.split()[0]}, {sys.platform}\n\n{trace}"
        space = self.fontMetrics().height()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * space, 2 * space, 2 * space, space)
        layout.setSpacing(space)
        layout.addWidget(RoleLabel(_("Something went wrong"), size="title"))
        sentence = _("ShopDesk made a mistake. What was saved is safe, and you can go on working.")
        layout.addWidget(RoleLabel(sentence, wrap=True))
        text = QPlainTextEdit(self.details)
        text.setObjectName("crash.details")
        text.setAccessibleName(_("Details"))
        text.setReadOnly(True)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        layout.addWidget(text, 1)
        row = QHBoxLayout()
        row.addWidget(button(_("Copy details"), "crash.copy", self.copy, icon_name="copy"))
        row.addStretch(1)
        row.addWidget(button(_("Quit"), "crash.quit", self._quit, quiet=True))
        proceed = button(_("Go on"), "crash.continue", self.accept, primary=True)
        row.addWidget(proceed)
        layout.addLayout(row)
        self.resize(characters(self, 90), self.fontMetrics().height() * 22)
        proceed.setFocus()

    def copy(self) -> None:
        """Put the details on the clipboard."""
        QApplication.clipboard().setText(self.details)

    def _quit(self) -> None:
        self.reject()
        QApplication.closeAllWindows()
        QApplication.quit()


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.INFO), "%s: %s", context.category, message)
