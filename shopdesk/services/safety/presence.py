"""What is asked of every shop before it is opened: small, because every start waits for it."""

from pathlib import Path

from shopdesk.db import backup as files
from shopdesk.db import damage
from shopdesk.domain.errors import UserError

_CODES = ("shop.damaged", "shop.gone")


def can_help(shop: Path, error: UserError) -> bool:
    """Whether a shop that was refused with `error` may be recovered: ours, and damaged or gone."""
    if error.code in _CODES:
        return True
    # A garbled beginning looks like somebody else's file; its name and its backups tell whose it was.
    if error.code != "shop.foreign" or not shop.is_file():
        return False
    return bool(files.listed(files.folder_of(shop))) or shop.suffix == ".shopdesk"


def check_present(shop: Path) -> None:
    """Before a new shop is made where none is: raises UserError `shop.gone` when one was there, as its backups say."""
    try:
        empty = not shop.exists() or shop.stat().st_size == 0
    except OSError:
        return
    if empty and files.listed(files.folder_of(shop)):
        raise UserError("shop.gone", path=str(shop))


def was_left_open(shop: Path) -> bool:
    """Whether the shop was not closed the last time (a kill, a power cut). To be asked before it is opened."""
    return damage.left_open(shop)
