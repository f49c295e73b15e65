"""A shop moved to another computer: packed into one archive here, unpacked into a folder there."""

import os
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from shopdesk.db import backup as files
from shopdesk.db import damage
from shopdesk.db.engine import SCHEMA
from shopdesk.domain.errors import UserError
from shopdesk.exchange import archive as archives
from shopdesk.services.desk import Desk
from shopdesk.services.safety.restoring import Restored

ENDING = ".shopdesk.zip"
MOVED_PREFERENCES = ("theme", "language")  # what makes sense on another screen
_SAFE_NAME = re.compile(r"[\w][\w .-]{0,80}")
_SPARE = 50_000_000  # bytes that a disk should have left afterwards
_FULL = (28, 122)  # no space, no quota

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Packed:
    """An archive that was written."""

    file: Path
    bytes: int
    attachments: int

    def as_json(self) -> dict[str, Any]:
        """As the command `backup --archive` answers."""
        return {"file": str(self.file), "bytes": self.bytes, "attachments": self.attachments, "verified": True}


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A shop that came out of an archive."""

    shop: Path
    preferences: dict[str, str]


def suggested_name(desk: Desk) -> str:
    """What an archive of the shop may be called."""
    return f"{desk.path.stem}-{desk.local_day(desk.now()):%Y%m%d}{ENDING}"


def is_archive(file: Path) -> bool:
    """Whether a file that was dropped or chosen is a shop's archive."""
    return file.suffix.lower() == ".zip" and archives.is_archive(file)


def pack(
    desk: Desk,
    target: Path,
    preferences: Mapping[str, str] | None = None,
    *,
    overwrite: bool = False,
    report: Report = lambda _done, _all: None,
) -> Packed:
    """Writes the shop with its attachments into one file, read again before it counts.

    `report` hears bytes and may raise Cancelled. Raises UserError `archive.exists|unwritable|disk_full`, `backup.*`.
    """
    if target.exists() and not overwrite:
        raise UserError("archive.exists", path=str(target))
    attachments = [
        path for path in sorted(_attachments(desk.path)) if path.is_file() and archives.ATTACHMENT.fullmatch(path.name)
    ]
    part = target.with_name(f".{target.name}.part-{os.getpid()}")
    try:
        with TemporaryDirectory(prefix=".shopdesk-move-", dir=target.parent) as folder:
            copy = files.make(desk.path, Path(folder), "manual", desk.now(), attachments=False).path
            about = {
                "shop": desk.path.name, "schema": SCHEMA, "made_at": desk.now().isoformat(),
                "preferences": {key: value for key, value in (preferences or {}).items() if value},
            }  # fmt: skip
            with part.open("xb") as file:
                archives.write(file, copy, attachments, about, report)
                file.flush()
                os.fsync(file.fileno())
        archives.read_contents(part)
        os.replace(part, target)
    except OSError as error:
        raise _cannot_write(target, error) from error
    finally:
        part.unlink(missing_ok=True)
    return Packed(target, target.stat().st_size, len(attachments))


def unpack(archive: Path, folder: Path, report: Report = lambda _done, _all: None) -> Unpacked:
    """Makes a shop in `folder` of what an archive holds; a shop of that name there stays as it is.

    Checked before anything counts; on failure or Cancelled nothing is left. Raises UserError `archive.*`, `file.*`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".shopdesk-move-", dir=folder) as made:
            contents = _unpack_checked(archive, Path(made), report)
            shop = _free_place(folder, contents.shop)
            if (Path(made) / "files").is_dir():
                os.replace(Path(made) / "files", files.files_of(shop))
            os.replace(Path(made) / archives.DATABASE, shop)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    moved = {key: value for key, value in contents.preferences.items() if key in MOVED_PREFERENCES}
    return Unpacked(shop, moved)


def restore(shop: Path, archive: Path, *, now: datetime, report: Report = lambda _done, _all: None) -> Restored:
    """Makes what an archive holds the shop at `shop`; the present file is kept beside it.

    Raises UserError `archive.*`, `file.*`, `shop.open`.
    """
    if shop.exists() and files.in_use(shop):
        raise UserError("shop.open", path=str(shop))
    try:
        shop.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".shopdesk-move-", dir=shop.parent) as made:
            _unpack_checked(archive, Path(made), report)
            kept = files.put_in_place(Path(made) / archives.DATABASE, shop, now)
            files.restore_attachments(Path(made) / "files", shop)
    except OSError as error:
        raise _cannot_write(shop.parent, error) from error
    return Restored(shop, kept)


def _unpack_checked(archive: Path, into: Path, report: Report) -> archives.Contents:
    wanted = archives.read_contents(archive)
    if wanted.schema > SCHEMA:
        raise UserError("archive.newer", path=str(archive))
    if wanted.bytes + _SPARE > shutil.disk_usage(into).free:
        raise UserError("archive.disk_full", path=str(into.parent))
    contents = archives.unpack(archive, into, report)
    trouble = files.verify(into / archives.DATABASE)
    if trouble:
        raise UserError(f"archive.{trouble}", path=str(archive))
    if damage.holds_code(into / archives.DATABASE):
        raise UserError("archive.unsafe", path=str(archive))
    return contents


def _attachments(shop: Path) -> list[Path]:
    folder = files.files_of(shop)
    return list(folder.iterdir()) if folder.is_dir() else []


def _free_place(folder: Path, name: str) -> Path:
    """A path for the shop that nothing lies at. The name is somebody else's: only a plain one is used."""
    stem = name.removesuffix(".shopdesk").strip()
    stem = stem if _SAFE_NAME.fullmatch(stem) and not stem.endswith((".", " ")) else "shop"
    for number in range(1, 10_000):
        path = folder / (f"{stem}.shopdesk" if number == 1 else f"{stem}-{number}.shopdesk")
        if not path.exists() and not files.files_of(path).exists():
            return path
    raise FileExistsError(folder)


def _cannot_write(path: Path, error: OSError) -> UserError:
    return UserError("archive.disk_full" if error.errno in _FULL else "archive.unwritable", path=str(path))
