"""One line of a quote in a narrow panel: product or words, units, price, discount, and what it comes to."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.drafts import LineDraft
from shopdesk.domain.errors import UserError
from shopdesk.sentences import sentence
from shopdesk.services import orders
from shopdesk.ui import display
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.lookups import find_products
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.widgets.buttons import icon_button
from shopdesk.ui.widgets.editors import UnitsBox
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.lookup_edit import LookupEdit
from shopdesk.ui.widgets.money_edit import MoneyEdit
from shopdesk.ui.widgets.side_by_side import SideBySide
from shopdesk.words import _

_AMOUNT = 10  # characters


class QuoteLine(QWidget):
    """One line. A product that is chosen brings its title and, in the quote's currency, its price.

    Signals:
        changed(): something was typed.
    """

    changed = Signal()

    def __init__(self, context: Context, name: str, currency: str, remove: Callable[[Any], object]) -> None:
        super().__init__()
        self._context = context
        self._known: dict[str, Any] = {}  # the product whose SKU stands in the field
        self.product = LookupEdit(
            f"{name}.product", _("SKU, title, or words"), lambda text: find_products(context.desk, text), context.tasks
        )
        self.product.setAccessibleName(_("Product"))
        self.quantity = UnitsBox(f"{name}.quantity", _("Quantity"), 1, least=1)
        self.price = self._amount(f"{name}.price", _("Price"), currency)
        self.discount = self._amount(f"{name}.discount", _("Discount"), currency)
        self._total = RoleLabel("")
        self._total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._title = RoleLabel("", "muted", "small", wrap=True)
        self._error = RoleLabel("", "trouble", "small", wrap=True)
        self._error.setObjectName(f"{name}.error")
        self._lay_out(icon_button("x", _("Take this line out"), f"{name}.remove", lambda: remove(self)))
        self.product.chosen.connect(self.look_up)
        self.product.editingFinished.connect(lambda: self.look_up(self.product.text().strip()))
        self.quantity.changed.connect(self._follow)
        for editor in (self.product, self.price, self.discount):
            editor.textChanged.connect(self._follow)
        self._follow()

    def _amount(self, name: str, words: str, currency: str) -> MoneyEdit:
        made = MoneyEdit(name, words, currency)
        made.setPlaceholderText(words)
        made.setToolTip(words)
        made.setMinimumWidth(characters(self, _AMOUNT))
        return made

    def _lay_out(self, remove: QWidget) -> None:
        space = unit(self)
        first = QHBoxLayout()
        first.setSpacing(space)
        first.addWidget(self.product, 1)
        first.addWidget(remove)
        # Two halves, that stand below each other where letters are large.
        second = SideBySide((_beside(self.quantity, self.price), _beside(self.discount, self._total)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, space // 2)
        layout.setSpacing(max(2, space // 3))
        layout.addLayout(first)
        layout.addWidget(self._title)
        layout.addWidget(second)
        layout.addWidget(self._error)
        self._title.hide()
        self._error.hide()
        self.setFocusProxy(self.product)

    def is_blank(self) -> bool:
        """Whether nothing was typed that would be missed."""
        return not any(editor.text().strip() for editor in (self.product, self.price, self.discount))

    def show_line(self, line: LineDraft) -> None:
        """Fill in a line."""
        if line.sku:
            self._known = {"sku": line.sku, "title": line.title, "variant": line.variant}
        self.product.setText(line.sku or line.title)
        self.quantity.set_value(line.quantity)
        # A price of nothing is asked for: nobody gives things away by not looking.
        self.price.set_value(line.price or None)
        self.discount.set_value(line.discount or None)
        self._follow()

    def read(self) -> LineDraft:
        """The line. Raises UserError `form.money` naming the field."""
        text = self.product.text().strip()
        known = self._known if text and text == self._known.get("sku") else {}
        return LineDraft(
            title=known.get("title", "") if known else text,
            quantity=self.quantity.value(),
            price=_read(self.price, "price"),
            sku=text if known else "",
            variant=known.get("variant", "") if known else "",
            discount=_read(self.discount, "discount"),
        )

    def state(self) -> dict[str, Any]:
        """What is typed, readable or not."""
        texts = {"product": self.product.text(), "price": self.price.text(), "discount": self.discount.text()}
        return {**texts, "quantity": self.quantity.value(), "known": dict(self._known)}

    def set_state(self, state: dict[str, Any]) -> None:
        """Show it again."""
        self._known = dict(state["known"])
        self.product.setText(state["product"])
        self.quantity.set_value(int(state["quantity"]))
        self.price.setText(state["price"])
        self.discount.setText(state["discount"])

    def set_currency(self, currency: str) -> None:
        """Another currency; what is typed stays."""
        for editor in (self.price, self.discount):
            words = editor.placeholderText()
            editor.set_currency(currency)
            editor.setPlaceholderText(words)
        self._follow()

    def look_up(self, sku: str) -> None:
        """Take title and price of a product over, where the shop has one of that SKU."""
        if not sku or sku == self._known.get("sku"):
            return
        found = orders.product_of(self._context.desk, sku, self.price.currency)
        if found:
            self._known = {"sku": sku, "title": found["title"], "variant": found["variant"]}
            if found["price"] is not None and not self.price.text().strip():
                self.price.set_value(found["price"])
        self._follow()

    def show_error(self, error: UserError) -> None:
        """Say what is wrong below the line and go to the field."""
        field = str(error.where.get("field", ""))
        editors = {"quantity": self.quantity, "price": self.price, "discount": self.discount}
        self._error.setText(sentence(error.code, error.where))
        self._error.show()
        editors.get(field, self.product).setFocus()

    def clear_error(self) -> None:
        """Nothing is wrong any more."""
        self._error.hide()

    def _follow(self) -> None:
        try:
            line = self.read()
        except UserError:
            self._total.setText("–")
        else:
            title = " · ".join(part for part in (line.title, line.variant) if part) if line.sku else ""
            self._title.setText(title)
            self._title.setVisible(bool(title))
            self._total.setText(display.money(line.total, self.price.currency))
        self.changed.emit()


def _beside(*widgets: QWidget) -> QWidget:
    half = QWidget()
    row = QHBoxLayout(half)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(unit(half))
    for place, widget in enumerate(widgets):
        row.addWidget(widget, place)
    return half


def _read(editor: MoneyEdit, field: str) -> int:
    try:
        return editor.value() or 0
    except UserError as error:
        raise UserError(error.code, **{**error.where, "field": field}) from error
