"""Replies from a spreadsheet: read, shown row by row what would change, then taken in as one step."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.sentences import sentence
from shopdesk.services.replies import importing
from shopdesk.services.replies.importing import ImportedReplies, ReplyFile
from shopdesk.ui import display
from shopdesk.ui.context import Context
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.replies.import_rows import ImportRows
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _


class ImportRepliesDialog(QDialog):
    """Reads `path` at once; nothing is saved before the person has seen it and said so."""

    def __init__(self, context: Context, path: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("replies.import")
        self.setWindowTitle(_("Import replies"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._path = path
        self._file: ReplyFile | None = None
        self._title = RoleLabel(Path(path).name, size="title", wrap=True)
        self._said = RoleLabel(_("Reading…"), "muted", wrap=True)
        self._said.setObjectName("replies.import.said")
        self._bar = QProgressBar()
        self._bar.setObjectName("replies.import.progress")
        self._bar.setAccessibleName(_("Progress"))
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self.rows = ImportRows()
        self.rows.hide()
        self._build()
        self._task = context.tasks.run(
            importing.look_at, context.desk, path, receiver=self, done=self._show, failed=self._refuse,
            cancelled=self.close, progress=False, lane="file",
        )  # fmt: skip

    @property
    def said(self) -> str:
        """What is said above the rows."""
        return self._said.text()

    def _build(self) -> None:
        space = unit(self)
        self._cancel = button(_("Cancel"), "replies.import.cancel", self.reject)
        self._import = button(_("Import"), "replies.import.apply", self._apply, primary=True)
        self._import.setEnabled(False)
        self._import.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(space)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._import)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * space, 3 * space, 3 * space, 2 * space)
        layout.setSpacing(2 * space)
        for widget in (self._title, self._said, self._bar):
            layout.addWidget(widget)
        layout.addWidget(self.rows, 100)
        layout.addStretch(1)
        layout.addLayout(foot)
        self.setMinimumWidth(characters(self, 110))

    def _show(self, file: ReplyFile) -> None:
        self._file = file
        self._bar.hide()
        self._said.setText(_counts(file))
        self.rows.show_rows([row for row in file.planned if row.state != "unchanged"])
        self.rows.setVisible(bool(self.rows.model().rowCount()))
        waiting = file.count("new") + file.count("changed")
        self._import.setText(_("Import {count}").format(count=display.count(waiting)) if waiting else _("Nothing new"))
        self._import.setEnabled(waiting > 0)
        (self._import if waiting else self._cancel).setFocus()
        self._fit()

    def _fit(self) -> None:
        """As high as what is shown; sentences are measured at the width they have."""
        layout, parent = self.layout(), self.parentWidget()
        assert layout is not None
        assert parent is not None
        layout.activate()
        room = round(parent.window().height() * 0.94)
        self.resize(self.width(), min(layout.totalHeightForWidth(self.width()), room))

    def _apply(self) -> None:
        assert self._file is not None
        self._import.setEnabled(False)
        self._context.save(
            importing.apply_file, self._file, said=_imported, undo=_("Import replies"), receiver=self,
            done=lambda _value: self.accept(), failed=self._refuse,
        )  # fmt: skip

    def _refuse(self, error: UserError) -> None:
        self._bar.hide()
        self._said.set_role("trouble")
        self._said.setText(sentence(error.code, error.where))
        self._cancel.setText(_("Close"))
        self._cancel.setFocus()

    def reject(self) -> None:
        """Cancel: what is being read is forgotten."""
        self._task.cancel()
        super().reject()


def _counts(file: ReplyFile) -> str:
    told: list[tuple[str, Any]] = [
        (_("{count} new"), file.count("new")),
        (_("{count} changed"), file.count("changed")),
        (_("{count} unchanged"), file.count("unchanged")),
        (_("{count} refused"), file.count("refused")),
    ]
    counts = " · ".join(words.format(count=display.count(number)) for words, number in told if number)
    return counts or _("There is no row with a reply in it.")


def _imported(value: ImportedReplies) -> str:
    told = _("Imported: {new} new, {changed} changed")
    return told.format(new=display.count(value.new), changed=display.count(value.changed))
