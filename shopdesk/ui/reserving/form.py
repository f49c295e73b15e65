"""Goods kept for somebody: which, how many, for whom, until when. Opened beside any record that knows a part of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from shopdesk.domain.errors import UserError
from shopdesk.domain.reservations import ReservationDraft
from shopdesk.services import orders, reservations
from shopdesk.ui import display, vocabulary
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.lookups import find_customers, find_products, options
from shopdesk.ui.conversations.panel_form import PanelForm
from shopdesk.ui.drafts import Kept
from shopdesk.ui.records.currencies import currency_options
from shopdesk.ui.widgets.date_edit import DateEdit
from shopdesk.ui.widgets.editors import ChoiceBox, TextArea, TextLine, UnitsBox
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.lookup_edit import LookupEdit
from shopdesk.ui.widgets.money_edit import MoneyEdit
from shopdesk.words import _

_KEPT = 3  # days that goods are kept for unless somebody says another day
NAME = "reserving"


class ReserveForm(PanelForm):
    """`number` None: a new pre-order, filled in from `draft` as far as that goes. `done` gets its number."""

    def __init__(
        self,
        context: Context,
        kept: Kept,
        draft: ReservationDraft,
        number: str | None = None,
        done: Callable[[str], object] | None = None,
    ) -> None:
        title = _("Edit {number}").format(number=number) if number else _("New pre-order")
        about = draft.inquiry or draft.customer or draft.product
        name = number or (f"reservation.create/{about}" if about else "reservation.create")
        super().__init__(context, NAME, title, kept, name)
        self._number = number
        self._done = done
        self._draft = draft
        self._anyway = False
        self._add_fields(draft.currency or context.desk.currency)
        self._fill(draft)

    def submit(self) -> None:
        draft = replace(
            self._draft,
            product=self.product.value() or "",
            quantity=self.quantity.value(),
            until=self.form.read("until"),
            customer=self.customer.value(),
            contact=self.contact.value(),
            channel=self.channel.value(),
            price=self.form.read("price"),
            currency=self.currency.value(),
            deposit=self.form.read("deposit") or 0,
            note=self.note.value(),
        )
        anyway, self._anyway = self._anyway, False
        undo = _("Edit pre-order") if self._number else _("New pre-order")
        if self._number is None:
            self.send(reservations.create_reservation, draft, anyway, undo=undo, done=self._done)
        else:
            self.send(reservations.update_reservation, self._number, draft, anyway, undo=undo, done=self._done)

    def show_error(self, error: UserError) -> None:
        """Too few are left: said beside the number, and kept anyway at a key, since more may come in."""
        super().show_error(error)
        if error.code == "reservation.not_enough":
            self.notice.say(_("Are more of them on the way?"), "waiting", _("Keep them anyway"), self._save_anyway)

    # Inside

    def _save_anyway(self) -> None:
        self._anyway = True
        self.save()

    def _add_fields(self, currency: str) -> None:
        desk = self.context.desk
        self.product = LookupEdit(
            f"{NAME}.product", _("SKU, title, barcode"), lambda text: find_products(desk, text), self.context.tasks
        )
        self.available = RoleLabel("", "muted", "small", wrap=True)
        self.available.setObjectName(f"{NAME}.left")
        self.quantity = UnitsBox(f"{NAME}.quantity", _("Quantity"), 1, least=1)
        self.until = DateEdit(f"{NAME}.until", _("Kept until"), self._today)
        self.customer = LookupEdit(
            f"{NAME}.customer", _("Name, phone, number…"), lambda text: find_customers(desk, text), self.context.tasks
        )
        self.contact = TextLine(f"{NAME}.contact", _("Name, handle, phone or e-mail"))
        self.channel = ChoiceBox(f"{NAME}.channel", options(vocabulary.CHANNEL, _("Not said")))
        self.price = MoneyEdit(f"{NAME}.price", _("Price"), currency)
        self.deposit = MoneyEdit(f"{NAME}.deposit", _("Deposit"), currency)
        self.currency = ChoiceBox(f"{NAME}.currency", currency_options(currency))
        self.note = TextArea(f"{NAME}.note", lines=2)
        self.add("product", _("Product"), self.product)
        self.form.add_widget(self.available)
        quantity = self.add("quantity", _("Quantity"), self.quantity)
        until = self.add("until", _("Kept until"), self.until, _("To the end of that day"))
        self.side_by_side(quantity, until, shares=(2, 3))
        self.add("customer", _("Customer"), self.customer)
        contact = self.add("contact", _("Contact"), self.contact)
        channel = self.add("channel", _("Channel"), self.channel)
        self.side_by_side(contact, channel, shares=(3, 2))
        price = self.add("price", _("Price of one"), self.price)
        deposit = self.add("deposit", _("Deposit"), self.deposit, _("Paid beforehand; it counts as paid on the order"))
        chosen = self.add("currency", _("Currency"), self.currency)
        self.side_by_side(price, deposit, chosen, shares=(3, 3, 2))
        self.add("note", _("Note"), self.note)
        self.product.chosen.connect(lambda _sku: self._know())
        self.product.editingFinished.connect(self._know)
        self.currency.changed.connect(self._take_currency)

    def _fill(self, draft: ReservationDraft) -> None:
        self.product.set_value(draft.product)
        self.quantity.set_value(draft.quantity)
        self.until.set_value(draft.until or self._today() + timedelta(days=_KEPT))
        self.customer.set_value(draft.customer)
        self.contact.set_value(draft.contact)
        self.channel.set_value(draft.channel)
        self.price.set_value(draft.price)
        self.deposit.set_value(draft.deposit or None)
        self.note.set_value(draft.note)
        self._know()

    def _today(self) -> date:
        day: date = self.context.desk.local_day(self.context.now())
        return day

    def _know(self) -> None:
        """What the shop has of the product, and its price where none is typed."""
        sku = self.product.value() or ""
        known = reservations.left_of(self.context.desk, sku) if sku else None
        self.available.setVisible(known is not None)
        if known is None:
            return
        words = " · ".join(part for part in (known.title, known.variant) if part)
        if known.available is None:
            self.available.setText(_("{product}: nobody counts the stock").format(product=words))
        else:
            count = display.count(known.available)
            self.available.setText(_("{product}: {count} available").format(product=words, count=count))
        if not self.price.text().strip():
            if known.price is not None and known.currency:
                self.currency.set_value(known.currency)
            self.price.set_value(orders.product_of(self.context.desk, sku, self.currency.value()).get("price"))

    def _take_currency(self) -> None:
        for editor in (self.price, self.deposit):
            editor.set_currency(self.currency.value())
