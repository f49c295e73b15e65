"""Files for people are written beside their target and renamed: there is always a whole file or none."""

import errno
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from shopdesk.domain.errors import Cancelled, UserError


@contextmanager
def whole_file(target: Path, *, force: bool, cancelled: Callable[[], bool] = lambda: False) -> Iterator[IO[bytes]]:
    """A file to write to, which becomes `target` when the block ends well.

    Raises UserError `export.exists` (unless `force`), `export.locked`, `export.unwritable`, `export.disk_full`;
    Cancelled, when nothing is left behind.
    """
    check_target(target, force)
    beside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.tmp")
    try:
        with beside.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if cancelled():
            raise Cancelled
        check_target(target, force)  # somebody may have made or opened it meanwhile
        _replace(beside, target)
    except OSError as error:
        code = "export.disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "export.unwritable"
        raise UserError(code, path=str(target)) from error
    finally:
        beside.unlink(missing_ok=True)


def check_target(target: Path, force: bool) -> None:
    """Raises UserError when a file could not be put there, before any work is done."""
    if not target.parent.is_dir() or target.is_dir():
        raise UserError("export.unwritable", path=str(target))
    if not target.exists():
        return
    if not force:
        raise UserError("export.exists", path=str(target))
    # LibreOffice and Excel leave these beside a file they have open; elsewhere than on Windows nothing else tells.
    if any((target.parent / name).exists() for name in (f".~lock.{target.name}#", f"~${target.name}")):
        raise UserError("export.locked", path=str(target))
    try:
        with target.open("r+b"):
            pass
    except PermissionError as error:
        raise UserError("export.locked", path=str(target)) from error
    except OSError as error:
        raise UserError("export.unwritable", path=str(target)) from error


def _replace(beside: Path, target: Path) -> None:
    try:
        os.replace(beside, target)
    except PermissionError as error:  # Windows: another program has it open
        raise UserError("export.locked", path=str(target)) from error
