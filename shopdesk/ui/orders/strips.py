"""What an action still needs to know, asked in a strip above the list: until when, which carrier, which day."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.ui import display
from shopdesk.ui.measure import characters
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.date_edit import DateEdit
from shopdesk.ui.widgets.strip import Apply, Strip
from shopdesk.ui.widgets.typed_choice import TypedChoice
from shopdesk.words import _, plural

_NEAR = 7  # days: nearer ones need no date to be understood


class OrderStrip(Strip):
    """A strip whose question names how many orders are selected. `apply(*answers)` is the page's."""

    def __init__(self, name: str, apply: Apply) -> None:
        super().__init__(name, apply, self._to_table)

    def question(self, count: int) -> str:
        """What is asked, for `count` orders."""
        return ""

    def ask_about(self, count: int) -> None:
        """Show the question for `count` selected orders."""
        self.ask(self.question(count))

    def follow(self, count: int) -> None:
        """The selection changed while the strip is open."""
        self.set_title(self.question(count))
        if not count:
            self.hide()

    def _to_table(self) -> None:
        parent = self.parentWidget()
        table = parent.findChild(QWidget, "orders.table") if parent else None
        if table is not None:
            table.setFocus()


class HoldStrip(OrderStrip):
    """Hold until a day."""

    def __init__(self, apply: Apply, today: Callable[[], date]) -> None:
        self._today = today
        super().__init__("orders.hold", apply)

    def fill(self) -> None:
        self._tomorrow = button(_("Tomorrow"), "orders.hold.tomorrow", lambda: self._apply(self._day(1)))
        self._monday = button(_("Next Monday"), "orders.hold.monday", lambda: self._apply(self._next_monday()))
        self._week = button(_("In two weeks"), "orders.hold.fortnight", lambda: self._apply(self._day(14)))
        for made in (self._tomorrow, self._monday, self._week):
            self.flow.addWidget(made)
        self.add_label(_("or"))
        self._until = DateEdit("orders.hold.until", _("Hold until"), self._today)
        self._until.setFixedWidth(characters(self, 24))
        self.flow.addWidget(self._until)
        self.add_submit(_("Hold"))

    def question(self, count: int) -> str:
        return plural("Hold {count} order until", "Hold {count} orders until", count)

    def ask_about(self, count: int) -> None:
        today = self._today()
        names = (
            (self._tomorrow, _("Tomorrow"), self._day(1)),
            (self._monday, _("Next Monday"), self._next_monday()),
            (self._week, _("In two weeks"), self._day(14)),
        )
        for made, word, day in names:
            far = (day - today).days > _NEAR
            made.setText(f"{word} · {display.day(day, today)}" if far else word)
            made.setAccessibleName(f"{word}, {display.day_full(day)}")
            made.setToolTip(display.day_full(day))
        super().ask_about(count)

    def first(self) -> QWidget:
        return self._until

    def answers(self) -> tuple[Any, ...]:
        until = self._until.value()
        if until is None:
            raise UserError("form.required", field="until")
        return (until,)

    def _day(self, days: int) -> date:
        return self._today() + timedelta(days=days)

    def _next_monday(self) -> date:
        today = self._today()
        return today + timedelta(days=7 - today.weekday())


class ShipStrip(OrderStrip):
    """Carrier and tracking number."""

    def fill(self) -> None:
        self._carrier = TypedChoice("orders.ship.carrier", _("Carrier"), hint=_("Carrier"))
        self._carrier.setFixedWidth(characters(self, 22))
        self._tracking = QLineEdit()
        self._tracking.setObjectName("orders.ship.tracking")
        self._tracking.setAccessibleName(_("Tracking number"))
        self._tracking.setPlaceholderText(_("Tracking number"))
        self._tracking.setFixedWidth(characters(self, 30))
        self.flow.addWidget(self._carrier)
        self.flow.addWidget(self._tracking)
        self.add_submit(_("Mark shipped"))

    def question(self, count: int) -> str:
        return plural("Mark {count} order shipped with", "Mark {count} orders shipped with", count)

    def offer_carriers(self, names: list[str], used: list[str]) -> None:
        """The carriers to choose from; of those used here the latest is filled in."""
        self._carrier.offer((name, name) for name in names)
        self._carrier.set_value(next((name for name in used if name in names), ""))

    def ask_about(self, count: int) -> None:
        self._tracking.clear()
        super().ask_about(count)

    def first(self) -> QWidget:
        return self._tracking if self._carrier.currentText() else self._carrier

    def answers(self) -> tuple[Any, ...]:
        return self._carrier.value(), self._tracking.text().strip()


class DeliverStrip(OrderStrip):
    """The day it was signed for."""

    def __init__(self, apply: Apply, today: Callable[[], date]) -> None:
        self._today = today
        super().__init__("orders.deliver", apply)

    def fill(self) -> None:
        self._day = DateEdit("orders.deliver.signed_on", _("Day it was signed for"), self._today)
        self._day.setFixedWidth(characters(self, 24))
        self.flow.addWidget(self._day)
        self.add_submit(_("Mark delivered"))

    def question(self, count: int) -> str:
        return plural("Mark {count} order delivered, signed on", "Mark {count} orders delivered, signed on", count)

    def ask_about(self, count: int) -> None:
        self._day.set_value(self._today())
        super().ask_about(count)

    def first(self) -> QWidget:
        return self._day

    def answers(self) -> tuple[Any, ...]:
        return (self._day.value(),)


class CancelStrip(OrderStrip):
    """The reason."""

    def fill(self) -> None:
        self._reason = QLineEdit()
        self._reason.setObjectName("orders.cancel.reason")
        self._reason.setAccessibleName(_("Reason (if you like)"))
        self._reason.setPlaceholderText(_("Reason (if you like)"))
        self._reason.setFixedWidth(characters(self, 44))
        self.flow.addWidget(self._reason)
        self.add_submit(_("Cancel order"))

    def question(self, count: int) -> str:
        return plural("Cancel {count} order", "Cancel {count} orders", count)

    def ask_about(self, count: int) -> None:
        self._reason.clear()
        super().ask_about(count)

    def first(self) -> QWidget:
        return self._reason

    def answers(self) -> tuple[Any, ...]:
        return (self._reason.text().strip(),)
