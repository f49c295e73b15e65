"""Work under way, in the status bar: a thin bar, a count and Cancel."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from shopdesk.ui import display
from shopdesk.ui.measure import characters
from shopdesk.ui.tasks import Task, TaskRunner
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _

_PATIENCE = 300  # ms; shorter work would only flash


class TaskStrip(QWidget):
    """Shows the oldest task that asked for a progress bar and takes longer than a blink."""

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("window.task")
        self._running: list[Task] = []
        self._label = RoleLabel("", "muted")
        self._bar = QProgressBar()
        self._bar.setObjectName("window.task.bar")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(characters(self, 22))
        self._cancel = button(_("Cancel"), "window.task.cancel", self._cancel_shown, quiet=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._label)
        layout.addWidget(self._bar)
        layout.addWidget(self._cancel)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._show)
        tasks.started.connect(self._start)
        tasks.progressed.connect(self._progress)
        tasks.ended.connect(self._end)
        self.hide()

    def _start(self, task: Task) -> None:
        if task.shows_progress:
            self._running.append(task)
            self._patience.start()

    def _end(self, task: Task) -> None:
        if task in self._running:
            self._running.remove(task)
        if self._running:
            self._show()
        else:
            self._patience.stop()
            self.hide()

    def _progress(self, task: Task) -> None:
        if self.isVisible() and self._running and task is self._running[0]:
            self._show()

    def _show(self) -> None:
        if not self._running:
            return
        task = self._running[0]
        self._bar.setRange(0, task.total)
        self._bar.setValue(task.done)
        words = task.text or task.title or _("Saving")
        self._bar.setAccessibleName(words)
        if task.total:
            words = _("{what}: {done} of {total}").format(
                what=words, done=display.count(task.done), total=display.count(task.total)
            )
        self._label.setText(words)
        self._cancel.setVisible(task.total > 0)
        self.show()

    def _cancel_shown(self) -> None:
        if self._running:
            self._running[0].cancel()
            self._cancel.setVisible(False)
