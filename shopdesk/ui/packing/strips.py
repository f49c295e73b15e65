"""What shipping, a tracking number and a delivery still need to know."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ClassVar

from PySide6.QtWidgets import QLineEdit, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.ui.measure import characters
from shopdesk.ui.packing.carriers import CarrierBox
from shopdesk.ui.packing.tracking_fields import TrackingFields
from shopdesk.ui.widgets.date_edit import DateEdit
from shopdesk.ui.widgets.strip import Apply, Strip
from shopdesk.words import _, plural

Back = Callable[[], object]


class _SendingStrip(Strip):
    """Carrier and tracking number."""

    def __init__(self, name: str, apply: Apply, back: Back, desk: Any) -> None:
        self._desk = desk
        super().__init__(name, apply, back)

    def fill(self) -> None:
        name = self.objectName()
        self.carrier = CarrierBox(f"{name}.carrier", self._desk)
        self.carrier.setFixedWidth(characters(self, 24))
        self.tracking = QLineEdit()
        self.tracking.setObjectName(f"{name}.tracking")
        self.tracking.setAccessibleName(_("Tracking number"))
        self.tracking.setPlaceholderText(_("Tracking number"))
        self.tracking.setClearButtonEnabled(True)
        self.tracking.setFixedWidth(characters(self, 32))
        self.flow.addWidget(self.carrier)
        self.flow.addWidget(self.tracking)

    def first(self) -> QWidget:
        return self.tracking if self.carrier.value() else self.carrier

    def answers(self) -> tuple[Any, ...]:
        return self.carrier.value(), self.tracking.text().strip()


class ShipStrip(_SendingStrip):
    """Marks lists shipped: one field for one list, a row for each of several."""

    most: ClassVar[int] = 200  # beyond, nobody types tracking numbers one by one

    def fill(self) -> None:
        super().fill()
        self.add_submit(_("Mark shipped"))
        self.each = TrackingFields(f"{self.objectName()}.each")
        self.each.filled.connect(self.submit)
        self.below.addWidget(self.each)

    def ask_about(self, rows: Sequence[Any], count: int) -> None:
        """Ask for the `count` selected lists; `rows` (PackingRow) are those that can be sent."""
        several = 1 < len(rows) <= self.most
        self.each.setVisible(several)
        self.tracking.setVisible(count == 1)
        self.carrier.offer_known(rows[0].carrier or None if rows else None)
        self.tracking.setText(rows[0].tracking if count == 1 and rows else "")
        self.each.show_lists(rows if several else ())
        self.ask(plural("Mark {count} list shipped with", "Mark {count} lists shipped with", count))

    def first(self) -> QWidget:
        if not self.carrier.value():
            return self.carrier
        return self.each if self.each.isVisible() else super().first()

    def ask(self, title: str) -> None:
        super().ask(title)
        self._begin()

    def show_error(self, error: UserError) -> None:
        super().show_error(error)
        self._begin()

    def _begin(self) -> None:
        if self.first() is self.each:
            self.each.begin()

    def answers(self) -> tuple[Any, ...]:
        tracking = self.each.numbers() if self.each.isVisible() else self.tracking.text().strip()
        return self.carrier.value(), tracking


class TrackStrip(_SendingStrip):
    """Another carrier or tracking number for one list."""

    def fill(self) -> None:
        super().fill()
        self.add_submit(_("Save"))

    def ask_about(self, row: Any) -> None:
        """Ask for the list of `row`."""
        self.number = row.number
        self.carrier.offer_known(row.carrier or None)
        self.tracking.setText(row.tracking)
        self.ask(_("{number} is sent with").format(number=row.number))
        self.tracking.selectAll()


class DeliverStrip(Strip):
    """The day parcels were signed for."""

    def __init__(self, name: str, apply: Apply, back: Back, today: Callable[[], date]) -> None:
        self._today = today
        super().__init__(name, apply, back)

    def fill(self) -> None:
        self.day = DateEdit(f"{self.objectName()}.signed_on", _("Day it was signed for"), self._today)
        self.day.setFixedWidth(characters(self, 24))
        self.flow.addWidget(self.day)
        self.add_submit(_("Mark delivered"))

    def ask_about(self, count: int) -> None:
        """Ask for the `count` selected lists."""
        self.day.set_value(self._today())
        self.ask(plural("Mark {count} list delivered, signed on", "Mark {count} lists delivered, signed on", count))

    def first(self) -> QWidget:
        return self.day

    def answers(self) -> tuple[Any, ...]:
        return (self.day.value(),)
