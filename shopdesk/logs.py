"""What is written down for whoever mends a bug: a rotating log, crash traces, uncaught exceptions. A leaf.

Nothing leaves this computer: the files lie in `log_dir()` until a person copies them.
"""

import faulthandler
import logging
import os
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO

from shopdesk.paths import data_dir

_LOG_BYTES = 1_000_000
_OLD_LOGS = 3
_OLD_CRASHES = 10
_LONGEST_TRACE = 200_000
_log = logging.getLogger("shopdesk")

Report = Callable[[BaseException, str], None]


class _SharedRotation(RotatingFileHandler):
    """Rotates when it can: another window may have the file open, which Windows does not let us rename."""

    def doRollover(self) -> None:
        try:
            super().doRollover()
        except OSError:
            self.stream = self._open()


def log_dir() -> Path:
    """The folder of the logs."""
    return data_dir() / "logs"


def start(*, debug: bool = False) -> Path:
    """Writes the program's log to a file from now on; its path. Called again it does not write twice.

    A folder that cannot be written costs the log, never the start.
    """
    path = log_dir() / "shopdesk.log"
    stop()
    _log.setLevel(logging.DEBUG if debug else logging.INFO)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _SharedRotation(path, maxBytes=_LOG_BYTES, backupCount=_OLD_LOGS, encoding="utf-8")
    except OSError:
        return path
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"))
    _log.addHandler(handler)
    return path


def stop() -> None:
    """Closes the log file."""
    for handler in list(_log.handlers):
        if isinstance(handler, _SharedRotation):
            _log.removeHandler(handler)
            handler.close()


def watch_crashes() -> IO[str] | None:
    """Lets the interpreter write where it was when the process dies (in C code, say); the open file."""
    try:
        log_dir().mkdir(parents=True, exist_ok=True)
        file = (log_dir() / "crash.log").open("a", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(file)
    return file


def take_crash_report() -> str | None:
    """The trace that an earlier process left when it died, once; it is kept beside under its date.

    The file is emptied, not renamed: another window may be writing to it by now.
    """
    path = log_dir() / "crash.log"
    try:
        text = path.read_text("utf-8", errors="replace")
        if not text.strip():
            return None
        path.with_name(f"crash-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.log").write_text(text, "utf-8")
        os.truncate(path, 0)
        for old in sorted(path.parent.glob("crash-*.log"))[:-_OLD_CRASHES]:
            old.unlink()
    except OSError:
        return None
    return text[-_LONGEST_TRACE:]


class Uncaught:
    """The last net for exceptions: writes them down and hands each kind to `report` once.

    Qt calls Python from its own loop on any thread, so this only logs; whoever gives `report` brings it to the main
    thread. A table cell that fails does so for every cell: the same place in the code is reported once and counted.
    """

    def __init__(self, report: Report | None = None) -> None:
        self.counts: dict[tuple[type[BaseException], str], int] = {}
        self._report = report
        self._lock = threading.Lock()

    def install(self) -> None:
        """Catches what nobody caught in the main thread, in other threads, and in finalizers."""
        sys.excepthook = self.catch
        threading.excepthook = lambda found: (
            self.catch(found.exc_type, found.exc_value, found.exc_traceback) if found.exc_value else None
        )
        sys.unraisablehook = lambda found: (
            self.catch(found.exc_type, found.exc_value, found.exc_traceback) if found.exc_value else None
        )

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Logs one exception; never raises."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        place = str(traceback.extract_tb(trace)[-1:])
        with self._lock:
            count = self.counts[kind, place] = self.counts.get((kind, place), 0) + 1
        if count > 1:
            _log.error("again (%d times): %s", count, kind.__name__)
            return
        _log.error("not caught:\n%s", text)
        if self._report is None:
            return
        try:
            self._report(error, text)
        except Exception:
            _log.exception("reporting failed")
