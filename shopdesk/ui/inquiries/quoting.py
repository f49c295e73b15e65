"""What the inquiries page does with quotes and pre-orders: make, copy, order."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QGuiApplication

from shopdesk import words
from shopdesk.domain.errors import UserError
from shopdesk.domain.reservations import ReservationDraft
from shopdesk.sentences import sentence
from shopdesk.services import inquiries, quotes
from shopdesk.services.quotes import QuoteRow
from shopdesk.ui import display, vocabulary
from shopdesk.ui.actions import UiAction
from shopdesk.ui.inquiries.quote_part import standing
from shopdesk.words import _, mark


class Quoting:
    """Belongs to the inquiries page."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.resumed = {"quote.save": self.make, "quote.update": self.edit, "reservation.create": self.reserve}

    def actions(self) -> Sequence[UiAction]:
        """To add to the page's own."""
        key, one, stands = self._page.key, self._page.has_one, self._has_quote
        return (
            UiAction(
                "quote.save", mark("Quote…"), self.make, "money", ("Ctrl+Shift+Q",), key, one,
                mark("Say what it costs together and until when; it can become an order in one step"),
            ),
            UiAction(
                "inquiry.reserve", mark("Reserve…"), self.reserve, "bookmark", ("Ctrl+Shift+E",), key, one,
                mark("Keep goods for this customer until a day"),
            ),
            UiAction(
                "quote.order", mark("Make order"), self.order, "receipt", ("Ctrl+Shift+Y",), key, stands,
                mark("The customer takes the quote: enter the order"), toolbar=False,
            ),
            UiAction(
                "quote.copy", mark("Copy quote"), self.copy, "copy", ("Ctrl+Shift+C",), key, stands,
                mark("Copy the quote for the chat"), toolbar=False,
            ),
            UiAction("quote.update", mark("Edit quote"), self.edit, "edit", (), key, stands, toolbar=False),
            UiAction(
                "quote.decline", mark("Decline quote"), self.decline, "x", (), key, stands,
                mark("The customer does not want it"), toolbar=False,
            ),
        )  # fmt: skip

    def make(self) -> None:
        """A form for a new quote of the selected inquiry."""
        self._open_form(None)

    def edit(self) -> None:
        """A form for the quote that stands."""
        self._open_form(self._quote())

    def copy(self) -> None:
        """The quote that stands as text, onto the clipboard."""
        quote = self._quote()
        if quote is not None:
            text = quotes.text_for(self._page.context.desk, quote, words.language())
            QGuiApplication.clipboard().setText(text)
            self._page.context.bus.message.emit(_("Quote copied"), None)

    def order(self, anyway: bool = False) -> None:
        """The order of the quote that stands; an expired one is asked about."""
        quote = self._quote()
        if quote is None:
            return
        page = self._page
        page.context.save(
            quotes.order_quote,
            quote.number,
            anyway,
            said=lambda bulk: _("Order {number} made from {quote}").format(number=bulk.number, quote=quote.number),
            undo=_("Order from quote"),
            receiver=page,
            failed=self._refuse,
        )

    def decline(self) -> None:
        """The customer does not want the quote that stands."""
        quote = self._quote()
        if quote is not None:
            self._page.context.save(
                quotes.decline_quote, quote.number, said=_("{number} declined").format(number=quote.number),
                undo=_("Decline quote"), receiver=self._page, failed=self._refuse,
            )  # fmt: skip

    def reserve(self) -> None:
        """A form that keeps the first product asked about for who asks."""
        from shopdesk.ui.reserving.form import ReserveForm

        row = self._page.one_row()
        if row is None:
            return
        draft = inquiries.draft_of(self._page.context.desk, row.number)
        asked = next((item for item in draft.products if item.sku), None)
        filled = ReservationDraft(
            product=asked.sku if asked else "",
            until=None,
            quantity=asked.quantity if asked else 1,
            customer=draft.customer,
            contact=draft.contact,
            channel=draft.channel,
            inquiry=row.number,
        )
        self._page.open_form(ReserveForm(self._page.context, self._page.kept, filled))

    # Inside

    def _open_form(self, quote: QuoteRow | None) -> None:
        from shopdesk.ui.inquiries.quote_form import QuoteForm

        row = self._page.one_row()
        if row is not None:
            self._page.open_form(QuoteForm(self._page.context, self._page.kept, row.number, quote))

    def _quote(self) -> QuoteRow | None:
        story = self._page.story.story
        return standing(story.quotes) if story is not None else None

    def _has_quote(self) -> bool:
        return self._page.has_one() and self._quote() is not None

    def _refuse(self, error: UserError) -> None:
        if error.code == "quote.expired":
            today = self._page.today()
            told = {**error.where, "until": display.day(error.where["until"], today)}
            self._page.notice.say(
                sentence(error.code, told), "waiting", _("Make the order anyway"), lambda: self.order(anyway=True)
            )
            return
        status = str(error.where.get("status", ""))
        if status in vocabulary.QUOTE_STATUS:
            where = {**error.where, "status": vocabulary.word(vocabulary.QUOTE_STATUS, status)}
            self._page.notice.show_error(UserError(error.code, **where))
        else:
            self._page.show_error(error)
