"""A new inquiry, or one to edit."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.services import customers, inquiries
from shopdesk.services.staff import staff_names
from shopdesk.ui import vocabulary
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.lookups import assignees, customer_words, find_customers, options
from shopdesk.ui.conversations.panel_form import PanelForm
from shopdesk.ui.drafts import Kept
from shopdesk.ui.inquiries.products_edit import ProductsEdit
from shopdesk.ui.widgets.editors import ChoiceBox, TextArea, TextLine
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.lookup_edit import LookupEdit
from shopdesk.ui.widgets.moment_edit import MomentEdit
from shopdesk.ui.widgets.tags_line import TagsLine
from shopdesk.words import _


class InquiryForm(PanelForm):
    """`number` None: a new one, with the customer's first message. `done(number)` is called when it is saved.

    `filled`: what a new one begins with, and the name under which its draft is kept.
    """

    def __init__(
        self,
        context: Context,
        kept: Kept,
        number: str | None,
        done: Callable[[str], object] | None = None,
        filled: tuple[InquiryDraft, str] | None = None,
    ) -> None:
        title = _("Edit {number}").format(number=number) if number else _("New inquiry")
        super().__init__(context, "inquiries.form", title, kept, number or (filled[1] if filled else "inquiry.create"))
        self._number = number
        self._done = done
        channel = context.preferences.text("inquiries/channel", "wechat")
        self._before = inquiries.draft_of(context.desk, number) if number else InquiryDraft(channel=channel)
        if filled:
            self._before = replace(filled[0], channel=filled[0].channel or channel)
        self._add_fields()
        self._fill(self._before)

    def submit(self) -> None:
        draft = replace(
            self._before,
            channel=self.channel.value(),
            contact=self.contact.value(),
            subject=self.subject.value(),
            customer=self.customer.value(),
            assignee=self.assignee.value() or None,
            priority=self.priority.value(),
            products=self.products.value(),
            follow_up_at=self.form.read("follow_up_at"),
            tags=self.tags.tags(),
            message=self.form.read("message") if self._number is None else "",
        )
        if self._number is None:
            self.context.preferences.set("inquiries/channel", self.channel.value())
            self.send(inquiries.create_inquiry, draft, undo=_("New inquiry"), done=self._done)
        else:
            self.send(inquiries.update_inquiry, self._number, draft, undo=_("Edit inquiry"), done=self._done)

    def where_errors_go(self) -> Mapping[str, str]:
        return {"quantity": "products"}

    def _add_fields(self) -> None:
        name, desk = "inquiries.form", self.context.desk
        self.channel = ChoiceBox(f"{name}.channel", options(vocabulary.CHANNEL))
        self.contact = TextLine(f"{name}.contact", _("Name, handle, phone or e-mail"))
        self.subject = TextLine(f"{name}.subject")
        self.products = ProductsEdit(self.context, f"{name}.products")
        self.customer = LookupEdit(
            f"{name}.customer",
            _("Name, phone, number…"),
            lambda text: find_customers(desk, text),
            self.context.tasks,
        )
        self.assignee = ChoiceBox(f"{name}.assignee", assignees(staff_names(desk)))
        self.priority = ChoiceBox(f"{name}.priority", options(vocabulary.PRIORITY))
        self.tags = TagsLine(f"{name}.tags", lambda: inquiries.tags(desk))
        self.follow_up = MomentEdit(f"{name}.follow_up_at", _("Follow-up"), self.context.now, desk.zone)
        self.known = RoleLabel("", "active", "small", wrap=True)
        self.known.setObjectName(f"{name}.known")
        self.known.hide()
        contact = self.add("contact", _("Contact"), self.contact)
        channel = self.add("channel", _("Channel"), self.channel)
        self.side_by_side(contact, channel, shares=(3, 2))
        self.form.add_widget(self.known)
        if self._number is None:
            self.message = TextArea(f"{name}.message", _("What the customer wrote or said"))
            self.add("message", _("First message"), self.message)
        self.add("subject", _("Subject"), self.subject)
        self.add("products", _("Asked about"), self.products)
        self.add("customer", _("Customer"), self.customer)
        assignee = self.add("assignee", _("Assigned to"), self.assignee)
        priority = self.add("priority", _("Priority"), self.priority)
        self.side_by_side(assignee, priority)
        self.add("tags", _("Tags"), self.tags)
        self.add("follow_up_at", _("Follow-up"), self.follow_up)
        self.contact.editingFinished.connect(self._recognise)

    def _fill(self, draft: InquiryDraft) -> None:
        self.channel.set_value(draft.channel)
        self.contact.set_value(draft.contact)
        self.subject.set_value(draft.subject)
        self.products.set_value(draft.products)
        self.customer.set_value(draft.customer)
        self.assignee.set_value(draft.assignee or "")
        self.priority.set_value(draft.priority)
        self.follow_up.set_value(draft.follow_up_at)
        self.tags.set_tags(draft.tags)
        if self._number is None:
            self.message.set_value(draft.message)

    def _recognise(self) -> None:
        """An old customer is not asked again who they are."""
        contact = self.contact.value()
        if contact and not self.customer.value():
            self.context.tasks.latest(
                "inquiries.form.known",
                lambda _interrupted: customers.find_customer(
                    self.context.desk, phone=contact, email=contact, handle=contact
                ),
                receiver=self,
                done=self._show_known,
            )

    def _show_known(self, row: Any) -> None:
        self.known.setVisible(row is not None)
        if row is not None and not self.customer.value():
            self.known.setText(_("Known customer: {who}").format(who=customer_words(row)))
            self.customer.set_value(row.number)
