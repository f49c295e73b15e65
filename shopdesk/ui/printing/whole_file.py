"""Writes a finished document to disk, whole or not at all."""

import contextlib
import os
from pathlib import Path
from uuid import uuid4

from shopdesk.domain.errors import UserError


def write_whole(path: Path, content: bytes) -> None:
    """Writes beside `path` and renames, so that neither a full disk nor a crash leaves half a file.

    `UserError` `slips.unwritable` when the folder is missing or closed, the disk full or the file held open.
    """
    beside = path.with_name(f".{uuid4().hex}.part")
    try:
        with open(beside, "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise UserError("slips.unwritable", path=str(path), reason=error.strerror or str(error)) from error
