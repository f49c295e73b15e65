"""A window in a process of its own, without a screen, that tells on stdout what happens to it."""

import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from tests.e2e.command_line import surroundings

# "open" when the window is there, "front" when it was raised, "orders N" when the list has another length,
# "busy …" and "said …" as the status bar shows them, "error CODE". A line on stdin is run as Python.
_SCRIPT = """
import sys, threading
from pathlib import Path
from PySide6.QtCore import QObject, QTimer, Signal
from shopdesk import app
from shopdesk.ui.single_instance import Doorbell

def say(*words): print(*words, flush=True)

class Ear(QObject):
    heard = Signal(str)
    def __init__(self):
        super().__init__()
        self.heard.connect(self.obey)
        threading.Thread(target=lambda: [self.heard.emit(line) for line in sys.stdin], daemon=True).start()
    def obey(self, line):
        exec(line, globals())

def look():
    global front, count
    if front is None and app._open_fronts:
        front = app._open_fronts[-1]
        front.context.bus.busy.connect(lambda text: say("busy", text))
        front.context.bus.message.connect(lambda text, undo: say("said", text))
        front.tasks.user_error.connect(lambda error: say("error", error.code))
        front._doorbell.rung.connect(lambda token: say("front", front.window.isVisible()))
        front.window.show_page("orders")
        say("open", front._doorbell.is_listening())
    if front is not None:
        total = front.window.page("orders").table.records.total
        if total is not None and total != count:
            count = total
            say("orders", count)

def press(name):
    action = front.context.actions.action(name)
    action.trigger() if action.isEnabled() else QTimer.singleShot(100, lambda: press(name))

application = app.make_application()
front, count, ear = None, None, Ear()
timer = QTimer(interval=20)
timer.timeout.connect(look)
timer.start()
sys.exit(app.run_window(Path(sys.argv[1]), staff=sys.argv[2], language="en", new="--new-window" in sys.argv))
"""


class WindowProcess:
    """Started at once; ended by `end` or by closing its window."""

    def __init__(self, shop: Path, staff: str = "owner", *more: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SCRIPT, str(shop), staff, *more],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
            env=surroundings(QT_QPA_PLATFORM="offscreen", SHOPDESK_DATA=str(shop.parent / f"data-{staff}")),
        )  # fmt: skip
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.strip())

    def hear(self, wanted: str, seconds: float = 60) -> float:
        """Waits for a line that begins so; how long it took."""
        start = time.monotonic()
        heard: list[str] = []
        while time.monotonic() < start + seconds:
            try:
                heard.append(self._lines.get(timeout=0.05))
            except queue.Empty:
                continue
            if heard[-1].startswith(wanted):
                return time.monotonic() - start
        raise AssertionError(f"no “{wanted}” within {seconds} s, but {heard}")

    def do(self, line: str) -> None:
        """Runs a line of Python in the window's process; `front` is the shopfront."""
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def signal(self, number: Any) -> None:
        """Sends a signal."""
        self._process.send_signal(number)

    def code(self, seconds: float = 60) -> int:
        """Exit code, when it ends by itself."""
        return self._process.wait(seconds)

    def end(self) -> None:
        """Kills it."""
        self._process.kill()
        self._process.wait(60)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
