"""Papers: which one, in what language, on which printer, and by how much the print is moved there."""

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QGridLayout, QWidget

from shopdesk.documents.papers import PAPERS, Paper, paper_named
from shopdesk.domain.errors import UserError
from shopdesk.sentences import sentence
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.printing.paper_setup import ASK, PDF, PaperSetup
from shopdesk.ui.printing.units import Offset
from shopdesk.ui.printing.words_of_paper import paper_title
from shopdesk.ui.settings.field_section import FieldSection
from shopdesk.ui.settings.fields import Setting
from shopdesk.ui.settings.trial import TestPrint
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.editors import ChoiceBox, TextLine
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _, mark


class PaperSection(FieldSection):
    """Paper, language and prices are the shop's; printers and how far they are off are this computer's."""

    key: ClassVar[str] = "paper"
    title: ClassVar[str] = mark("Paper and printers")
    icon: ClassVar[str] = "printer"
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting("paper", mark("Usual paper"), "choice", hint=mark("Any other can be chosen when printing"),
                options=lambda: [(name, paper_title(name)) for name in PAPERS]),
        Setting("paper_language", mark("Language on paper"), "choice", empty=None,
                options=lambda: [("", _("As in the window")), ("en", "English"), ("zh_CN", "中文")]),
        Setting("paper_prices", mark("Prices"), "flag", hint=mark("Show prices on slips"), empty=False),
    )  # fmt: skip

    def fill(self) -> None:
        super().fill()
        self.setup = PaperSetup(self.context.preferences)
        self.trial = TestPrint(self, self.notice)
        self.column.addSpacing(unit(self))
        self.column.addWidget(RoleLabel(_("Printers of this computer"), bold=True))
        self.column.addWidget(
            RoleLabel(_("If a print stands beside its place, make a test print, measure, and move it here."), "muted",
                      wrap=True)
        )  # fmt: skip
        grid = QGridLayout()
        grid.setHorizontalSpacing(unit(self))
        grid.setVerticalSpacing(unit(self))
        grid.setColumnStretch(1, 1)
        for column, title in enumerate((_("Paper"), _("Printer"), _("Right, mm"), _("Down, mm"))):
            grid.addWidget(RoleLabel(title, "muted", "small"), 0, column)
        self.papers = {name: _PaperRow(self, name, grid, place) for place, name in enumerate(PAPERS)}
        held = QWidget()
        held.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(held)

    def reload(self) -> None:
        super().reload()
        for row in self.papers.values():
            row.reload()

    def commit(self) -> None:
        super().commit()
        for row in self.papers.values():
            row.save()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        names = QPrinterInfo.availablePrinterNames()  # asked each time: a printer may be plugged in meanwhile
        for row in self.papers.values():
            row.offer(names)


class _PaperRow:
    """Printer, offset and test print of one paper; below them what is wrong."""

    def __init__(self, section: PaperSection, name: str, grid: QGridLayout, place: int) -> None:
        self._section = section
        self._setup = section.setup
        self._paper: Paper = paper_named(name)
        title = paper_title(name)
        base = f"settings.paper.{name}"
        self.printer = ChoiceBox(f"{base}.printer", [])
        self.printer.setAccessibleName(_("Printer for {paper}").format(paper=title))
        self.printer.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.right = self._length(f"{base}.right", _("{paper}: millimetres to the right").format(paper=title))
        self.down = self._length(f"{base}.down", _("{paper}: millimetres down").format(paper=title))
        self.test = button(_("Test print…"), f"{base}.test", lambda: section.trial.start(self._paper))
        self.test.setAccessibleName(_("Test print on {paper}").format(paper=title))
        self._error = RoleLabel("", "trouble", "small", wrap=True)
        self._error.setObjectName(f"{base}.error")
        self._error.hide()
        label = RoleLabel(title)
        row = 2 * place + 1
        widgets: tuple[QWidget, ...] = (label, self.printer, self.right, self.down, self.test)
        for column, widget in enumerate(widgets):
            grid.addWidget(widget, row, column)
        grid.addWidget(self._error, row + 1, 1, 1, 4)
        self.offer([])
        self.printer.activated.connect(lambda _index: self.save())
        for field in (self.right, self.down):
            field.editingFinished.connect(self.save)

    def offer(self, printers: list[str]) -> None:
        """The printers that are there now, and the one that was chosen even if it is not."""
        chosen = self._setup.printer(self._paper.name)
        self.printer.clear()
        self.printer.addItem(_("Ask every time"), ASK)
        self.printer.addItem(_("Save as PDF"), PDF)
        for name in printers:
            self.printer.addItem(name, name)
        if chosen not in (ASK, PDF, *printers):
            self.printer.addItem(_("{printer} (not there)").format(printer=chosen), chosen)
        self.printer.setCurrentIndex(self.printer.findData(chosen))

    def reload(self) -> None:
        offset = self._setup.offset(self._paper.name)
        for field, length in ((self.right, offset.right), (self.down, offset.down)):
            if not field.hasFocus() and not self._error.isVisible():
                field.set_value(f"{length:g}")

    def save(self) -> None:
        """Remember printer and offset, or say what is wrong."""
        name = self._paper.name
        try:
            wanted = Offset(_length_of(self.right, "right"), _length_of(self.down, "down"))
            if wanted != self._setup.offset(name):
                self._setup.set_offset(name, wanted)
                self._section.context.bus.message.emit(_("{setting} saved").format(setting=paper_title(name)), None)
        except UserError as error:
            self._error.setText(sentence(error.code, error.where))
            self._error.show()
        else:
            self._error.hide()
        self._setup.set_printer(name, str(self.printer.currentData() or ASK))

    def _length(self, name: str, words: str) -> TextLine:
        field = TextLine(name)
        field.setAccessibleName(words)
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.setFixedWidth(characters(field, 7))
        return field


def _length_of(field: Any, name: str) -> float:
    text = field.value().replace(",", ".").replace("−", "-").removesuffix("mm").strip()
    try:
        length = float(text or 0)
    except ValueError:
        length = float("nan")
    if length != length or abs(length) > 1e6:
        raise UserError("form.length", field=name, found=field.value(), most="30")
    return round(length, 2)
