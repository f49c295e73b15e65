"""An upgrade that does not end: killed at any statement, failing, on a full disk. The old shop stays, whole."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from shopdesk.db import backup, upgrade
from shopdesk.db.engine import SCHEMA, known_trouble
from shopdesk.db.shop import open_shop
from shopdesk.domain.errors import UserError
from tests.small_disks import fill, largest_file, small_disk
from tools.soak import old_shops

OLD = old_shops.packed()

# Kills itself right before the statement of that number.
_KILLED = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import Engine, event
from shopdesk.db import upgrade
count = 0

@event.listens_for(Engine, "before_cursor_execute")
def kill(*_args):
    global count
    count += 1
    if count == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

upgrade.upgrade(Path(sys.argv[1]))
print(count)
"""


@pytest.fixture(params=OLD, ids=lambda path: path.name.split(".")[0])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An old shop."""
    path = tmp_path / "old.shopdesk"
    old_shops.unpack(request.param, path)
    return path


def revision(path: Path) -> str:
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    connection.close()
    return str(found)


def is_as_before(path: Path, before: old_shops.Rows, schema: str) -> None:
    """The old program could open it: its revision, its tables and every row."""
    assert revision(path) != SCHEMA
    assert old_shops.differences(path, before, "") == []
    assert tables(path) == schema


def tables(path: Path) -> str:
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY type, name").fetchall()
    whole = connection.execute("PRAGMA integrity_check").fetchall()
    connection.close()
    assert whole == [("ok",)]
    return repr(found)


def upgrades_after_all(path: Path, before: old_shops.Rows) -> None:
    open_shop(path, create=False).close()
    assert revision(path) == SCHEMA
    assert old_shops.differences(path, before, "") == []


def test_every_table_that_a_step_touches_has_rows_and_children_before(old: Path) -> None:
    before = old_shops.rows(old)
    connection = sqlite3.connect(old)
    texts = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall())
    children = {name: {row[2] for row in connection.execute(f"PRAGMA foreign_key_list({name})")} for name in before}
    connection.close()
    open_shop(old, create=False).close()
    connection = sqlite3.connect(old)
    after = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall())
    connection.close()
    touched = {name for name in before if after.get(name) != texts[name]}
    assert touched
    empty = {name for name in touched | {child for child in before if children[child] & touched} if not before[name][1]}
    assert not empty, "an upgrade that loses the rows of these would not be noticed"


def test_killed_at_any_statement_it_stays_the_old_shop(old: Path, tmp_path: Path) -> None:
    before, schema = old_shops.rows(old), tables(old)
    trial = tmp_path / "trial.shopdesk"
    trial.write_bytes(old.read_bytes())
    ran = subprocess.run(
        [sys.executable, "-c", _KILLED, str(trial), "0"], capture_output=True, text=True, check=True, timeout=120
    )
    count = int(ran.stdout)
    assert count > 10
    for number in {1, 2, count // 4, count // 2, count * 3 // 4, count - 1, count}:
        child = [sys.executable, "-c", _KILLED, str(old), str(number)]
        killed = subprocess.run(child, capture_output=True, text=True, check=False, timeout=120)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        is_as_before(old, before, schema)
    upgrades_after_all(old, before)


def test_on_a_full_disk_it_stays_the_old_shop(old: Path) -> None:
    before, schema = old_shops.rows(old), tables(old)
    with largest_file(65_536), pytest.raises(UserError) as refused, known_trouble(old):
        upgrade.upgrade(old)
    assert refused.value.code in ("shop.disk_full", "shop.disk_error")
    is_as_before(old, before, schema)
    with largest_file(65_536), pytest.raises(UserError) as refused:
        open_shop(old, create=False)
    assert refused.value.code in ("backup.disk_full", "backup.unwritable")
    is_as_before(old, before, schema)
    upgrades_after_all(old, before)


def test_on_a_small_disk_that_is_full_it_stays_the_old_shop(old: Path) -> None:
    before, schema = old_shops.rows(old), tables(old)
    with small_disk() as disk:
        if disk is None:
            return  # said aloud; the limit of the test above is what runs everywhere
        path = disk / "old.shopdesk"
        path.write_bytes(old.read_bytes())
        for leave, code in (
            (0, "shop.disk_full"),
            (300_000, "backup.disk_full"),
            (path.stat().st_size + 80_000, "shop.disk_full"),
        ):
            ballast = fill(disk, leave)
            with pytest.raises(UserError) as refused:
                open_shop(path, create=False)
            ballast.unlink()
            assert refused.value.code == code
            is_as_before(path, before, schema)
        upgrades_after_all(path, before)


def test_a_backup_from_before_it_is_there_and_opens(old: Path, tmp_path: Path) -> None:
    before = old_shops.rows(old)
    open_shop(old, create=False).close()
    made = backup.listed(backup.folder_of(old))
    assert [item.kind for item in made] == ["migration"]
    back = tmp_path / "back.shopdesk"
    back.write_bytes(made[0].path.read_bytes())
    assert revision(back) != SCHEMA
    assert old_shops.rows(back) == before
    upgrades_after_all(back, before)
