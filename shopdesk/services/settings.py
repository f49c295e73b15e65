"""Settings that travel with the shop's file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from shopdesk.db.queries import shop as queries
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Setting
from shopdesk.documents.papers import PAPERS
from shopdesk.domain import settings as rules
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.settings import LANGUAGES, THEMES
from shopdesk.services import working_hours
from shopdesk.services.desk import Desk

KEYS = tuple(queries.DEFAULTS)
KINDS = {  # the others are text
    "backup_places": "list", "paper_prices": "boolean", "first_steps": "boolean", "week": "object",
    "holidays": "list", "workdays": "list",
}  # fmt: skip
_LINES = ("address", "thanks")
_LONGEST_PATH = 4_000
_MOST_PLACES = 20


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
    """Changes settings, one undo step. Raises UserError `form.*`, `hours.*`, `zone.unknown` naming the key."""
    wanted = {key: checked(key, value) for key, value in values.items()}
    with desk.write("settings.update") as unit:
        changed = write(unit, wanted)
        unit.door.subject = ", ".join(changed)
        unit.commit()
    desk.reload_settings()
    return Outcome(Changed(changed), unit.door.changes)


def checked(key: str, value: Any) -> Any:
    """A setting's value as it is kept. Raises UserError `form.*`, `hours.*`, `zone.unknown` naming the key."""
    if key not in KEYS:
        raise UserError("form.choice", field=key[:80], found=key[:80], choices=", ".join(KEYS))
    match key:
        case "language" | "paper_language":
            return rules.choice(key, value, LANGUAGES) if value not in (None, "") else None
        case "backup_places":
            return _folders(key, value)
        case "paper_prices" | "first_steps":
            return rules.flag(key, value)
        case "logo":
            return rules.logo(key, value)
        case "email":
            return rules.email(key, value)
        case "zone":
            return zone(key, value)
        case "currency":
            return rules.currency(key, value)
        case "paper":
            return rules.choice(key, value, tuple(PAPERS))
        case "theme":
            return rules.choice(key, value, THEMES)
        case "week":
            return working_hours.week(value)
        case "holidays" | "workdays":
            return working_hours.days(key, value)
    return rules.text(key, value, rules.LONGEST[key], required=key == "name", lines=key in _LINES)


def zone(key: str, value: Any) -> str:
    """A zone by its IANA name. Raises UserError `form.type`, `zone.unknown`."""
    name = rules.text(key, value, 100)
    if name not in available_timezones():
        raise UserError("zone.unknown", field=key, zone=name)
    return name


def write(unit: Unit, wanted: Mapping[str, Any]) -> tuple[str, ...]:
    """Sets checked values inside a unit of work; the keys that have another value now."""
    current = queries.settings(unit.connection)
    changed = {key: value for key, value in wanted.items() if current[key] != value}
    for key, value in changed.items():
        row_id = queries.setting_id(unit.connection, key)
        if row_id is None:
            unit.door.insert_one(Setting, key=key, value=value)
        else:
            unit.door.set(Setting, row_id, value=value)
    return tuple(changed)


def _folders(key: str, value: Any) -> list[str]:
    """Absolute folders, each once; whether they are there is seen when they are used (a USB stick comes and goes)."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise UserError("form.type", field=key, expected="list of folders")
    folders = list(dict.fromkeys(rules.text(key, item, _LONGEST_PATH) for item in value if item.strip()))
    for folder in folders:
        if not Path(folder).is_absolute():
            raise UserError("form.folder", field=key, found=folder)
    if len(folders) > _MOST_PLACES:
        raise UserError("form.too_many", field=key, limit=_MOST_PLACES)
    return folders
