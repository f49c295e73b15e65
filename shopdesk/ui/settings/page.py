"""The settings: parts left, fields right; what is changed is saved when its field is left, and can be undone."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.ui.bus import Changes
from shopdesk.ui.context import Context
from shopdesk.ui.icons import icon
from shopdesk.ui.measure import characters, row_height, unit
from shopdesk.ui.page import Page
from shopdesk.ui.settings.accounts_section import AccountsSection
from shopdesk.ui.settings.carriers_section import CarriersSection
from shopdesk.ui.settings.files_section import FilesSection
from shopdesk.ui.settings.hours_section import HoursSection
from shopdesk.ui.settings.keys_section import KeysSection
from shopdesk.ui.settings.look_section import LookSection
from shopdesk.ui.settings.mappings_section import MappingsSection
from shopdesk.ui.settings.paper_section import PaperSection
from shopdesk.ui.settings.reminders_section import RemindersSection
from shopdesk.ui.settings.section import Section, key_inside
from shopdesk.ui.settings.shop_section import ShopSection
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _

_SIDE = 26  # characters


class SettingsPage(Page):
    """Has no tab: it covers the pages until Done, Esc or a tab is pressed (`left`)."""

    key: ClassVar[str] = "settings"
    kinds: ClassVar[frozenset[str]] = frozenset({"settings", "accounts", "carriers", "mappings", "orders"})

    def __init__(
        self,
        context: Context,
        pages: Sequence[tuple[str, str]],
        leave: Callable[[], object],
        build: Callable[[str], object],
    ) -> None:
        """`pages`: (key, title) of the pages in the window, for the list of keys; `build` makes one of them."""
        super().__init__(context)
        self.setAccessibleName(_("Settings"))
        self._pages = pages
        self._build_page = build
        self._kinds = {kind.key: kind for kind in _SECTIONS}
        self._sections: dict[str, Section] = {}
        self._stack = QStackedWidget()
        self.parts = QListWidget()
        self._build(leave)
        self.show_section("shop")

    def parts_in_order(self) -> list[str]:
        """The parts, in order."""
        return list(self._kinds)

    def section(self, key: str) -> Section:
        """A part, built when it is first wanted."""
        found = self._sections.get(key)
        if found is None:
            kind = self._kinds[key]
            if kind is KeysSection:
                found = KeysSection(self.context, self._pages, self._build_page)
            else:
                found = kind(self.context)
            self._sections[key] = found
            self._stack.addWidget(found)
        return found

    def show_section(self, key: str) -> Section:
        """Bring a part to the front."""
        self.parts.setCurrentRow(list(self._kinds).index(key))
        return self.section(key)

    def reload(self, changes: Changes | None) -> None:
        for section in self._sections.values():
            section.reload()

    def first_focus(self) -> QWidget:
        return self.parts

    def focus_search(self) -> None:
        self.parts.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def before_close(self) -> None:
        self._commit()
        self.context.tasks.settle(3)

    def hideEvent(self, event: QHideEvent) -> None:
        self._commit()
        super().hideEvent(event)

    def _commit(self) -> None:
        for section in self._sections.values():
            section.commit()

    def _build(self, leave: Callable[[], object]) -> None:
        space = unit(self)
        self.parts.setObjectName("settings.parts")
        self.parts.setAccessibleName(_("Parts of the settings"))
        self.parts.setProperty("side", True)
        self.parts.setIconSize(QSize(2 * space, 2 * space))
        for kind in self._kinds.values():
            item = QListWidgetItem(icon(kind.icon), _(kind.title))
            item.setSizeHint(QSize(0, round(row_height(self) * 1.25)))
            self.parts.addItem(item)
        self.parts.currentRowChanged.connect(self._turn)
        left = QVBoxLayout()
        left.setContentsMargins(round(1.5 * space), 3 * space, round(1.5 * space), 2 * space)
        left.setSpacing(round(1.5 * space))
        title = RoleLabel(_("Settings"), size="title")
        title.setIndent(space)
        left.addWidget(title)
        left.addWidget(self.parts, 1)
        left.addWidget(button(_("Done"), "settings.done", leave, primary=True))
        side = QWidget()
        side.setLayout(left)
        side.setFixedWidth(characters(self, _SIDE))
        line = QWidget()
        line.setFixedWidth(1)
        line.setAutoFillBackground(True)
        line.setBackgroundRole(self.palette().ColorRole.Mid)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(line)
        row.addWidget(self._stack, 1)
        key_inside(self, "Esc", leave)

    def _turn(self, row: int) -> None:
        before = self._stack.currentWidget()
        if isinstance(before, Section):
            before.commit()
        self._stack.setCurrentWidget(self.section(list(self._kinds)[row]))


_SECTIONS: tuple[type[Section], ...] = (
    ShopSection, HoursSection, LookSection, PaperSection, AccountsSection, MappingsSection, CarriersSection,
    FilesSection, RemindersSection, KeysSection,
)  # fmt: skip
