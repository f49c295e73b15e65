"""Records that belong to another one, as lines to click: orders of a customer, cases about a product."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from shopdesk.services.aftersales.reading import CaseRow
from shopdesk.services.inquiries import InquiryRow
from shopdesk.services.orders import OrderRow
from shopdesk.ui import display, vocabulary
from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel, StatusLabel
from shopdesk.words import _

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Link:
    """A record to go to: what it is called, how far it is (word, role), what it is about, how much, since when."""

    kind: str
    number: str
    icon: str
    status: tuple[str, str] = ("", "")
    about: str = ""
    amount: str = ""
    at: str = ""
    at_full: str = ""


def order_link(row: OrderRow, now: datetime, zone: tzinfo) -> Link:
    """An order: how far, what, how much, when."""
    status = _status(vocabulary.ORDER_STATUS, row.status)
    at, full = display.moment(row.ordered_at, now, zone), display.moment_full(row.ordered_at, zone)
    return Link("orders", row.number, "receipt", status, row.items, display.money(row.total, row.currency), at, full)


def inquiry_link(row: InquiryRow, now: datetime, zone: tzinfo) -> Link:
    """An inquiry: how far, what about, when."""
    status = _status(vocabulary.INQUIRY_STATUS, row.status)
    at, full = display.moment(row.created_at, now, zone), display.moment_full(row.created_at, zone)
    return Link("inquiries", row.number, "inbox", status, row.subject or row.last_message, "", at, full)


def case_link(row: CaseRow, now: datetime, zone: tzinfo) -> Link:
    """A case: how far, what kind and why, when."""
    status = _status(vocabulary.CASE_STATUS, row.status)
    at, full = display.moment(row.opened_at, now, zone), display.moment_full(row.opened_at, zone)
    words = (vocabulary.word(vocabulary.CASE_KIND, row.kind), vocabulary.word(vocabulary.CASE_REASON, row.reason))
    return Link("cases", row.number, "lifebuoy", status, " · ".join(word for word in words if word), "", at, full)


def _status(table: vocabulary.Words, code: str) -> tuple[str, str]:
    return vocabulary.word(table, code), vocabulary.role(table, code)


class OneLine(RoleLabel):
    """Quiet words on one line; what does not fit is in the tooltip."""

    def __init__(self, text: str, indent: int) -> None:
        super().__init__("", "muted", "small")
        self.setIndent(indent)
        self._full = text
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._full) + self.indent() + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def _fit(self) -> None:
        room = self.width() - self.indent()
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, room)
        self.setText(shown)
        self.setToolTip(self._full if shown != self._full else "")


class RecordLinks(QWidget):
    """The first few, and a button that shows the others."""

    def __init__(self, name: str, links: Sequence[Link], open_record: Callable[[str, str], object]) -> None:
        super().__init__()
        self.setObjectName(name)
        self._open_record = open_record
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(unit(self))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(unit(self) // 2)
        layout.addLayout(self._grid)
        for link in links[:_SHOWN]:
            self._add(link)
        rest = links[_SHOWN:]
        if rest:
            words = _("Show {count} more").format(count=len(rest))
            self._more = button(words, f"{name}.more", lambda: self._show(rest), quiet=True)
            layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show(self, links: Sequence[Link]) -> None:
        for link in links:
            self._add(link)
        self._more.hide()

    def _add(self, link: Link) -> None:
        row = self._grid.rowCount()
        made = button(
            link.number, f"{self.objectName()}.{link.number}", lambda: self._open_record(link.kind, link.number),
            icon_name=link.icon, quiet=True,
        )  # fmt: skip
        made.setAccessibleName(" ".join(part for part in (link.number, link.status[0], link.about) if part))
        self._grid.addWidget(made, row, 0)
        if link.status[0]:
            self._grid.addWidget(StatusLabel(*link.status), row, 1)
        if link.amount:
            self._grid.addWidget(_figure(link.amount), row, 2)
        at = RoleLabel(link.at, "muted", "small")
        at.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        at.setToolTip(link.at_full)
        self._grid.addWidget(at, row, 3)
        if link.about:
            self._grid.addWidget(OneLine(link.about, 3 * unit(self)), row + 1, 0, 1, 4)
            self._grid.setRowMinimumHeight(row + 2, unit(self) // 2)


def _figure(text: str) -> QLabel:
    label = RoleLabel(text)
    font = QFont(label.font())
    font.setFeature(QFont.Tag("tnum"), 1)
    label.setFont(font)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label
