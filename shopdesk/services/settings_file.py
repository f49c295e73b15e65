"""Settings as a file: written for another shop or computer, and read back with suspicion."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shopdesk.db.queries import carriers as carrier_queries
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.services import accounts, carriers, settings
from shopdesk.services.accounts import Account
from shopdesk.services.desk import Desk
from shopdesk.services.whole_files import whole_file

VERSION = 1
LARGEST = 2_000_000  # bytes; a logo is the largest part and takes 400,000 at most
# What belongs to one computer or to the shop's beginning does not travel: a file from elsewhere names no folders.
_STAYS = ("backup_places", "first_steps")
TRAVELS = tuple(key for key in settings.KEYS if key not in _STAYS)
_MOST = 500  # accounts, carriers


@dataclass(frozen=True, slots=True)
class Read:
    """What came in: settings with another value, accounts and carriers named in the file."""

    keys: tuple[str, ...]
    accounts: int
    carriers: int

    @property
    def number(self) -> str:
        """The settings that changed."""
        return ", ".join(self.keys)


def write_settings(desk: Desk, path: Path) -> Path:
    """Writes settings, accounts and carriers; the file appears whole. Raises UserError `export.*`."""
    current = settings.settings(desk)
    with desk.shop.read() as connection:
        kept = carrier_queries.rows(connection)
    told = {
        "shopdesk": "settings",
        "version": VERSION,
        "settings": {key: current[key] for key in TRAVELS},
        "accounts": [
            {"platform": one.platform, "account": one.account, "zone": one.zone, "currency": one.currency}
            for one in accounts.accounts(desk)
        ],
        "carriers": [{name: row[name] for name in ("code", *carriers.FIELDS)} for row in kept],
    }
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    with whole_file(path, force=True) as file:
        file.write(text.encode("utf-8"))
    return path


def read_settings(desk: Desk, path: Path) -> Outcome[Read]:
    """Takes over what a settings file says, as one undo step; all of it is checked before anything is changed.

    Raises UserError `settings.*` for what is no such file, and those of the single settings, naming the key in `field`.
    """
    told = _json(path)
    if set(told) - {"shopdesk", "version", "settings", "accounts", "carriers"}:
        raise UserError("settings.foreign", path=str(path))
    wanted = _settings(path, told.get("settings", {}))
    named = [accounts.from_json(item) for item in _list(path, told.get("accounts", []))]
    _refuse_twice("accounts", [(one.platform, one.account) for one in named])
    sent = [_carrier(path, item) for item in _list(path, told.get("carriers", []))]
    _refuse_twice("carriers", [code for code, _cells in sent])
    return _apply(desk, wanted, named, sent)


def _apply(
    desk: Desk, wanted: Mapping[str, Any], named: list[Account], sent: list[tuple[str, dict[str, str]]]
) -> Outcome[Read]:
    with desk.write("settings.read") as unit:
        changed = settings.write(unit, wanted)
        for account in named:
            accounts.put(unit, account)
        known = {one.code for one in carriers.of(unit.connection)}
        for code, cells in sent:
            carriers.put(unit, code if code in known else "", cells)
        unit.door.subject = ", ".join(changed)
        unit.commit()
    desk.reload_settings()
    return Outcome(Read(changed, len(named), len(sent)), unit.door.changes)


def _json(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            found = file.read(LARGEST + 1)
    except OSError as error:
        raise UserError("settings.unreadable", path=str(path)) from error
    if len(found) > LARGEST:
        raise UserError("settings.too_large", path=str(path))
    try:
        told = json.loads(found.decode("utf-8-sig"))
    except (ValueError, RecursionError):  # no text, no JSON, or brackets without end
        raise UserError("settings.foreign", path=str(path)) from None
    if not isinstance(told, dict) or told.get("shopdesk") != "settings" or type(told.get("version")) is not int:
        raise UserError("settings.foreign", path=str(path))
    if told["version"] > VERSION:
        raise UserError("settings.newer", path=str(path))
    return told


def _settings(path: Path, told: Any) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise UserError("settings.foreign", path=str(path))
    for key in told:
        if key not in TRAVELS:
            raise UserError("form.choice", field=key[:80], found=key[:80], choices=", ".join(TRAVELS))
    return {key: settings.checked(key, value) for key, value in told.items()}


def _list(path: Path, told: Any) -> list[Any]:
    if not isinstance(told, list):
        raise UserError("settings.foreign", path=str(path))
    if len(told) > _MOST:
        raise UserError("form.too_many", limit=_MOST)
    return told


def _carrier(path: Path, told: Any) -> tuple[str, dict[str, str]]:
    if not isinstance(told, dict) or not isinstance(told.get("code"), str):
        raise UserError("settings.foreign", path=str(path))
    return told["code"], carriers.checked({name: value for name, value in told.items() if name != "code"})


def _refuse_twice(field: str, keys: list[Any]) -> None:
    if len(set(keys)) < len(keys):
        raise UserError("form.twice", field=field)
