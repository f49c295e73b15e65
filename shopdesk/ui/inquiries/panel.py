"""The story of one inquiry."""

from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopdesk.services import inquiries
from shopdesk.services.inquiries import InquiryRow, InquiryStory
from shopdesk.ui import display, vocabulary
from shopdesk.ui.advice.beside import Beside, Places
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.panel import ConversationPanel, Heading
from shopdesk.ui.conversations.waited import handling_words, reply_words
from shopdesk.ui.drafts import Kept
from shopdesk.ui.inquiries import quote_part
from shopdesk.ui.inquiries.columns import who
from shopdesk.ui.inquiries.marks import other_inquiries, waiting_labels
from shopdesk.ui.journal.fields import INQUIRIES
from shopdesk.ui.records.links import RecordLinks
from shopdesk.ui.records.photos import Photos
from shopdesk.ui.reserving.words import goods, link
from shopdesk.ui.widgets.buttons import LinkButton
from shopdesk.ui.widgets.key_values import KeyValues
from shopdesk.words import _


class InquiryPanel(ConversationPanel):
    """Who asked what where, what was said, and what became of it.

    Signals:
        merge_wanted(str, object): the number of this one, and those of the others that become part of it.
        customer_wanted(str): the number of this one, whose contact becomes a customer.
    """

    customer_wanted = Signal(str)
    merge_wanted = Signal(str, object)
    statuses = vocabulary.INQUIRY_STATUS
    reasons: ClassVar[dict[str, vocabulary.Words]] = {"lost": vocabulary.LOST_REASON}

    def __init__(self, context: Context, key: str, kept: Kept) -> None:
        super().__init__(context, key, kept)
        self.advice = Beside(context, key, self, Places(self.fresh, self.hide_section))

    def read(self, row_id: int) -> InquiryStory:
        return inquiries.story(self.context.desk, row_id)

    def heading(self, row: InquiryRow) -> Heading:
        status = vocabulary.word(vocabulary.INQUIRY_STATUS, row.status)
        reason = vocabulary.word(vocabulary.LOST_REASON, row.lost_reason)
        about = (row.number, vocabulary.word(vocabulary.CHANNEL, row.channel), row.contact)
        return Heading(
            row.subject or who(row),
            (f"{status} · {reason}" if reason else status, vocabulary.role(vocabulary.INQUIRY_STATUS, row.status)),
            " · ".join(part for part in about if part),
        )

    def theirs(self, row: InquiryRow) -> str:
        return row.customer or row.contact or _("Customer")

    def glance(self, story: InquiryStory) -> None:
        row = story.row
        first = [*waiting_labels(self.context, row), *self._without_customer(story)]
        if first:
            self.add_glance(self.links(first))
        others = other_inquiries(story.others, self.link, lambda: self._merge(story))
        if others:
            self.add_glance(self.links(others))
        if row.products:
            self.add_glance(KeyValues([(_("Asked about"), row.products)]))
        self.add_glance(self.advice.lines())
        quote = quote_part.standing(story.quotes)
        if quote is not None:
            self.add_glance(quote_part.glance_line(self.objectName(), quote, self._today(), self.context.actions))
        links = self.customer_link(story.customer)
        if story.order is not None:
            total = display.money(story.order.total, story.order.currency)
            links.append(self.link("orders", story.order.number, f"{story.order.number} · {total}", "receipt"))
        links += [self.link("cases", number, number, "return") for number in story.cases]
        if links:
            self.add_glance(self.links(links))

    def show_details(self, story: InquiryStory) -> None:
        values, now = story.values, self.context.now()
        section = self.fresh("facts", _("Inquiry"))
        section.add(
            KeyValues(
                [
                    (_("Channel"), vocabulary.word(vocabulary.CHANNEL, values["channel"])),
                    (_("Contact"), values["contact"]),
                    (_("Assigned to"), display.person(values["assignee"]) if values["assignee"] else _("Nobody")),
                    (_("Priority"), vocabulary.word(vocabulary.PRIORITY, values["priority"])),
                    (_("Tags"), display.list_of(list(values["tags"]))),
                    self._when(_("Asked on"), values["created_at"], now),
                    (_("Out of hours"), _("yes") if values["out_of_hours"] else ""),
                    (
                        _("First reply"),
                        reply_words(self.context, values["created_at"], values["first_reply_at"]),
                        display.moment_full(values["first_reply_at"], self.zone),
                    ),
                    (_("Handling time"), handling_words(story.messages)),
                    *(self._when(label, values[name], now) for label, name in _moments()),
                ]
            )
        )
        self._show_photos(story)
        self._show_products(story)
        self._show_quotes(story)
        self.advice.reserve(story.row.number)
        self.show_history(story.history, INQUIRIES, story.quotes[0].currency if story.quotes else "")

    def _without_customer(self, story: InquiryStory) -> list[QWidget]:
        """A button beside the waiting, so that it takes no line from the conversation."""
        row = story.row
        if story.customer is not None or not row.contact:
            return []
        name = f"{self.objectName()}.make_customer"
        return [LinkButton(_("Make customer"), name, lambda: self._make_customer(row), "plus")]

    def _show_quotes(self, story: InquiryStory) -> None:
        self.context.actions.refresh(self.key)
        if story.quotes:
            quote_part.fill_section(self.fresh("quote", _("Quote")), story.quotes, self._today(), self.context.actions)
        else:
            self.hide_section("quote")
        if story.reservations:
            links = [link(row, self._today(), goods(row)) for row in story.reservations]
            made = RecordLinks(f"{self.objectName()}.reservations", links, self.context.open_record)
            self.fresh("reservations", _("Pre-orders")).add(made)
        else:
            self.hide_section("reservations")

    def _today(self) -> date:
        day: date = self.context.desk.local_day(self.context.now())
        return day

    def _make_customer(self, row: InquiryRow) -> None:
        self.customer_wanted.emit(row.number)

    def _merge(self, story: InquiryStory) -> None:
        self.merge_wanted.emit(story.row.number, [one.number for one in story.others])

    def _show_photos(self, story: InquiryStory) -> None:
        if not story.photos:
            self.hide_section("photos")
            return
        photos = Photos(self.context, self.key, "inquiry")
        self.fresh("photos", _("Photos")).add(photos)
        photos.show_record(story.row.number, story.row.subject or who(story.row), story.photos)

    def _show_products(self, story: InquiryStory) -> None:
        if not story.products:
            self.hide_section("products")
            return
        section = self.fresh("products", _("Asked about"))
        section.add(KeyValues([(f"{item.quantity} ×", f"{item.name}  {item.sku}".strip()) for item in story.products]))

    def _when(self, label: str, moment: Any, now: Any) -> tuple[str, str, str]:
        return label, display.moment(moment, now, self.zone), display.moment_full(moment, self.zone)


def _moments() -> list[tuple[str, str]]:
    return [
        (_("Waiting since"), "waiting_since"),
        (_("Follow-up"), "follow_up_at"),
        (_("Snoozed until"), "snoozed_until"),
        (_("Over since"), "closed_at"),
    ]
