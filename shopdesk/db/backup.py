"""Copies of a shop that are taken while it is in use, opened and checked before they count.

Never a plain copy of the file: the newest commits stand in the log beside it. SQLite's backup API reads one
consistent state, whoever writes meanwhile.
"""

import errno
import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from shopdesk.db.engine import APPLICATION_ID, SCHEMA, known_trouble
from shopdesk.domain.errors import UserError

KINDS = ("auto", "manual", "closing", "migration", "restore")
_NAME = re.compile(r"-(\d{8}-\d{6})-(" + "|".join(KINDS) + r")\.sqlite$")
_STAMP = "%Y%m%d-%H%M%S"
_PAGES = 2_000  # copied between two looks at Cancel
_HALF_DONE = 24 * 3600  # seconds after which nobody is at work on a copy any more
_DAILY, _WEEKLY, _YEAR = 7, 4, timedelta(days=365)

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Backup:
    """One checked copy of a shop. `at` is UTC; `place` the folder that it lies in."""

    path: Path
    at: datetime
    bytes: int
    kind: str
    place: Path


def folder_of(shop: Path, place: Path | None = None) -> Path:
    """Where the backups of a shop lie: beside it, or in a folder of the same name at another place."""
    name = f"{shop.name}.backups"
    return shop.with_name(name) if place is None else place / name


def files_of(shop: Path) -> Path:
    """Where the attachments of a shop lie, named by what they hold."""
    return shop.with_name(f"{shop.name}.files")


def make(
    shop: Path,
    folder: Path,
    kind: str,
    at: datetime,
    report: Report = lambda _done, _all: None,
    *,
    attachments: bool = True,
) -> Backup:
    """Copies a shop and its attachments into `folder`; the copy gets its name when it was opened and found whole.

    `report` hears pages done and in all and may raise Cancelled. Raises UserError `backup.unwritable`,
    `backup.disk_full`, `backup.failed`, `shop.*`.
    """
    at = _whole_second(at)
    # A clock that was set back comes by a moment again that has its backup already.
    while (target := folder / f"{shop.stem}-{at.strftime(_STAMP)}-{kind}.sqlite").exists():
        at += timedelta(seconds=1)
    part = target.with_name(f"{target.name}.part-{os.getpid()}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with known_trouble(shop):
            _copy(shop, part, report)
        part.stat()  # a stick that was pulled out is gone, not damaged
        trouble = verify(part)
        if trouble:
            raise UserError("backup.failed", path=str(target), why=trouble)
        _sync(part)
        if attachments:
            _copy_attachments(files_of(shop), folder / "files")
        os.replace(part, target)
    except UserError as error:
        if error.code in ("shop.disk_full", "shop.disk_error", "shop.readonly"):
            code = "backup.disk_full" if error.code == "shop.disk_full" else "backup.unwritable"
            raise UserError(code, path=str(folder)) from error
        raise
    except OSError as error:
        code = "backup.disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "backup.unwritable"
        raise UserError(code, path=str(folder)) from error
    finally:
        for leftover in (part, Path(f"{part}-wal"), Path(f"{part}-shm"), Path(f"{part}-journal")):
            with suppress(OSError):  # nothing can be tidied up on a stick that was pulled out
                leftover.unlink(missing_ok=True)
    return Backup(target, at, target.stat().st_size, kind, folder)


def _copy(source: Path, target: Path, report: Report) -> None:
    reading = sqlite3.connect(source, timeout=30, isolation_level=None)
    writing = sqlite3.connect(target)
    try:
        # An open transaction keeps one state in sight: otherwise every commit of others would start the copy over.
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM sqlite_master").fetchone()
        reading.backup(writing, pages=_PAGES, progress=lambda _status, left, total: report(total - left, total))
        writing.execute("PRAGMA journal_mode=DELETE")
    finally:
        writing.close()
        reading.close()


def verify(path: Path) -> str:
    """What is wrong with a copy (a code), "" when it can be opened and is whole. Nobody may be writing it."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error:
        return "damaged"
    try:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            return "foreign"
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        if row is None:
            return "damaged"
        if str(row[0]) > SCHEMA:
            return "newer"
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            return "damaged"
        return "damaged" if connection.execute("PRAGMA foreign_key_check").fetchone() else ""
    except UnicodeDecodeError:  # a garbled schema cannot even be quoted
        return "damaged"
    except sqlite3.DatabaseError as error:
        return "foreign" if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_NOTADB else "damaged"
    finally:
        connection.close()


def listed(folder: Path) -> list[Backup]:
    """The backups in a folder, newest first; a folder that is gone has none."""
    found: list[Backup] = []
    try:
        for path in folder.iterdir():
            match = _NAME.search(path.name)
            if match:
                at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
                found.append(Backup(path, at, path.stat().st_size, match[2], folder))
    except OSError:
        return []
    return sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True)


def rotate(folder: Path, now: datetime) -> list[Path]:
    """Deletes what is not kept; returns what went.

    Kept: the newest of each of the last 7 days that have one and of each of the last 4 such weeks, what was made
    by hand, and what was made before a migration or a restore within a year. What lies in the future (the clock
    was set back) is never deleted.
    """
    backups = [backup for backup in listed(folder) if backup.at <= now]
    kept = {backup.path for backup in backups if backup.kind == "manual"}
    kept |= {backup.path for backup in backups if backup.kind in ("migration", "restore") and now - backup.at < _YEAR}
    days: dict[object, Path] = {}
    weeks: dict[object, Path] = {}
    for backup in backups:
        days.setdefault(backup.at.date(), backup.path)
        weeks.setdefault(backup.at.isocalendar()[:2], backup.path)
    kept |= {*list(days.values())[:_DAILY], *list(weeks.values())[:_WEEKLY]}
    gone = [backup.path for backup in backups if backup.path not in kept]
    # What a program that was killed left half copied.
    halves = [path for path in folder.glob("*.part-*") if now.timestamp() - path.stat().st_mtime > _HALF_DONE]
    for path in (*gone, *halves):
        path.unlink(missing_ok=True)
    return gone


def _copy_attachments(source: Path, target: Path) -> None:
    """Only what is not there yet: files are named by what they hold and never change."""
    if not source.is_dir():
        return
    target.mkdir(parents=True, exist_ok=True)
    for path in source.iterdir():
        if path.is_file() and not (target / path.name).exists():
            part = target / f"{path.name}.part"
            shutil.copyfile(path, part)
            os.replace(part, target / path.name)


def restore_attachments(folder: Path, shop: Path) -> None:
    """Brings attachments back that the shop lacks."""
    _copy_attachments(folder, files_of(shop))


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _whole_second(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)


def in_use(shop: Path) -> bool:
    """Whether another connection has the shop open: in WAL mode each holds a shared lock as long as it lives."""
    try:
        connection = sqlite3.connect(shop, timeout=0, isolation_level=None)
        try:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        finally:
            connection.close()
    except UnicodeDecodeError:  # a garbled schema cannot even be quoted
        return False
    except sqlite3.DatabaseError as error:
        return bool(error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED))
    return False


def put_in_place(backup: Path, shop: Path, now: datetime, kept_as: str = "before-restore") -> Path | None:
    """Makes `backup` the shop; returns what the present file is called now, None where there was none.

    Killed at any moment, the present file lies under one of the two names, whole. Raises OSError.
    """
    stamp = now.astimezone(UTC).strftime(_STAMP)
    made = shop.with_name(f"{shop.name}.restoring-{os.getpid()}")
    kept = _free_name(shop.with_name(f"{shop.name}.{kept_as}-{stamp}")) if shop.exists() else None
    try:
        made.unlink(missing_ok=True)
        shutil.copyfile(backup, made)
        _sync(made)
        if kept is not None:
            _fold_log(shop)
            for part in ("", "-wal"):
                beside = Path(f"{shop}{part}")
                if beside.exists():
                    _second_name(beside, Path(f"{kept}{part}"))
        # A log that stayed would be replayed into the restored file.
        for part in ("-wal", "-shm", "-journal"):
            Path(f"{shop}{part}").unlink(missing_ok=True)
        os.replace(made, shop)
    except OSError:
        log = Path(f"{kept}-wal")
        if kept is not None and log.exists() and not Path(f"{shop}-wal").exists():
            _second_name(log, Path(f"{shop}-wal"))  # it could not be folded in, and the present file stays after all
        raise
    finally:
        made.unlink(missing_ok=True)
    return kept


def _free_name(path: Path) -> Path:
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free


def _fold_log(shop: Path) -> None:
    """Brings the log into the file where it can be read; a damaged file keeps its log beside it."""
    try:
        connection = sqlite3.connect(shop, timeout=1)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()
    except (sqlite3.DatabaseError, UnicodeDecodeError):  # a garbled schema cannot even be quoted
        return


def _second_name(path: Path, name: Path) -> None:
    try:
        os.link(path, name)
    except OSError:  # a file system without links
        shutil.copyfile(path, name)
        _sync(name)
