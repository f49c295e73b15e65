"""Reminders of one window: the watch, the line above the pages, the icon in the tray."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from shopdesk.domain.reminders import Reminder
from shopdesk.ui.context import Context
from shopdesk.ui.promises.words import finished
from shopdesk.ui.reminders import words
from shopdesk.ui.reminders.strip import ReminderStrip
from shopdesk.ui.reminders.tray import Tray
from shopdesk.ui.reminders.watch import WINDOW, ReminderWatch
from shopdesk.ui.single_instance import bring_to_front
from shopdesk.words import _

SOUND = "reminders_sound"
_TASKS = ("promise", "task", "hand_over")


class RemindersInWindow(QObject):
    """`may_show_tray`: whether this window is the one that shows the icon for its shop."""

    def __init__(self, context: Context, window: Any, may_show_tray: Callable[[], bool]) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self.watch = ReminderWatch(context, self)
        self.strip = ReminderStrip(context, self.open, self.finish, self.watch.later)
        window.add_notice(self.strip)
        self.tray = Tray(context, self.watch, window, self._open_raised, self._raise, may_show_tray)
        self.watch.told.connect(self._show)
        self.watch.news.connect(self._sound)
        window.closing.connect(self.tray.hide)

    def look(self) -> None:
        """Look now: a setting changed, or a test wants to know."""
        self.watch.look()

    def open(self, reminder: Reminder) -> None:
        """Go to the record, the nearest that has a page; one about nothing is in the list of promises."""
        shown = {kind for spec in self._window.pages() for kind in spec.shows}
        for kind, number in reminder.opens:
            if kind in shown:
                self._context.open_record(kind, number)
                return
        self._context.actions.action("tasks.open").trigger()

    def finish(self, reminder: Reminder) -> None:
        """Kept, done, called, followed up."""
        from shopdesk.services import reminders

        said = finished(reminder.kind) if reminder.kind in _TASKS else _("Done: {action}")
        self._context.save(
            reminders.finish,
            reminder,
            said=said.format(action=words.what(reminder)) if reminder.kind not in _TASKS else said,
            undo=words.done_word(reminder.kind),
            receiver=self,
        )

    # Inside

    def _show(self) -> None:
        wanted = self._context.preferences.flag(WINDOW, True)
        self.strip.show_due(self.watch.due if wanted else [])

    def _sound(self, _fresh: object) -> None:
        if self._context.preferences.flag(SOUND):
            QApplication.beep()

    def _raise(self) -> None:
        bring_to_front(self._window)

    def _open_raised(self, reminder: Reminder) -> None:
        self._raise()
        self.open(reminder)
