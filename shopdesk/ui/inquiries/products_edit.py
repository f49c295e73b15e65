"""The products asked about: known ones by SKU, others as the customer called them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.inquiries import ProductAsked
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.lookups import find_products
from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.buttons import button, icon_button
from shopdesk.ui.widgets.editors import UnitsBox
from shopdesk.ui.widgets.lookup_edit import LookupEdit
from shopdesk.words import _


class _Row(QWidget):
    def __init__(self, context: Context, name: str, remove: Any) -> None:
        super().__init__()
        self.product = LookupEdit(
            f"{name}.product",
            _("SKU, title, or what they called it"),
            lambda text: find_products(context.desk, text),
            context.tasks,
        )
        self.product.setAccessibleName(_("Product"))
        self.product.chosen.connect(self._know)
        self.quantity = UnitsBox(f"{name}.quantity", _("Quantity"), 1, least=1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit(self))
        row.addWidget(self.product, 1)
        row.addWidget(self.quantity)
        row.addWidget(icon_button("x", _("Remove this product"), f"{name}.remove", lambda: remove(self)))
        self.setFocusProxy(self.product)
        self._known = ""

    def asked(self) -> ProductAsked | None:
        text = self.product.text().strip()
        if not text:
            return None
        is_sku = text == self._known
        return ProductAsked(text if is_sku else "", "" if is_sku else text, self.quantity.value())

    def show_asked(self, asked: ProductAsked) -> None:
        self._known = asked.sku
        self.product.setText(asked.sku or asked.text)
        self.quantity.set_value(asked.quantity)

    def _know(self, sku: str) -> None:
        self._known = sku


class ProductsEdit(QWidget):
    """A row for each product and one more to add.

    Signals:
        changed(): a product or a quantity changed.
    """

    changed = Signal()

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._context = context
        self._rows: list[_Row] = []
        self._made = 0
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(unit(self) // 2)
        more = button(_("Another product"), f"{name}.add", self._add_and_go, icon_name="plus", quiet=True)
        foot = QHBoxLayout()
        foot.addWidget(more)
        foot.addStretch(1)
        self._layout.addLayout(foot)
        self.set_value(())

    def value(self) -> tuple[ProductAsked, ...]:
        """The products, empty rows left out."""
        return tuple(asked for row in self._rows if (asked := row.asked()) is not None)

    def set_value(self, value: Sequence[ProductAsked]) -> None:
        """Show these, or one empty row."""
        for row in list(self._rows):
            self._drop(row)
        self._made = 0
        for asked in value or (ProductAsked(),):
            self._add().show_asked(asked)

    def state(self) -> list[list[Any]]:
        """SKU, text and quantity of each."""
        return [[one.sku, one.text, one.quantity] for one in self.value()]

    def set_state(self, state: list[list[Any]]) -> None:
        """Show what `state` gave."""
        self.set_value([ProductAsked(*one) for one in state])

    def _add(self) -> _Row:
        self._made += 1
        row = _Row(self._context, f"{self.objectName()}.{self._made}", self._remove)
        row.product.changed.connect(self.changed)
        row.quantity.changed.connect(self.changed)
        self._layout.insertWidget(len(self._rows), row)
        self._rows.append(row)
        self.setFocusProxy(self._rows[0])
        return row

    def _add_and_go(self) -> None:
        self._add().product.setFocus()

    def _remove(self, row: _Row) -> None:
        self._drop(row)
        if not self._rows:
            self._add()
        self._rows[0].setFocus()
        self.changed.emit()

    def _drop(self, row: _Row) -> None:
        self._rows.remove(row)
        # Without a parent at once: the next row takes over its name.
        row.hide()
        row.setParent(None)
        row.deleteLater()
