"""The preview of slips: page by page, drawn by the code that prints, laid out while the window stays usable."""

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from shopdesk.documents.papers import Paper
from shopdesk.documents.slips import Slip
from shopdesk.ui.measure import unit
from shopdesk.ui.printing.layout import LaidOutSheet
from shopdesk.ui.printing.page_view import PageView
from shopdesk.ui.printing.sheets import Sheet, slip_sheet
from shopdesk.ui.widgets.buttons import icon_button
from shopdesk.words import _

_STEP_MS = 25  # of layout at a time, well below what a person notices


class SlipPreview(QWidget):
    """Pages of slips or a pick list, one at a time.

    `show_slips` or `show_sheets` fills it; the first page is there at once, the others are laid out in small steps
    (`complete` is emitted at the end). `name` begins the object names: `packing.preview.next` and so on.
    """

    complete = Signal()

    def __init__(self, parent: QWidget | None = None, *, name: str = "packing.preview") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._waiting: list[Sheet] = []
        self._laid_out: list[LaidOutSheet] = []
        self._pages: list[tuple[LaidOutSheet, int]] = []
        self._current = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._lay_out_more)
        self._view = PageView()
        self._view.setObjectName(f"{name}.page")
        self._view.setAccessibleName(_("Page"))
        self._desk = self._make_desk(name)
        self._build(name)
        self._show_current()

    def show_slips(
        self, slips: Sequence[Slip], paper: Paper, *, prices: bool = False, language: str = "en", memo: bool = False
    ) -> None:
        """Shows packing slips from the first page on."""
        self.show_sheets([slip_sheet(slip, paper, prices=prices, language=language, memo=memo) for slip in slips])

    def show_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Shows any sheets from the first page on; none empties the preview."""
        self._timer.stop()
        self._waiting = list(reversed(sheets))
        self._laid_out, self._pages, self._current = [], [], 0
        if self._waiting:
            self._take_one()
        self._show_current()
        if self._waiting:
            self._timer.start()
        else:
            self.complete.emit()

    def page(self) -> int:
        """The page shown, counted from 1; 0 when there is none."""
        return self._current + 1 if self._pages else 0

    def page_count(self) -> int:
        """Pages laid out so far."""
        return len(self._pages)

    def go_to(self, page: int) -> None:
        """Shows `page`, counted from 1; the nearest there is."""
        self._current = max(0, min(page, len(self._pages)) - 1)
        self._show_current()
        self._desk.verticalScrollBar().setValue(0)

    def go_to_slip(self, number: str) -> None:
        """Shows the first page of the list `number`, when it is laid out."""
        for index, (sheet, page) in enumerate(self._pages):
            if page == 0 and sheet.sheet.number == number:
                self.go_to(index + 1)
                return

    def _make_desk(self, name: str) -> QScrollArea:
        desk = QScrollArea()
        desk.setObjectName(f"{name}.desk")
        desk.setAccessibleName(_("Preview"))
        desk.setFrameShape(QFrame.Shape.NoFrame)
        desk.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        desk.setWidget(self._view)
        desk.viewport().setBackgroundRole(QPalette.ColorRole.Midlight)
        desk.viewport().setAutoFillBackground(True)
        desk.setViewportMargins(0, 0, 0, 0)
        desk.viewport().installEventFilter(self)
        return desk

    def _build(self, name: str) -> None:
        self._previous = icon_button("chevron-left", _("Previous page"), f"{name}.previous", self._go_back)
        self._next = icon_button("chevron-right", _("Next page"), f"{name}.next", self._go_on)
        self._told = QLabel()
        self._told.setObjectName(f"{name}.told")
        self._whole = QPushButton(_("Whole page"))
        self._whole.setObjectName(f"{name}.whole")
        self._whole.setAccessibleName(_("Whole page"))
        self._whole.setCheckable(True)
        self._whole.setAutoDefault(False)
        self._whole.toggled.connect(lambda _on: self._fit())
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit(self))
        for widget in (self._previous, self._told, self._next):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(self))
        column.addLayout(row)
        column.addWidget(self._desk, 1)

    def _go_back(self) -> None:
        self.go_to(self.page() - 1)

    def _go_on(self) -> None:
        self.go_to(self.page() + 1)

    def _take_one(self) -> None:
        sheet = LaidOutSheet(self._waiting.pop())
        self._laid_out.append(sheet)
        self._pages += [(sheet, page) for page in range(sheet.page_count)]

    def _lay_out_more(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        while self._waiting and clock.elapsed() < _STEP_MS:
            self._take_one()
        self._tell()
        if not self._waiting:
            self._timer.stop()
            self.complete.emit()

    def _show_current(self) -> None:
        sheet, page = self._pages[self._current] if self._pages else (None, 0)
        self._view.show_page(sheet, page)
        self._fit()
        self._tell()

    def _tell(self) -> None:
        more = "…" if self._waiting else ""
        told = _("Page {page} of {pages}").format(page=self.page(), pages=f"{len(self._pages)}{more}")
        self._told.setText(told if self._pages else _("Nothing to print"))
        self._previous.setEnabled(self._current > 0)
        self._next.setEnabled(self._current < len(self._pages) - 1)

    def _fit(self) -> None:
        paper = self._view.paper()
        if paper is None:
            return
        edge = self._view.margin()
        room = self._desk.viewport().size()
        width = room.width() - edge
        if self._whole.isChecked():
            width = min(width, round((room.height() - edge) * paper.width / paper.height))
        # Beyond twice its real size a label only becomes harder to read.
        largest = round(paper.width / 25.4 * 2 * self.logicalDpiX())
        self._view.set_page_width(min(width, largest))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._desk.viewport():
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page up and page down turn pages once the page itself is scrolled to its end."""
        bar = self._desk.verticalScrollBar()
        if event.key() == Qt.Key.Key_PageDown and bar.value() >= bar.maximum():
            self._go_on()
        elif event.key() == Qt.Key.Key_PageUp and bar.value() <= bar.minimum():
            self._go_back()
        else:
            super().keyPressEvent(event)
