"""Says in the status bar that a save waits for another program."""

from PySide6.QtCore import QObject, Signal

from shopdesk.ui.bus import Bus
from shopdesk.words import _


class WaitingNotice(QObject):
    """Lives on the main thread; `told` may be emitted from any.

    Signals:
        told(bool): a save has begun to wait for another program, or waits no longer.
    """

    told = Signal(bool)

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self.told.connect(self._say)

    def _say(self, waiting: bool) -> None:
        self._bus.busy.emit(_("Waiting for another program to finish writing …") if waiting else "")
