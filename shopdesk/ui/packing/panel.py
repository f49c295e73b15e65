"""The story of one packing list: for whom, what to note, what lies in it, how it is sent, who printed and did what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shopdesk.documents.slips import Slip
from shopdesk.domain import packing as rules
from shopdesk.domain.errors import UserError
from shopdesk.services import packing, slips
from shopdesk.services.packing import PackingStory, StoryOrder
from shopdesk.ui import display, order_problems, tracking, vocabulary
from shopdesk.ui.context import Context
from shopdesk.ui.journal.fields import PACKING
from shopdesk.ui.measure import unit
from shopdesk.ui.packing.acting import lists_made
from shopdesk.ui.packing.bulk import in_words
from shopdesk.ui.packing.contents import Contents
from shopdesk.ui.printing.words_of_paper import paper_title
from shopdesk.ui.widgets.buttons import action_button, button
from shopdesk.ui.widgets.callout import Callout
from shopdesk.ui.widgets.detail_panel import DetailPanel, Section
from shopdesk.ui.widgets.flow_layout import FlowLayout
from shopdesk.ui.widgets.key_values import KeyValues
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.timeline import Timeline
from shopdesk.words import _, plural

_SECTIONS = ("told", "address", "items", "orders", "parcels", "prints", "history")


@dataclass(frozen=True, slots=True)
class _Read:
    story: PackingStory
    slip: Slip


def _read(desk: Any, list_id: int, _interrupted: Any) -> _Read:
    story = packing.story(desk, list_id)
    return _Read(story, slips.slips(desk, [story.values["number"]])[0])


class PackingPanel(DetailPanel):
    """Shows the list of a row; the header at once, the rest when it has been read."""

    def __init__(self, context: Context) -> None:
        super().__init__("packing.panel", context.preferences)
        self.context = context
        self.contents: Contents | None = None
        self._row: Any = None
        self._shown: _Read | None = None
        for key in _SECTIONS:
            self.section(key, "")
            self.hide_section(key)

    @property
    def number(self) -> str:
        """The number of the list shown, "" when there is none."""
        return self._row.number if self._row is not None else ""

    @property
    def story(self) -> PackingStory | None:
        """What is shown, once it has been read."""
        return self._shown.story if self._shown is not None else None

    def show_list(self, row: Any | None) -> None:
        """Show the list of a PackingRow; called again with the same one after a change."""
        self._row = row
        if row is None:
            self._shown = None
            return
        self.show_header(
            row.number,
            vocabulary.word(vocabulary.PACKING_STATUS, row.status),
            vocabulary.role(vocabulary.PACKING_STATUS, row.status),
            " · ".join(part for part in (row.buyer, row.city) if part),
        )
        self.context.tasks.latest(
            "packing.story", _read, self.context.desk, row.id, receiver=self, done=self._show, failed=self._gone
        )

    def read_again(self) -> None:
        """Something changed somewhere: look whether it concerns this list."""
        if self._row is not None:
            self.show_list(self._row)

    def copy_address(self) -> None:
        """Name, phone and address on the clipboard, as a carrier's form takes them."""
        if self._shown is not None:
            to = self._shown.slip.ship_to
            QGuiApplication.clipboard().setText("\n".join(part for part in (to.name, to.phone, *to.lines) if part))
            self.context.bus.message.emit(_("Address copied"), None)

    def _gone(self, _error: UserError) -> None:
        """The list was undone meanwhile; the table says so by itself."""
        self._shown = None

    def _show(self, read: _Read) -> None:
        if self._row is None or read.story.values["id"] != self._row.id or read == self._shown:
            return
        same = self._shown is not None and self._shown.story.values["id"] == self._row.id
        pending = self.contents.pending() if same and self.contents is not None else {}
        self._shown = read
        self.setUpdatesEnabled(False)
        self._show_told(read)
        self._show_address(read)
        self._show_items(read, pending)
        self._show_orders(read.story)
        self._show_parcels(read.story)
        self._show_prints(read.story)
        history = self._fresh("history", _("History"))
        told = PACKING.tell(read.story.history, "", self.context.desk.zone)
        history.add(Timeline("packing.panel.timeline", told, self.context.now(), self.context.desk.zone))
        self.setUpdatesEnabled(True)

    # Sections

    def _fresh(self, key: str, title: str) -> Section:
        section = self.section(key, title)
        section.clear()
        return section

    def _show_told(self, read: _Read) -> None:
        several = len(read.story.orders) > 1
        stopped = order_problems.callouts(read.story.problems, several=several)
        callouts = list(stopped)
        if read.slip.pay_on_delivery:
            text = _("Collect {amount} on delivery").format(amount=read.slip.pay_on_delivery)
            callouts.append(Callout("", text, "waiting"))
        for order in read.story.orders:
            if order.status == "cancelled":
                text = _("{number} was cancelled. Do not send it.").format(number=order.number)
                callouts.append(Callout("", text, "trouble"))
            callouts += _said(order, several)
        if not callouts:
            self.hide_section("told")
            return
        section = self._fresh("told", _("To note"))
        for place, callout in enumerate(callouts):
            section.add(callout)
            if place == len(stopped) - 1:
                names = ("packing.take_over", "packing.problem_seen")
                section.add(_row([action_button(self.context.actions.action(name)) for name in names]))

    def _show_address(self, read: _Read) -> None:
        section = self._fresh("address", _("Ship to"))
        to = read.slip.ship_to
        section.add(RoleLabel(to.name or "–", bold=True, wrap=True, selectable=True))
        rest = [display.phone(to.phone), *to.lines]
        text = "\n".join(part for part in rest if part)
        if text:
            section.add(RoleLabel(text, wrap=True, selectable=True))
        copy = button(_("Copy address"), "packing.copy_address", self.copy_address, icon_name="copy", quiet=True)
        section.add(_row([copy]))

    def _show_items(self, read: _Read, pending: Mapping[int, int]) -> None:
        story = read.story
        editable = story.values["status"] in rules.OPEN
        section = self._fresh("items", _("Items ({count})").format(count=display.count(story.values["units"])))
        self.contents = Contents(story.lines, editable=editable, several_orders=len(story.orders) > 1)
        self.contents.wanted.connect(self._save_quantities)
        self.contents.restore(pending)
        section.add(self.contents)
        left = sum(line.remaining for line in story.lines)
        if left:
            text = plural("Make a list for {count} more", "Make a list for {count} more", left)
            make = button(text, "packing.panel.make_rest", self._make_rest, icon_name="plus", quiet=True)
            make.setToolTip(_("Units of these orders that no parcel holds yet go into a list of their own"))
            section.add(_row([make]))

    def _show_orders(self, story: PackingStory) -> None:
        title = _("Order") if len(story.orders) == 1 else _("Orders ({count})").format(count=len(story.orders))
        section = self._fresh("orders", title)
        for order in story.orders:
            facts = [
                (_("Platform"), vocabulary.word(vocabulary.PLATFORM, order.platform or "shopdesk")),
                (_("Platform number"), order.platform_order or ""),
                (_("Status"), vocabulary.word(vocabulary.ORDER_STATUS, order.status)),
            ]
            section.add(_row([self._link(order.number)]))
            section.add(KeyValues(facts))

    def _show_parcels(self, story: PackingStory) -> None:
        values, zone, now = story.values, self.context.desk.zone, self.context.now()
        section = self._fresh("parcels", _("Sending"))
        facts: list[Any] = [(_("Carrier"), values["carrier"]), (_("Tracking number"), values["tracking"])]
        for name, label in (
            ("packed_at", _("Packed")), ("shipped_at", _("Shipped")), ("delivered_at", _("Delivered")),
            ("cancelled_at", _("Cancelled")),
        ):  # fmt: skip
            facts.append((label, display.moment(values[name], now, zone), display.moment_full(values[name], zone)))
        track = tracking.track_button(self.context, "packing.track_page", values["carrier"], values["tracking"])
        facts.insert(3, (_("Packed by"), display.person(values["packed_by"])))
        if len(story.packages) > 1:
            facts += [(_("Parcel {number}").format(number=p["no"]), _parcel(p)) for p in story.packages]
        elif story.packages:
            facts.append((_("Parcel"), _size(story.packages[0])))
        if not any(fact[1] for fact in facts):
            section.add(RoleLabel(_("No carrier yet."), "muted"))
        facts += tracking.facts(self.context, values["carrier"])
        section.add(KeyValues(facts))
        if track is not None:
            section.add(_row([track]))

    def _show_prints(self, story: PackingStory) -> None:
        section = self._fresh("prints", _("Slip"))
        if not story.prints:
            section.add(RoleLabel(_("Not printed yet."), "muted"))
            return
        if story.values["print_again"]:
            section.add(Callout("", _("The order changed after this slip was printed. Print it again."), "trouble"))
        zone, now = self.context.desk.zone, self.context.now()
        for at, staff, paper in reversed(story.prints):
            said = " · ".join((display.person(staff), display.moment(at, now, zone), paper_title(paper)))
            label = RoleLabel(_("Printed: {said}").format(said=said), wrap=True, selectable=True)
            label.setToolTip(display.moment_full(at, zone))
            section.add(label)

    def _link(self, number: str) -> QWidget:
        def go() -> None:
            self.context.open_record("orders", number)

        return button(number, f"packing.link.{number}", go, icon_name="receipt", quiet=True)

    # What a person does here

    def _save_quantities(self, wanted: Mapping[int, int]) -> None:
        number, contents = self.number, self.contents

        def failed(error: UserError) -> None:
            if contents is not None and contents is self.contents:
                contents.show_error(in_words(error))
            else:
                self.context.tasks.user_error.emit(error)

        self.context.save(
            packing.update_quantities, number, dict(wanted),
            said=_("Quantities of {number} saved").format(number=number), undo=_("Change quantities"), receiver=self,
            failed=failed,
        )  # fmt: skip

    def _make_rest(self) -> None:
        if self.story is not None:
            self.context.save(
                packing.make_lists, [order.number for order in self.story.orders],
                said=lambda bulk: lists_made(len(bulk.numbers)), undo=_("Make packing lists"), receiver=self,
            )  # fmt: skip


class PackingSide(QStackedWidget):
    """The right side: a sentence while nothing is selected, else the story."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("packing.side")
        self.story = PackingPanel(context)
        self.nothing = QWidget()
        self.nothing.setAutoFillBackground(True)
        self.nothing.setBackgroundRole(self.palette().ColorRole.Base)
        label = RoleLabel(_("Select a packing list to see its story."), "muted", wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self.nothing).addWidget(label)
        self.addWidget(self.nothing)
        self.addWidget(self.story)

    def show_list(self, row: Any | None) -> None:
        """Show the list of a row, or that there is none."""
        self.story.show_list(row)
        self.setCurrentWidget(self.story if row is not None else self.nothing)


def _said(order: StoryOrder, several: bool) -> list[Callout]:
    about = f" · {order.number}" if several else ""
    made = []
    if order.buyer_message:
        made.append(Callout(_("Buyer's message") + about, order.buyer_message, "active", "theirs"))
    if order.seller_memo:
        made.append(Callout(_("Seller's memo") + about, order.seller_memo))
    return made


def _parcel(parcel: Mapping[str, Any]) -> str:
    return " · ".join(part for part in (parcel["carrier"], parcel["tracking"], _size(parcel)) if part)


def _size(parcel: Mapping[str, Any]) -> str:
    weight = parcel["gross_g"] or parcel["net_g"]
    told = _("{kilograms} kg").format(kilograms=f"{weight / 1000:.3f}".rstrip("0").rstrip(".")) if weight else ""
    return " · ".join(part for part in (parcel["box"], told) if part)


def _row(widgets: Sequence[QWidget]) -> QWidget:
    made = QWidget()
    layout = FlowLayout(made)
    layout.setSpacing(unit(made) // 2)
    for widget in widgets:
        layout.addWidget(widget)
    return made
