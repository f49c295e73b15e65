"""The story of one order: what, for whom, how far it is, what was said, who changed what."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.domain.packing import STOPPING, on_hold
from shopdesk.services import orders
from shopdesk.services.orders import OrderRow, OrderStory
from shopdesk.ui import display, order_problems, vocabulary
from shopdesk.ui.advice.beside import Beside, Places
from shopdesk.ui.context import Context
from shopdesk.ui.journal.fields import ORDERS
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.orders import columns, facts
from shopdesk.ui.orders.lines import OrderLines, OrderSums
from shopdesk.ui.promises.part import PromisesPart
from shopdesk.ui.tracking import track_button
from shopdesk.ui.widgets.buttons import LinkButton, action_button, button
from shopdesk.ui.widgets.callout import Callout
from shopdesk.ui.widgets.conversation import Composer
from shopdesk.ui.widgets.detail_panel import DetailPanel, Section
from shopdesk.ui.widgets.flow_layout import FlowLayout
from shopdesk.ui.widgets.key_values import Fact, KeyValues
from shopdesk.ui.widgets.timeline import Timeline
from shopdesk.words import _

_WIDEST = 110
_SECTIONS = ("told", "items", "delivery", "payment", "links", "suits", "offers", "notes", "history")


def _read(desk: Any, order_id: int, _interrupted: Any) -> OrderStory:
    return orders.story(desk, order_id)


class OrderPanel(DetailPanel):
    """Shows the order of a row; the header at once, the rest when its story has been read."""

    def __init__(self, context: Context) -> None:
        super().__init__("orders.panel", context.preferences)
        self.context = context
        self.story: OrderStory | None = None
        self._row: OrderRow | None = None
        self._unsaved: dict[int, str] = {}
        self._composer = Composer("orders.note", [("note", _("Note"))], _("Write a note about this order"))
        margins = self._composer.layout()
        assert margins is not None
        margins.setContentsMargins(0, 0, 0, 0)
        self._composer.submitted.connect(self._add_note)
        self._composer.text.textChanged.connect(self._keep_note)
        self._notes = QWidget()
        self._notes_layout = QVBoxLayout(self._notes)
        self._notes_layout.setContentsMargins(0, 0, 0, 0)
        for key in _SECTIONS:
            self.section(key, "")
            self.hide_section(key)
        self.advice = Beside(context, "orders", self, Places(self._fresh, self.hide_section))
        self._head.addWidget(self.advice.lines())
        notes = self.section("notes", "")
        notes.add(self._notes)
        notes.add(self._composer)
        self.hide_section("notes")
        self.promises = PromisesPart(context, "orders", "order")
        self.add_to_head(self.promises)

    @property
    def number(self) -> str:
        """The number of the order shown, "" when there is none."""
        return self._row.number if self._row else ""

    @property
    def status(self) -> str:
        """The status of the order shown."""
        return self._row.status if self._row else ""

    def show_order(self, row: OrderRow | None) -> None:
        """Show the order of `row`; called again with the same one after a change."""
        another = row is None or self._row is None or row.id != self._row.id
        self._row = row
        if row is None:
            self.story = None
            return
        self._show_head(row)
        if another:
            self._show_note(row.id)
            self.promises.show_about(row.number)
        self.context.tasks.latest(
            "orders.story",
            _read,
            self.context.desk,
            row.id,
            receiver=self,
            done=self._show_story,
            failed=self._gone,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Opened large it stays a page to read: figures far from their items would be misread."""
        super().resizeEvent(event)
        beside = max(0, (event.size().width() - characters(self, _WIDEST)) // 2)
        self.setContentsMargins(beside, 0, beside, 0)

    def read_again(self) -> None:
        """Something changed somewhere: look whether it concerns this order."""
        if self._row is not None:
            self.show_order(self._row)

    def copy_address(self) -> None:
        """Name, phone and address on the clipboard, as a carrier's form takes them."""
        if self.story is not None:
            values = self.story.values
            parts = (values["buyer_name"], values["buyer_phone"], facts.address(values, "\n"))
            QGuiApplication.clipboard().setText("\n".join(part for part in parts if part))
            self.context.bus.message.emit(_("Address copied"), None)

    def _show_head(self, row: OrderRow) -> None:
        parts = (row.buyer_name, display.phone(row.buyer_phone))
        self.show_header(
            row.number,
            vocabulary.word(vocabulary.ORDER_STATUS, row.status),
            vocabulary.role(vocabulary.ORDER_STATUS, row.status),
            " · ".join(part for part in parts if part),
        )

    def _gone(self, _error: UserError) -> None:
        """The order was undone or deleted meanwhile; the list says so by itself."""
        self.story = None

    def _show_story(self, story: OrderStory) -> None:
        if self._row is None or story.values["id"] != self._row.id or story == self.story:
            return
        self.story = story
        self.setUpdatesEnabled(False)
        self._show_told(story)
        self._show_items(story)
        self._show_delivery(story)
        self._show_payment(story)
        self._show_links(story)
        self.advice.reserve(story.values["number"])
        self._show_notes(story)
        self._show_history(story)
        self.setUpdatesEnabled(True)

    # Sections

    def _fresh(self, key: str, title: str) -> Section:
        section = self.section(key, title)
        section.clear()
        return section

    def _show_told(self, story: OrderStory) -> None:
        values = story.values
        stopped = order_problems.callouts(story.problems)
        others = [code for code in values["problems"] if code not in STOPPING]
        callouts = [*stopped, *(Callout("", text, "trouble") for text in columns.problem_words(others))]
        if on_hold(values["hold_until"], self.context.desk.local_day(self.context.now())):
            held = _("On hold until {day}").format(day=display.day_full(values["hold_until"]))
            callouts.append(Callout("", held, "waiting"))
        if values["buyer_message"]:
            callouts.append(Callout(_("Buyer's message"), values["buyer_message"], "active", "theirs"))
        if values["seller_memo"]:
            callouts.append(Callout(_("Seller's memo"), values["seller_memo"]))
        if not callouts:
            self.hide_section("told")
            return
        section = self._fresh("told", _("To note"))
        for place, callout in enumerate(callouts):
            section.add(callout)
            if place == len(stopped) - 1:
                section.add(_row([action_button(self.context.actions.action("order.problem_seen"))]))

    def _show_items(self, story: OrderStory) -> None:
        section = self._fresh("items", _("Items"))
        section.add(OrderLines(story.lines, story.values["currency"]))
        section.add(OrderSums(story.values))

    def _show_delivery(self, story: OrderStory) -> None:
        values = story.values
        section = self._fresh("delivery", _("Delivery"))
        section.add(self._facts(facts.delivery(values, self.context.now(), self.context.desk.zone)))
        address = button(_("Copy address"), "orders.copy_address", self.copy_address, icon_name="copy", quiet=True)
        address.setEnabled(bool(facts.address(values)))
        links = [
            self._link("packing_lists", number, _("Packing list {number}").format(number=number), "box")
            for number in values["packing_lists"]
        ]
        track = track_button(self.context, "orders.track", values["carrier"], values["tracking"])
        section.add(_row([address, *([track] if track else []), *links]))

    def _show_payment(self, story: OrderStory) -> None:
        section = self._fresh("payment", _("Payment"))
        section.add(self._facts(facts.payment(story.values, self.context.now(), self.context.desk.zone)))

    def _show_links(self, story: OrderStory) -> None:
        values = story.values
        section = self._fresh("links", _("Customer and origin"))
        section.add(self._facts(facts.origin(values, self.context.now(), self.context.desk.zone)))
        links = []
        if values["customer"]:
            text = _("Customer {number}").format(number=values["customer"])
            links.append(self._link("customers", values["customer"], text, "person"))
        links += [
            self._link("inquiries", number, _("Inquiry {number}").format(number=number), "chat")
            for number in story.inquiries
        ]
        links += [
            self._link("cases", number, _("Case {number}").format(number=number), "lifebuoy")
            for number in values["cases"]
        ]
        if links:
            section.add(_row(links))

    def _show_notes(self, story: OrderStory) -> None:
        title = _("Notes") if not story.notes else _("Notes ({count})").format(count=len(story.notes))
        # Not made anew as the other sections are: the composer keeps what is being written, and the focus.
        self.section("notes", title)
        while (item := self._notes_layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        zone = self.context.desk.zone
        for at, who, text in story.notes:
            said = " · ".join((display.person(who), display.moment(at, self.context.now(), zone)))
            self._notes_layout.addWidget(Callout(said, text, "muted"))
        self._notes.setVisible(bool(story.notes))

    def _show_history(self, story: OrderStory) -> None:
        section = self._fresh("history", _("History"))
        told = ORDERS.tell(story.history, story.values["currency"], self.context.desk.zone)
        section.add(Timeline("orders.panel.timeline", told, self.context.now(), self.context.desk.zone))

    # Small parts

    def _facts(self, rows: Sequence[Fact]) -> KeyValues:
        made = KeyValues(rows)
        made.layout().setColumnMinimumWidth(0, characters(self, 15))  # type: ignore[union-attr]
        return made

    def _link(self, kind: str, number: str, text: str, icon: str) -> QWidget:
        def go() -> None:
            self.context.open_record(kind, number)

        return LinkButton(text, f"orders.link.{number}", go, icon)

    # Notes

    def _show_note(self, order_id: int) -> None:
        self._composer.text.blockSignals(True)
        self._composer.text.setPlainText(self._unsaved.get(order_id, ""))
        self._composer.text.blockSignals(False)
        self._composer.send.setEnabled(order_id in self._unsaved)

    def _keep_note(self) -> None:
        if self._row is not None:
            self._unsaved[self._row.id] = self._composer.text.toPlainText()

    def _add_note(self, _kind: str, text: str) -> None:
        if self._row is None:
            return
        order_id = self._row.id

        def forget(_value: Any) -> None:
            self._unsaved.pop(order_id, None)
            if self._row is not None and self._row.id == order_id:
                self._show_note(order_id)

        self.context.save(
            orders.add_note, self._row.number, text, said=_("Note saved"), undo=_("Note"), receiver=self, done=forget
        )


def _row(widgets: Sequence[QWidget]) -> QWidget:
    made = QWidget()
    layout = FlowLayout(made)
    layout.setSpacing(unit(made) // 2)
    for widget in widgets:
        layout.addWidget(widget)
    return made
