"""What the shop is called, where it is, how it counts."""

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from shopdesk.ui.settings import places
from shopdesk.ui.settings.field_section import FieldSection
from shopdesk.ui.settings.fields import Setting
from shopdesk.ui.settings.logo_edit import LogoEdit
from shopdesk.ui.settings.row import SettingRow
from shopdesk.words import mark


class ShopSection(FieldSection):
    """Kept in the shop's file; every slip and every day's figures follow it."""

    key: ClassVar[str] = "shop"
    title: ClassVar[str] = mark("Shop")
    icon: ClassVar[str] = "store"
    told: ClassVar[str] = mark("This stands in the shop’s file: on every computer that opens it, it is the same.")
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting("name", mark("Shop name"), hint=mark("On slips and in the title of the window")),
        Setting("logo", mark("Logo"), "logo", hint=mark("At the head of slips. A picture can be dropped here")),
        Setting("address", mark("Shop address"), "text"),
        Setting("phone", mark("Shop phone")),
        Setting("email", mark("Shop e-mail")),
        Setting("thanks", mark("Closing words"), "text", hint=mark("At the end of every slip")),
        Setting(
            "currency", mark("Currency"), "typed", hint=mark("Where a file or a form names none. Kept orders stay"),
            options=places.currency_options,
        ),
        Setting(
            "zone", mark("Time zone"), "typed",
            hint=mark("It decides when a day and a month begin. Type a city to find it"), options=places.zone_options,
        ),
    )  # fmt: skip

    def add(self, setting: Setting, editor: QWidget | None = None) -> SettingRow:
        if setting.kind != "logo":
            return super().add(setting, editor)
        logo = LogoEdit(f"settings.{setting.key}")
        row = super().add(setting, logo)
        logo.refused.connect(row.show_error)
        return row
