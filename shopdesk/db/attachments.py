"""The bytes of attachments: files beside the shop, named by their SHA-256, written once and never changed."""

import errno
import hashlib
import os
import re
import secrets
from pathlib import Path

from shopdesk.db.backup import files_of
from shopdesk.domain.errors import UserError

_NAME = re.compile(r"[0-9a-f]{64}")


def keep(shop: Path, data: bytes) -> str:
    """Writes the bytes, whole or not at all, and returns their name. Raises UserError `photo.unwritable`."""
    name = hashlib.sha256(data).hexdigest()
    target = path_of(shop, name)
    try:
        if target.is_file() and target.stat().st_size == len(data):
            return name
        target.parent.mkdir(exist_ok=True)
        beside = target.with_name(f".{name[:16]}.{secrets.token_hex(4)}.tmp")
        try:
            with beside.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise UserError("shop.disk_full", path=str(shop)) from error
        raise UserError("photo.unwritable", path=str(target.parent)) from error
    return name


def read(shop: Path, name: str) -> bytes:
    """The bytes of a name. Raises UserError `photo.missing` when the file is gone or cannot be read."""
    path = path_of(shop, name)
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError("photo.missing", path=str(path)) from error


def path_of(shop: Path, name: str) -> Path:
    """Where the bytes of a name lie. A name from a damaged or foreign shop that is no SHA-256 is no path either."""
    if not _NAME.fullmatch(name):
        raise UserError("photo.missing", path=name)
    return files_of(shop) / name


def stored(shop: Path) -> dict[str, int]:
    """Every file that is kept, with its bytes."""
    folder = files_of(shop)
    if not folder.is_dir():
        return {}
    return {path.name: path.stat().st_size for path in folder.iterdir() if _NAME.fullmatch(path.name)}
