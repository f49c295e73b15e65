"""Records that belong to another one, as lines to click: orders of a customer, cases about a product."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from shopdesk.services.aftersales.reading import CaseRow
from shopdesk.services.inquiries import InquiryRow
from shopdesk.services.orders import OrderRow
from shopdesk.ui import display, vocabulary
from shopdesk.ui.measure import unit
from shopdesk.ui.records.one_line import OneLine
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
        self._grid.setColumnStretch(0, 1)
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
        self._grid.addWidget(made, row, 0, Qt.AlignmentFlag.AlignLeft)
        if link.amount:
            self._grid.addWidget(_figure(link.amount), row, 1)
        if link.status[0]:
            self._grid.addLayout(self._below(link), row + 1, 0, 1, 2)

    def _below(self, link: Link) -> QHBoxLayout:
        at = RoleLabel(link.at, "muted", "small")
        at.setToolTip(link.at_full)
        line = QHBoxLayout()
        line.setContentsMargins(3 * unit(self), 0, 0, unit(self) // 2)
        line.setSpacing(round(1.5 * unit(self)))
        line.addWidget(StatusLabel(*link.status))
        line.addWidget(OneLine(link.about, "muted", "small"), 1)
        line.addWidget(at)
        return line


def _figure(text: str) -> QLabel:
    label = RoleLabel(text)
    font = QFont(label.font())
    font.setFeature(QFont.Tag("tnum"), 1)
    label.setFont(font)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label
