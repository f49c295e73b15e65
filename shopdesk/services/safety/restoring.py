"""Back to an earlier state: look what a backup holds, then put it in the shop's place."""

import errno
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from shopdesk.db import backup as files
from shopdesk.db.queries import health
from shopdesk.domain.errors import UserError
from shopdesk.services.desk import open_desk
from shopdesk.services.safety import checking


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a backup holds. `counts` by kind of record; `problems`: names of checks that found something."""

    ok: bool
    counts: dict[str, int]
    newest_order_day: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place, and what the file that was there is called now."""

    restored: Path
    previous_kept_as: Path | None

    def as_json(self) -> dict[str, Any]:
        """As the command `restore` answers."""
        kept = self.previous_kept_as
        return {"restored": str(self.restored), "previous_kept_as": None if kept is None else str(kept)}


def examine(file: Path) -> None:
    """Raises UserError `backup.missing|foreign|newer|damaged` for what is no good backup."""
    if not file.is_file():
        raise UserError("backup.missing", path=str(file))
    trouble = files.verify(file)
    if trouble:
        raise UserError(f"backup.{trouble}", path=str(file))


def rehearse(file: Path) -> Rehearsal:
    """Opens a throw-away copy, brings it up to date and checks it; the shop is not touched. Raises `backup.*`."""
    examine(file)
    with TemporaryDirectory(prefix="shopdesk-rehearsal-") as folder:
        copy = Path(folder) / "rehearsal.shopdesk"
        files.put_in_place(file, copy, datetime(2000, 1, 1, tzinfo=UTC))
        desk = open_desk(copy)
        try:
            report = checking.check(desk, backups=False)
            with desk.shop.read() as connection:
                counts, day = health.contents(connection)
        finally:
            desk.close()
    problems = tuple(item.name for item in report.checks if item.found)
    return Rehearsal(not problems, counts, day, problems)


def restore(shop: Path, file: Path, *, now: datetime, kept_as: str = "before-restore") -> Restored:
    """Puts a backup in the shop's place; the present file is kept beside it, also a damaged one, as `kept_as` says.

    Raises UserError `backup.missing|foreign|newer|damaged|unwritable`, `shop.disk_full`, `shop.open` while a
    program has it open.
    """
    examine(file)
    if shop.exists() and file.samefile(shop):
        raise UserError("backup.foreign", path=str(file))
    if shop.exists() and files.in_use(shop):
        raise UserError("shop.open", path=str(shop))
    try:
        shop.parent.mkdir(parents=True, exist_ok=True)
        kept = files.put_in_place(file, shop, now, kept_as)
        files.restore_attachments(file.parent / "files", shop)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise UserError("shop.disk_full" if full else "backup.unwritable", path=str(shop.parent)) from error
    return Restored(shop, kept)
