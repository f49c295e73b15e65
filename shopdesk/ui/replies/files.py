"""Replies in and out of files: a spreadsheet of all of them, and questions and answers as a page to publish."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from shopdesk.services.replies import files
from shopdesk.services.replies.files import WrittenReplies
from shopdesk.ui import vocabulary
from shopdesk.ui.conversations.lookups import options
from shopdesk.ui.replies.import_dialog import ImportRepliesDialog
from shopdesk.ui.widgets.editors import ChoiceBox
from shopdesk.ui.widgets.strip import Strip
from shopdesk.words import _, language, plural

if TYPE_CHECKING:
    from shopdesk.ui.replies.page import RepliesPage

_SHEETS = "*.xlsx *.xls *.csv *.tsv *.txt"
_KINDS = {"article": ("article",), "rule": ("article", "rule"), "knowledge": ("article", "rule", "knowledge")}


class PublishStrip(Strip):
    """Which language, and what belongs on the page."""

    def fill(self) -> None:
        name = self.objectName()
        self.language = ChoiceBox(f"{name}.language", options(vocabulary.LANGUAGE))
        self.language.setAccessibleName(_("Language"))
        self.language.set_value("zh" if language() == "zh_CN" else "en")
        self.kinds = ChoiceBox(f"{name}.kinds", _kinds())
        self.kinds.setAccessibleName(_("What belongs on the page"))
        self.flow.addWidget(self.language)
        self.flow.addWidget(self.kinds)
        self.add_submit(_("Choose file…"))

    def first(self) -> QWidget:
        return self.language

    def answers(self) -> tuple[Any, ...]:
        return self.language.value(), _KINDS[self.kinds.value()]


def _kinds() -> list[tuple[str, str]]:
    return [
        ("article", _("Articles")),
        ("rule", _("Articles and platform rules")),
        ("knowledge", _("Articles, platform rules and product knowledge")),
    ]


def choose_import(page: "RepliesPage") -> None:
    """Ask for a spreadsheet, then show what it would change."""
    dialog = QFileDialog(page, _("Import replies"))
    dialog.setObjectName("replies.import.file")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([_("Tables ({endings})").format(endings=_SHEETS), _("All files (*)")])
    dialog.fileSelected.connect(lambda path: import_from(page, path))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def import_from(page: "RepliesPage", path: str) -> ImportRepliesDialog:
    """Show what a spreadsheet would change."""
    dialog = ImportRepliesDialog(page.context, path, page)
    dialog.open()
    return dialog


def choose_export(page: "RepliesPage") -> None:
    """Ask where to, then write every reply in the background."""
    name = _("Replies {day}").format(day=page.today().isoformat()) + ".xlsx"
    _ask(page, _("Export replies"), name, _("Excel (*.xlsx)"), "xlsx", lambda path: export_to(page, path))


def export_to(page: "RepliesPage", path: str) -> None:
    """Write every reply to a spreadsheet."""

    _write(page, path, lambda: files.export_replies(page.context.desk, path, force=True), _saved)


def choose_page(page: "RepliesPage", language_: str, kinds: tuple[str, ...]) -> None:
    """Ask where to, then write questions and answers in the background."""
    name = _("Questions and answers") + ".html"
    _ask(
        page, _("Publish questions and answers"), name, _("Web page (*.html)"), "html",
        lambda path: publish_to(page, path, language_, kinds),
    )  # fmt: skip


def publish_to(page: "RepliesPage", path: str, language_: str, kinds: tuple[str, ...]) -> None:
    """Write questions and answers as a page."""

    _write(
        page, path, lambda: files.export_faq(page.context.desk, path, language_, kinds=kinds, force=True), _published
    )


def _saved(count: int) -> str:
    return plural("{count} reply saved", "{count} replies saved", count)


def _published(count: int) -> str:
    return plural("{count} answer on the page", "{count} answers on the page", count)


def _write(page: "RepliesPage", path: str, write: Callable[[], Any], said: Callable[[int], str]) -> None:
    def done(outcome: Any) -> None:
        written: WrittenReplies = outcome.value
        page.notice.say(
            f"{said(written.replies)}: {path}", "ok", _("Open it"),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(path)),
        )  # fmt: skip

    page.notice.hide()
    page.context.tasks.run(
        write, receiver=page, done=done, failed=page.show_error, title=_("Writing the replies"), lane="file"
    )


def _ask(page: QWidget, title: str, name: str, kind: str, ending: str, take: Callable[[str], object]) -> None:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(page, title, str(Path(folder) / name))
    dialog.setObjectName("replies.file")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([kind])
    dialog.setDefaultSuffix(ending)
    dialog.selectFile(name)
    dialog.fileSelected.connect(take)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
