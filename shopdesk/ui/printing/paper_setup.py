"""Which printer takes which paper on this computer, and by how much it prints beside the place."""

from typing import Final

from PySide6.QtPrintSupport import QPrinterInfo

from shopdesk.domain.errors import UserError
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.printing.units import NOWHERE, Offset

ASK: Final = ""  # every time
PDF: Final = "pdf:"  # no printer has a colon at the end of its name
MOST_OFFSET: Final = 30.0  # mm; more is another paper, not a printer that pulls it in askew


class PaperSetup:
    """Kept with the window's preferences: a printer belongs to a computer, not to a shop."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    def printer(self, paper: str) -> str:
        """ASK, PDF, or the name of a printer (which may not be there now)."""
        return self._preferences.text(f"paper/{paper}/printer", ASK)

    def set_printer(self, paper: str, printer: str) -> None:
        """This printer takes the paper from now on."""
        self._preferences.set(f"paper/{paper}/printer", printer)

    def offset(self, paper: str) -> Offset:
        """By how much prints on this paper are moved."""
        return Offset(*(self._millimetres(paper, name) for name in ("right", "down")))

    def set_offset(self, paper: str, offset: Offset) -> None:
        """Move prints on this paper. Raises UserError `form.length`."""
        for name in ("right", "down"):
            length = getattr(offset, name)
            if not -MOST_OFFSET <= length <= MOST_OFFSET:
                raise UserError("form.length", field=name, found=f"{length:g}", most=f"{MOST_OFFSET:g}")
        for name in ("right", "down"):
            self._preferences.set(f"paper/{paper}/{name}", round(getattr(offset, name) * 100))

    def offset_on(self, paper: str, printer: str) -> Offset:
        """The same on a printer that was chosen: another one than the paper's own prints in other places."""
        return self.offset(paper) if self.printer(paper) in (ASK, printer) else NOWHERE

    def offset_of_pdf(self, paper: str) -> Offset:
        """A file is moved only where PDF is how this paper gets printed: by another program on the same printer."""
        return self.offset(paper) if self.printer(paper) == PDF else NOWHERE

    def _millimetres(self, paper: str, name: str) -> float:
        length = self._preferences.number(f"paper/{paper}/{name}") / 100
        return length if -MOST_OFFSET <= length <= MOST_OFFSET else 0.0


def is_there(printer: str) -> bool:
    """Whether the system knows a printer of that name now."""
    return printer in QPrinterInfo.availablePrinterNames()
