"""A new product, or one to edit."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from shopdesk.domain.products import ProductDraft
from shopdesk.services import products
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.panel_form import PanelForm
from shopdesk.ui.drafts import Kept
from shopdesk.ui.records.editors import WholeEdit, offer
from shopdesk.ui.records.form_photos import FormPhotos
from shopdesk.ui.widgets.editors import TextLine
from shopdesk.ui.widgets.money_edit import MoneyEdit
from shopdesk.words import _

_LINES = ("sku", "title", "variant", "barcode", "category", "supplier", "currency", "shelf")
_IN_USE = ("category", "supplier", "shelf")
_CURRENCIES = ("CNY", "USD", "EUR", "GBP", "ZAR", "INR", "JPY", "KRW", "AUD", "CAD")


class ProductForm(PanelForm):
    """`number` None: a new one, else its SKU or key. `done(sku)` is called when it is saved."""

    def __init__(self, context: Context, kept: Kept, number: str | None, done: Callable[[str], object]) -> None:
        title = _("Edit {number}").format(number=number) if number else _("New product")
        super().__init__(context, "products.form", title, kept, number or "product.create")
        self._number = number
        self._done = done
        empty = ProductDraft("", "", currency=context.desk.currency)
        before = products.draft_of(context.desk, number) if number else empty
        self.lines = {key: TextLine(f"products.form.{key}") for key in _LINES}
        currency = before.currency or context.desk.currency
        self.price = MoneyEdit("products.form.price", _("Price"), currency)
        self.cost = MoneyEdit("products.form.cost", _("Cost"), currency)
        self.weight = WholeEdit("products.form.weight_g")
        self.stock = WholeEdit("products.form.stock", _("Not counted"))
        self._add_fields()
        self.setAcceptDrops(True)  # a picture may be dropped anywhere on the form
        self._fill(before, currency)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.photos.strip.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.photos.strip.dropEvent(event)

    def submit(self) -> None:
        draft = ProductDraft(
            **{key: line.value() for key, line in self.lines.items() if key != "currency"},
            currency=self._currency(),
            price=self.form.read("price"),
            cost=self.form.read("cost"),
            weight_g=self.form.read("weight_g"),
            stock=self.form.read("stock"),
        )
        photos = list(self.photos.files)
        if self._number is None:
            self.send(products.create_product, draft, photos, undo=_("New product"), done=self._done)
        else:
            self.send(products.update_product, self._number, draft, photos, undo=_("Edit product"), done=self._done)

    def _add_fields(self) -> None:
        for key in _IN_USE:
            offer(self.lines[key], products.values_in_use(self.context.desk, key))
        offer(self.lines["currency"], _CURRENCIES)
        self.lines["currency"].changed.connect(self._follow_currency)
        self._line("title", _("Title"))
        self._pair(("sku", _("SKU")), ("variant", _("Variant")))
        self._pair(("barcode", _("Barcode")), ("category", _("Category")))
        price, cost = self.add("price", _("Price"), self.price), self.add("cost", _("Cost"), self.cost)
        self.side_by_side(price, cost, self._line("currency", _("Currency")))
        self.side_by_side(
            self.add("stock", _("Stock"), self.stock, _("Units on the shelf; empty when nobody counts them")),
            self._line("shelf", _("Shelf")),
            self.add("weight_g", _("Weight (g)"), self.weight),
        )
        self._line("supplier", _("Supplier"))
        self.photos = FormPhotos(self.context, "products.form.photos")
        self.form.add_widget(self.photos)

    def _line(self, key: str, label: str) -> Any:
        return self.add(key, label, self.lines[key])

    def _pair(self, *fields: tuple[str, str]) -> None:
        self.side_by_side(*(self._line(*one) for one in fields))

    def _fill(self, draft: ProductDraft, currency: str) -> None:
        for key, line in self.lines.items():
            line.set_value(getattr(draft, key))
        self.lines["currency"].set_value(currency)
        self.price.set_value(draft.price)
        self.cost.set_value(draft.cost)
        self.weight.set_value(draft.weight_g)
        self.stock.set_value(draft.stock)

    def _currency(self) -> str:
        return self.lines["currency"].value().upper()

    def _follow_currency(self) -> None:
        code = self._currency()
        # Half a code would not tell how many decimals an amount has.
        if len(code) == 3 and code.isascii() and code.isalpha():
            self.price.set_currency(code)
            self.cost.set_currency(code)
