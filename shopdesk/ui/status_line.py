"""The status bar: what is selected, what is being done, what was done and how to take it back."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStatusBar, QWidget

from shopdesk.ui.actions import Actions
from shopdesk.ui.bus import Bus
from shopdesk.ui.tasks import TaskRunner
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.task_strip import TaskStrip
from shopdesk.words import _

_SAID_FOR = 12_000  # ms


class StatusLine(QStatusBar):
    """Left the selection, in the middle running work, right the last sentence and Undo."""

    def __init__(self, bus: Bus, tasks: TaskRunner, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("window.status")
        self.setSizeGripEnabled(False)
        self._actions = actions
        self._selection = RoleLabel("", "muted")
        self._said = RoleLabel("")
        self._busy = RoleLabel("", "waiting")
        self._undo = button(_("Undo"), "window.status.undo", self._undo_last, icon_name="undo", quiet=True)
        self._undo.hide()
        self._forget = QTimer(self, singleShot=True, interval=_SAID_FOR)
        self._forget.timeout.connect(self._rest)
        inside = QWidget()
        row = QHBoxLayout(inside)
        space = self.fontMetrics().height()
        row.setContentsMargins(space, 2, space // 2, 2)
        row.setSpacing(space)
        row.addWidget(self._selection)
        row.addStretch(1)
        row.addWidget(TaskStrip(tasks))
        row.addWidget(self._busy)
        row.addWidget(self._said)
        row.addWidget(self._undo)
        self._row = row
        self.addPermanentWidget(inside, 1)
        bus.selection.connect(self._selection.setText)
        bus.message.connect(self.say)
        bus.busy.connect(self._busy.setText)

    def add_at_end(self, widget: QWidget) -> None:
        """What always stands at the right."""
        self._row.addWidget(widget)

    @property
    def said(self) -> str:
        """The sentence shown last."""
        return self._said.text()

    def say(self, text: str, undo: str | None) -> None:
        """Say what was done, with its undo for a while."""
        self._said.setText(text)
        self._undo.setVisible(bool(undo))
        if undo:
            label = _("Undo “{action}”").format(action=undo)
            self._undo.setText(label)
            self._undo.setAccessibleName(label)
        self._forget.start()

    def _undo_last(self) -> None:
        self._undo.hide()
        self._actions.action("window.undo").trigger()

    def _rest(self) -> None:
        self._said.setText(_("Saved"))
        self._undo.hide()
