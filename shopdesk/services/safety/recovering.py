"""A shop that cannot be opened any more: the last good backup, or what is still readable; the damaged file is kept."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from shopdesk.db import backup as files
from shopdesk.db import damage
from shopdesk.db import rescue as salvage
from shopdesk.db.backup import Backup as Backup
from shopdesk.db.queries import health
from shopdesk.domain.errors import UserError
from shopdesk.services.desk import Desk, open_desk
from shopdesk.services.safety import backups, checking, restoring
from shopdesk.services.safety.restoring import Rehearsal, Restored

Report = Callable[[int, int], None]
_DONORS = 3  # backups that may tell how to read the file


@dataclass(frozen=True, slots=True)
class LastGood:
    """The newest backup that is whole, and what is in it."""

    backup: Backup
    holds: Rehearsal


@dataclass(frozen=True, slots=True)
class Rescued:
    """A new shop made of what was readable, not in its place yet. `counts` by kind of record."""

    file: Path
    counts: dict[str, int]
    newest_order_day: str
    unreadable: int
    dropped: int

    def as_json(self) -> dict[str, Any]:
        """As the command `check --rescue` answers."""
        return {"rescued": self.counts, "unreadable": self.unreadable, "dropped": self.dropped}


def known_backups(shop: Path) -> list[Backup]:
    """Every backup of a shop, the newest first, also in places that only the shop itself or a backup knows of."""
    beside = files.listed(files.folder_of(shop))
    others: Sequence[Path] = ()
    for file in (shop, *(backup.path for backup in beside[:_DONORS])):
        places = damage.places_in(file)
        if places is not None:
            others = [files.folder_of(shop, Path(place)) for place in places]
            break
    return backups.listed(shop, others)


def last_good(shop: Path, report: Report = lambda _done, _all: None) -> LastGood | None:
    """The newest backup that can be opened and is whole. `report` hears backups looked at, and may raise Cancelled."""
    found = known_backups(shop)
    for number, backup in enumerate(found):
        report(number, len(found))
        try:
            holds = restoring.rehearse(backup.path)
        except (UserError, OSError):
            continue
        if holds.ok or not {"integrity", "foreign_keys"} & set(holds.problems):
            return LastGood(backup, holds)
    return None


def rescue(shop: Path, report: Report = lambda _done, _all: None) -> Rescued:
    """Copies what is readable into a new file beside the shop; `put_rescued` makes it the shop.

    Raises UserError `shop.beyond_rescue` when nothing is, `backup.unwritable`, Cancelled.
    """
    target = _target(shop)
    donors = [backup.path for backup in known_backups(shop)[:_DONORS] if not files.verify(backup.path)]
    try:
        found = salvage.rescue(shop, target, donors, report)
    except OSError as error:
        raise UserError("backup.unwritable", path=str(shop.parent)) from error
    except UserError as error:
        raise UserError(error.code, path=str(shop)) from error
    desk = open_desk(target)
    try:
        checking.repair_rescued(desk)
        with desk.shop.read() as connection:
            counts, day = health.contents(connection)
    finally:
        desk.close()
    rescued = Rescued(target, counts, day, found.unreadable, found.dropped)
    if not any(counts.values()):
        forget(shop)
        raise UserError("shop.beyond_rescue", path=str(shop))
    return rescued


def forget(shop: Path) -> None:
    """A rescued shop that nobody put in place is not wanted any more."""
    for part in ("", "-wal", "-shm"):
        Path(f"{_target(shop)}{part}").unlink(missing_ok=True)


def put_rescued(shop: Path, rescued: Rescued, *, now: datetime) -> Restored:
    """Puts a rescued shop in its place; the damaged file is kept beside it.

    Raises UserError `backup.unwritable`, `shop.open`.
    """
    if shop.exists() and files.in_use(shop):
        raise UserError("shop.open", path=str(shop))
    try:
        kept = files.put_in_place(rescued.file, shop, now, "damaged")
    except OSError as error:
        raise UserError("backup.unwritable", path=str(shop.parent)) from error
    _forget_all(shop)
    return Restored(shop, kept)


def go_back(shop: Path, backup: Path, *, now: datetime) -> Restored:
    """Puts a backup in the place of a damaged shop. Raises UserError as `restoring.restore`."""
    restored = restoring.restore(shop, backup, now=now, kept_as="damaged")
    _forget_all(shop)
    return restored


def find_damage(desk: Desk, stop: Callable[[], bool]) -> bool:
    """Whether the open shop's file is damaged; takes as long as reading it once."""
    return not checking.is_whole(desk, stop) and not stop()


def _forget_all(shop: Path) -> None:
    """What rescues that were killed have left behind, too: the shop is well again."""
    begin = _target(shop).name.removesuffix(str(os.getpid()))
    for path in list(shop.parent.iterdir()):
        if path.name.startswith(begin):
            path.unlink(missing_ok=True)


def _target(shop: Path) -> Path:
    return shop.with_name(f".{shop.name}.rescued-{os.getpid()}")
