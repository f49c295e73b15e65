"""Settings that travel with the shop's file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from shopdesk.db.queries import shop as queries
from shopdesk.db.tables import Setting
from shopdesk.documents.papers import PAPERS
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.products import check_currency
from shopdesk.services.desk import Desk

LANGUAGES = ("en", "zh_CN")
THEMES = ("system", "light", "dark")
KEYS = tuple(queries.DEFAULTS)


@dataclass(frozen=True, slots=True)
class Changed:
    """Which settings have another value now."""

    keys: tuple[str, ...]

    @property
    def number(self) -> str:
        """Their names."""
        return ", ".join(self.keys)


def settings(desk: Desk) -> dict[str, Any]:
    """All settings, defaults filled in."""
    with desk.shop.read() as connection:
        return queries.settings(connection)


def set_settings(desk: Desk, values: Mapping[str, Any]) -> Outcome[Changed]:
    """Changes settings, one undo step. Raises UserError `form.required`, `form.choice`, `form.type` naming the key."""
    wanted = {key: checked(key, value) for key, value in values.items()}
    with desk.write("settings.update") as unit:
        current = queries.settings(unit.connection)
        changed = {key: value for key, value in wanted.items() if current[key] != value}
        for key, value in changed.items():
            row_id = queries.setting_id(unit.connection, key)
            if row_id is None:
                unit.door.insert_one(Setting, key=key, value=value)
            else:
                unit.door.set(Setting, row_id, value=value)
        unit.door.subject = ", ".join(changed)
        unit.commit()
    desk.reload_settings()
    return Outcome(Changed(tuple(changed)), unit.door.changes)


def checked(key: str, value: Any) -> Any:
    """A setting's value as it is kept. Raises UserError `form.required`, `form.choice`, `form.type`."""
    if key not in KEYS:
        raise UserError("form.choice", field=key, found=key, choices=", ".join(KEYS))
    if key in ("language", "paper_language"):
        return _one_of(key, value, LANGUAGES) if value else None
    if key == "backup_places":
        return _folders(key, value)
    if not isinstance(value, str):
        raise UserError("form.type", field=key, expected="text")
    value = value.strip()
    match key:
        case "name":
            if not value:
                raise UserError("form.required", field=key)
        case "zone":
            if value not in available_timezones():
                raise UserError("zone.unknown", field=key, zone=value)
        case "currency":
            value = value.upper()
            check_currency(value)
        case "paper":
            _one_of(key, value, tuple(PAPERS))
        case "theme":
            _one_of(key, value, THEMES)
    return value


def _folders(key: str, value: Any) -> list[str]:
    """Absolute folders, each once; whether they are there is seen when they are used (a USB stick comes and goes)."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise UserError("form.type", field=key, expected="list of folders")
    folders = list(dict.fromkeys(item.strip() for item in value if item.strip()))
    for folder in folders:
        if not Path(folder).is_absolute() or "\x00" in folder:
            raise UserError("form.folder", field=key, found=folder)
    return folders


def _one_of(key: str, value: Any, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise UserError("form.choice", field=key, found=value, choices=", ".join(choices))
    return str(value)
