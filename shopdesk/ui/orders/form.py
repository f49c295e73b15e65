"""A new order, or one being edited: everything in sight, what is wrong beside its field, nothing typed ever lost."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from shopdesk.domain.drafts import OrderDraft
from shopdesk.domain.errors import UserError
from shopdesk.domain.forms_wanted import OrderChange
from shopdesk.domain.pasted import Pasted
from shopdesk.sentences import sentence
from shopdesk.services import customers, orders
from shopdesk.ui import display
from shopdesk.ui.context import Context
from shopdesk.ui.orders.columns import by_number
from shopdesk.ui.orders.form_fields import AMOUNTS, TEXTS, OrderFields, Typed
from shopdesk.ui.widgets.paste_box import PasteBox
from shopdesk.words import _

_KEEP_AFTER = 800  # ms without typing
NEW = "order.create"  # what the draft of a new order is called


class OrderForm(OrderFields):
    """Ctrl+Enter saves, Esc goes back; what was typed and not saved is offered again.

    Signals:
        saved(str): the number of the order that was written.
        left(): the person goes back.
    """

    saved = Signal(str)
    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.desk.currency, self._product, parent)
        self.context = context
        self.number = ""
        self._customer: str | None = None
        self._original: OrderDraft | None = None
        self._before: Typed = {}
        self._is_open = False
        self._drafts = context.drafts.of("orders")
        self._keeping = QTimer(self, singleShot=True, interval=_KEEP_AFTER)
        self._keeping.timeout.connect(self._keep)
        self.typed.connect(self._on_typed)
        self.save.clicked.connect(lambda _checked=False: self.submit())
        self.cancel.clicked.connect(lambda _checked=False: self.leave())
        self.restart.clicked.connect(lambda _checked=False: self._start_over())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.submit)
        for key in ("buyer_phone", "buyer_email"):
            self.texts[key].editingFinished.connect(self._find_customer)
        self.paste = PasteBox(context, "orders.form")
        self.paste.filled.connect(self._take_pasted)
        self.paste_place.addWidget(self.paste)

    # For the page

    def start_new(self) -> None:
        """A new order, or the one that was begun and not saved."""
        self._begin("", None, {})

    def edit(self, number: str) -> None:
        """An order as it is stored. Raises UserError `record.missing`."""
        draft = orders.draft_of(self.context.desk, number)
        found = orders.ids(self.context.desk, by_number(number), 1)
        stored = {line.id: line.line for line in orders.story(self.context.desk, found[0]).lines} if found else {}
        self._begin(number, draft, stored)

    def take_change(self, change: OrderChange) -> None:
        """What the customer asked to change: an address is filled in, the rest is said."""
        if change.address is not None:
            self.fill_pasted(change.address)
        self.say_asked(change.words)

    def is_changed(self) -> bool:
        """Whether anything was typed that is not saved."""
        return self.as_text() != self._before

    def leave(self) -> None:
        """Go back; what was typed stays for the next time."""
        self._keep()
        self._close()
        self.left.emit()

    # Beginning

    def _begin(self, number: str, draft: OrderDraft | None, stored: Mapping[int, int]) -> None:
        self.number = number
        self._original = draft
        self.owed_more = draft.owed_more if draft else 0
        self._customer = draft.customer if draft else None
        self.clear_errors()
        self.paste.clear()
        self.show_draft(draft, stored, self.context.desk.currency)
        self._before = self.as_text()
        self.show_title(number, self._take_kept(stored))
        self.say_asked("")
        self.show_sums()
        self._keeping.stop()
        self._is_open = True
        self.save.setEnabled(True)
        self.texts["buyer_name"].setFocus()

    def _take_kept(self, stored: Mapping[int, int]) -> bool:
        """Fill in what was typed earlier; False where there is nothing, or nothing that can be read."""
        kept = self._drafts.get(self.number or NEW)
        if not isinstance(kept, dict) or kept == self._before:
            return False
        try:
            self.from_text(kept)
        except (AttributeError, LookupError, TypeError, ValueError):
            self._drafts.put(self.number or NEW, None)
            self.show_draft(self._original, stored, self.context.desk.currency)
            return False
        return True

    def _start_over(self) -> None:
        self._drafts.put(self.number or NEW, None)
        self._begin(self.number, self._original, self.stored_lines())

    # While typing

    def _on_typed(self) -> None:
        self.show_sums()
        if self._is_open:
            self._keeping.start()

    def _close(self) -> None:
        """Amounts are put in order when they lose the focus: a form that was left must not keep its draft anew."""
        self._keeping.stop()
        self._is_open = False

    def _keep(self) -> None:
        self._drafts.put(self.number or NEW, self.as_text() if self.is_changed() else None)

    def _product(self, sku: str) -> dict[str, Any]:
        return orders.product_of(self.context.desk, sku, self.currency())

    def _take_pasted(self, found: Pasted) -> None:
        self.fill_pasted(found)
        self._find_customer()

    def _find_customer(self) -> None:
        phone, email = self.texts["buyer_phone"].text().strip(), self.texts["buyer_email"].text().strip()
        if self.number or not (phone or email):
            return
        found = customers.find_customer(self.context.desk, phone=phone, email=email)
        self._customer = found.number if found else None
        if found is None:
            self.show_customer("")
            return
        known = customers.draft_of(self.context.desk, found.number)
        self.show_customer(_("Known customer {number}: {name}").format(number=found.number, name=known.name))
        self.fill_blank(
            {
                "buyer_name": known.name,
                "buyer_phone": known.phone,
                "buyer_email": known.email,
                **{key: getattr(known, key) for key in ("country", "region", "city", "district", "street", "postcode")},
            }
        )

    # Saving

    def draft(self) -> OrderDraft:
        """The order as it is typed. Raises UserError naming field and line."""
        currency = self.currency()
        if len(currency) != 3 or not currency.isascii() or not currency.isalpha():
            raise UserError("currency.unknown", field="currency", found=currency)
        base = self._original or OrderDraft(buyer_name="", currency=currency, lines=())
        typed: dict[str, Any] = {key: self.text_of(key) for key in TEXTS}
        typed |= {key: self.amount_of(key) for key in AMOUNTS}
        return replace(
            base,
            currency=currency,
            customer=self._customer,
            lines=self.lines.read(),
            pay_on_delivery=self.pay_on_delivery.isChecked(),
            flag=str(self.flag.currentData() or ""),
            **typed,
        )

    def submit(self) -> None:
        """Save, or say beside the field what is wrong."""
        if not self.save.isEnabled():
            return
        self.clear_errors()
        try:
            draft = self.draft()
            draft.check()
        except UserError as error:
            self._refuse(error)
            return
        self.save.setEnabled(False)
        if self.number:
            self.context.save(
                orders.update_order, self.number, draft, said=_("Order saved"), undo=_("Edit order"), receiver=self,
                done=self._on_saved, failed=self._refuse,
            )  # fmt: skip
        else:
            self.context.save(
                orders.create_order, draft, undo=_("New order"), receiver=self, done=self._on_saved,
                failed=self._refuse,
                said=lambda bulk: _("Order {number} entered, {total}").format(
                    number=bulk.number, total=display.money(draft.total, draft.currency)
                ),
            )  # fmt: skip

    def _on_saved(self, bulk: orders.Bulk) -> None:
        self._close()
        self._drafts.put(self.number or NEW, None)
        self._before = self.as_text()
        self.saved.emit(bulk.number)

    def _refuse(self, error: UserError) -> None:
        self.save.setEnabled(True)
        if self.lines.show_error(error):
            return
        field = self.fields.get(str(error.where.get("field", "")))
        if field is None:
            self.show_error(sentence(error.code, error.where))
            return
        found = self.amounts[field.key].text() if field.key in self.amounts else ""
        field.set_error(sentence(error.code, {"found": found, **error.where}))
        field.editor.setFocus()
        self.reveal(field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
