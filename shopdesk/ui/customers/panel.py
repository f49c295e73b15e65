"""The story of one customer: how to reach them, what they bought, asked and complained about."""

from dataclasses import replace
from typing import Any

from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.services import customers
from shopdesk.services.customers import CustomerRow, CustomerStory
from shopdesk.services.orders import Bulk
from shopdesk.ui import vocabulary
from shopdesk.ui.context import Context
from shopdesk.ui.customers import facts
from shopdesk.ui.customers.columns import name
from shopdesk.ui.customers.notes_edit import NotesEdit
from shopdesk.ui.drafts import Kept
from shopdesk.ui.journal.fields import CUSTOMERS
from shopdesk.ui.promises.part import PromisesPart
from shopdesk.ui.records.copying import CopyFact, CopyFacts
from shopdesk.ui.records.links import case_link, inquiry_link, order_link
from shopdesk.ui.records.panel import RecordPanel
from shopdesk.ui.reserving.words import goods, link
from shopdesk.words import _

_SECTIONS = ("contact", "names", "notes", "wishes", "bought", "held", "orders", "inquiries", "cases", "history")


class CustomerPanel(RecordPanel):
    """Sections without anything to say are not there."""

    story: CustomerStory | None

    def __init__(self, context: Context, key: str, kept: Kept) -> None:
        super().__init__(context, key, _SECTIONS)
        self.notes = NotesEdit(kept)
        self.notes.submitted.connect(self._save_notes)
        self.section("notes", _("Notes")).add(self.notes)
        self.hide_section("notes")
        self.promises = PromisesPart(context, key, "customer")
        self.add_to_head(self.promises)

    def read(self, row_id: int) -> CustomerStory:
        return customers.story(self.context.desk, row_id)

    def head(self, row: CustomerRow) -> None:
        self.promises.show_about(row.number)
        status = vocabulary.word(vocabulary.CUSTOMER_STATUS, row.status)
        self.show_header(
            name(replace(row, status="active")) or row.number,
            status,
            vocabulary.role(vocabulary.CUSTOMER_STATUS, row.status),
            facts.about(row),
        )

    def tell(self, story: CustomerStory) -> None:
        values, now, zone = story.values, self.context.now(), self.zone
        self._show_copies("contact", _("Contact details"), facts.contact(values))
        self._show_copies("names", _("Also known as"), facts.names(story.identities))
        # Not made anew as the other sections are: what is being written stays, and the focus.
        self.section("notes", _("Notes"))
        self.notes.show_notes(story.row.number, values["notes"])
        self.show_facts("wishes", _("Preferences"), facts.wishes(values, now, zone))
        self.show_facts("bought", _("Bought"), facts.bought(story.row, now, zone))
        today = self.context.desk.local_day(now)
        self.show_links("held", _("Pre-orders"), [link(one, today, goods(one)) for one in story.reservations])
        self.show_links("orders", _("Latest orders"), [order_link(one, now, zone) for one in story.orders])
        self.show_links("inquiries", _("Inquiries"), [inquiry_link(one, now, zone) for one in story.inquiries])
        self.show_links("cases", _("After-sales"), [case_link(one, now, zone) for one in story.cases])
        self.show_history(story.history, CUSTOMERS)

    def _show_copies(self, key: str, title: str, rows: list[CopyFact]) -> None:
        if any(row.shown for row in rows):
            self.fresh(key, title).add(CopyFacts(f"{self.objectName()}.{key}", rows, self.context.bus))
        else:
            self.hide_section(key)

    def _save_notes(self, number: str, text: str) -> None:
        def refuse(error: UserError) -> None:
            self.notes.refused()
            self.context.tasks.user_error.emit(error)

        self.context.save(
            _write_notes,
            number,
            text,
            said=_("Notes saved"),
            undo=_("Edit customer"),
            receiver=self,
            done=lambda _value: self.notes.saved(number, text),
            failed=refuse,
        )


def _write_notes(desk: Any, number: str, text: str) -> Outcome[Bulk]:
    return customers.update_customer(desk, number, replace(customers.draft_of(desk, number), notes=text))
