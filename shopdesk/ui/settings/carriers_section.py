"""Carriers: which are offered, how parcels are followed, until when they collect."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from shopdesk.domain.carriers import STARTERS, Carrier
from shopdesk.services import carriers
from shopdesk.ui.carrier_names import name_of
from shopdesk.ui.settings.entries import Entry, EntrySection
from shopdesk.ui.settings.fields import FlagBox
from shopdesk.ui.widgets.editors import TextLine
from shopdesk.ui.widgets.form import Form
from shopdesk.words import _, mark

_COMMON = {one.code for one in STARTERS}


class CarriersSection(EntrySection):
    """The common ones are there from the start; the shop changes them, switches them off, and adds its own."""

    key: ClassVar[str] = "carriers"
    title: ClassVar[str] = mark("Carriers")
    icon: ClassVar[str] = "truck"
    told: ClassVar[str] = mark("These are offered when parcels leave. Any other name can still be typed there.")

    def entries(self) -> Sequence[Entry]:
        return [Entry(one.code, _title(one), one) for one in carriers.carriers(self.context.desk)]

    def build_form(self, form: Form) -> None:
        self.name = TextLine("settings.carriers.name")
        self.phone = TextLine("settings.carriers.phone")
        self.link = TextLine("settings.carriers.link", "https://example.com/{tracking}")
        self.cut_off = TextLine("settings.carriers.cut_off", "17:00")
        self.offered = FlagBox(_("Offer this carrier"))
        self.offered.setObjectName("settings.carriers.offered")
        self.offered.setAccessibleName(_("Offer this carrier"))
        form.add("name", _("Carrier name"), self.name)
        form.add("phone", _("Phone"), self.phone)
        form.add("tracking_url", _("Tracking page"), self.link,
                 _("The page’s address with {tracking} where the number goes"))  # fmt: skip
        form.add("cut_off", _("Collects until"), self.cut_off)
        form.add_widget(self.offered)

    def fields(self) -> dict[str, QWidget]:
        return {"name": self.name, "phone": self.phone, "tracking_url": self.link, "cut_off": self.cut_off}

    def show_record(self, record: Carrier | None) -> None:
        shown = record or Carrier("")
        self.name.set_value(name_of(shown) if record else "")
        self.phone.set_value(shown.phone)
        self.link.set_value(shown.tracking_url)
        self.link.setCursorPosition(0)
        self.cut_off.set_value(shown.cut_off)
        self.offered.set_value(shown.status == "active")
        common = shown.code in _COMMON
        text = _("As it was at first") if common else _("Delete")
        self.delete_button.setText(text)
        self.delete_button.setAccessibleName(text)
        self.delete_button.setEnabled(shown.own)

    def save(self) -> None:
        if self.form.isHidden():
            return
        self.form.clear_errors()
        self.notice.hide()
        record = self.chosen()
        name = self.name.value()
        if record is not None and name == name_of(record):
            name = record.name  # a common carrier keeps its name in both languages until somebody gives it another
        cells = {
            "name": name, "phone": self.phone.value(), "tracking_url": self.link.value(),
            "cut_off": self.cut_off.value(), "status": "active" if self.offered.value() else "off",
        }  # fmt: skip
        self.context.save(
            carriers.save_carrier, record.code if record is not None else "", cells, receiver=self,
            said=_("Carrier saved"), undo=_("Edit carrier"), done=lambda saved: self.go_to(saved.number),
            failed=self.refuse,
        )  # fmt: skip

    def delete(self) -> None:
        record = self.chosen()
        if record is not None:
            self.context.save(
                carriers.delete_carrier, record.code, receiver=self, said=_("Carrier deleted"),
                undo=_("Delete carrier"), failed=self.refuse,
            )  # fmt: skip

    def words_of_add(self) -> str:
        return _("Add carrier")


def _title(one: Carrier) -> str:
    return name_of(one) if one.status == "active" else _("{name} (off)").format(name=name_of(one))
