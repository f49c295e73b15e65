"""The backups of a shop: make one, look what is in one, go back to one; and check the data."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.services.safety import backups, checking, restoring
from shopdesk.services.safety.backups import Backup, Made
from shopdesk.services.safety.checking import Checked
from shopdesk.services.safety.restoring import Rehearsal
from shopdesk.ui import display
from shopdesk.ui.context import Context
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.safety.keeper import BackupKeeper
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.notice import Notice
from shopdesk.words import _, mark, plural

_KINDS = {
    "auto": mark("made by itself"),
    "manual": mark("made by hand"),
    "closing": mark("made on closing"),
    "migration": mark("before an upgrade"),
    "restore": mark("before a restore"),
}
_CHECKS = {
    "integrity": mark("the file itself"),
    "foreign_keys": mark("rows that refer to nothing"),
    "search": mark("the search index"),
    "stock_ledger": mark("the stock ledger"),
    "order_totals": mark("amounts of orders"),
    "refunds": mark("refunded amounts"),
    "backups": mark("backups that cannot be read"),
}
_MEGABYTE = 1_000_000


class SafetyDialog(QDialog):
    """`restore(file)` closes the shop, puts the backup in its place and opens it again (app.py)."""

    def __init__(
        self, context: Context, keeper: BackupKeeper, restore: Callable[[Path], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.context = context
        self._keeper = keeper
        self._restore = restore
        self._confirmed: Path | None = None
        self.setObjectName("safety")
        self.setWindowTitle(_("Backups"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.notice = Notice("safety.notice")
        self._list = QListWidget()
        self._list.setObjectName("safety.list")
        self._list.setAccessibleName(_("Backups, the newest first"))
        self._list.currentItemChanged.connect(lambda *_items: self._turned())
        self._build()
        self._fill()

    def _build(self) -> None:
        space = unit(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * space, 3 * space, 3 * space, 2 * space)
        layout.setSpacing(round(1.5 * space))
        layout.addWidget(RoleLabel(_("Backups of this shop"), size="title"))
        told = _("One is made half an hour after a change and on closing. Seven days and four weeks are kept.")
        layout.addWidget(RoleLabel(told, "muted", wrap=True))
        layout.addWidget(self.notice)
        layout.addWidget(self._list, 1)
        first = QHBoxLayout()
        first.addWidget(button(_("Back up now"), "safety.make", self.make, primary=True))
        first.addWidget(button(_("Check data"), "safety.check", self.check))
        self._repair = button(_("Repair"), "safety.repair", lambda: self.check(repair=True))
        self._repair.hide()
        first.addWidget(self._repair)
        first.addStretch(1)
        self._try = button(_("Try this backup"), "safety.rehearse", self.rehearse)
        self._back = button(_("Go back to it…"), "safety.restore", self.ask_restore)
        first.addWidget(self._try)
        first.addWidget(self._back)
        layout.addLayout(first)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(button(_("Close"), "safety.close", self.reject))
        layout.addLayout(last)
        self.resize(characters(self, 92), characters(self, 50))

    def chosen(self) -> Backup | None:
        """The backup that is selected."""
        item = self._list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item is not None else None

    def _fill(self) -> None:
        self._list.clear()
        now = self.context.now()
        for backup in backups.listed(self.context.desk.path, backups.places(self.context.desk)):
            size = _("{size} MB").format(size=f"{backup.bytes / _MEGABYTE:.1f}")
            words = (display.moment(backup.at, now), _(_KINDS[backup.kind]), size, str(backup.place))
            item = QListWidgetItem(" · ".join(words))
            item.setToolTip(f"{display.moment_full(backup.at)}\n{backup.path}")
            item.setData(Qt.ItemDataRole.UserRole, backup)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._turned()

    def _turned(self) -> None:
        self._confirmed = None
        self._back.setText(_("Go back to it…"))
        for one in (self._try, self._back):
            one.setEnabled(self.chosen() is not None)

    # What a person does

    def make(self) -> None:
        """A backup now."""

        def done(made: Made) -> None:
            self._fill()
            if made.missed:
                places = display.list_of([str(place.parent) for place in made.missed])
                self.notice.say(_("Backup made, but not here: {places}").format(places=places), "waiting")
            else:
                self.notice.say(_("Backup made and checked."), "ok")

        self._keeper.back_up(done, self.notice.show_error, self)

    def rehearse(self) -> None:
        """Open a copy of the backup, check it, and say what is in it; the shop is not touched."""
        backup = self.chosen()
        if backup is not None:
            self._run(lambda: restoring.rehearse(backup.path), self._say_rehearsal, _("Trying the backup"))

    def ask_restore(self) -> None:
        """First what is in it, then, pressed again, the restore itself."""
        backup = self.chosen()
        if backup is None:
            return
        if self._confirmed == backup.path:
            self._restore(backup.path)
            return

        def told(rehearsal: Rehearsal) -> None:
            self._say_rehearsal(rehearsal)
            if rehearsal.ok:
                self._confirmed = backup.path
                self._back.setText(_("Yes, go back now"))

        self._run(lambda: restoring.rehearse(backup.path), told, _("Trying the backup"))

    def check(self, repair: bool = False) -> None:
        """Look for contradictions; with `repair` put right what can be derived."""
        desk = self.context.desk
        self.context.tasks.run(
            lambda report: checking.check(desk, repair=repair, report=report), receiver=self, done=self._say_checked,
            failed=self.notice.show_error, title=_("Checking the data"), lane="write" if repair else "file",
            report_as="report",
        )  # fmt: skip

    def _run(self, call: Callable[[], Any], done: Callable[[Any], object], title: str) -> None:
        self.context.tasks.run(
            call, receiver=self, done=done, failed=self._refuse, title=title, lane="file", progress=True
        )

    def _refuse(self, error: UserError) -> None:
        self.notice.show_error(error)

    def _say_rehearsal(self, rehearsal: Rehearsal) -> None:
        counts = rehearsal.counts
        held = _("{orders} orders, the newest of {day}; {customers} customers, {products} products").format(
            orders=display.count(counts["orders"]), day=rehearsal.newest_order_day or "–",
            customers=display.count(counts["customers"]), products=display.count(counts["products"]),
        )  # fmt: skip
        if rehearsal.ok:
            self.notice.say(_("This backup is good. In it: {held}").format(held=held), "ok")
        else:
            wrong = display.list_of([_(_CHECKS[name]) for name in rehearsal.problems])
            self.notice.say(_("This backup opens, but something is wrong: {what}").format(what=wrong), "trouble")

    def _say_checked(self, report: Checked) -> None:
        wrong = [item for item in report.checks if item.found > item.repaired]
        repaired = sum(item.repaired for item in report.checks)
        self._repair.setVisible(bool(wrong) and not repaired)
        if wrong:
            told = display.list_of([f"{_(_CHECKS[item.name])} ({item.found - item.repaired})" for item in wrong])
            self.notice.say(_("Something is wrong: {what}").format(what=told), "trouble")
        elif repaired:
            said = plural("{count} place was put right.", "{count} places were put right.", repaired)
            self.notice.say(said, "ok")
        else:
            self.notice.say(_("Everything is in order."), "ok")
        self._fill()
