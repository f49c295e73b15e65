"""The sheet before printing: paper, language, what it will look like; then the printer or a PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shopdesk.documents.papers import PAPERS, Paper, paper_named
from shopdesk.domain.errors import UserError
from shopdesk.sentences import sentence
from shopdesk.ui.context import Context
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.packing.destination import Destination
from shopdesk.ui.packing.paper_choices import PaperChoices
from shopdesk.ui.printing.paper_setup import PaperSetup, is_there
from shopdesk.ui.printing.preview import SlipPreview
from shopdesk.ui.printing.print_job import PrintJob
from shopdesk.ui.printing.printer import prepare_printer
from shopdesk.ui.printing.sheets import Sheet
from shopdesk.ui.printing.units import NOWHERE, Offset
from shopdesk.ui.printing.words_of_paper import paper_title, uncovered
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.callout import Callout
from shopdesk.ui.widgets.editors import ChoiceBox
from shopdesk.ui.widgets.form import Form
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.notice import Notice
from shopdesk.words import _, plural

_LANGUAGES = (("en", "English"), ("zh_CN", "中文"))  # each in its own words


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person wants on which paper."""

    ids: Sequence[int]
    paper: Paper
    language: str
    prices: bool
    offset: Offset = NOWHERE  # of a PDF


@dataclass(frozen=True, slots=True)
class Ready:
    """Sheets as asked for. `numbers` are the lists they are about, `missing` characters that no font has."""

    asked: Asked
    sheets: tuple[Sheet, ...]
    numbers: tuple[str, ...]
    missing: tuple[str, ...] = ()
    printed_before: int = 0
    stopped: int = 0  # lists left out until somebody has seen what changed


class PaperDialog(QDialog):
    """Choices left, preview right. Subclasses say what is printed: `read`, `write_pdf`, `file_name`, `after`.

    Everything a person does here can be done without a dialog that waits: `print_on(printer)`, `save_to(path)`.
    """

    kind: ClassVar[str] = ""
    has_prices: ClassVar[bool] = False

    def __init__(self, context: Context, ids: Sequence[int], notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.ids = ids
        self.page_notice = notice
        self.ready: Ready | None = None
        self.job: PrintJob | None = None
        self._pages: int | None = None
        self.choices = PaperChoices(context, self.kind)
        self.setup = PaperSetup(context.preferences)
        self.setObjectName(f"packing.{self.kind}")
        self.setWindowTitle(self.title())
        self.preview = SlipPreview(name=f"packing.{self.kind}.preview")
        self._build()
        self._ask()

    # For subclasses

    def title(self) -> str:
        """What is printed here."""
        raise TypeError(f"{type(self).__name__} has no title")

    @staticmethod
    def read(desk: Any, asked: Asked) -> Ready:
        """The sheets; runs in a worker."""
        raise TypeError("nothing to read")

    @staticmethod
    def write_pdf(desk: Any, asked: Asked, path: str, report: Any) -> tuple[str, ...]:
        """Write a PDF and tell which lists are in it; runs in a worker."""
        raise TypeError("nothing to write")

    def file_name(self, ready: Ready) -> str:
        """What the PDF is called unless the person says otherwise."""
        return f"{self.title()}.pdf"

    def after(self, numbers: Sequence[str], paper: Paper, path: str = "") -> None:
        """It is on paper, or in the file at `path`."""

    def summary(self, ready: Ready, pages: int | None) -> str:
        """One line below the choices."""
        return plural("{count} page", "{count} pages", pages) if pages is not None else ""

    # What a person does

    def asked(self) -> Asked:
        """The choices now."""
        paper = paper_named(self.paper.value())
        offset = self.setup.offset_of_pdf(paper.name)
        return Asked(self.ids, paper, self.language.value(), self.prices.isChecked(), offset)

    def print_now(self) -> None:
        """As the settings say for this paper: on its printer, into a PDF, or ask."""
        if self.ready is None or self.job is not None:
            return
        name = self.destination.printer()
        if name:
            self.print_on(self._printer(self.ready, name))
        elif self.destination.is_pdf():
            self.choose_file()
        else:
            self.choose_printer()

    def choose_printer(self) -> None:
        """The system's print dialog, with the printer that had this paper last."""
        if self.ready is None:
            return
        printer = self._printer(self.ready, self.choices.printer(self.asked().paper.name))
        dialog = QPrintDialog(printer, self)
        dialog.setObjectName(f"packing.{self.kind}.print_dialog")
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, True)
        if self._pages is not None:
            dialog.setMinMax(1, self._pages)
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter) -> None:
        """Print on a printer that was prepared for the paper; reads again first, for what changed meanwhile."""
        asked = self.asked()
        self.choices.remember_printer(asked.paper.name, printer.printerName())
        self._set_busy(True)
        self.context.tasks.run(
            self.read, self.context.desk, asked, receiver=self, done=lambda ready: self._start(printer, ready),
            failed=self._failed, lane="file", progress=False,
        )  # fmt: skip

    def choose_file(self) -> None:
        """Ask where the PDF goes."""
        if self.ready is None:
            return
        name = self.file_name(self.ready)
        dialog = QFileDialog(self, _("Save PDF"), str(self.choices.folder / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("PDF (*.pdf)")])
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(name)
        dialog.fileSelected.connect(self.save_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Write the PDF in the background, and close; the status bar shows how far it is, with Cancel."""
        asked = self.asked()
        self._remember(asked)
        self.choices.remember_folder(Path(path).parent)
        after, notice = self.after, self.page_notice
        self.context.tasks.run(
            self.write_pdf, self.context.desk, asked, path, receiver=self.context.bus,
            done=lambda numbers: after(numbers, asked.paper, path), failed=notice.show_error,
            title=_("Writing the PDF"), lane="file", report_as="report",
        )  # fmt: skip
        self.accept()

    def reject(self) -> None:
        if self.job is not None:
            self.job.cancel()
        else:
            super().reject()

    # Inside

    def _printer(self, ready: Ready, name: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if name and is_there(name):
            printer.setPrinterName(name)
        printer.setDocName(Path(self.file_name(ready)).stem)
        prepare_printer(printer, self.asked().paper)
        return printer

    def _build(self) -> None:
        space = unit(self)
        name = self.objectName()
        left = QVBoxLayout()
        left.setSpacing(2 * space)
        left.addWidget(RoleLabel(self.title(), size="title", wrap=True))
        left.addWidget(self._form(name))
        self._summary = RoleLabel("", "muted", wrap=True)
        left.addWidget(self._summary)
        self._warning = Callout(_("Before printing"), "", "trouble")
        self._warning.setObjectName(f"{name}.warning")
        self._warning.hide()
        left.addWidget(self._warning)
        self._notice = RoleLabel("", "trouble", wrap=True)
        self._notice.setObjectName(f"{name}.error")
        self._notice.hide()
        left.addWidget(self._notice)
        left.addStretch(1)
        self.destination = Destination(name, self.setup, self.choose_printer)
        left.addWidget(self.destination)
        left.addLayout(self._progress(name))
        left.addLayout(self._buttons(name))
        side = QWidget()
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(characters(self, 44))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3 * space, 3 * space, 3 * space, 2 * space)
        layout.setSpacing(3 * space)
        layout.addWidget(side)
        layout.addWidget(self.preview, 1)
        self.preview.complete.connect(self._count_pages)
        self._take_room()
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_now)
        QShortcut(QKeySequence("Ctrl+S"), self, self.choose_file)

    def _take_room(self) -> None:
        """As large as the window allows: a page has to be readable."""
        wanted = QSize(characters(self, 132), characters(self, 92))
        parent = self.parentWidget()
        room = parent.window().size() * 0.94 if parent is not None else wanted
        self.resize(wanted.boundedTo(room))
        whole = self.preview.findChild(QPushButton, f"{self.preview.objectName()}.whole")
        if whole is not None:
            whole.setChecked(True)

    def _form(self, name: str) -> Form:
        self.paper = ChoiceBox(f"{name}.paper", [(key, paper_title(key)) for key in PAPERS])
        self.paper.set_value(self.choices.paper)
        self.language = ChoiceBox(f"{name}.language", _LANGUAGES)
        self.language.set_value(self.choices.language)
        self.prices = QCheckBox(_("Show prices"))
        self.prices.setObjectName(f"{name}.prices")
        self.prices.setAccessibleName(_("Show prices"))
        self.prices.setChecked(self.has_prices and self.choices.prices)
        form = Form(f"{name}.form")
        form.add("paper", _("Paper"), self.paper)
        form.add("language", _("Language"), self.language)
        form.add_widget(self.prices)
        self.prices.setVisible(self.has_prices)
        self.paper.changed.connect(self._ask)
        self.language.changed.connect(self._ask)
        self.prices.toggled.connect(self._ask)
        return form

    def _progress(self, name: str) -> QVBoxLayout:
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{name}.progress")
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Printing"))
        self._how_far = RoleLabel("", "muted", "small")
        self._bar.hide()
        self._how_far.hide()
        layout = QVBoxLayout()
        layout.addWidget(self._how_far)
        layout.addWidget(self._bar)
        return layout

    def _buttons(self, name: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(unit(self))
        self._print = button(_("Print…"), f"{name}.print", self.print_now, icon_name="printer", primary=True)
        self._print.setDefault(True)
        self._save = button(_("Save PDF…"), f"{name}.save", self.choose_file)
        self._cancel = button(_("Cancel"), f"{name}.cancel", self.reject)
        row.addWidget(self._print)
        row.addWidget(self._save)
        row.addStretch(1)
        row.addWidget(self._cancel)
        return row

    def _ask(self) -> None:
        self.ready = None
        self._set_ready()
        self._show_destination()
        asked, read, desk = self.asked(), self.read, self.context.desk
        self.context.tasks.latest(
            f"packing.{self.kind}", lambda _interrupted: read(desk, asked), receiver=self, done=self._show,
            failed=self._failed,
        )  # fmt: skip

    def _show_destination(self) -> None:
        self.destination.show_paper(self.paper.value())
        text = _("Print") if self.destination.printer() else _("Print…")
        if self.destination.is_pdf():
            text = _("Make PDF…")
        self._print.setText(text)
        self._print.setAccessibleName(text.rstrip("…"))
        self._save.setHidden(self.destination.is_pdf())

    def _show(self, ready: Ready) -> None:
        self.ready = ready
        self._notice.hide()
        self._pages = None
        self.preview.show_sheets(ready.sheets)
        self._warning.setVisible(bool(ready.missing))
        self._warning.say(uncovered(ready.missing))
        self._say_summary()
        self._set_ready()

    def _count_pages(self) -> None:
        self._pages = self.preview.page_count()
        self._say_summary()

    def _say_summary(self) -> None:
        if self.ready is not None:
            self._summary.setText(self.summary(self.ready, self._pages))

    def _set_ready(self) -> None:
        able = self.ready is not None and self.job is None
        self._print.setEnabled(able)
        self._save.setEnabled(able)

    def _start(self, printer: QPrinter, ready: Ready) -> None:
        self._remember(ready.asked)
        offset = self.setup.offset_on(ready.asked.paper.name, printer.printerName())
        self.job = PrintJob(printer, ready.sheets, self, offset)
        self.job.progressed.connect(self._report)
        self.job.ended.connect(lambda numbers: self._ended(numbers, ready))
        self.job.failed.connect(self._failed)
        self.job.stopped.connect(lambda: self._set_busy(False))
        self._report(0, len(ready.sheets))
        self.job.start()

    def _ended(self, numbers: Sequence[str], ready: Ready) -> None:
        self._set_busy(False)
        self.after(numbers, ready.asked.paper)
        self.accept()

    def _report(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._how_far.setText(_("{done} of {total} printed").format(done=done, total=total))

    def _failed(self, error: UserError) -> None:
        self._set_busy(False)
        self._notice.setText(sentence(error.code, error.where))
        self._notice.show()

    def _set_busy(self, busy: bool) -> None:
        if not busy:
            self.job = None
        for widget in (self._bar, self._how_far):
            widget.setVisible(busy)
        for choice in (self.paper, self.language, self.prices, self._print, self._save):
            choice.setEnabled(not busy)
        if not busy:
            self._set_ready()

    def _remember(self, asked: Asked) -> None:
        self.choices.remember(asked.paper.name, asked.language, asked.prices)


def say_saved(notice: Notice, sentence: str, path: str) -> None:
    """Say on the page where a file lies, with a button that opens it."""
    text = _("{sentence}: {path}").format(sentence=sentence, path=path)
    notice.say(text, "ok", _("Open it"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(path)))
