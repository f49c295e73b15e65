"""Backups of the open shop: by hand, when they are due, on closing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from shopdesk.db import backup as files
from shopdesk.db.backup import Backup as Backup
from shopdesk.db.queries import health
from shopdesk.db.queries import imports as known
from shopdesk.domain.errors import Cancelled, UserError
from shopdesk.services.desk import Desk

EVERY = timedelta(minutes=30)  # of changes
OLD = timedelta(days=7)  # a last backup older than this is trouble


@dataclass(frozen=True, slots=True)
class Made:
    """What a backup made: the copy that counts, and the places that could not be reached."""

    backup: Backup
    missed: tuple[Path, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As the command `backup` answers."""
        return {
            "file": str(self.backup.path), "bytes": self.backup.bytes, "verified": True,
            "missed": [str(place) for place in self.missed],
        }  # fmt: skip


def places(desk: Desk) -> list[Path]:
    """The folders that backups go to: beside the shop first, then the places of the settings."""
    others = [files.folder_of(desk.path, Path(place)) for place in desk.setting("backup_places")]
    return [files.folder_of(desk.path), *others]


def back_up(
    desk: Desk,
    folder: Path | None = None,
    *,
    kind: str = "manual",
    report: Callable[[int, int], None] = lambda _done, _all: None,
) -> Made:
    """Copies the shop to `folder`, or to every place. A place that is gone (a USB stick) is named, no error.

    Raises UserError `backup.*` when no copy could be made, Cancelled.
    """
    now = desk.now()
    if folder is not None:
        return Made(files.make(desk.path, folder, kind, now, report))
    made: list[Backup] = []
    missed: list[Path] = []
    trouble: UserError | None = None
    for place in places(desk):
        try:
            if place.parent != desk.path.parent and not place.parent.is_dir():
                raise UserError("backup.unwritable", path=str(place.parent))
            made.append(files.make(desk.path, place, kind, now, report))
            files.rotate(place, now)
        except UserError as error:
            missed.append(place)
            trouble = trouble or error
    if not made:
        assert trouble is not None
        raise trouble
    return Made(made[0], tuple(missed))


def listed(shop: Path, others: Iterable[Path] = ()) -> list[Backup]:
    """Backups of a shop beside it and in other folders, newest first."""
    found = [backup for folder in dict.fromkeys((files.folder_of(shop), *others)) for backup in files.listed(folder)]
    return sorted(found, key=lambda backup: backup.at, reverse=True)


def listed_in(folder: Path) -> list[Backup]:
    """The backups in one folder, the newest first."""
    return files.listed(folder)


def last(desk: Desk) -> Backup | None:
    """The newest backup that does not lie in the future (the clock may have been set back)."""
    now = desk.now()
    return next((backup for backup in listed(desk.path, places(desk)) if backup.at <= now), None)


def due(desk: Desk) -> bool:
    """Whether something was done since the last backup, and that was half an hour ago or more."""
    newest = last(desk)
    changed = last_change(desk)
    if changed is None:
        return False
    return newest is None or (changed > newest.at and desk.now() - newest.at >= EVERY)


def last_change(desk: Desk) -> datetime | None:
    """When somebody did something for the last time."""
    with desk.shop.read() as connection:
        return known.last_entry_at(connection)


def done_since(desk: Desk, backup: Backup) -> int:
    """How many actions a person would lose by going back to a backup."""
    with desk.shop.read() as connection:
        return health.entries_since(connection, backup.at)


def back_up_on_closing(desk: Desk, seconds: float, clock: Callable[[], float]) -> Made | None:
    """A backup that gives up after `seconds`; None when nothing was done since the last one, or when it gave up."""
    until = clock() + seconds

    def hurry(_done: int, _all: int) -> None:
        if clock() > until:
            raise Cancelled

    try:
        newest, changed = last(desk), last_change(desk)
        if changed is None or (newest is not None and newest.at >= changed):
            return None
        return back_up(desk, kind="closing", report=hurry)
    except (Cancelled, UserError):
        return None
