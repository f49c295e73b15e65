"""A window of its own for a shop that is damaged or gone: back to the last good backup, or what is readable."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.sentences import sentence
from shopdesk.services.safety import recovering
from shopdesk.services.safety.recovering import LastGood, Rescued
from shopdesk.services.safety.restoring import Restored
from shopdesk.ui import display
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.safety.words import BACKUP_KINDS, contents
from shopdesk.ui.tasks import TaskRunner
from shopdesk.ui.theme import colour
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.notice import Notice
from shopdesk.words import _, plural


class WayOut(QWidget):
    """One way out: what it is, what would come of it, and its button; while that is being found out, a bar."""

    def __init__(self, name: str, title: str, words: str, pressed: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName(name)
        space = unit(self)
        self._told = RoleLabel("", wrap=True, selectable=True)
        self._loss = RoleLabel("", "muted", wrap=True)
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{name}.progress")
        self._bar.setAccessibleName(title)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self.button = button(words, f"{name}.choose", pressed)
        self.button.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * space, 2 * space, 2 * space, 2 * space)
        layout.setSpacing(space)
        layout.addWidget(RoleLabel(title, bold=True))
        layout.addWidget(self._told)
        layout.addWidget(self._loss)
        layout.addWidget(self._bar)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        layout.addLayout(row)
        self.say(_("Looking…"), "")
        self._bar.show()

    @property
    def text(self) -> str:
        """All that it says."""
        return f"{self._told.text()} {self._loss.text()}".strip()

    def progress(self, done: int, total: int) -> None:
        """How far the looking is."""
        if total:
            self._bar.setRange(0, total)
            self._bar.setValue(done)

    def say(self, told: str, loss: str, possible: bool = False) -> None:
        """What was found."""
        self._told.setText(told)
        self._loss.setText(loss)
        self._loss.setVisible(bool(loss))
        self._bar.hide()
        self.button.setEnabled(possible)

    def set_best(self, best: bool) -> None:
        """Whether this is the way that loses least."""
        self.button.setProperty("primary", best)
        self.button.style().unpolish(self.button)
        self.button.style().polish(self.button)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour(self.palette(), "line"))
        painter.setBrush(self.palette().base())
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()


class RecoveryWindow(QWidget):
    """Looks for both ways at once as soon as it is shown; the damaged file is only read until one is chosen.

    Signals:
        recovered(str): the shop is in its place; the sentence says what was done and where the damaged file is.
        another_wanted(), new_wanted(), anyway_wanted(): open another shop, make a new one here, open it as it is.
        ended(): it is closed, whatever was chosen.
    """

    recovered = Signal(str)
    another_wanted = Signal()
    new_wanted = Signal()
    anyway_wanted = Signal()
    ended = Signal()

    def __init__(
        self, shop: Path, error: UserError, now: Callable[[], datetime], *, can_be_opened: bool = False
    ) -> None:
        super().__init__()
        self.shop = shop
        self._now = now
        self._tasks = TaskRunner(self)
        self._good: LastGood | None = None
        self._rescued: Rescued | None = None
        self._is_gone = error.code == "shop.gone"
        self.setObjectName("recovery")
        self.setWindowTitle("ShopDesk")
        self.notice = Notice("recovery.notice")
        self.backup = WayOut(
            "recovery.backup", _("Go back to the last good backup"), _("Go back to this backup"), self.go_back
        )
        self.rescue = WayOut(
            "recovery.rescue", _("Rescue what is readable"), _("Go on with what is readable"), self.use_rescued
        )
        self.rescue.setVisible(not self._is_gone)
        self._build(can_be_opened)
        self._look()

    def _build(self, can_be_opened: bool) -> None:
        space = unit(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * space, 4 * space, 4 * space, 3 * space)
        layout.setSpacing(2 * space)
        title = _("The shop is gone") if self._is_gone else _("The shop is damaged")
        layout.addWidget(RoleLabel(title, size="title"))
        if self._is_gone:
            told = _("“{path}” is not there any more, or it is empty. There are backups of it.")
        else:
            told = _(
                "“{path}” cannot be read as a whole. Choose how to go on; the damaged file is kept beside the shop "
                "in any case."
            )
        layout.addWidget(RoleLabel(told.format(path=self.shop), wrap=True, selectable=True))
        layout.addWidget(self.notice)
        layout.addWidget(self.backup)
        layout.addWidget(self.rescue)
        layout.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(space)
        row.addWidget(button(_("Another backup…"), "recovery.choose_backup", self.choose_backup))
        row.addWidget(button(_("Another shop…"), "recovery.another", self.another_wanted.emit))
        if self._is_gone:
            row.addWidget(button(_("A new, empty shop here"), "recovery.new", self.new_wanted.emit))
        if can_be_opened:
            row.addWidget(button(_("Open it as it is"), "recovery.anyway", self.anyway_wanted.emit))
        row.addStretch(1)
        row.addWidget(button(_("Quit"), "recovery.quit", self.close, quiet=True))
        layout.addLayout(row)
        self.resize(characters(self, 100), characters(self, 48))

    # Finding out

    def _look(self) -> None:
        self._tasks.progressed.connect(self._progress)
        self._looking_backup = self._tasks.run(
            lambda report: recovering.last_good(self.shop, report), receiver=self, done=self._show_good,
            failed=lambda error: self.backup.say(sentence(error.code, error.where), ""), lane="file",
            report_as="report",
        )  # fmt: skip
        if not self._is_gone:
            self._looking_rescue = self._tasks.run(
                lambda report: recovering.rescue(self.shop, report), receiver=self, done=self._show_rescued,
                failed=lambda error: self.rescue.say(sentence(error.code, error.where), ""), lane="file",
                report_as="report",
            )  # fmt: skip

    def _progress(self, task: Any) -> None:
        (self.backup if task is self._looking_backup else self.rescue).progress(task.done, task.total)

    def _show_good(self, found: LastGood | None) -> None:
        self._good = found
        if found is None:
            self.backup.say(_("No good backup of this shop was found. Choose one if you have it elsewhere."), "")
        else:
            made = found.backup
            told = _("Made {when}, {how}. In it: {held}").format(
                when=display.moment(made.at, self._now()), how=_(BACKUP_KINDS[made.kind]),
                held=contents(found.holds.counts, found.holds.newest_order_day),
            )  # fmt: skip
            loss = _("What was done after {when} is not in it.").format(when=display.moment_full(made.at))
            self.backup.say(told, loss, True)
        self._choose_best()

    def _show_rescued(self, found: Rescued) -> None:
        self._rescued = found
        told = _("These come through: {held}").format(held=contents(found.counts, found.newest_order_day))
        lost = found.unreadable + found.dropped
        loss = _("Everything could be read.")
        if lost:
            loss = plural(
                "{count} entry of all kinds cannot be read any more.",
                "{count} entries of all kinds cannot be read any more.",
                lost,
            )
        self.rescue.say(told, loss, True)
        self._choose_best()

    def _choose_best(self) -> None:
        """With both known: what is readable when it is whole, else the backup."""
        whole = self._rescued is not None and not self._rescued.unreadable and not self._rescued.dropped
        rescue_is_best = self._rescued is not None and (whole or self._good is None)
        self.rescue.set_best(rescue_is_best)
        self.backup.set_best(self._good is not None and not rescue_is_best)

    # What a person does

    def go_back(self) -> None:
        """The last good backup becomes the shop."""
        if self._good is not None:
            self._go_back_to(self._good.backup.path)

    def choose_backup(self) -> None:
        """Another file of theirs."""
        dialog = QFileDialog(self, _("Choose a backup"))
        dialog.setObjectName("recovery.file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self._go_back_to(Path(path)))
        dialog.open()

    def use_rescued(self) -> None:
        """What was readable becomes the shop."""
        rescued = self._rescued
        if rescued is not None:
            self._run(lambda: recovering.put_rescued(self.shop, rescued, now=self._now()), self._say_rescued)

    def _go_back_to(self, backup: Path) -> None:
        self._run(lambda: recovering.go_back(self.shop, backup, now=self._now()), self._say_restored)

    def _run(self, call: Callable[[], Restored], say: Callable[[Restored], str]) -> None:
        for way in (self.backup, self.rescue):
            way.button.setEnabled(False)

        def done(restored: Restored) -> None:
            self.recovered.emit(say(restored))

        self._tasks.run(call, receiver=self, done=done, failed=self._refuse, lane="write")

    def _refuse(self, error: UserError) -> None:
        self.notice.show_error(error)
        self.backup.button.setEnabled(self._good is not None)
        self.rescue.button.setEnabled(self._rescued is not None)

    def _say_restored(self, restored: Restored) -> str:
        if restored.previous_kept_as is None:
            return _("The backup is in place.")
        return _("The backup is in place. The damaged file is kept as {path}").format(path=restored.previous_kept_as)

    def _say_rescued(self, restored: Restored) -> str:
        return _("What was readable is in place. The damaged file is kept as {path}").format(
            path=restored.previous_kept_as
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        for task in (self._looking_backup, getattr(self, "_looking_rescue", None)):
            if task is not None:
                task.cancel()
        self._tasks.close()
        recovering.forget(self.shop)
        super().closeEvent(event)
        self.ended.emit()
