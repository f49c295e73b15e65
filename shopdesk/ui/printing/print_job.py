"""Sheets on a printer, one between two events: a printer belongs to the main thread, and 500 slips take seconds."""

from collections.abc import Generator, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtPrintSupport import QPrinter

from shopdesk.domain.errors import UserError
from shopdesk.ui.printing.printer import is_wanted, print_steps
from shopdesk.ui.printing.render import PlacedSheet
from shopdesk.ui.printing.sheets import Sheet
from shopdesk.ui.printing.units import NOWHERE, Offset


class PrintJob(QObject):
    """Prints `sheets` on a printer that was prepared and chosen.

    Signals:
        progressed(int, int): sheets done, of how many.
        ended(object): numbers of the sheets of which a page was printed.
        failed(object): a UserError; what the printer did until then is unknown.
        stopped(): somebody cancelled.
    """

    progressed = Signal(int, int)
    ended = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(
        self, printer: QPrinter, sheets: Sequence[Sheet], parent: QObject | None = None, offset: Offset = NOWHERE
    ) -> None:
        super().__init__(parent)
        self._printer = printer
        copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
        self._total = len(sheets) * max(1, copies)
        self._steps: Generator[PlacedSheet, None, None] = print_steps(printer, sheets, offset)
        self._placed: list[PlacedSheet] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Begin; everything further comes by signal."""
        self._timer.start()

    def cancel(self) -> None:
        """Stop after the sheet under way; what the printer has not begun is dropped."""
        if self._timer.isActive():
            self._timer.stop()
            self._printer.abort()
            self._steps.close()
            self.stopped.emit()

    def _step(self) -> None:
        try:
            self._placed.append(next(self._steps))
        except StopIteration:
            self._timer.stop()
            self._end()
        except UserError as error:
            self._timer.stop()
            self.failed.emit(error)
        else:
            self.progressed.emit(len(self._placed), self._total)

    def _end(self) -> None:
        if self._printer.printerState() == QPrinter.PrinterState.Error:
            self.failed.emit(UserError("print.device", printer=self._printer.printerName()))
            return
        printed = [
            sheet.number
            for sheet in self._placed
            if any(is_wanted(self._printer, sheet.first_page + page) for page in range(sheet.pages))
        ]
        self.ended.emit(list(dict.fromkeys(number for number in printed if number)))
