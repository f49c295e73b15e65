"""One backup, step by step: what it is, try it, go back to it, each said in words before it is done."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.services.safety.backups import Backup
from shopdesk.services.safety.restoring import Rehearsal
from shopdesk.ui import display
from shopdesk.ui.measure import unit
from shopdesk.ui.safety.words import BACKUP_KINDS, CHECKS, contents
from shopdesk.ui.theme import colour
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _, plural


class BackupCard(QWidget):
    """The right side of the backups: empty until one is chosen."""

    def __init__(
        self,
        shop: Path,
        now: Callable[[], datetime],
        zone: tzinfo,
        rehearse: Callable[[], object],
        restore: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setObjectName("safety.card")
        self._shop = shop
        self._now = now
        self._zone = zone
        self._title = RoleLabel("", bold=True, wrap=True)
        self._facts = RoleLabel("", "muted", wrap=True, selectable=True)
        self._told = RoleLabel("", wrap=True)
        self._what = RoleLabel("", wrap=True)
        self.rehearse = button(_("Try this backup"), "safety.rehearse", rehearse)
        self.restore = button(_("Go back to it…"), "safety.restore", restore)
        space = unit(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * space, 2 * space, 2 * space, 2 * space)
        layout.setSpacing(space)
        layout.addWidget(self._title)
        layout.addWidget(self._facts)
        layout.addSpacing(space)
        self._steps = [
            self._step(layout, _("1. Try it"), self._told, self.rehearse),
            self._step(layout, _("2. Go back to it"), self._what, self.restore),
        ]
        layout.addStretch(1)

    def _step(self, layout: QVBoxLayout, title: str, words: RoleLabel, press: QWidget) -> list[QWidget]:
        head = RoleLabel(title, bold=True)
        row = QHBoxLayout()
        row.addWidget(press)
        row.addStretch(1)
        layout.addWidget(head)
        layout.addWidget(words)
        layout.addLayout(row)
        layout.addSpacing(unit(self))
        return [head, words, press]

    @property
    def text(self) -> str:
        """What it says about the backup and about going back."""
        return " ".join(label.text() for label in (self._title, self._facts, self._told, self._what))

    def show_backup(self, backup: Backup | None, done_since: int | None = None) -> None:
        """A backup that was not tried yet; `done_since`: how many actions came after it, None when nobody knows."""
        for widgets in self._steps:
            for one in widgets:
                one.setVisible(backup is not None)
        if backup is None:
            self._title.setText(_("Choose a backup on the left to see what is in it."))
            self._facts.setText("")
            return
        self._title.setText(_("Backup of {when}").format(when=display.moment_full(backup.at, self._zone)))
        self._facts.setText(f"{_(BACKUP_KINDS[backup.kind])} · {backup.path}")
        self._told.setText(
            _("A copy of it is opened and checked, and you hear what is in it. Your shop is not touched.")
        )
        self._told.set_role("")
        self.rehearse.setProperty("primary", True)
        self.say_what(backup, done_since)
        self.set_confirming(False)
        self.restore.setEnabled(False)

    def show_rehearsal(self, rehearsal: Rehearsal) -> None:
        """What trying it has shown; a good one may be gone back to."""
        if rehearsal.ok:
            held = contents(rehearsal.counts, rehearsal.newest_order_day)
            self._told.setText(_("This backup is good. In it: {held}").format(held=held))
            self._told.set_role("ok")
        else:
            wrong = display.list_of([_(CHECKS[name]) for name in rehearsal.problems])
            self._told.setText(_("This backup opens, but something is wrong: {what}").format(what=wrong))
            self._told.set_role("trouble")
        self.restore.setEnabled(rehearsal.ok)

    def set_confirming(self, confirming: bool) -> None:
        """Whether the next press goes back."""
        words = _("Yes, go back now") if confirming else _("Go back to it…")
        self.restore.setText(words)
        self.restore.setAccessibleName(words.rstrip("…"))
        self._style(self.restore, confirming)

    def say_what(self, backup: Backup, done_since: int | None) -> None:
        """What going back would do, in words."""
        when = display.moment(backup.at, self._now(), self._zone)
        told = _("The shop becomes what it was then: {when}.").format(when=when)
        if done_since == 0:
            told = _("{told} {since}").format(told=told, since=_("Nothing was done since."))
        elif done_since is not None:
            since = plural(
                "{count} action done since then is not in it.", "{count} actions done since then are not in it.",
                done_since,
            )  # fmt: skip
            told = _("{told} {since}").format(told=told, since=since)
        kept = _("The present file is kept beside the shop ({name}…), so you can come back to it.")
        self._what.setText(f"{told}\n{kept.format(name=f'{self._shop.name}.before-restore')}")

    @staticmethod
    def _style(press: QWidget, primary: bool) -> None:
        press.setProperty("primary", primary)
        press.style().unpolish(press)
        press.style().polish(press)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour(self.palette(), "line"))
        painter.setBrush(self.palette().base())
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()
