"""Promises and tasks as the window has them everywhere: two actions with keys, and a count in the status bar."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QToolButton

from shopdesk.ui.actions import UiAction
from shopdesk.ui.bus import Changes, concerns
from shopdesk.ui.context import Context
from shopdesk.ui.icons import icon
from shopdesk.ui.promises import words
from shopdesk.words import _, mark, plural

if TYPE_CHECKING:
    from shopdesk.services.tasks import Counts

_LOOK_EVERY = 60_000  # ms: what is due becomes more with time alone
_FIRST_LOOK = 1_500  # ms: the first rows come first


class PromisesInWindow(QObject):
    """Lives as long as the window."""

    def __init__(self, context: Context, window: Any) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        context.actions.add_all(
            (
                UiAction(
                    "task.create", mark("Note a promise or task"), self.begin, "clock", ("Ctrl+T",), toolbar=False,
                    hint=mark("What, by when, for whom; about the record in sight"),
                ),
                UiAction(
                    "tasks.open", mark("Promises and tasks…"), self.open, "check", ("Ctrl+Shift+T",), toolbar=False,
                    hint=mark("Everything promised and to be done, what is due first"),
                ),
            ),
            window,
        )  # fmt: skip
        in_menu = [context.actions.action(name) for name in ("task.create", "tasks.open")]
        shop_menu = window.menuBar().actions()[0].menu()
        shop_menu.insertActions(context.actions.action("window.offers"), in_menu)
        self.label = QToolButton()
        self.label.setObjectName("window.status.promises")
        self.label.setAutoRaise(True)
        self.label.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.label.hide()
        self.label.clicked.connect(lambda _checked=False: self.open())
        window.status.add_at_end(self.label)
        context.bus.changed.connect(self._on_changed)
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        QTimer.singleShot(_FIRST_LOOK, self, self.look)

    def begin(self) -> None:
        """A new one about the record in sight, in its story; else in the list of all."""
        from shopdesk.ui.promises.part import about_in, begin_in

        page = self._window.in_front()
        if not begin_in(page):
            self.open(about_in(page)).new()

    def open(self, about: tuple[str, str] | None = None) -> Any:
        """The list of everything open."""
        from shopdesk.ui.promises.dialog import PromisesDialog

        dialog = PromisesDialog(self._context, self._window, about)
        dialog.open()
        return dialog

    def look(self) -> None:
        """Count again."""
        self._context.tasks.latest(
            "promises.counts", _counts, self._context.desk, receiver=self, done=self._show,
            failed=lambda _error: None,
        )  # fmt: skip

    def _on_changed(self, changes: Changes) -> None:
        if concerns(changes, frozenset({"tasks"})):
            self.look()

    def _show(self, counts: "Counts") -> None:
        due = words.due_words(counts.promises_due, counts.all_due - counts.promises_due)
        text = due or plural("{count} promise or task open", "{count} promises and tasks open", counts.all)
        self.label.setText(text)
        self.label.setAccessibleName(text)
        self.label.setToolTip(_("Promises and tasks (Ctrl+Shift+T)"))
        self.label.setIcon(icon("clock", "trouble" if due else "muted"))
        self.label.setVisible(bool(counts.all))


def _counts(desk: Any, _interrupted: Any) -> "Counts":
    from shopdesk.services import tasks  # off the main thread

    return tasks.counts(desk)
