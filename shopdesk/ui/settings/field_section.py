"""A section made of declared settings: each is saved when its field is left, by itself, and can be undone."""

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from shopdesk.services.settings import set_settings
from shopdesk.ui.settings.fields import FlagBox, Setting, make_editor, on_leaving
from shopdesk.ui.settings.row import SettingRow
from shopdesk.ui.settings.section import Section
from shopdesk.words import _


class FieldSection(Section):
    """Subclasses name `settings`; those of this computer say in `applied` what follows a change."""

    settings: ClassVar[tuple[Setting, ...]] = ()

    def fill(self) -> None:
        self.rows: dict[str, SettingRow] = {}
        self._shown: dict[str, Any] = {}
        self._saving: dict[str, Any] = {}
        for setting in self.settings:
            self.add(setting)

    def add(self, setting: Setting, editor: QWidget | None = None) -> SettingRow:
        """A row at the end of the column."""
        made = editor or make_editor(setting)
        hint = "" if isinstance(made, FlagBox) or not setting.hint else _(setting.hint)
        row = SettingRow(setting.key, _(setting.label), made, hint)
        on_leaving(made, self._leaving(setting))
        self.rows[setting.key] = row
        self.column.addWidget(row)
        return row

    def reload(self) -> None:
        for setting in self.settings:
            editor: Any = self.rows[setting.key].editor
            kept = self.kept(setting)
            # What somebody is typing stays, also when the setting changed in another window meanwhile.
            if setting.key not in self._shown or editor.value() == self._shown[setting.key]:
                if editor.value() != kept:
                    editor.set_value(kept)
                self._shown[setting.key] = editor.value()

    def commit(self) -> None:
        for setting in self.settings:
            self.save(setting)

    def first_focus(self) -> QWidget | None:
        return self.rows[self.settings[0].key].editor if self.settings else None

    def kept(self, setting: Setting) -> Any:
        """What is set now, as the field shows it."""
        if setting.computer:
            return self.context.preferences.text(setting.key)
        value = self.context.desk.setting(setting.key)
        return "" if value is None else value

    def applied(self, key: str) -> None:
        """A setting of this computer has another value."""

    def save(self, setting: Setting) -> None:
        """Save one field, if it says something else than before; what was refused is not tried again as it is."""
        key, row = setting.key, self.rows[setting.key]
        value = row.value()
        if value == self._shown[key]:
            self._saving.pop(key, None)
            row.show_error(None)
        elif setting.computer:
            self.context.preferences.set(key, value)
            self._shown[key] = value
            self.applied(key)
            self.context.bus.message.emit(_("{setting} saved").format(setting=_(setting.label)), None)
        elif self._saving.get(key, self) != value:
            self._saving[key] = value
            self._save(setting, value)

    def _save(self, setting: Setting, value: Any) -> None:
        key, row = setting.key, self.rows[setting.key]

        def done(_changed: Any) -> None:
            self._saving.pop(key, None)
            self._shown[key] = value
            row.show_error(None)
            self.reload()  # the service tidies: EUR for eur

        self.context.save(
            set_settings, {key: setting.empty if value == "" else value}, receiver=self, done=done,
            said=_("{setting} saved").format(setting=_(setting.label)), undo=_("Settings"), failed=row.show_error,
        )  # fmt: skip

    def _leaving(self, setting: Setting) -> Callable[[], None]:
        return lambda: self.save(setting)
