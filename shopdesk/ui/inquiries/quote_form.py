"""A quote for an inquiry: lines, what they cost together, until when."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from shopdesk.domain.errors import UserError
from shopdesk.domain.quotes import QuoteDraft
from shopdesk.services import quotes
from shopdesk.ui import display
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.panel_form import PanelForm
from shopdesk.ui.drafts import Kept
from shopdesk.ui.inquiries.quote_lines import QuoteLines
from shopdesk.ui.records.currencies import currency_options
from shopdesk.ui.widgets.date_edit import DateEdit
from shopdesk.ui.widgets.editors import ChoiceBox, TextArea
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.money_edit import MoneyEdit
from shopdesk.words import _

_VALID = 7  # days that a new quote holds


class QuoteForm(PanelForm):
    """`quote` None: a new one, which replaces the one that stands; `inquiry` is a number. `done` gets the quote's."""

    def __init__(
        self,
        context: Context,
        kept: Kept,
        inquiry: str,
        quote: quotes.QuoteRow | None = None,
        done: Callable[[str], object] | None = None,
    ) -> None:
        title = _("Edit {number}").format(number=quote.number) if quote else _("Quote for {number}")
        kept_as = f"quote.update/{inquiry}" if quote else f"quote.save/{inquiry}"
        super().__init__(context, "inquiries.quote", title.format(number=inquiry), kept, kept_as)
        self._inquiry = inquiry
        self._quote = quote
        self._done = done
        draft = quote.draft if quote else quotes.first_draft(context.desk, inquiry)
        self._add_fields(draft.currency)
        self._fill(draft, new=quote is None)
        if quote is None:
            stands = quotes.open_quote(context.desk, inquiry)
            if stands is not None:
                total = display.money(stands.total, stands.currency)
                told = _("It replaces {number} ({total}).").format(number=stands.number, total=total)
                self.form.add_widget(RoleLabel(told, "muted", "small", wrap=True))

    def submit(self) -> None:
        self.lines.clear_errors()
        draft = QuoteDraft(
            currency=self.currency.value(),
            lines=self.lines.value(),
            bundle_price=self.form.read("bundle_price"),
            discount=self.form.read("discount") or 0,
            shipping=self.form.read("shipping") or 0,
            valid_until=self.form.read("valid_until"),
            note=self.note.value(),
        )
        total = display.money(draft.total, draft.currency)
        said = _("Quote {number} saved, {total}").replace("{total}", total)
        if self._quote is None:
            self.send(quotes.create_quote, self._inquiry, draft, undo=_("Quote"), said=said, done=self._done)
        else:
            self.send(quotes.update_quote, self._quote.number, draft, undo=_("Quote"), said=said, done=self._done)

    def show_error(self, error: UserError) -> None:
        if self.lines.show_error(error):
            self.allow_saving()
        else:
            super().show_error(error)

    def _add_fields(self, currency: str) -> None:
        name = "inquiries.quote"
        self.lines = QuoteLines(self.context, f"{name}.lines", currency)
        self.bundle_price = MoneyEdit(f"{name}.bundle_price", _("Price together"), currency)
        self.discount = MoneyEdit(f"{name}.discount", _("Discount"), currency)
        self.shipping = MoneyEdit(f"{name}.shipping", _("Shipping"), currency)
        self.currency = ChoiceBox(f"{name}.currency", currency_options(currency))
        self.valid_until = DateEdit(f"{name}.valid_until", _("Valid until"), self._today)
        self.note = TextArea(f"{name}.note", _("The customer reads it, too"), lines=2)
        self._sum = RoleLabel("", bold=True)
        self._sum.setObjectName(f"{name}.total")
        self._told = RoleLabel("", "muted", "small", wrap=True)
        self.add_part("lines", self.lines)
        bundle = self.add(
            "bundle_price",
            _("Price together"),
            self.bundle_price,
            _("What all lines cost together, in place of their sum"),
        )
        discount = self.add("discount", _("Discount"), self.discount)
        shipping = self.add("shipping", _("Shipping"), self.shipping)
        self.side_by_side(bundle, discount, shipping)
        self.form.add_widget(self._sum)
        self.form.add_widget(self._told)
        until = self.add("valid_until", _("Valid until"), self.valid_until)
        chosen = self.add("currency", _("Currency"), self.currency)
        self.side_by_side(until, chosen, shares=(2, 1))
        self.add("note", _("Note"), self.note)
        self.lines.changed.connect(self._show_sums)
        self.currency.changed.connect(self._take_currency)
        for editor in (self.bundle_price, self.discount, self.shipping):
            editor.textChanged.connect(lambda _text: self._show_sums())

    def _fill(self, draft: QuoteDraft, *, new: bool) -> None:
        self.currency.set_value(draft.currency)
        self.lines.set_value(draft.lines)
        self.bundle_price.set_value(draft.bundle_price)
        self.discount.set_value(draft.discount or None)
        self.shipping.set_value(draft.shipping or None)
        self.valid_until.set_value(self._today() + timedelta(days=_VALID) if new else draft.valid_until)
        self.note.set_value(draft.note)
        self._show_sums()

    def _today(self) -> date:
        day: date = self.context.desk.local_day(self.context.now())
        return day

    def _take_currency(self) -> None:
        currency = self.currency.value()
        self.lines.set_currency(currency)
        for editor in (self.bundle_price, self.discount, self.shipping):
            editor.set_currency(currency)
        self._show_sums()

    def _show_sums(self) -> None:
        """The total as typed so far; a dash while something cannot be read."""
        currency = self.currency.value()
        try:
            amounts: dict[str, Any] = {name: getattr(self, name).value() or 0 for name in ("discount", "shipping")}
            draft = QuoteDraft(currency, self.lines.value(), self.bundle_price.value(), **amounts)
        except UserError:
            self._sum.setText("–")
            self._told.hide()
            return
        self._sum.setText(_("Total {amount}").format(amount=display.money(draft.total, currency)))
        saved = draft.listed - draft.goods
        told = _("One by one {amount}").format(amount=display.money(draft.listed, currency)) if saved else ""
        self._told.setText(told)
        self._told.setVisible(bool(told))
