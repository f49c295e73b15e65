"""Export month: which month, which language, where to."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from shopdesk import words
from shopdesk.domain.errors import UserError
from shopdesk.services.export import ExportResult, export_month
from shopdesk.ui.context import Context
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.form import Form
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _

_MONTHS = 24


def _export(desk: Any, month: str, path: str, language: str, report: Callable[..., None]) -> ExportResult:
    # The file dialog has asked already whether to replace.
    return export_month(
        desk, month, path, language=language, force=True, progress=lambda _stage, done, total: report(done, total)
    )


class ExportDialog(QDialog):
    """Asks for the month and writes the workbook in the background."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setObjectName("export")
        self.setWindowTitle(_("Export month"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        space = unit(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * space, 3 * space, 3 * space, 2 * space)
        layout.setSpacing(2 * space)
        layout.addWidget(RoleLabel(_("The month as an Excel workbook"), size="title"))
        layout.addWidget(
            RoleLabel(
                _("Summary with checks and charts, orders, lines, inquiries, cases, parcels, customers."),
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(self._form())
        layout.addLayout(self._buttons(space))
        self.setMinimumWidth(characters(self, 60))

    def _form(self) -> Form:
        self.month = QComboBox()
        for month in _months(self.context.desk.local_day(self.context.now())):
            self.month.addItem(month)
        self.language = QComboBox()
        for code, title in (("en", "English"), ("zh_CN", "中文")):
            self.language.addItem(title, code)
        self.language.setCurrentIndex(self.language.findData(words.language()))
        form = Form("export.form")
        form.add("month", _("Month"), self.month, "")
        form.add("language", _("Language"), self.language, "")
        return form

    def _buttons(self, space: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space)
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), "export.cancel", self.reject))
        save = button(_("Save workbook…"), "export.save", self._choose, primary=True)
        save.setDefault(True)
        row.addWidget(save)
        return row

    def _choose(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = f"{self.context.desk.shop_name} {self.month.currentText()}.xlsx".replace("/", "-")
        dialog = QFileDialog(self, _("Save workbook"), str(Path(folder) / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Excel (*.xlsx)")])
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(name)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Writes the workbook of the chosen month to `path`, in the background, and closes."""
        context = self.context
        window: Any = self.parent()

        def done(result: ExportResult) -> None:
            context.bus.message.emit(_("Saved {path}").format(path=result.file), None)
            if window is not None:
                window.notice.say(
                    _("The workbook of {month} is saved: {path}").format(month=result.month, path=result.file),
                    "ok", _("Open it"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(result.file))),
                )  # fmt: skip

        def failed(error: UserError) -> None:
            context.tasks.user_error.emit(error)

        context.tasks.run(
            _export, context.desk, self.month.currentText(), path, self.language.currentData(),
            receiver=context.bus, done=done, failed=failed, title=_("Writing the workbook"), lane="file",
            report_as="report",
        )  # fmt: skip
        self.accept()


def _months(today: date) -> list[str]:
    """This month and those before it, newest first."""
    count = today.year * 12 + today.month - 1
    return [f"{number // 12}-{number % 12 + 1:02d}" for number in range(count, count - _MONTHS, -1)]
