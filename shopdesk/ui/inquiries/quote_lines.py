"""The lines of a quote in a narrow panel: product or words, units, price, discount; sums as one types."""

from collections.abc import Callable, Sequence
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
from shopdesk.ui.widgets.buttons import button, icon_button
from shopdesk.ui.widgets.editors import UnitsBox
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.lookup_edit import LookupEdit
from shopdesk.ui.widgets.money_edit import MoneyEdit
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
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(space)
        first.addWidget(self.product, 1)
        first.addWidget(remove)
        second.addWidget(self.quantity)
        second.addWidget(self.price, 1)
        second.addWidget(self.discount, 1)
        second.addWidget(self._total, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, space // 2)
        layout.setSpacing(max(2, space // 3))
        layout.addLayout(first)
        layout.addWidget(self._title)
        layout.addLayout(second)
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


class QuoteLines(QWidget):
    """All lines, with a button for one more.

    Signals:
        changed(): something was typed, added or taken away.
    """

    changed = Signal()

    def __init__(self, context: Context, name: str, currency: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._context = context
        self._currency = currency
        self._made = 0
        self.rows: list[QuoteLine] = []
        self._error = RoleLabel("", "trouble", "small", wrap=True)
        self._error.setObjectName(f"{name}.error")
        self._error.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(unit(self) // 2)
        more = button(_("Another product"), f"{name}.add", self._add_and_go, icon_name="plus", quiet=True)
        foot = QHBoxLayout()
        foot.addWidget(more)
        foot.addStretch(1)
        self._layout.addWidget(self._error)
        self._layout.addLayout(foot)
        self.set_value(())

    def value(self) -> tuple[LineDraft, ...]:
        """The lines that are not blank. Raises UserError naming `field` and `line` (counted from 1)."""
        lines = []
        for number, row in enumerate(self._filled(), start=1):
            try:
                lines.append(row.read())
            except UserError as error:
                raise UserError(error.code, **{**error.where, "line": number}) from error
        return tuple(lines)

    def set_value(self, lines: Sequence[LineDraft]) -> None:
        """Show these, or one empty line."""
        self._start_over()
        for line in lines:
            self._add().show_line(line)
        if not lines:
            self._add()

    def state(self) -> list[dict[str, Any]]:
        """What is typed in each line."""
        return [row.state() for row in self._filled()]

    def set_state(self, state: list[dict[str, Any]]) -> None:
        """Show what `state` gave."""
        self._start_over()
        for one in state:
            self._add().set_state(one)
        if not state:
            self._add()

    def set_currency(self, currency: str) -> None:
        """Another currency for all lines."""
        self._currency = currency
        for row in self.rows:
            row.set_currency(currency)

    def show_error(self, error: UserError) -> bool:
        """Say an error at its line; False when it concerns none."""
        line, filled = error.where.get("line"), self._filled()
        if isinstance(line, int) and 0 < line <= len(filled):
            filled[line - 1].show_error(error)
            return True
        if error.where.get("field") == "lines":
            empty = _("A quote needs at least one line.")
            self._error.setText(empty if error.code == "form.required" else sentence(error.code, error.where))
            self._error.show()
            self.rows[0].setFocus()
            return True
        return False

    def clear_errors(self) -> None:
        """Take every error away."""
        self._error.hide()
        for row in self.rows:
            row.clear_error()

    def _filled(self) -> list[QuoteLine]:
        return [row for row in self.rows if not row.is_blank()]

    def _add(self) -> QuoteLine:
        self._made += 1
        row = QuoteLine(self._context, f"{self.objectName()}.{self._made}", self._currency, self._remove)
        row.changed.connect(self.changed)
        self.rows.append(row)
        self._layout.insertWidget(len(self.rows), row)
        self.setFocusProxy(self.rows[0])
        return row

    def _add_and_go(self) -> None:
        self._add().setFocus()

    def _remove(self, row: QuoteLine) -> None:
        self._drop(row)
        if not self.rows:
            self._add()
        self.rows[0].setFocus()
        self.changed.emit()

    def _start_over(self) -> None:
        for row in list(self.rows):
            self._drop(row)
        self._made = 0

    def _drop(self, row: QuoteLine) -> None:
        self.rows.remove(row)
        # Without a parent at once: the next row takes over its name.
        row.hide()
        row.setParent(None)
        row.deleteLater()


def _read(editor: MoneyEdit, field: str) -> int:
    try:
        return editor.value() or 0
    except UserError as error:
        raise UserError(error.code, **{**error.where, "field": field}) from error
