"""Money that went back on a case."""

from typing import Any

from shopdesk.services import aftersales, orders
from shopdesk.services.aftersales import CaseStory
from shopdesk.ui import display
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.panel_form import PanelForm
from shopdesk.ui.drafts import Kept
from shopdesk.ui.widgets.date_edit import DateEdit
from shopdesk.ui.widgets.editors import ChoiceBox, TextLine
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.money_edit import MoneyEdit
from shopdesk.words import _


class RefundForm(PanelForm):
    """Order, amount, day, note; what is left of the payment stands below the amount."""

    def __init__(self, context: Context, kept: Kept, story: CaseStory) -> None:
        number = story.row.number
        title = _("Refund for {number}").format(number=number)
        super().__init__(context, "aftersales.refund", title, kept, f"case.refund/{number}")
        self._story = story
        self._currencies = {order.number: order.currency for order in story.orders}
        self._paid = {order.number: _left(context.desk, order.id) for order in story.orders}
        name = "aftersales.refund"
        self.order = ChoiceBox(f"{name}.order", [(order.number, order.number) for order in story.orders])
        self.amount = MoneyEdit(f"{name}.amount", _("Amount"), self._currencies[self.order.value()])
        self.left_over = RoleLabel("", "muted", "small", wrap=True)
        self.day = DateEdit(f"{name}.paid_on", _("Refunded on"), self._today)
        self.note = TextLine(f"{name}.note", _("Reference, reason…"))
        self.add("order", _("Order"), self.order)
        self.add("amount", _("Amount"), self.amount)
        self.form.add_widget(self.left_over)
        self.add("paid_on", _("Refunded on"), self.day)
        self.add("note", _("Note"), self.note)
        self.order.changed.connect(self._show_order)
        self.day.set_value(self._today())
        self._show_order()
        self.amount.setFocus()

    def submit(self) -> None:
        amount = self.form.read("amount")
        self.send(
            aftersales.refund,
            self._story.row.number,
            self.order.value(),
            amount or 0,
            self.form.read("paid_on"),
            self.note.value(),
            undo=_("Refund"),
            said=_("{number}: refund recorded"),
        )

    def _today(self) -> Any:
        return self.context.now().astimezone(self.context.desk.zone).date()

    def _show_order(self) -> None:
        """The amount that is still open, and how much can go back at the most."""
        row, number = self._story.row, self.order.value()
        currency, most = self._currencies[number], self._paid[number]
        self.amount.set_currency(currency)
        wanted = row.agreed if row.agreed is not None else row.asked
        open_amount = wanted - row.paid if wanted is not None and row.currency == currency else 0
        self.amount.set_value(min(open_amount, most) if open_amount > 0 and most > 0 else None)
        self.left_over.setText(_("{amount} of what was paid is left.").format(amount=display.money(most, currency)))


def _left(desk: Any, order_id: int) -> int:
    values = orders.story(desk, order_id).values
    return max(0, values["paid"] - values["refunded"])
