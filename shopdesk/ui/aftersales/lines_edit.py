"""The orders of a case and what of them it is about."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.sentences import sentence
from shopdesk.services import aftersales, orders
from shopdesk.ui import display, vocabulary
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.lookups import find_orders, options
from shopdesk.ui.conversations.units import UnitsEditor, UnitsLine
from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.buttons import icon_button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.lookup_edit import LookupEdit
from shopdesk.words import _


class _Order(QWidget):
    """One order: its number, buyer and total, a way to take it out, and its lines."""

    def __init__(self, name: str, values: Mapping[str, Any], lines: Sequence[UnitsLine], remove: Any) -> None:
        super().__init__()
        self.number = str(values["number"])
        self.currency = str(values["currency"])
        self.customer = values["customer"]
        total = display.money(values["total"], self.currency)
        about = " · ".join(part for part in (self.number, values["buyer_name"], total) if part)
        head = QHBoxLayout()
        head.addWidget(RoleLabel(about, bold=True, wrap=True), 1)
        taken_out = _("Take {number} out of the case").format(number=self.number)
        head.addWidget(icon_button("x", taken_out, f"{name}.{self.number}.remove", lambda: remove(self)))
        outcomes = options(vocabulary.CASE_OUTCOME, _("Outcome open"))
        self.lines = UnitsEditor(f"{name}.lines", lines, outcomes, _("Outcome"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(unit(self) // 2)
        layout.addLayout(head)
        layout.addWidget(self.lines)


class CaseLinesEdit(QWidget):
    """A lookup that adds orders; their lines with units and outcome.

    Signals:
        changed(): an order, a number or an outcome changed.
        order_added(object): the number of an order that was just put in.
    """

    changed = Signal()
    order_added = Signal(str)

    def __init__(self, context: Context, name: str, case: str | None) -> None:
        """`case`: the number of the case that is edited, so that its own claims do not count against it."""
        super().__init__()
        self.setObjectName(name)
        self._context = context
        self._case = case
        self._orders: list[_Order] = []
        self.lookup = LookupEdit(
            f"{name}.order",
            _("Order number, buyer, phone…"),
            lambda text: find_orders(context.desk, text),
            context.tasks,
        )
        self.lookup.chosen.connect(lambda _number: self.take_typed())
        self.lookup.returnPressed.connect(self.take_typed)
        self.lookup.changed.connect(self.changed)
        self._problem = RoleLabel("", "trouble", "small", wrap=True)
        self._problem.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(unit(self))
        self._layout.addWidget(self.lookup)
        self._layout.addWidget(self._problem)
        self.setFocusProxy(self.lookup)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.lookup.setAccessibleName(name)

    def orders(self) -> tuple[str, ...]:
        """The numbers of the orders, one that is only typed included."""
        typed = self.lookup.value()
        return tuple(dict.fromkeys([*(one.number for one in self._orders), *([typed] if typed else [])]))

    def currency(self) -> str:
        """The currency of the first order, "" without any."""
        return self._orders[0].currency if self._orders else ""

    def customer(self) -> str | None:
        """The customer of the first order that has one."""
        return next((one.customer for one in self._orders if one.customer), None)

    def units(self) -> dict[int, int]:
        """Units by order line id."""
        return {key: units for one in self._orders for key, units in one.lines.units().items()}

    def outcomes(self) -> dict[int, str]:
        """Outcomes by order line id, of lines with units."""
        chosen = {key: code for one in self._orders for key, code in one.lines.chosen().items()}
        return {key: code for key, code in chosen.items() if key in self.units()}

    def set_value(self, numbers: Sequence[str], units: Mapping[int, int], outcomes: Mapping[int, str]) -> None:
        """Show these orders with these units and outcomes by order line id."""
        for one in list(self._orders):
            self._drop(one)
        for number in numbers:
            self._add(number, units, outcomes)

    def state(self) -> dict[str, Any]:
        """Orders, units, outcomes, and what is typed."""
        chosen = {str(k): code for one in self._orders for k, code in one.lines.chosen().items()}
        return {
            "orders": [one.number for one in self._orders],
            "units": {str(key): units for key, units in self.units().items()},
            "outcomes": chosen,
            "typed": self.lookup.text(),
        }

    def set_state(self, state: dict[str, Any]) -> None:
        """Show what `state` gave."""
        units = {int(key): value for key, value in state["units"].items()}
        self.set_value(state["orders"], units, {int(key): code for key, code in state["outcomes"].items()})
        self.lookup.setText(state["typed"])

    def take_typed(self) -> None:
        """Put in the order whose number is typed; say so when there is none."""
        typed = self.lookup.value()
        if typed is None:
            return
        try:
            if self._add(typed, {}, {}):
                self.lookup.clear()
                self.order_added.emit(typed)
        except UserError as error:
            self._say(error)

    def clear_errors(self) -> None:
        """Take every error away."""
        self._problem.hide()
        for one in self._orders:
            one.lines.clear_errors()

    def show_error(self, error: UserError) -> bool:
        """Below the line that the error names; False when it is none of ours."""
        return any(one.lines.show_error(error) for one in self._orders)

    def _say(self, error: UserError) -> None:
        self._problem.setText(sentence(error.code, error.where))
        self._problem.show()

    def _add(self, number: str, units: Mapping[int, int], outcomes: Mapping[int, str]) -> bool:
        self._problem.hide()
        if any(one.number == number for one in self._orders):
            return True
        desk = self._context.desk
        found = orders.ids(desk, ListQuery(filters=(Filter("number", "=", (number,)),)), 1)
        if not found:
            raise UserError("record.missing", number=number)
        story = orders.story(desk, found[0])
        facts = aftersales.returnable(desk, [line.id for line in story.lines], self._case)
        lines = [
            UnitsLine(
                line.id,
                number,
                line.line,
                " ".join(part for part in (line.title or line.sku, line.variant) if part),
                _about(line, facts[line.id]),
                units.get(line.id, 0),
                outcomes.get(line.id, ""),
            )
            for line in story.lines
        ]
        block = _Order(self.objectName(), story.values, lines, self._remove)
        block.lines.changed.connect(self.changed)
        self._layout.addWidget(block)
        self._orders.append(block)
        self.changed.emit()
        return True

    def _remove(self, block: _Order) -> None:
        self._drop(block)
        self.lookup.setFocus()
        self.changed.emit()

    def _drop(self, block: _Order) -> None:
        self._orders.remove(block)
        # Without a parent at once: the same order may come back under the same names.
        block.hide()
        block.setParent(None)
        block.deleteLater()


def _about(line: Any, facts: Any) -> str:
    parts = [
        line.sku if line.title else "",
        _("{count} ordered").format(count=display.count(facts.ordered)),
        _("{count} sent").format(count=display.count(facts.shipped)),
        _("{count} taken back or claimed").format(count=display.count(facts.taken)) if facts.taken else "",
    ]
    return " · ".join(part for part in parts if part)
