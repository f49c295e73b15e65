"""Looks again when an inquiry wakes or its follow-up comes due: no one writes that, the clock says it."""

from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from shopdesk.domain.changes import Changes
from shopdesk.services import snoozing
from shopdesk.ui.context import Context

_LOOK = 20_000  # ms: a computer that slept has to notice, too


class Waking(QObject):
    """Tells the bus that inquiries changed, at the moments that the shop knows of."""

    def __init__(self, context: Context, owner: QObject) -> None:
        super().__init__(owner)
        self._context = context
        self._next: datetime | None = None
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self.look)

    def plan(self) -> None:
        """Something changed: ask anew when the next one wakes."""
        self._context.tasks.latest(
            "inquiries.waking", lambda _interrupted: snoozing.next_moment(self._context.desk), receiver=self,
            done=self._take,
        )  # fmt: skip

    def look(self) -> None:
        """Tell it when the moment has come."""
        if self._next is not None and self._context.now() >= self._next:
            self._next = None
            self._timer.stop()
            self._context.bus.changed.emit(Changes.of({"inquiry": 1}, None))

    def _take(self, moment: datetime | None) -> None:
        self._next = moment
        if moment is None:
            self._timer.stop()
        else:
            self._timer.start()
