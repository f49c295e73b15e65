"""A call or a visit, noted down afterwards: who, what they wanted, what we said, in one save."""

from collections.abc import Callable
from typing import Any

from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.services import customers, inquiries
from shopdesk.ui import vocabulary
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.lookups import customer_words, find_customers
from shopdesk.ui.conversations.panel_form import PanelForm
from shopdesk.ui.drafts import Kept
from shopdesk.ui.inquiries.products_edit import ProductsEdit
from shopdesk.ui.widgets.editors import ChoiceBox, TextArea, TextLine
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.lookup_edit import LookupEdit
from shopdesk.ui.widgets.moment_edit import MomentEdit
from shopdesk.words import _

_CHANNELS = ("phone", "walk_in")


class LogForm(PanelForm):
    """`done(number)` is called when it is saved. Without an answer it is an inquiry that waits for one."""

    def __init__(self, context: Context, kept: Kept, done: Callable[[str], object]) -> None:
        super().__init__(context, "inquiries.log", _("Log a call or visit"), kept, "inquiry.log")
        self._done = done
        name, desk = "inquiries.log", context.desk
        words = [(code, vocabulary.word(vocabulary.CHANNEL, code)) for code in _CHANNELS]
        self.channel = ChoiceBox(f"{name}.channel", words)
        self.contact = TextLine(f"{name}.contact", _("Name, handle, phone or e-mail"))
        self.customer = LookupEdit(
            f"{name}.customer", _("Name, phone, number…"), lambda text: find_customers(desk, text), context.tasks
        )
        self.wanted = TextArea(f"{name}.message", _("What they asked"), lines=3)
        self.said = TextArea(f"{name}.answer", _("Nothing yet: they wait for an answer"), lines=3)
        self.products = ProductsEdit(context, f"{name}.products")
        self.follow_up = MomentEdit(f"{name}.follow_up_at", _("Follow-up"), context.now, desk.zone)
        self.known = RoleLabel("", "active", "small", wrap=True)
        self.known.setObjectName(f"{name}.known")
        self.known.hide()
        contact = self.add("contact", _("Who it was"), self.contact)
        channel = self.add("channel", _("Call or visit"), self.channel)
        self.side_by_side(contact, channel, shares=(3, 2))
        self.form.add_widget(self.known)
        self.add("message", _("What they wanted"), self.wanted)
        self.add("answer", _("What we said"), self.said)
        self.add("products", _("Asked about"), self.products)
        self.add("customer", _("Customer"), self.customer)
        self.add("follow_up_at", _("Follow-up"), self.follow_up)
        self.contact.editingFinished.connect(self._recognise)

    def submit(self) -> None:
        draft = InquiryDraft(
            channel=self.channel.value(), contact=self.contact.value(), customer=self.customer.value(),
            products=self.products.value(), message=self.wanted.value(), follow_up_at=self.form.read("follow_up_at"),
        )  # fmt: skip
        self.send(
            inquiries.log_contact, draft, self.said.value(), undo=_("Log a call or visit"), said=_("{number} saved"),
            done=self._done,
        )  # fmt: skip

    def _recognise(self) -> None:
        contact = self.contact.value()
        if contact and not self.customer.value():
            self.context.tasks.latest(
                "inquiries.log.known",
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
