"""The first page of a new shop: three questions with the answers proposed, any of them or all to be skipped."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shopdesk import vocabulary
from shopdesk.domain.errors import UserError
from shopdesk.services import first_steps
from shopdesk.ui.bus import Changes
from shopdesk.ui.context import Context
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.page import Page
from shopdesk.ui.settings import places, system_guess
from shopdesk.ui.settings.row import SettingRow
from shopdesk.ui.settings.section import key_inside
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.editors import ChoiceBox, TextLine
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.typed_choice import TypedChoice
from shopdesk.ui.window_actions import LANGUAGE_TITLES
from shopdesk.words import _, language, mark

_WIDEST = 76  # characters
_FIRST = {"zh_CN": "taobao", "en": "shopify"}
# Where each platform hides its order export.
_EXPORTS = {
    "taobao": mark("Seller centre → Sold items → Batch export. Take both reports: orders and items."),
    "shopify": mark("Shopify admin → Orders → Export → Plain CSV file."),
    "etsy": mark("Shop Manager → Settings → Options → Download Data: the CSV of orders and the one of order items."),
    "woocommerce": mark("WordPress → WooCommerce → your order export plugin → CSV."),
    "amazon": mark("Seller Central → Orders → Order Reports: all orders, or those not shipped."),
    "table": mark("Any table with a row for each order or item, CSV or Excel: you say which column is which."),
}


@dataclass(frozen=True, slots=True)
class Calls:
    """What the page lets the window do. `language` opens the window again in the language just chosen."""

    leave: Callable[[], object]
    choose_files: Callable[[], object]
    demo: Callable[[], object]
    language: Callable[[str], object]


class FirstStepsPage(Page):
    """Covers the pages of a new shop; leaves by Start, Skip, a file, or when something is in the shop."""

    key: ClassVar[str] = "first_steps"
    kinds: ClassVar[frozenset[str]] = frozenset({"orders", "inquiries", "customers", "products", "cases", "settings"})

    def __init__(self, context: Context, calls: Calls) -> None:
        super().__init__(context)
        self._calls = calls
        self.setAccessibleName(_("First steps"))
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self._rows: dict[str, SettingRow] = {}
        self._make_fields()
        self._build()
        self._platform_chosen()

    def first_focus(self) -> QWidget:
        return self.name

    def focus_search(self) -> None:
        self.name.setFocus()

    def reload(self, changes: Changes | None) -> None:
        """Something is in the shop now (an import, a command), or another window answered: nothing left to ask."""
        if not first_steps.wanted(self.context.desk):
            self._calls.leave()

    # What a person does

    def start(self) -> None:
        """Keep the answers and go to work."""
        self._finish(self._answers(), self._calls.leave)

    def skip(self) -> None:
        """Ask no more; zone and currency are those of the system, as shown."""
        answers = {"currency": system_guess.money(self.context.desk.currency), "zone": self._zone()}
        self._finish(answers, self._calls.leave)

    def choose_file(self) -> None:
        """Keep the answers, then choose the first export file."""

        def go_on() -> None:
            self._calls.leave()
            self._calls.choose_files()

        self._finish(self._answers(), go_on)

    # Inside

    def _zone(self) -> str:
        return system_guess.zone(str(self.context.desk.setting("zone")))

    def _answers(self) -> dict[str, Any]:
        answers = {"currency": self.currency.value(), "zone": self.zone.value()}
        if self.name.value():  # a name left empty is a question skipped
            answers["name"] = self.name.value()
        return answers

    def _finish(self, answers: dict[str, Any], then: Callable[[], object]) -> None:
        for row in self._rows.values():
            row.show_error(None)

        def failed(error: UserError) -> None:
            row = self._rows.get(str(error.where.get("field", "")))
            if row is None:
                self.context.tasks.user_error.emit(error)
            else:
                row.show_error(error)
                row.editor.setFocus()

        said = _("The shop is ready. Everything can be changed in Settings.")
        self.context.save(
            first_steps.finish, answers, receiver=self, said=said,
            done=lambda _changed: then(), failed=failed,
        )  # fmt: skip

    def _make_fields(self) -> None:
        desk = self.context.desk
        unnamed = desk.shop_name == "My shop"
        self.name = TextLine("first_steps.name", _("My shop"))
        self.name.set_value("" if unnamed else desk.shop_name)
        self.language = ChoiceBox("first_steps.language", [(code, _(title)) for code, title in LANGUAGE_TITLES])
        self.language.set_value(self.context.preferences.text("language"))
        self.language.activated.connect(lambda _index: self._language_chosen())
        self.currency = TypedChoice("first_steps.currency", _("Currency"), places.currency_options())
        self.currency.set_value(system_guess.money(desk.currency))
        self.zone = TypedChoice("first_steps.zone", _("Time zone"), places.zone_options())
        self.zone.set_value(self._zone())
        known = [(code, vocabulary.word(vocabulary.PLATFORM, code, _)) for code in _EXPORTS if code != "table"]
        self.platform = ChoiceBox("first_steps.platform", [*known, ("table", _("Another platform, or a table"))])
        self.platform.set_value(_FIRST.get(language(), "shopify"))
        self.platform.changed.connect(self._platform_chosen)

    def _language_chosen(self) -> None:
        """The name typed so far is kept: the window opens again."""
        if self.name.value():
            self.context.preferences.set("first_steps/name", self.name.value())
        self._calls.language(self.language.value())

    def _platform_chosen(self) -> None:
        self._rows["platform"].say(_(_EXPORTS[self.platform.value()]))

    def _build(self) -> None:
        space = unit(self)
        kept = self.context.preferences.text("first_steps/name")
        if kept:
            self.name.set_value(kept)
            self.context.preferences.set("first_steps/name", "")
        column = QVBoxLayout()
        column.setSpacing(round(1.5 * space))
        column.addWidget(RoleLabel(_("Welcome to your new shop"), size="title"))
        told = _("Three questions, answered in half a minute or skipped. Everything can be changed later in Settings.")
        column.addWidget(RoleLabel(told, "muted", wrap=True))
        self._question(column, _("1 · What is the shop called, and which language do you read?"), (
            ("name", _("Shop name"), self.name, ""), ("language", _("Language"), self.language, ""),
        ))  # fmt: skip
        self._question(column, _("2 · What do you count in, and when does your day begin?"), (
            ("currency", _("Currency"), self.currency, ""),
            ("zone", _("Time zone"), self.zone, _("Proposed from this computer. Type a city to find another")),
        ))  # fmt: skip
        self._question(column, _("3 · Where do your orders come from?"), (
            ("platform", _("Platform"), self.platform, ""),
        ))  # fmt: skip
        files = QHBoxLayout()
        files.setSpacing(space)
        files.addSpacing(characters(self, 20) + 2 * space)
        files.addWidget(button(_("Choose the file…"), "first_steps.choose_file", self.choose_file, icon_name="import"))
        files.addWidget(RoleLabel(_("or drop it anywhere on this window"), "muted"))
        files.addStretch(1)
        column.addLayout(files)
        column.addSpacing(2 * space)
        ends = QHBoxLayout()
        ends.setSpacing(space)
        ends.addWidget(button(_("Start"), "first_steps.start", self.start, primary=True))
        ends.addWidget(button(_("Skip"), "first_steps.skip", self.skip))
        ends.addStretch(1)
        ends.addWidget(
            button(_("Look around in a demo shop"), "first_steps.demo", self._calls.demo, icon_name="eye", quiet=True)
        )
        column.addLayout(ends)
        column.addStretch(1)
        held = QWidget()
        held.setLayout(column)
        held.setMaximumWidth(characters(self, _WIDEST))
        inside = QWidget()
        inside.setObjectName("scrolled")
        row = QHBoxLayout(inside)
        row.setContentsMargins(4 * space, 5 * space, 4 * space, 3 * space)
        row.addStretch(1)
        row.addWidget(held, 20)
        row.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("first_steps.scroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            key_inside(self, keys, self.start)

    def _question(self, column: QVBoxLayout, title: str, fields: tuple[tuple[str, str, QWidget, str], ...]) -> None:
        column.addSpacing(unit(self))
        column.addWidget(RoleLabel(title, bold=True, wrap=True))
        for key, label, editor, hint in fields:
            self._rows[key] = SettingRow(f"first_steps.{key}", label, editor, hint)
            column.addWidget(self._rows[key])
