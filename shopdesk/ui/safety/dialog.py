"""The backups of a shop, guided: where they are, what is in one, back to one; the data checked; the shop moved."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.services import settings
from shopdesk.services.safety import backups, checking, moving, restoring
from shopdesk.services.safety.backups import Backup, Made
from shopdesk.services.safety.checking import Checked
from shopdesk.services.safety.restoring import Rehearsal
from shopdesk.ui import display
from shopdesk.ui.context import Context
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.safety.backup_card import BackupCard
from shopdesk.ui.safety.backup_list import BackupList, PlaceContents
from shopdesk.ui.safety.keeper import BackupKeeper
from shopdesk.ui.safety.words import CHECKS
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel, StatusLabel
from shopdesk.ui.widgets.notice import Notice
from shopdesk.words import _, plural


class SafetyDialog(QDialog):
    """`restore(file)` closes the shop, puts the backup in its place and opens it again; `open_archive()` asks for
    one and opens what is in it (both app.py).
    """

    def __init__(
        self,
        context: Context,
        keeper: BackupKeeper,
        restore: Callable[[Path], object],
        open_archive: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self._keeper = keeper
        self._restore = restore
        self._open_archive = open_archive
        self._confirming = False
        self.setObjectName("safety")
        self.setWindowTitle(_("Backups"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.notice = Notice("safety.notice")
        self.status = StatusLabel("", "muted")
        self.status.setObjectName("safety.last")
        self.list = BackupList(context.now, context.desk.zone)
        self.card = BackupCard(context.desk.path, context.now, context.desk.zone, self.rehearse, self.ask_restore)
        self.list.turned.connect(self._turned)
        self._build()
        self._fill()
        self.list.setFocus()

    def _build(self) -> None:
        space = unit(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * space, 3 * space, 3 * space, 2 * space)
        layout.setSpacing(round(1.5 * space))
        head = QHBoxLayout()
        head.addWidget(RoleLabel(_("Backups of this shop"), size="title"))
        head.addStretch(1)
        head.addWidget(self.status)
        layout.addLayout(head)
        told = _(
            "One is made half an hour after a change and on closing, and counts when it was opened and found whole. "
            "Seven days and four weeks are kept."
        )
        layout.addWidget(RoleLabel(told, "muted", wrap=True))
        layout.addWidget(self.notice)
        middle = QHBoxLayout()
        middle.setSpacing(2 * space)
        left = QVBoxLayout()
        left.setSpacing(space)
        left.addWidget(self.list, 1)
        left.addLayout(self._place_buttons())
        middle.addLayout(left, 5)
        scroll = QScrollArea()  # with large letters the steps are higher than a small screen
        scroll.setObjectName("safety.scroll")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.card)
        scroll.setMinimumWidth(characters(self, 40))
        middle.addWidget(scroll, 4)
        layout.addLayout(middle, 1)
        layout.addLayout(self._last_row())
        wanted = QSize(characters(self, 136), characters(self, 72))
        parent = self.parentWidget()
        self.resize(wanted.boundedTo(parent.window().size() * 0.94) if parent is not None else wanted)

    def _place_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(unit(self))
        row.addWidget(button(_("Back up now"), "safety.make", self.make, primary=True))
        row.addStretch(1)
        add = button(_("Add a place…"), "safety.place.add", self.add_place, icon_name="plus")
        add.setToolTip(_("A USB stick or another folder gets a copy of each backup"))
        self._remove = button(_("Remove this place"), "safety.place.remove", self.remove_place)
        row.addWidget(add)
        row.addWidget(self._remove)
        return row

    def _last_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(unit(self))
        row.addWidget(button(_("Check data"), "safety.check", self.check))
        self._repair = button(_("Put it right"), "safety.repair", lambda: self.check(repair=True))
        self._repair.hide()
        row.addWidget(self._repair)
        pack = button(_("Move to a new computer…"), "safety.pack", self.ask_pack)
        pack.setToolTip(_("All of the shop in one file, with its photos, to be opened there"))
        row.addWidget(pack)
        row.addWidget(button(_("Open an archive…"), "safety.unpack", self._open_archive))
        row.addStretch(1)
        row.addWidget(button(_("Close"), "safety.close", self.reject))
        return row

    # What it shows

    def _fill(self) -> None:
        desk = self.context.desk

        def look() -> list[PlaceContents]:
            found = []
            for folder in backups.places(desk):
                beside = folder.parent == desk.path.parent
                there = beside or folder.parent.is_dir()
                found.append(PlaceContents(folder.parent, beside, there, backups.listed_in(folder)))
            return found

        self.context.tasks.run(look, receiver=self, done=self._show, progress=False, lane="file")

    def _show(self, places: list[PlaceContents]) -> None:
        self.list.show_places(places)
        now = self.context.now()
        past = [backup for place in places for backup in place.backups if backup.at <= now]
        last = max(past, key=lambda backup: backup.at, default=None)
        when = display.moment(last.at, now, self.context.desk.zone) if last is not None else ""
        if last is None:
            self.status.set_status(_("No backup yet"), "waiting")
        elif now - last.at > backups.OLD:
            self.status.set_status(_("Last backup {when}: too old").format(when=when), "waiting")
        else:
            self.status.set_status(_("Last good backup: {when}").format(when=when), "ok")
        gone = [str(place.place) for place in places if not place.there]
        if gone and self.notice.isHidden():
            told = _("This place is not there now: {places}. Plug it in, or remove it here.")
            self.notice.say(told.format(places=display.list_of(gone)), "waiting")
        self._turned()

    def _turned(self) -> None:
        self._confirming = False
        place = self.list.place()
        self._remove.setEnabled(place is not None and not place.beside)
        backup = self.list.backup()
        self.card.show_backup(backup)
        if backup is not None:
            desk = self.context.desk
            self.context.tasks.latest(
                "safety.since", lambda _interrupted: (backup, backups.done_since(desk, backup)), receiver=self,
                done=self._show_since,
            )  # fmt: skip

    def _show_since(self, found: tuple[Backup, int]) -> None:
        if self.list.backup() == found[0]:
            self.card.say_what(*found)

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

    def add_place(self) -> None:
        """Ask for a folder that gets a copy of each backup."""
        dialog = QFileDialog(self, _("Where copies of the backups go"))
        dialog.setObjectName("safety.place.folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._add)
        dialog.open()

    def remove_place(self) -> None:
        """No more copies go to the place of the current line; what lies there stays."""
        place = self.list.place()
        if place is not None and not place.beside:
            places = [one for one in self.context.desk.setting("backup_places") if Path(one) != place.place]
            self._set_places(places, _("No more copies go there. What lies there stays."))

    def _add(self, folder: str) -> None:
        places = [*self.context.desk.setting("backup_places"), folder]
        self._set_places(places, _("Copies go there from the next backup on."))

    def _set_places(self, places: list[str], said: str) -> None:
        def done(_value: object) -> None:
            self.notice.say(said, "ok")
            self._fill()

        self.context.save(
            settings.set_settings, {"backup_places": places}, undo=_("Backup places"), receiver=self, done=done,
            failed=self.notice.show_error,
        )  # fmt: skip

    def rehearse(self) -> None:
        """Open a copy of the backup, check it, and say what is in it; the shop is not touched."""
        backup = self.list.backup()
        if backup is not None:

            def done(rehearsal: Rehearsal) -> None:
                if self.list.backup() == backup:
                    self.card.show_rehearsal(rehearsal)

            self._run(lambda: restoring.rehearse(backup.path), done, _("Trying the backup"))

    def ask_restore(self) -> None:
        """Pressed once it asks, pressed again it goes back."""
        backup = self.list.backup()
        if backup is None:
            return
        if self._confirming:
            self._restore(backup.path)
            return
        self._confirming = True
        self.card.set_confirming(True)

    def check(self, repair: bool = False) -> None:
        """Look for contradictions; with `repair` put right what can be derived."""
        desk = self.context.desk
        self.context.tasks.run(
            lambda report: checking.check(desk, repair=repair, report=report), receiver=self, done=self._say_checked,
            failed=self.notice.show_error, title=_("Checking the data"), lane="write" if repair else "file",
            report_as="report",
        )  # fmt: skip

    def ask_pack(self) -> None:
        """Ask where the archive goes."""
        dialog = QFileDialog(self, _("Move to a new computer"))
        dialog.setObjectName("safety.archive.file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Archives of a shop ({endings})").format(endings=f"*{moving.ENDING}")])
        dialog.selectFile(moving.suggested_name(self.context.desk))
        dialog.fileSelected.connect(lambda path: self.pack_to(Path(path)))
        dialog.open()

    def pack_to(self, target: Path) -> None:
        """All of the shop into one file; the file dialog has asked before it names one that is there."""
        desk = self.context.desk
        remembered = {key: self.context.preferences.text(key) for key in moving.MOVED_PREFERENCES}

        def done(packed: moving.Packed) -> None:
            told = _("All of the shop is in {path}. On the other computer choose Open shop… and this file.")
            self.notice.say(told.format(path=packed.file), "ok")

        self.context.tasks.run(
            lambda report: moving.pack(desk, target, remembered, overwrite=True, report=report), receiver=self,
            done=done, failed=self.notice.show_error, title=_("Packing the shop"), lane="file", report_as="report",
        )  # fmt: skip

    # Inside

    def _run(self, call: Callable[[], Any], done: Callable[[Any], object], title: str) -> None:
        self.context.tasks.run(
            call, receiver=self, done=done, failed=self._refuse, title=title, lane="file", progress=True
        )

    def _refuse(self, error: UserError) -> None:
        self.notice.show_error(error)

    def _say_checked(self, report: Checked) -> None:
        wrong = [item for item in report.checks if item.found > item.repaired]
        repaired = sum(item.repaired for item in report.checks)
        self._repair.setVisible(bool(wrong) and not repaired)
        if wrong:
            told = display.list_of([f"{_(CHECKS[item.name])} ({item.found - item.repaired})" for item in wrong])
            self.notice.say(_("Something is wrong: {what}").format(what=told), "trouble")
        elif repaired:
            said = plural("{count} place was put right.", "{count} places were put right.", repaired)
            self.notice.say(said, "ok")
        else:
            self.notice.say(_("Everything is in order."), "ok")
        self._fill()
