"""Where backups go, and the settings as a file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.sentences import sentence
from shopdesk.services import settings_file
from shopdesk.services.settings import set_settings
from shopdesk.services.settings_file import Read
from shopdesk.ui.measure import unit
from shopdesk.ui.settings.section import Section
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _, mark


class FilesSection(Section):
    """The folder beside the shop is always one of the places; here are the others."""

    key: ClassVar[str] = "files"
    title: ClassVar[str] = mark("Backups and files")
    icon: ClassVar[str] = "export"

    def fill(self) -> None:
        space = unit(self)
        self.column.addWidget(RoleLabel(_("Backup places"), bold=True))
        told = _(
            "Backups lie beside the shop’s file. Name a second place, such as a USB stick or a folder on another disk: "
            "every backup goes there too, whenever it is there."
        )
        self.column.addWidget(RoleLabel(told, "muted", wrap=True))
        self.places = QListWidget()
        self.places.setObjectName("settings.files.places")
        self.places.setAccessibleName(_("Backup places"))
        self.places.setProperty("framed", True)
        self.places.setFixedHeight(12 * space)
        self.places.currentRowChanged.connect(lambda _row: self._turned())
        self.column.addWidget(self.places)
        self._remove = button(_("Remove place"), "settings.files.remove_place", self.remove_place, quiet=True)
        self.column.addWidget(
            _row(
                button(_("Add folder…"), "settings.files.add_place", self._choose_place, icon_name="plus"),
                self._remove,
                button(_("Open the backups…"), "settings.files.backups", self._open_backups, quiet=True),
            )
        )
        self.column.addSpacing(2 * space)
        self.column.addWidget(RoleLabel(_("Settings as a file"), bold=True))
        told = _("Shop, paper, accounts and carriers, for another shop or a colleague. Orders are not in it.")
        self.column.addWidget(RoleLabel(told, "muted", wrap=True))
        self.column.addWidget(
            _row(
                button(_("Save settings…"), "settings.files.save", self._choose_target, icon_name="export"),
                button(_("Read settings…"), "settings.files.read", self._choose_source, icon_name="import"),
            )
        )

    def reload(self) -> None:
        kept = list(self.context.desk.setting("backup_places"))
        shown = [self.places.item(row).text() for row in range(1, self.places.count())]
        if kept != shown or not self.places.count():
            self.places.clear()
            first = QListWidgetItem(_("{folder} (always)").format(folder=self.context.desk.path.parent))
            first.setFlags(Qt.ItemFlag.NoItemFlags)
            self.places.addItem(first)
            self.places.addItems(kept)
        self._turned()

    def first_focus(self) -> QWidget | None:
        return self.places

    def add_place(self, folder: str) -> None:
        """Backups go to this folder too."""
        self._set_places([*self.context.desk.setting("backup_places"), folder])

    def remove_place(self) -> None:
        """Backups no longer go to the chosen place; those that lie there stay."""
        item = self.places.currentItem()
        if item is not None:
            self._set_places([one for one in self.context.desk.setting("backup_places") if one != item.text()])

    def save_to(self, path: str) -> None:
        """Write the settings."""
        self._run(
            lambda: settings_file.write_settings(self.context.desk, Path(path)),
            lambda written: self.notice.say(_("Settings saved: {path}").format(path=written), "ok"),
        )

    def read_from(self, path: str) -> None:
        """Take over what a settings file says."""

        def done(read: Read) -> None:
            said = _("Settings read: {settings} changed, {accounts} accounts and {carriers} carriers named.")
            self.notice.say(said.format(settings=len(read.keys), accounts=read.accounts, carriers=read.carriers), "ok")

        self.context.save(
            settings_file.read_settings, Path(path), receiver=self, said=_("Settings read"), undo=_("Read settings"),
            done=done, failed=self._refuse,
        )  # fmt: skip

    def _refuse(self, error: UserError) -> None:
        """The sentence of a single setting does not say that it stood in a file."""
        field = str(error.where.get("field", ""))
        text = sentence(error.code, error.where)
        if field:
            text = _("“{field}” in the file: {sentence} Nothing was changed.").format(field=field, sentence=text)
        self.notice.say(text, "trouble")

    def _set_places(self, folders: list[str]) -> None:
        self.notice.hide()
        self.context.save(
            set_settings, {"backup_places": folders}, receiver=self, said=_("Backup places saved"),
            undo=_("Settings"), failed=self.notice.show_error,
        )  # fmt: skip

    def _run(self, call: Callable[[], Any], done: Callable[[Any], object]) -> None:
        self.context.tasks.run(
            call, receiver=self, done=done, failed=self.notice.show_error, lane="file", progress=False
        )

    def _turned(self) -> None:
        self._remove.setEnabled(self.places.currentItem() is not None)

    def _open_backups(self) -> None:
        self.context.actions.action("window.backups").trigger()

    def _choose_place(self) -> None:
        dialog = QFileDialog(self, _("A folder for backups"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open(dialog, "place_dialog", self.add_place)

    def _choose_target(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, _("Save settings"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile(_("ShopDesk settings") + ".json")
        dialog.setNameFilters([_("Settings (*.json)")])
        self._open(dialog, "save_dialog", self.save_to)

    def _choose_source(self) -> None:
        dialog = QFileDialog(self, _("Read settings"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Settings (*.json)")])
        self._open(dialog, "read_dialog", self.read_from)

    def _open(self, dialog: QFileDialog, name: str, chosen: Callable[[str], object]) -> None:
        dialog.setObjectName(f"settings.files.{name}")
        dialog.fileSelected.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _row(*widgets: QWidget) -> QWidget:
    made = QWidget()
    layout = QHBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(unit(made))
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return made
