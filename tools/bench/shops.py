"""Shops to measure with, made once per run in a throw-away folder."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from tools.bench.data import shopify_file

ORDERS = 100_000


@cache
def folder() -> Path:
    """A folder that goes when the run ends."""
    made = Path(tempfile.mkdtemp(prefix="shopdesk-bench-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


@cache
def big_shop() -> Path:
    """A shop of at least 100,000 orders, imported from two files."""
    from shopdesk.services import imports
    from shopdesk.services.desk import open_desk

    path = folder() / "big.shopdesk"
    desk = open_desk(path, create=True)
    have = 0
    for number in range(4):
        file = folder() / f"orders{number}.csv"
        have += shopify_file(file, 70_000, seed=number, first=have + 1)
        imports.import_files(desk, [str(file)])
        file.unlink()
        if have >= ORDERS:
            break
    desk.close()
    return path
