"""Makes backups while the window is open, and says in the status bar when the last good one was made."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QToolButton

from shopdesk.domain.errors import UserError
from shopdesk.services.safety import backups
from shopdesk.services.safety.backups import Backup, Made
from shopdesk.ui import display
from shopdesk.ui.context import Context
from shopdesk.words import _

_LOOK_EVERY = 120_000  # ms
_FIRST_LOOK = 4_000  # ms: the first rows come first
_CLOSING_SECONDS = 2.0


class BackupKeeper(QObject):
    """Looks now and then whether a backup is due, and makes it on the file lane.

    Signals:
        told(object): the newest good backup, None when there is none.
    """

    told = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._missed: list[Path] = []
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        QTimer.singleShot(_FIRST_LOOK, self, self.look)

    def look(self) -> None:
        """Make a backup when one is due; tell the newest in any case."""
        self._context.tasks.run(
            _back_up_when_due, self._context.desk, receiver=self, done=self._looked, failed=self._failed,
            progress=False, lane="file",
        )  # fmt: skip

    def back_up(self, done: Callable[[Made], object], failed: Callable[[UserError], object], receiver: QObject) -> None:
        """Make one now, with progress and Cancel."""

        def finished(made: Made) -> None:
            self.told.emit(made.backup)
            done(made)

        self._context.tasks.run(
            lambda report: backups.back_up(self._context.desk, report=report), receiver=receiver, done=finished,
            failed=failed, title=_("Making a backup"), lane="file", report_as="report",
        )  # fmt: skip

    def close(self) -> None:
        """The window closes: one more where something was done, if it is quick."""
        self._timer.stop()
        backups.back_up_on_closing(self._context.desk, _CLOSING_SECONDS, time.monotonic)

    def _looked(self, found: tuple[Backup | None, list[Path]]) -> None:
        backup, missed = found
        self.told.emit(backup)
        if missed and missed != self._missed:  # once for each stick that is gone, not every half hour
            places = display.list_of([str(place.parent) for place in missed])
            self._context.bus.message.emit(_("Backup made, but not here: {places}").format(places=places), None)
            self._missed = missed

    def _failed(self, error: UserError) -> None:
        self._context.tasks.user_error.emit(error)


class BackupLabel(QToolButton):
    """“Last backup 10:02 ✓” in the status bar; pressing it opens the backups."""

    def __init__(self, context: Context, keeper: BackupKeeper, pressed: Callable[[], object]) -> None:
        super().__init__()
        self._context = context
        self.setObjectName("window.status.backup")
        self.setAutoRaise(True)
        self.clicked.connect(lambda _checked=False: pressed())
        keeper.told.connect(self.show_backup)
        self._say(_("Backups"), _("Open the backups"))

    def show_backup(self, backup: Backup | None) -> None:
        """Say when the last one was made; old or none is said as well."""
        if backup is None:
            self._say(_("No backup yet"), _("No backup of this shop was made yet"))
            return
        now, zone = self._context.now(), self._context.desk.zone
        when, full = display.moment(backup.at, now, zone), display.moment_full(backup.at, zone)
        if now - backup.at > backups.OLD:
            self._say(_("Last backup {when}: too old").format(when=when), full)
        else:
            self._say(_("Last backup {when} ✓").format(when=when), full)

    def _say(self, text: str, full: str) -> None:
        self.setText(text)
        self.setToolTip(full)
        self.setAccessibleName(f"{text}. {full}")


def _back_up_when_due(desk: Any) -> tuple[Backup | None, list[Path]]:
    """The newest backup, and the places that one made just now could not go to."""
    if backups.due(desk):
        made = backups.back_up(desk, kind="auto")
        return made.backup, list(made.missed)
    return backups.last(desk), []
