"""What customers wished, counted by theme and product; the chosen ones in their own words beside it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shopdesk.services import wishes
from shopdesk.services.wishes import Span, WishCount, WishRow
from shopdesk.ui import display
from shopdesk.ui.advice import wish_words
from shopdesk.ui.bus import Changes, concerns
from shopdesk.ui.context import Context
from shopdesk.ui.measure import characters, row_height, unit
from shopdesk.ui.widgets.buttons import LinkButton, button
from shopdesk.ui.widgets.callout import Callout
from shopdesk.ui.widgets.editors import ChoiceBox
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _, mark

_SPANS: Final = (("30", mark("Last 30 days")), ("90", mark("Last 90 days")), ("365", mark("Last year")),
                 ("", mark("Ever")))  # fmt: skip
_COLUMNS: Final = (mark("Topic"), mark("Product"), mark("Wished"), mark("Last"))


class WishesDialog(QDialog):
    """Reads off the main thread, again after every change."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._counts: Sequence[WishCount] = ()
        self.setObjectName("wishes")
        self.setWindowTitle(_("Wishes"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.span = ChoiceBox("wishes.span", [(code, _(words)) for code, words in _SPANS])
        self.span.setAccessibleName(_("Since when"))
        self.span.changed.connect(self.read)
        self.nothing = RoleLabel(
            _("No wish yet. Press Ctrl+Shift+W on an inquiry, order, case or customer to note one."), "muted", wrap=True
        )
        self.nothing.setObjectName("wishes.nothing")
        self.table = self._make_table()
        self._told = QWidget()
        self._told.setObjectName("scrolled")
        self._told_layout = QVBoxLayout(self._told)
        self._told_layout.addStretch(1)
        self._build()
        context.bus.changed.connect(self._look)
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """Count again."""
        span = self._span()
        self._context.tasks.latest(
            "wishes.counts", lambda _interrupted: wishes.counts(self._context.desk, span), receiver=self,
            done=self._show,
        )  # fmt: skip

    # Inside

    def _span(self) -> Span:
        days = self.span.value()
        today = self._context.desk.local_day(self._context.now())
        return Span(first=today - timedelta(days=int(days))) if days else Span()

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, len(_COLUMNS))
        table.setObjectName("wishes.table")
        table.setAccessibleName(_("Wishes by topic and product"))
        table.setHorizontalHeaderLabels([_(words) for words in _COLUMNS])
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(row_height(table))
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 18), (2, 10), (3, 12)):
            table.setColumnWidth(column, characters(table, width))
        table.currentCellChanged.connect(lambda *_where: self._read_told())
        return table

    def _build(self) -> None:
        space = unit(self)
        head = QHBoxLayout()
        head.addWidget(RoleLabel(_("What customers wish"), size="title"), 1)
        head.addWidget(self.span)
        self.span.setMinimumWidth(characters(self, 22))
        scroll = QScrollArea()
        scroll.setObjectName("wishes.told")
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._told)
        middle = QHBoxLayout()
        middle.setSpacing(2 * space)
        middle.addWidget(self.table, 5)
        middle.addWidget(scroll, 4)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), "wishes.close", self.reject))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * space, 3 * space, 3 * space, 2 * space)
        layout.setSpacing(round(1.5 * space))
        layout.addLayout(head)
        layout.addWidget(self.nothing)
        layout.addLayout(middle, 1)
        layout.addLayout(foot)
        wanted = QSize(characters(self, 124), characters(self, 62))
        parent = self.parentWidget()
        self.resize(wanted.boundedTo(parent.window().size() * 0.94) if parent is not None else wanted)

    def _look(self, changes: Changes) -> None:
        if concerns(changes, frozenset({"wishes"})):
            self.read()

    def _show(self, counts: Sequence[WishCount]) -> None:
        self._counts = counts
        self.nothing.setVisible(not counts)
        today = self._context.desk.local_day(self._context.now())
        self.table.blockSignals(True)
        self.table.setRowCount(len(counts))
        for row, one in enumerate(counts):
            cells = (wish_words.theme(one.theme), wish_words.product(one), display.count(one.count),
                     display.day(one.last, today))  # fmt: skip
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column == 2:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        if counts and self.table.currentRow() < 0:
            self.table.setCurrentCell(0, 0)
        self.table.blockSignals(False)
        self._read_told()

    def _read_told(self) -> None:
        at = self.table.currentRow()
        if not 0 <= at < len(self._counts):
            self._show_told(())
            return
        one, span = self._counts[at], self._span()
        self._context.tasks.latest(
            "wishes.told", lambda _interrupted: wishes.told(self._context.desk, one, span), receiver=self,
            done=self._show_told,
        )  # fmt: skip

    def _show_told(self, rows: Sequence[WishRow]) -> None:
        while self._told_layout.count() > 1:
            item = self._told_layout.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        now, zone = self._context.now(), self._context.desk.zone
        for row in rows:
            self._add(Callout(wish_words.about(row, now, zone), row.text or wish_words.theme(row.theme), "active"))
            where = row.about or (("customers", row.customer_number) if row.customer_number else None)
            if where is not None:
                kind, number = where
                name = f"wishes.{row.id}.{number}"
                link = LinkButton(number, name, lambda k=kind, n=number: self._go(k, n), "link")  # type: ignore[misc]
                self._add(link, Qt.AlignmentFlag.AlignLeft)

    def _add(self, widget: QWidget, where: Qt.AlignmentFlag = Qt.AlignmentFlag(0)) -> None:
        self._told_layout.insertWidget(self._told_layout.count() - 1, widget, 0, where)

    def _go(self, kind: str, number: str) -> None:
        self.accept()
        self._context.open_record(kind, number)
