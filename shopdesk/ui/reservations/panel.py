"""The story of one pre-order: what is kept, for whom, until when, and what came of it."""

from shopdesk.services import reservations
from shopdesk.services.reservations import ReservationRow, ReservationStory
from shopdesk.ui import display, vocabulary
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.lookups import customer_words
from shopdesk.ui.journal.fields import RESERVATIONS
from shopdesk.ui.records.links import Link, order_link
from shopdesk.ui.records.panel import RecordPanel
from shopdesk.ui.reserving.words import goods, state, until, who
from shopdesk.words import _

_SECTIONS = ("kept", "product", "customer", "order", "inquiry", "history")


class ReservationPanel(RecordPanel):
    """Sections without anything to say are not there."""

    story: ReservationStory | None

    def __init__(self, context: Context, key: str) -> None:
        super().__init__(context, key, _SECTIONS)

    def read(self, row_id: int) -> ReservationStory:
        return reservations.story(self.context.desk, row_id)

    def head(self, row: ReservationRow) -> None:
        today = self.context.desk.local_day(self.context.now())
        when = until(row, today) if row.status == "open" else ""
        about = " · ".join(part for part in (row.number, who(row), when) if part)
        self.show_header(goods(row), *state(row, today), about)

    def tell(self, story: ReservationStory) -> None:
        row, now, zone = story.row, self.context.now(), self.zone
        total = row.price * row.quantity if row.price is not None else None
        self.show_facts(
            "kept",
            _("Pre-order"),
            [
                (_("Kept until"), display.day_full(row.until)),
                (_("Price of one"), display.money(row.price, row.currency)),
                (_("Together"), display.money(total, row.currency) if row.quantity > 1 else ""),
                (_("Deposit"), display.money(row.deposit or None, row.currency)),
                (_("Contact"), row.contact),
                (_("Channel"), vocabulary.word(vocabulary.CHANNEL, row.channel)),
                (_("Note"), row.note),
                (_("Entered"), display.moment(row.created_at, now, zone), display.moment_full(row.created_at, zone)),
                (_("Over since"), display.moment(row.closed_at, now, zone), display.moment_full(row.closed_at, zone)),
            ],
        )
        product = story.product
        left = (
            "" if product.available is None else _("{count} available").format(count=display.count(product.available))
        )
        self.show_links("product", _("Product"), [Link("products", product.sku or row.sku, "tag", (left, "muted"))])
        customer = story.customer
        links = [Link("customers", customer.number, "person", (customer_words(customer), "muted"))] if customer else []
        self.show_links("customer", _("Customer"), links)
        self.show_links("order", _("Order"), [order_link(story.order, now, zone)] if story.order else [])
        self.show_links("inquiry", _("Inquiry"), [Link("inquiries", row.inquiry, "inbox")] if row.inquiry else [])
        self.show_history(story.history, RESERVATIONS, row.currency)
