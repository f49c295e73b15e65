"""How long somebody works at a record: it stands open, the window is in front, keys or mouse are used."""

from collections import defaultdict
from collections.abc import Callable
from time import monotonic
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget

from shopdesk.domain.handling import IDLE, LONGEST

_TICK: Final = 1000  # ms
_LONGEST_STEP: Final = 5.0  # seconds between two ticks; more than that the computer slept
_USED: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class HandlingClock(QObject):
    """Counts for the record that is open in `shown`; what was counted waits until its message is saved.

    It listens to the native window, where only keys and mouse arrive, and rests while nobody is there.
    """

    def __init__(self, shown: QWidget) -> None:
        super().__init__(shown)
        self.seconds: Callable[[], float] = monotonic
        self._shown = shown
        self._window: QWindow | None = None
        self._number = ""
        self._spent: dict[str, float] = defaultdict(float)
        self._last_tick = self._last_use = 0.0
        self._ticking = QTimer(self, interval=_TICK)
        self._ticking.timeout.connect(self.tick)

    def open(self, number: str) -> None:
        """Another record is shown ("": none)."""
        self.tick()
        self._number = number
        self._listen()
        if number:
            self.used()
        else:
            self._ticking.stop()

    def spent(self, number: str) -> int | None:
        """Seconds at a record since its last message, LONGEST at most; None when nothing was counted."""
        self.tick()
        return min(int(self._spent[number]), LONGEST) or None

    def saved(self, number: str) -> None:
        """Its message is saved: what comes now counts for the next one."""
        self._spent.pop(number, None)

    def used(self) -> None:
        """Somebody is there."""
        self._last_use = self.seconds()
        if self._number and not self._ticking.isActive():
            self._last_tick = self._last_use
            self._ticking.start()

    def tick(self) -> None:
        """Count what went by since the last time, and rest when nobody is there any more."""
        if not self._ticking.isActive():
            return
        self._listen()
        now = self.seconds()
        if self._shown.isVisible() and self._shown.window().isActiveWindow() and now - self._last_use <= IDLE:
            self._spent[self._number] += min(max(0.0, now - self._last_tick), _LONGEST_STEP)
        else:
            self._ticking.stop()
        self._last_tick = now

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _USED:
            self.used()
        return False

    def _listen(self) -> None:
        window = self._shown.window().windowHandle()
        if window is not None and window is not self._window:
            window.installEventFilter(self)
            self._window = window
