"""The fields of the order form and how they stand: buyer and address left, lines and sums right."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from shopdesk.domain.drafts import OrderDraft
from shopdesk.domain.errors import UserError
from shopdesk.domain.orders import FLAGS
from shopdesk.domain.pasted import Pasted, address_of
from shopdesk.ui import display, vocabulary
from shopdesk.ui.icons import icon
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.orders.form_lines import LinesEditor, Product
from shopdesk.ui.orders.lines import Figure, Hairline
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.callout import Callout
from shopdesk.ui.widgets.form import FormField
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.money_edit import MoneyEdit
from shopdesk.words import _

Typed = dict[str, Any]  # everything as typed, by field

TEXTS = (
    "buyer_name", "buyer_phone", "buyer_email", "country", "region", "city", "district", "street", "postcode",
    "payment_method", "shipping_method", "buyer_message", "seller_memo",
)  # fmt: skip
AMOUNTS = ("discount", "shipping", "tax", "paid")
_LONG = ("buyer_message", "seller_memo")
_ASKED = 300  # characters of the customer's words
_CURRENCIES = ("CNY", "USD", "EUR", "GBP", "ZAR", "INR", "JPY", "KRW", "AUD", "CAD")


class OrderFields(QWidget):
    """Editors only; reading, checking and saving is `OrderForm`'s.

    Signals:
        typed(): something was typed, chosen, added or taken away.
    """

    typed = Signal()

    def __init__(self, currency: str, product: Product, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.owed_more = 0  # of an order whose platform's total is more than the sum of these fields
        self.setObjectName("orders.form")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self.fields: dict[str, FormField] = {}
        self.texts: dict[str, QLineEdit] = {}
        self.long_texts: dict[str, QPlainTextEdit] = {}
        self.amounts: dict[str, MoneyEdit] = {}
        self.lines = LinesEditor(currency, product)
        self.lines.changed.connect(self.typed)
        self._make_fields(currency)
        self._make_frame()

    # Editors

    def _make_fields(self, currency: str) -> None:
        words = {
            "buyer_name": _("Buyer"), "buyer_phone": _("Phone"), "buyer_email": _("E-mail"),
            "country": _("Country"), "region": _("Province or state"), "city": _("City"), "district": _("District"),
            "street": _("Street and number"), "postcode": _("Postcode"), "payment_method": _("Payment method"),
            "shipping_method": _("Shipping method"), "buyer_message": _("Buyer's message"),
            "seller_memo": _("Seller's memo (buyers never see it)"),
            "discount": _("Discount"), "shipping": _("Shipping"), "tax": _("Tax"), "paid": _("Paid so far"),
        }  # fmt: skip
        for key in TEXTS:
            self.fields[key] = FormField(key, words[key], self._long(key) if key in _LONG else self._line(key))
        for key in AMOUNTS:
            editor = MoneyEdit(f"orders.form.{key}", words[key], currency)
            editor.textChanged.connect(self.typed)
            self.amounts[key] = editor
            self.fields[key] = FormField(key, words[key], editor)
        self.flag = QComboBox()
        self.flag.setObjectName("orders.form.flag")
        self.flag.addItem(_("No flag"), "")
        for code in FLAGS:
            self.flag.addItem(icon("flag", f"flag.{code}"), vocabulary.word(vocabulary.FLAG, code), code)
        self.fields["flag"] = FormField("flag", _("Flag"), self.flag)
        self._currency = QComboBox()
        self._currency.setObjectName("orders.form.currency")
        self._currency.setEditable(True)
        self._currency.addItems(list(dict.fromkeys((currency, *_CURRENCIES))))
        self.fields["currency"] = FormField("currency", _("Currency"), self._currency)
        self.pay_on_delivery = QCheckBox(_("Pay on delivery"))
        self.pay_on_delivery.setObjectName("orders.form.pay_on_delivery")
        self.pay_on_delivery.setAccessibleName(_("Pay on delivery"))
        self.flag.currentIndexChanged.connect(self.typed)
        self._currency.currentTextChanged.connect(self._take_currency)
        self.pay_on_delivery.toggled.connect(self.typed)

    def _line(self, key: str) -> QLineEdit:
        editor = QLineEdit()
        editor.setObjectName(f"orders.form.{key}")
        editor.textChanged.connect(self.typed)
        self.texts[key] = editor
        return editor

    def _long(self, key: str) -> QPlainTextEdit:
        editor = QPlainTextEdit()
        editor.setObjectName(f"orders.form.{key}")
        editor.setTabChangesFocus(True)
        editor.setFixedHeight(editor.fontMetrics().lineSpacing() * 2 + 2 * unit(self))
        editor.textChanged.connect(self.typed)
        self.long_texts[key] = editor
        return editor

    # Frame

    def _make_frame(self) -> None:
        space = unit(self)
        self._title = RoleLabel("", size="title")
        self._told = RoleLabel(_("You began this earlier; nothing was lost."), "muted", wrap=True)
        self.restart = button(_("Start over"), "orders.form.restart", lambda: None, quiet=True)
        self._error = RoleLabel("", "trouble", wrap=True)
        self._error.setObjectName("orders.form.error")
        self.save = button(_("Save order"), "orders.form.save", lambda: None, primary=True)
        self.save.setToolTip(_("Save (Ctrl+Enter)"))
        self.cancel = button(_("Back"), "orders.form.cancel", lambda: None)
        self.cancel.setToolTip(_("Back (Esc)"))
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addSpacing(2 * space)
        head.addWidget(self._told, 1)
        head.addWidget(self.restart)
        foot = QHBoxLayout()
        foot.addWidget(self._error, 1)
        foot.addWidget(RoleLabel(_("Ctrl+Enter saves, Esc goes back"), "muted", "small"))
        foot.addSpacing(space)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * space, 2 * space, 2 * space, 2 * space)
        layout.setSpacing(2 * space)
        layout.addLayout(head)
        layout.addWidget(self._make_scroll(), 1)
        layout.addWidget(Hairline())
        layout.addLayout(foot)

    def _make_scroll(self) -> QScrollArea:
        space = unit(self)
        body = QWidget()
        body.setObjectName("scrolled")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._columns.setContentsMargins(0, 0, space, 0)
        self._columns.setSpacing(4 * space)
        self._columns.addLayout(self._buyer_side(), 2)
        self._columns.addLayout(self._goods_side(), 4)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("orders.form.scroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(body)
        return self._scroll

    def _buyer_side(self) -> QVBoxLayout:
        side = self._side()
        self._customer_told = RoleLabel("", "ok", "small", wrap=True)
        self._customer_told.hide()
        self.asked = Callout(_("The customer wrote"), "", "active")
        self.asked.setObjectName("orders.form.asked")
        self.asked.hide()
        side.addWidget(self.asked)
        side.addWidget(RoleLabel(_("Buyer and address"), bold=True))
        self.paste_place = QVBoxLayout()
        side.addLayout(self.paste_place)
        side.addWidget(self.fields["buyer_name"])
        side.addLayout(self._pair("buyer_phone", "buyer_email"))
        side.addWidget(self._customer_told)
        side.addLayout(self._pair("country", "region"))
        side.addLayout(self._pair("city", "district"))
        side.addLayout(self._pair("street", "postcode", 3, 1))
        side.addSpacing(unit(self))
        side.addWidget(RoleLabel(_("Messages"), bold=True))
        side.addWidget(self.fields["buyer_message"])
        side.addWidget(self.fields["seller_memo"])
        side.addStretch(1)
        return side

    def _goods_side(self) -> QVBoxLayout:
        side = self._side()
        side.addWidget(RoleLabel(_("Items"), bold=True))
        side.addWidget(self.lines)
        side.addSpacing(unit(self))
        side.addWidget(RoleLabel(_("Amounts"), bold=True))
        amounts = QGridLayout()
        amounts.setHorizontalSpacing(unit(self))
        top = Qt.AlignmentFlag.AlignTop
        for column, key in enumerate(("currency", *AMOUNTS)):
            amounts.addWidget(self.fields[key], 0, column, top)
            amounts.setColumnStretch(column, 1)
        side.addLayout(amounts)
        side.addLayout(self._make_sums())
        side.addSpacing(unit(self))
        side.addWidget(RoleLabel(_("Payment and delivery"), bold=True))
        side.addWidget(self.pay_on_delivery)
        row = QHBoxLayout()
        row.setSpacing(unit(self))
        for key in ("payment_method", "shipping_method", "flag"):
            row.addWidget(self.fields[key], 1, top)
        side.addLayout(row)
        side.addStretch(1)
        return side

    def _make_sums(self) -> QHBoxLayout:
        self._sum = Figure("", bold=True)
        self._sum.setObjectName("orders.form.total")
        self._owed = Figure("", "muted")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._owed)
        row.addSpacing(2 * unit(self))
        row.addWidget(self._sum)
        return row

    def _side(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(unit(self))
        return side

    def _pair(self, left: str, right: str, left_share: int = 1, right_share: int = 1) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(unit(self))
        row.addWidget(self.fields[left], left_share, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.fields[right], right_share, Qt.AlignmentFlag.AlignTop)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= characters(self, 135)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    # Values

    def currency(self) -> str:
        """The currency chosen or typed."""
        return self._currency.currentText().strip().upper()

    def text_of(self, key: str) -> str:
        """A text as it will be saved."""
        return (self.long_texts[key].toPlainText() if key in _LONG else self.texts[key].text()).strip()

    def amount_of(self, key: str) -> int:
        """An amount in minor units. Raises UserError `form.money` naming the field."""
        try:
            return self.amounts[key].value() or 0
        except UserError as error:
            raise UserError(error.code, **{**error.where, "field": key}) from error

    def show_draft(self, draft: OrderDraft | None, stored: Mapping[int, int], currency: str) -> None:
        """Fill everything in; None for an empty form. `stored`: the number of each stored line by its id."""
        self._currency.setCurrentText(draft.currency if draft else currency)
        self._currency.setEnabled(draft is None)
        for key in TEXTS:
            self._set_text(key, getattr(draft, key) if draft else "")
        for key in AMOUNTS:
            self.amounts[key].set_value((getattr(draft, key) or None) if draft else None)
        self.pay_on_delivery.setChecked(bool(draft and draft.pay_on_delivery))
        self.flag.setCurrentIndex(max(0, self.flag.findData(draft.flag if draft else "")))
        self.lines.clear()
        for line in draft.lines if draft else ():
            self.lines.add().show_line(line, stored.get(line.id or 0, 0))
        if not self.lines.rows:
            self.lines.add()
        self.show_customer("")

    def stored_lines(self) -> dict[int, int]:
        """Line numbers of the stored lines by id."""
        return {row.line_id: row.line_number for row in self.lines.rows if row.line_id is not None}

    def as_text(self) -> Typed:
        """Everything as typed, readable or not."""
        return {
            "currency": self._currency.currentText(),
            "pay_on_delivery": self.pay_on_delivery.isChecked(),
            "flag": str(self.flag.currentData() or ""),
            **{key: self.text_of(key) for key in TEXTS},
            **{key: editor.text() for key, editor in self.amounts.items()},
            "lines": [row.as_text() for row in self.lines.filled()],
        }

    def from_text(self, typed: Typed) -> None:
        """Fill in what was typed before."""
        self._currency.setCurrentText(str(typed.get("currency", "")))
        self.pay_on_delivery.setChecked(bool(typed.get("pay_on_delivery")))
        self.flag.setCurrentIndex(max(0, self.flag.findData(typed.get("flag", ""))))
        for key in TEXTS:
            self._set_text(key, str(typed.get(key, "")))
        for key, editor in self.amounts.items():
            editor.setText(str(typed.get(key, "")))
        self.lines.clear()
        for line in typed.get("lines") or [{}]:
            self.lines.add().from_text(line)

    def fill_blank(self, known: Mapping[str, str]) -> None:
        """Fill in what is known where nothing was typed; an address comes whole or not at all."""
        address = ("country", "region", "city", "district", "street", "postcode")
        written = any(self.text_of(key) for key in address)
        for key, text in known.items():
            if not self.text_of(key) and not (written and key in address):
                self._set_text(key, text)

    def fill_pasted(self, found: Pasted) -> None:
        """Fill in what a pasted block tells; an address comes whole, so that no old part stays in it."""
        told = {"buyer_name": found.name, "buyer_phone": found.phone, "buyer_email": found.email}
        address = address_of(found)
        for key, text in (told | address if any(address.values()) else told).items():
            if text or key in address:
                self._set_text(key, text)

    def _set_text(self, key: str, text: str) -> None:
        if key in _LONG:
            self.long_texts[key].setPlainText(text)
        else:
            self.texts[key].setText(text)

    def _take_currency(self) -> None:
        currency = self.currency()
        if len(currency) == 3 and currency.isascii() and currency.isalpha():
            self.lines.set_currency(currency)
            for editor in self.amounts.values():
                editor.set_currency(currency)
        self.typed.emit()

    # What it says

    def show_title(self, number: str, resumed: bool) -> None:
        """The heading, and whether this was begun earlier."""
        self._title.setText(_("Edit {number}").format(number=number) if number else _("New order"))
        self._told.setText(_("You began this earlier; nothing was lost.") if resumed else "")
        self.restart.setVisible(resumed)

    def show_customer(self, text: str) -> None:
        """Who this is, when phone or e-mail are known."""
        self._customer_told.setText(text)
        self._customer_told.setVisible(bool(text))

    def show_sums(self) -> None:
        """The total as typed so far; a dash while something cannot be read."""
        try:
            amounts = {key: self.amount_of(key) for key in AMOUNTS}
            goods = sum(line.total for line in self.lines.read())
        except UserError:
            self._sum.setText("–")
            self._owed.setText("")
            return
        total = goods - amounts["discount"] + amounts["shipping"] + amounts["tax"] + self.owed_more
        currency = self.currency()
        self._sum.setText(_("Total {amount}").format(amount=display.money(total, currency)))
        owed = total - amounts["paid"]
        told = _("Still to pay {amount}").format(amount=display.money(owed, currency)) if owed > 0 else ""
        self._owed.setText(told)

    def say_asked(self, words: str) -> None:
        """What the customer asked to change, in their words."""
        self.asked.say(words if len(words) <= _ASKED else f"{words[:_ASKED]}…")
        self.asked.setVisible(bool(words))

    def show_error(self, text: str) -> None:
        """An error that concerns no single field."""
        self._error.setText(text)

    def clear_errors(self) -> None:
        """Take every error away."""
        self._error.setText("")
        self.lines.clear_errors()
        for field in self.fields.values():
            field.set_error("")

    def reveal(self, widget: QWidget) -> None:
        """Scroll so that `widget` is in sight."""
        self._scroll.ensureWidgetVisible(widget)
