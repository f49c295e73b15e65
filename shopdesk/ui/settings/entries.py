"""A section with a list of entries left and the form of the chosen one right: accounts, carriers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.settings.section import Section, key_inside
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.form import Form
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _

_LIST_WIDTH = 30  # characters


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as listed; `record` is what the service knows."""

    key: str
    title: str
    record: Any


class EntrySection(Section):
    """Subclasses: `entries()`, `build_form(form)`, `show_record(record)`, `save()`, `delete()` and the words."""

    fills: ClassVar[bool] = True
    can_add: ClassVar[bool] = True

    def fill(self) -> None:
        self._entries: list[Entry] = []
        self._new = False
        self.list = QListWidget()
        self.list.setObjectName(f"settings.{self.key}.list")
        self.list.setAccessibleName(_(self.title))
        self.list.setFixedWidth(characters(self, _LIST_WIDTH))
        self.list.setProperty("framed", True)
        self.list.currentRowChanged.connect(lambda _row: self._turned())
        self.form = Form(f"settings.{self.key}.form")
        self.build_form(self.form)
        self.more = RoleLabel("", "muted", "small", wrap=True)
        self.form.add_widget(self.more)
        self.nothing = RoleLabel(self.words_of_nothing(), "muted", wrap=True)
        self.save_button = button(_("Save"), f"settings.{self.key}.save", self.save, primary=True)
        self.delete_button = button(_("Delete"), f"settings.{self.key}.delete", self.delete, quiet=True)
        self.add_button = button(self.words_of_add(), f"settings.{self.key}.add", self.begin, icon_name="plus")
        buttons = QHBoxLayout()
        buttons.setSpacing(unit(self))
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.delete_button)
        buttons.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.nothing)
        right.addWidget(self.form)
        right.addLayout(buttons)
        right.addStretch(1)
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addWidget(self.add_button)
        if not self.can_add:
            self.add_button.hide()
        row = QHBoxLayout()
        row.setSpacing(3 * unit(self))
        row.addLayout(left)
        row.addLayout(right, 1)
        held = QWidget()
        held.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(held, 1)
        self.list.setMinimumHeight(round(26 * unit(self)))
        key_inside(self, "Ctrl+Return", self.save)

    # For subclasses

    def entries(self) -> Sequence[Entry]:
        """What is there now."""
        return ()

    def build_form(self, form: Form) -> None:
        """The fields."""

    def show_record(self, record: Any | None) -> None:
        """Fill the fields (None: a new entry)."""

    def save(self) -> None:
        """Save the form."""

    def delete(self) -> None:
        """Take the chosen entry out."""

    def words_of_nothing(self) -> str:
        """What stands where the form would be."""
        return ""

    def words_of_add(self) -> str:
        """The button that begins a new entry."""
        return _("Add")

    # What a person does

    def chosen(self) -> Any | None:
        """The record that the form shows, None for a new one or none."""
        row = self.list.currentRow()
        return self._entries[row].record if not self._new and 0 <= row < len(self._entries) else None

    def begin(self) -> None:
        """A form for a new entry."""
        self._new = True
        self.list.blockSignals(True)
        self.list.setCurrentRow(-1)
        self.list.clearSelection()
        self.list.blockSignals(False)
        self._show(None)
        first = next(iter(self.fields().values()), None)
        if first is not None:
            first.setFocus()

    def fields(self) -> dict[str, QWidget]:
        """The fields of the form by key."""
        return {}

    def first_focus(self) -> QWidget | None:
        return self.list if self._entries or not self.can_add else self.add_button

    def reload(self) -> None:
        at = self.list.currentRow()
        kept = self._entries[at].key if 0 <= at < len(self._entries) else None
        before = self.chosen()
        found = list(self.entries())
        if found == self._entries:
            return
        self._entries = found
        self.list.blockSignals(True)
        self.list.clear()
        for entry in found:
            self.list.addItem(QListWidgetItem(entry.title))
        place = next((number for number, entry in enumerate(found) if entry.key == kept), -1 if self._new else 0)
        self.list.setCurrentRow(min(place, len(found) - 1))
        self.list.blockSignals(False)
        # What somebody is writing stays when another window changed another entry.
        if (not self._new and self.chosen() != before) or (not found and not self._new):
            self._turned()

    def go_to(self, key: str) -> None:
        """Choose an entry, after it was saved."""
        self._new = False
        self.reload()
        place = next((number for number, entry in enumerate(self._entries) if entry.key == key), -1)
        self.list.setCurrentRow(place)
        self._turned()

    def refuse(self, error: UserError) -> None:
        """Say what is wrong, beside its field where it has one."""
        if not self.form.show_error(error):
            self.notice.show_error(error)

    def _turned(self) -> None:
        self._new = False
        self._show(self.chosen())

    def _show(self, record: Any | None) -> None:
        there = self._new or record is not None
        self.form.setVisible(there)
        self.save_button.setVisible(there)
        self.delete_button.setVisible(record is not None)
        self.nothing.setVisible(not there)
        self.form.clear_errors()
        self.notice.hide()
        self.more.hide()
        if there:
            self.show_record(record)
