"""One calm line above the pages: who, what, since when; Open, Done, Later. Several stand one behind the other."""

from collections.abc import Callable

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from shopdesk.domain.reminders import Reminder
from shopdesk.ui import display
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.moves import open_below
from shopdesk.ui.icons import icon
from shopdesk.ui.measure import unit
from shopdesk.ui.records.one_line import OneLine
from shopdesk.ui.reminders import words
from shopdesk.ui.theme import colour
from shopdesk.ui.widgets.buttons import button, icon_button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _, mark

_NAME = "window.reminder"
LATER = ((10, mark("In 10 minutes")), (60, mark("In 1 hour")))


class ReminderStrip(QWidget):
    """`open_it`, `finish` and `later` are called with the reminder in sight."""

    def __init__(
        self,
        context: Context,
        open_it: Callable[[Reminder], object],
        finish: Callable[[Reminder], object],
        later: Callable[[Reminder, int], object],
    ) -> None:
        super().__init__()
        self._context = context
        self._later = later
        self._due: list[Reminder] = []
        self._key = ""
        self.setObjectName(_NAME)
        self._picture = RoleLabel("")
        self._label = OneLine("")
        self._label.setObjectName(f"{_NAME}.text")
        self._when = RoleLabel("", "muted")
        self._next = button("", f"{_NAME}.next", self.show_next, icon_name="chevron-right", quiet=True)
        self._open = button(_("Go there"), f"{_NAME}.open", lambda: self._act(open_it), icon_name="link", quiet=True)
        self._done = button("", f"{_NAME}.done", lambda: self._act(finish), icon_name="check", quiet=True)
        self._wait = button(_("Later"), f"{_NAME}.later", self._offer_later, icon_name="snooze", quiet=True)
        self._close = icon_button("x", _("Later: in 10 minutes"), f"{_NAME}.close", lambda: self.put_off(LATER[0][0]))
        space = unit(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * space, space // 2, space, space // 2)
        row.setSpacing(space)
        row.addWidget(self._picture)
        row.addWidget(self._label, 1)
        for widget in (self._when, self._next, self._open, self._done, self._wait, self._close):
            row.addWidget(widget)
        self.hide()

    @property
    def shown(self) -> Reminder | None:
        """The reminder in sight."""
        return next((one for one in self._due if one.key == self._key), None)

    @property
    def text(self) -> str:
        """The line."""
        shown = self.shown
        return words.line(shown, self._context.now(), self._context.desk.zone) if shown is not None else ""

    def show_due(self, due: list[Reminder]) -> None:
        """Tell these; the one in sight stays while it is due."""
        place = next((n for n, one in enumerate(self._due) if one.key == self._key), 0)
        self._due = due
        if self.shown is None:
            self._key = due[min(place, len(due) - 1)].key if due else ""
        self._show()

    def show_next(self) -> None:
        """The next of several."""
        keys = [one.key for one in self._due]
        if keys:
            self._key = keys[(keys.index(self._key) + 1) % len(keys)]
            self._show()

    def put_off(self, minutes: int) -> None:
        """The one in sight, later."""
        self._act(lambda reminder: self._later(reminder, minutes))

    # Inside

    def _show(self) -> None:
        shown = self.shown
        self.setVisible(shown is not None)
        if shown is None:
            return
        now, zone = self._context.now(), self._context.desk.zone
        self._picture.setPixmap(icon(words.ICONS[shown.kind], "waiting").pixmap(2 * unit(self), 2 * unit(self)))
        self._label.say(words.what(shown))
        self._when.setText(words.when(shown, now, zone))
        self._when.setToolTip(display.moment_full(shown.at, zone))
        self.setAccessibleName(self.text)
        self._open.setVisible(bool(shown.opens))
        self._done.setVisible(shown.can_finish)
        self._done.setText(words.done_word(shown.kind))
        self._done.setAccessibleName(f"{self._done.text()}: {words.what(shown)}")
        place = self._due.index(shown) + 1
        self._next.setText(_("{place} of {count}").format(place=place, count=len(self._due)))
        self._next.setAccessibleName(_("The next reminder"))
        self._next.setToolTip(_("The next reminder"))
        self._next.setVisible(len(self._due) > 1)
        self.update()

    def _act(self, act: Callable[[Reminder], object]) -> None:
        shown = self.shown
        if shown is not None:
            act(shown)

    def _offer_later(self) -> None:
        menu = QMenu(self)
        menu.setObjectName(f"{_NAME}.later.menu")
        for minutes, text in LATER:
            menu.addAction(_(text)).triggered.connect(lambda _checked=False, m=minutes: self.put_off(m))
        open_below(menu, self._wait)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self.palette(), "note"))
        painter.fillRect(0, 0, 4, self.height(), colour(self.palette(), "waiting"))
        painter.end()
