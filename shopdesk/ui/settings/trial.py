"""The test print of a paper: on its printer, on one that is chosen, or into a PDF."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog

from shopdesk.documents.papers import Paper
from shopdesk.domain.errors import UserError
from shopdesk.ui.printing.paper_setup import PDF, PaperSetup, is_there
from shopdesk.ui.printing.printer import prepare_printer
from shopdesk.ui.printing.ruler_page import print_rulers, rulers_pdf
from shopdesk.ui.printing.words_of_paper import paper_title
from shopdesk.ui.settings.section import Section
from shopdesk.ui.widgets.notice import Notice
from shopdesk.words import _


class TestPrint(QObject):
    """Everything a person does here can be done without a dialog that waits: `print_on(…)`, `save_to(…)`."""

    __test__ = False  # not one of pytest's

    def __init__(self, section: Section, notice: Notice) -> None:
        super().__init__(section)
        self._section = section
        self._notice = notice
        self._setup = PaperSetup(section.context.preferences)

    def start(self, paper: Paper) -> None:
        """As slips on this paper are printed."""
        self._notice.hide()
        name = self._setup.printer(paper.name)
        if name == PDF:
            self._choose_file(paper)
        elif name and is_there(name):
            printer = QPrinter(QPrinter.PrinterMode.HighResolution)
            printer.setPrinterName(name)
            prepare_printer(printer, paper)
            self.print_on(printer, paper)
        else:
            self._choose_printer(paper)

    def print_on(self, printer: QPrinter, paper: Paper) -> None:
        """On a printer that was prepared for the paper."""
        printer.setDocName(_("Test print"))
        try:
            print_rulers(printer, paper, self._setup.offset_on(paper.name, printer.printerName()))
        except UserError as error:
            self._notice.show_error(error)
        else:
            self._notice.say(_("The test print on {paper} is on its way.").format(paper=paper_title(paper.name)), "ok")

    def save_to(self, path: str, paper: Paper) -> None:
        """Into a file, with the offset as it is set: it is to be printed on this paper's printer."""
        try:
            rulers_pdf(Path(path), paper, self._setup.offset(paper.name))
        except UserError as error:
            self._notice.show_error(error)
        else:
            self._notice.say(
                _("Test print saved: {path}").format(path=path), "ok", _("Open it"),
                lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(path)),
            )  # fmt: skip

    def _choose_printer(self, paper: Paper) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        prepare_printer(printer, paper)
        dialog = QPrintDialog(printer, self._section)
        dialog.setObjectName("settings.paper.print_dialog")
        dialog.accepted.connect(lambda: self.print_on(printer, paper))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def _choose_file(self, paper: Paper) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = _("Test print {paper}").format(paper=paper.name) + ".pdf"
        dialog = QFileDialog(self._section, _("Save PDF"), folder)
        dialog.setObjectName("settings.paper.file_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("PDF (*.pdf)")])
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda path: self.save_to(path, paper))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
