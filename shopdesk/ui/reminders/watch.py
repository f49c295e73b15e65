"""Looks once a minute what is due, after every change, and when the window comes back to the front."""

from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from shopdesk.domain.errors import UserError
from shopdesk.domain.reminders import Reminder
from shopdesk.ui.bus import Changes, concerns
from shopdesk.ui.context import Context
from shopdesk.ui.reminders.memory import Memory

_TICK = 15_000  # ms: a computer that slept is to notice soon after
_LOOK_EVERY = timedelta(minutes=1)
_FIRST_LOOK = 3_000  # ms: the first rows come first, then the pages are read ahead
_AFTER_CHANGES = 400  # ms: several in a row are one
_KINDS = frozenset({"tasks", "inquiries", "messages", "customers", "reservations", "staff"})
# Preferences of this computer
WINDOW = "reminders_window"
TRAY = "reminders_tray"


class ReminderWatch(QObject):
    """`due` are those to tell now, without what was put off on this computer.

    Signals:
        told(): `due` may be another, or time went on.
        news(object): reminders that no window told before.
    """

    told = Signal()
    news = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._memory = Memory(context.preferences, context.desk.path)
        self._found: list[Reminder] = []
        self._looked: datetime | None = None
        self.due: list[Reminder] = []
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_CHANGES)
        self._soon.timeout.connect(self.look)
        context.bus.changed.connect(self._on_changed)
        QGuiApplication.instance().applicationStateChanged.connect(self._on_state)  # type: ignore[union-attr]
        QTimer.singleShot(_FIRST_LOOK, self, self.look)

    def look(self) -> None:
        """Ask the shop, off the main thread."""
        if not any(self._context.preferences.flag(place, True) for place in (WINDOW, TRAY)):
            self._take([])
            return
        self._looked = self._context.now()
        self._context.tasks.latest(
            "reminders", _due, self._context.desk, receiver=self, done=self._take, failed=self._failed,
        )  # fmt: skip

    def later(self, reminder: Reminder, minutes: int) -> None:
        """Put it off on this computer; nothing in the shop changes."""
        self._memory.put_off(reminder, self._context.now() + timedelta(minutes=minutes))
        self._take(self._found)

    # Inside

    def _take(self, found: list[Reminder]) -> None:
        self._found = found
        now = self._context.now()
        self.due = self._memory.in_sight(found, now)
        self.told.emit()
        fresh = self._memory.news(self.due, now) if self.due else []
        if fresh:
            self.news.emit(fresh)

    def _tick(self) -> None:
        if self._looked is None or abs(self._context.now() - self._looked) >= _LOOK_EVERY:
            self.look()

    def _on_changed(self, changes: Changes) -> None:
        if concerns(changes, _KINDS):
            self._soon.start()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._tick()

    def _failed(self, _error: UserError) -> None:
        """The drive is gone or the file is damaged: the window says so by itself, once."""


def _due(desk: Any, _interrupted: Any) -> list[Reminder]:
    from shopdesk.services import reminders  # off the main thread: it brings half the shop with it

    return reminders.due(desk)
