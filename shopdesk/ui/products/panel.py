"""The story of one product: how many are left, what it brings in, who ordered it."""

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from shopdesk.services import products
from shopdesk.services.products import ProductRow, ProductStory
from shopdesk.ui import vocabulary
from shopdesk.ui.advice import wish_words
from shopdesk.ui.context import Context
from shopdesk.ui.journal.fields import PRODUCTS
from shopdesk.ui.products import facts
from shopdesk.ui.records.copying import CopyFacts
from shopdesk.ui.records.links import Link, order_link
from shopdesk.ui.records.panel import RecordPanel
from shopdesk.ui.records.photos import Photos
from shopdesk.ui.reserving.words import link, who
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.callout import Callout
from shopdesk.words import _

_SECTIONS = (
    "photos", "stock", "held", "money", "codes", "details", "orders", "inquiries", "cases", "wishes", "history",
)  # fmt: skip
_WISHES = 5  # shown


class ProductPanel(RecordPanel):
    """Sections without anything to say are not there."""

    story: ProductStory | None

    def __init__(self, context: Context, key: str) -> None:
        super().__init__(context, key, _SECTIONS)
        # Made once: it reads pictures in the background and says what went wrong with them.
        self.photos = Photos(context, key, "product")
        self.section("photos", "").add(self.photos)
        self.hide_section("photos")
        self.setAcceptDrops(True)  # a picture may be dropped anywhere on the story

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.photos.strip.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.photos.strip.dropEvent(event)

    def read(self, row_id: int) -> ProductStory:
        return products.story(self.context.desk, row_id)

    def head(self, row: ProductRow) -> None:
        status = vocabulary.word(vocabulary.PRODUCT_STATUS, row.status)
        role = vocabulary.role(vocabulary.PRODUCT_STATUS, row.status)
        self.show_header(row.title or row.sku, status, role, facts.about(row))

    def tell(self, story: ProductStory) -> None:
        row, now, zone = story.row, self.context.now(), self.zone
        self.section("photos", _("Photos"))
        self.photos.show_record(row.sku or str(story.values["key"]), row.title or row.sku, story.photos)
        self.show_facts("stock", _("Stock"), facts.stock(row))
        today = self.context.desk.local_day(now)
        self.show_links("held", _("Kept for"), [link(one, today, who(one)) for one in story.held])
        self.show_facts("money", _("Price and cost"), facts.money(row))
        codes = CopyFacts(f"{self.objectName()}.codes", facts.codes(story.values), self.context.bus)
        self.fresh("codes", _("Numbers")).add(codes)
        self.show_facts("details", _("Details"), facts.details(story.values))
        self.show_links("orders", _("Latest orders"), [order_link(one, now, zone) for one in story.orders])
        self.show_links("inquiries", _("Inquiries"), [Link("inquiries", one, "inbox") for one in story.inquiries])
        self.show_links("cases", _("After-sales"), [Link("cases", one, "lifebuoy") for one in story.cases])
        self._show_wishes(story)
        self.show_history(story.history, PRODUCTS, row.currency)

    def _show_wishes(self, story: ProductStory) -> None:
        if not story.wishes:
            self.hide_section("wishes")
            return
        section = self.fresh("wishes", _("Wishes"))
        now = self.context.now()
        for row in story.wishes[:_WISHES]:
            told = " · ".join((wish_words.theme(row.theme), wish_words.about(row, now, self.zone)))
            section.add(Callout(told, row.text or wish_words.theme(row.theme), "active"))
        name = f"{self.objectName()}.wishes.all"
        section.add(button(_("All wishes…"), name, self._open_wishes, icon_name="star", quiet=True))

    def _open_wishes(self) -> None:
        self.context.actions.action("window.wishes").trigger()
