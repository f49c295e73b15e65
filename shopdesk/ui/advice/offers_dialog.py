"""The offers of the shop, to enter, change and end: list left, form right."""

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.domain.offers import OfferDraft
from shopdesk.services import offers
from shopdesk.services.offers import OfferRow
from shopdesk.ui import vocabulary
from shopdesk.ui.advice import offer_words
from shopdesk.ui.advice.channels_edit import ChannelsEdit
from shopdesk.ui.bus import Changes, concerns
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.lookups import options
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.settings.entries import Entry, EntrySection
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.date_edit import DateEdit
from shopdesk.ui.widgets.editors import ChoiceBox, TextArea, TextLine
from shopdesk.ui.widgets.form import Form
from shopdesk.ui.widgets.side_by_side import SideBySide
from shopdesk.words import _, mark

_NAME = "settings.offers"  # as the sections of the settings are named, of which this has the shape


class OffersSection(EntrySection):
    """Every offer, those valid now on top."""

    key: ClassVar[str] = "offers"
    title: ClassVar[str] = mark("Offers")
    icon: ClassVar[str] = "tag"
    told: ClassVar[str] = mark("What is valid today stands beside every inquiry and order it is for, ready to copy.")

    def entries(self) -> Sequence[Entry]:
        today = self.context.desk.local_day(self.context.now())
        return [Entry(row.number, offer_words.listed(row, today), row) for row in offers.offers(self.context.desk)]

    def build_form(self, form: Form) -> None:
        def today() -> Any:
            return self.context.desk.local_day(self.context.now())

        self.name = TextLine(f"{_NAME}.title")
        self.kind = ChoiceBox(f"{_NAME}.kind", options(vocabulary.OFFER_KIND))
        self.text = TextArea(f"{_NAME}.text", _("As you say it to a customer"), lines=3)
        self.code = TextLine(f"{_NAME}.code")
        self.condition = TextLine(f"{_NAME}.condition", _("from an amount, for new customers…"))
        self.first = DateEdit(f"{_NAME}.valid_from", _("Valid from"), today)
        self.last = DateEdit(f"{_NAME}.valid_until", _("Valid until"), today)
        self.skus = TextLine(f"{_NAME}.skus", _("all products; else SKUs, separated by commas"))
        self.channels = ChannelsEdit(f"{_NAME}.channels")
        title, kind = form.add("title", _("Name of the offer"), self.name), form.add("kind", _("Kind"), self.kind)
        form.add_widget(SideBySide([title, kind], (3, 2)))
        form.add("text", _("Wording"), self.text)
        first, last = (
            form.add("valid_from", _("Valid from"), self.first), form.add("valid_until", _("Valid until"), self.last),
        )  # fmt: skip
        form.add_widget(SideBySide([first, last], ()))
        code, condition = (
            form.add("code", _("Coupon code"), self.code), form.add("condition", _("On condition that"), self.condition)
        )  # fmt: skip
        form.add_widget(SideBySide([code, condition], (2, 3)))
        form.add("skus", _("For products"), self.skus)
        form.add("channels", _("Channels"), self.channels)

    def fields(self) -> dict[str, QWidget]:
        return {"title": self.name, "text": self.text, "valid_from": self.first, "valid_until": self.last}

    def show_record(self, record: OfferRow | None) -> None:
        self.name.set_value(record.title if record else "")
        self.kind.set_value(record.kind if record else "discount")
        self.text.set_value(record.text if record else "")
        self.code.set_value(record.code if record else "")
        self.condition.set_value(record.condition if record else "")
        self.first.set_value(record.valid_from if record else None)
        self.last.set_value(record.valid_until if record else None)
        self.skus.set_value(", ".join(record.skus) if record else "")
        self.channels.set_value(record.channels if record else ())
        text = _("Offer again") if record and record.status == "ended" else _("End now")
        self.delete_button.setText(text)
        self.delete_button.setAccessibleName(text)

    def save(self) -> None:
        if self.form.isHidden():
            return
        self.form.clear_errors()
        self.notice.hide()
        old = self.chosen()
        try:
            draft = OfferDraft(
                self.name.value(), self.text.value(), self.kind.value(), self.code.value(), self.condition.value(),
                self.form.read("valid_from"), self.form.read("valid_until"),
                tuple(sku.strip() for sku in re.split("[,，、;；]", self.skus.value()) if sku.strip()),
                self.channels.value(),
            )  # fmt: skip
        except UserError as error:
            self.refuse(error)
            return
        arguments: tuple[Any, ...] = (draft,) if old is None else (old.number, draft)
        self.context.save(
            offers.create_offer if old is None else offers.update_offer, *arguments, receiver=self,
            said=_("Offer saved"), undo=_("New offer") if old is None else _("Edit offer"),
            done=lambda saved: self.go_to(saved.number), failed=self.refuse,
        )  # fmt: skip

    def delete(self) -> None:
        record = self.chosen()
        if record is None:
            return
        ended = record.status != "ended"
        self.context.save(
            offers.end_offer, record.number, ended, receiver=self, failed=self.refuse,
            said=_("Offer ended") if ended else _("Offered again"),
            undo=_("End offer") if ended else _("Offer again"), done=lambda saved: self.go_to(saved.number),
        )  # fmt: skip

    def words_of_nothing(self) -> str:
        return _("No offer yet. Enter the first one: it then stands beside every inquiry and order.")

    def words_of_add(self) -> str:
        return _("New offer")


class OffersDialog(QDialog):
    """Stays open while offers are edited; what is saved stands beside the inquiries at once."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offers")
        self.setWindowTitle(_("Offers"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.section = OffersSection(context)
        context.bus.changed.connect(self._look)
        space = unit(self)
        foot = QHBoxLayout()
        foot.setContentsMargins(4 * space, 0, 4 * space, 2 * space)
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), "offers.close", self.reject))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.section, 1)
        layout.addLayout(foot)
        wanted = QSize(characters(self, 112), characters(self, 78))
        self.resize(wanted.boundedTo(parent.window().size() * 0.94) if parent is not None else wanted)
        first = self.section.first_focus()
        if first is not None:
            first.setFocus()

    def _look(self, changes: Changes) -> None:
        if concerns(changes, frozenset({"offers"})):
            self.section.reload()
