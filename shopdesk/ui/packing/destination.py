"""Where a sheet goes: the printer that the settings name for its paper, or a choice each time."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.ui.printing.paper_setup import ASK, PDF, PaperSetup, is_there
from shopdesk.ui.printing.words_of_paper import moved
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _


class Destination(QWidget):
    """Says where Print will send a paper, with a way to another printer; empty when Print asks anyway."""

    def __init__(self, name: str, setup: PaperSetup, choose_other: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName(f"{name}.destination")
        self._setup = setup
        self._paper = ""
        self._said = RoleLabel("", "muted", "small", wrap=True)
        self.other = button(_("Another printer…"), f"{name}.other_printer", choose_other, quiet=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._said)
        layout.addWidget(self.other, 0)

    @property
    def text(self) -> str:
        """What it says."""
        return self._said.text()

    def show_paper(self, paper: str) -> None:
        """Say where this paper goes."""
        self._paper = paper
        printer, offset = self._setup.printer(paper), self._setup.offset(paper)
        if printer == PDF:
            said = _("This paper is saved as PDF")
        elif self.printer():
            said = _("Printer: {printer}").format(printer=printer)
        elif printer:
            said = _("The printer “{printer}” is not there now; choose another one.").format(printer=printer)
        else:
            said = ""
        if offset:
            said = " · ".join(part for part in (said, moved(offset)) if part)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self.other.setVisible(bool(self.printer()) or self.is_pdf())
        self.setVisible(bool(said))

    def printer(self) -> str:
        """The printer to print on without asking, "" for none."""
        printer = self._setup.printer(self._paper)
        return printer if printer not in (ASK, PDF) and is_there(printer) else ""

    def is_pdf(self) -> bool:
        """Whether this paper becomes a file."""
        return self._setup.printer(self._paper) == PDF
