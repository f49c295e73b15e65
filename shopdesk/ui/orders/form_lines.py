"""The lines of an order being written: one row each, added and taken away, sums as you type."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from shopdesk.domain.drafts import LineDraft
from shopdesk.domain.errors import UserError
from shopdesk.sentences import sentence
from shopdesk.ui import display
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.orders.lines import Figure
from shopdesk.ui.widgets.buttons import button, icon_button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.money_edit import MoneyEdit
from shopdesk.words import _

Product = Callable[[str], dict[str, Any]]  # SKU → title, variant, price; empty when unknown
_WIDTHS = {0: 13, 2: 13, 3: 6, 4: 11, 5: 11, 6: 12, 7: 4, 8: 4}  # characters by column; the title takes the rest
_TEXTS = ("sku", "title", "variant", "personalisation")


class LineRow(QWidget):
    """One line. Leaving the SKU fills what the shop knows of that product into empty fields."""

    changed = Signal()
    dropped = Signal(object)

    def __init__(self, number: int, currency: str, product: Product) -> None:
        super().__init__()
        self.line_id: int | None = None
        self.line_number = 0  # as stored, when it is
        self._product = product
        self._name = f"orders.form.line{number}"
        words = {
            "sku": _("SKU"), "title": _("Title"), "variant": _("Variant"), "personalisation": _("Personalisation"),
        }  # fmt: skip
        self.texts = {key: self._text(key, words[key]) for key in _TEXTS}
        self.quantity = self._text("quantity", _("Units"))
        self.quantity.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.quantity.setText("1")
        self.price = MoneyEdit(f"{self._name}.price", _("Price"), currency)
        self.discount = MoneyEdit(f"{self._name}.discount", _("Discount"), currency)
        self._total = Figure("")
        self._total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._error = RoleLabel("", "trouble", "small", wrap=True)
        self._error.setObjectName(f"{self._name}.error")
        self._error.hide()
        self._more = icon_button("note", _("Personalisation"), f"{self._name}.more", self._show_personalisation)
        self._drop = icon_button(
            "trash", _("Take this line out"), f"{self._name}.drop", lambda: self.dropped.emit(self)
        )
        self._lay_out()
        for editor in (*self.texts.values(), self.quantity, self.price, self.discount):
            editor.textChanged.connect(self._follow)
        self.texts["sku"].editingFinished.connect(self._look_up)

    def _text(self, key: str, words: str) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(f"{self._name}.{key}")
        made.setAccessibleName(words)
        made.setPlaceholderText(words)
        return made

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        first: tuple[QWidget, ...] = (
            self.texts["sku"], self.texts["title"], self.texts["variant"], self.quantity, self.price, self.discount,
            self._total, self._more, self._drop,
        )  # fmt: skip
        _fill_row(grid, self, first)
        grid.addWidget(self.texts["personalisation"], 1, 1, 1, 2)
        self.texts["personalisation"].hide()
        grid.addWidget(self._error, 2, 0, 1, 9)

    def _show_personalisation(self) -> None:
        self.texts["personalisation"].show()
        self.texts["personalisation"].setFocus()

    # Values

    def show_line(self, line: LineDraft, line_number: int) -> None:
        """Fill in a line as it is stored."""
        self.line_id, self.line_number = line.id, line_number
        for key in _TEXTS:
            self.texts[key].setText(getattr(line, key))
        self.quantity.setText(str(line.quantity))
        self.price.set_value(line.price)
        self.discount.set_value(line.discount or None)

    def read(self) -> LineDraft:
        """The line. Raises UserError `form.quantity`, `form.money` naming the field."""
        text = self.quantity.text().strip()
        if not text.isdecimal() or len(text) > 9:
            raise UserError("form.quantity", field="quantity", found=text)
        return LineDraft(
            title=self.texts["title"].text().strip(),
            quantity=int(text),
            price=_amount(self.price, "price"),
            sku=self.texts["sku"].text().strip(),
            variant=self.texts["variant"].text().strip(),
            personalisation=self.texts["personalisation"].text().strip(),
            discount=_amount(self.discount, "discount"),
            id=self.line_id,
        )

    def as_text(self) -> dict[str, Any]:
        """What is typed, readable or not."""
        texts = {key: editor.text() for key, editor in self.texts.items()}
        figures = {"quantity": self.quantity.text(), "price": self.price.text(), "discount": self.discount.text()}
        return {**texts, **figures, "id": self.line_id, "line": self.line_number}

    def from_text(self, typed: dict[str, Any]) -> None:
        """Fill in what was typed before."""
        for key in _TEXTS:
            self.texts[key].setText(str(typed.get(key, "")))
        self.quantity.setText(str(typed.get("quantity", "1")))
        self.price.setText(str(typed.get("price", "")))
        self.discount.setText(str(typed.get("discount", "")))
        self.line_id, self.line_number = typed.get("id"), int(typed.get("line") or 0)

    def is_blank(self) -> bool:
        """Whether nothing was typed that would be missed."""
        return not any(editor.text().strip() for editor in (*self.texts.values(), self.price, self.discount))

    def set_currency(self, currency: str) -> None:
        """Another currency; what is typed stays."""
        self.price.set_currency(currency)
        self.discount.set_currency(currency)
        self._follow()

    # Errors and sums

    def show_error(self, error: UserError) -> None:
        """Say what is wrong below the line and go to the field."""
        field = str(error.where.get("field", ""))
        editors: dict[str, QLineEdit] = {
            **self.texts, "quantity": self.quantity, "price": self.price, "discount": self.discount
        }  # fmt: skip
        editor = editors.get(field, self.texts["title"])
        where = {"found": editor.text(), **error.where}
        self._say(_("Title or SKU is needed.") if field == "title" else sentence(error.code, where))
        editor.setFocus()
        editor.selectAll()

    def clear_error(self) -> None:
        """Nothing is wrong any more."""
        self._say("")

    def _say(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def _follow(self) -> None:
        if self.texts["personalisation"].text():
            self.texts["personalisation"].show()
        try:
            self._total.setText(display.money(self.read().total, self.price.currency))
        except UserError:
            self._total.setText("–")
        self.changed.emit()

    def _look_up(self) -> None:
        sku = self.texts["sku"].text().strip()
        known = self._product(sku) if sku else {}
        for key in ("title", "variant"):
            if known.get(key) and not self.texts[key].text().strip():
                self.texts[key].setText(known[key])
        if known.get("price") is not None and not self.price.text().strip():
            self.price.set_value(known["price"])


def _fill_row(grid: QGridLayout, owner: QWidget, widgets: Sequence[QWidget]) -> None:
    """One row of a line, or of the heads above all lines: they have to stand under each other."""
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(unit(owner) // 2)
    grid.setVerticalSpacing(unit(owner) // 2)
    for column, widget in enumerate(widgets):
        grid.addWidget(widget, 0, column)
        if column in _WIDTHS:
            widget.setFixedWidth(characters(owner, _WIDTHS[column]))
        else:
            widget.setMinimumWidth(characters(owner, 12))
    grid.setColumnStretch(1, 1)


class LinesEditor(QWidget):
    """All lines, with a button for one more.

    Signals:
        changed(): something was typed, added or taken away.
    """

    changed = Signal()

    def __init__(self, currency: str, product: Product) -> None:
        super().__init__()
        self.setObjectName("orders.form.lines")
        self._currency = currency
        self._product = product
        self._made = 0
        self.rows: list[LineRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(unit(self))
        self._error = RoleLabel("", "trouble", "small", wrap=True)
        self._error.hide()
        self._add = button(_("Add a line"), "orders.form.add_line", self.add_for_typing, icon_name="plus", quiet=True)
        self._layout.addWidget(self._heads())
        self._layout.addWidget(self._error)
        self._layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def _heads(self) -> QWidget:
        heads = QWidget()
        grid = QGridLayout(heads)
        words = (_("SKU"), _("Title"), _("Variant"), _("Units"), _("Price"), _("Discount"), _("Total"), "", "")
        labels = [RoleLabel(text, "muted", "small") for text in words]
        for label in labels[3:7]:
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
        _fill_row(grid, self, labels)
        return heads

    def clear(self) -> None:
        """Take every line away."""
        for row in list(self.rows):
            self._remove(row)
        self._made = 0

    def add(self) -> LineRow:
        """One more line at the end."""
        self._made += 1
        row = LineRow(self._made, self._currency, self._product)
        row.changed.connect(self.changed)
        row.dropped.connect(self._on_dropped)
        self.rows.append(row)
        self._layout.insertWidget(len(self.rows), row)
        return row

    def add_for_typing(self) -> None:
        """One more line, with the cursor in it."""
        self.add().texts["sku"].setFocus()
        self.changed.emit()

    def set_currency(self, currency: str) -> None:
        """Another currency for all lines."""
        self._currency = currency
        for row in self.rows:
            row.set_currency(currency)

    def read(self) -> tuple[LineDraft, ...]:
        """The lines that are not blank. Raises UserError naming `field` and `line` (counted from 1)."""
        lines = []
        for number, row in enumerate(self.filled(), start=1):
            try:
                lines.append(row.read())
            except UserError as error:
                raise UserError(error.code, **{**error.where, "line": number}) from error
        return tuple(lines)

    def filled(self) -> Sequence[LineRow]:
        """The lines that count."""
        return [row for row in self.rows if row.line_id is not None or not row.is_blank()]

    def show_error(self, error: UserError) -> bool:
        """Say an error at its line; False when it concerns none."""
        line = error.where.get("line")
        filled = self.filled()
        if error.code == "quantity.below_packed":
            found = next((row for row in filled if row.line_number == line), None)
        else:
            found = filled[line - 1] if isinstance(line, int) and 0 < line <= len(filled) else None
        if found is not None:
            found.show_error(error)
        elif error.where.get("field") == "lines":
            empty = _("An order needs at least one line.")
            self._say(empty if error.code == "form.required" else sentence(error.code, error.where))
            if self.rows:
                self.rows[0].texts["sku"].setFocus()
        else:
            return False
        return True

    def clear_errors(self) -> None:
        """Take every error away."""
        self._say("")
        for row in self.rows:
            row.clear_error()

    def _say(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def _on_dropped(self, row: LineRow) -> None:
        self._remove(row)
        if not self.rows:
            self.add()
        self.rows[-1].texts["sku"].setFocus()
        self.changed.emit()

    def _remove(self, row: LineRow) -> None:
        self.rows.remove(row)
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()


def _amount(editor: MoneyEdit, field: str) -> int:
    try:
        return editor.value() or 0
    except UserError as error:
        raise UserError(error.code, **{**error.where, "field": field}) from error
