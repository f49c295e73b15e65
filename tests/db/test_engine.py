"""Which files are opened as shops, and what is said of the others."""

import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from shopdesk.db import engine
from shopdesk.db.shop import open_shop
from shopdesk.domain.errors import UserError
from tests.db.small_orders import NOW, add_order


def refused(path: Path) -> str:
    """The code with which opening a file is refused."""
    with pytest.raises(UserError) as error:
        open_shop(path, create=False)
    return error.value.code


def test_a_missing_shop_is_not_made_unless_asked(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.shopdesk") == "shop.missing"
    assert not (tmp_path / "none.shopdesk").exists()


@pytest.mark.parametrize("content", [b"hello", b"PK\x03\x04" + bytes(200), bytes(4096)])
def test_another_programs_file_is_foreign(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.shopdesk"
    path.write_bytes(content)
    assert refused(path) == "shop.foreign"
    assert path.read_bytes() == content


def test_another_sqlite_file_is_foreign(tmp_path: Path) -> None:
    path = tmp_path / "x.shopdesk"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    assert refused(path) == "shop.foreign"


def test_a_newer_shop_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.shopdesk"
    open_shop(path, create=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert refused(path) == "shop.newer"


def test_a_damaged_shop_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.shopdesk"
    open_shop(path, create=True).close()
    content = bytearray(path.read_bytes())
    content[4096 : 4096 * 6] = b"\xff" * (4096 * 5)
    path.write_bytes(content)
    assert refused(path) == "shop.damaged"


def test_a_cut_off_shop_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "x.shopdesk"
    open_shop(path, create=True).close()
    path.write_bytes(path.read_bytes()[:6000])
    assert refused(path) == "shop.damaged"


def test_a_writer_waits_for_another(tmp_path: Path) -> None:
    path = tmp_path / "x.shopdesk"
    shop = open_shop(path, create=True)
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.4, lambda: other.execute("COMMIT")).start()
    started = time.monotonic()
    with shop.write("order.create", staff="owner", at=NOW) as unit:
        add_order(unit, "SO-2026-000001", "Tea")
        unit.commit()
    assert time.monotonic() - started >= 0.3
    shop.close()
    other.close()


def test_a_lock_that_does_not_end_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 100)
    path = tmp_path / "x.shopdesk"
    shop = open_shop(path, create=True)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    def write() -> None:
        with shop.write("order.create", staff="owner", at=NOW) as unit:
            add_order(unit, "SO-2026-000001", "Tea")
            unit.commit()

    with pytest.raises(UserError, match=r"shop\.busy"):
        write()
    other.execute("ROLLBACK")
    write()
    shop.close()
    other.close()


def test_opening_again_keeps_the_locks_of_an_open_shop(tmp_path: Path) -> None:
    # Whoever reads and closes the file beside SQLite drops this process's locks on it; the next program to leave
    # then takes the log away, and what is written here is lost.
    path = tmp_path / "x.shopdesk"
    shop = open_shop(path, create=True)

    def write(number: str) -> None:
        with shop.write("order.create", staff="owner", at=NOW) as unit:
            add_order(unit, number, "Tea")
            unit.commit()

    write("SO-2026-000001")
    open_shop(path, create=False).close()
    look = "import sqlite3, sys; shop = sqlite3.connect(sys.argv[1])\n"
    look += "print(shop.execute('SELECT count(*) FROM orders').fetchone()); shop.close()"
    counted = [subprocess.run([sys.executable, "-c", look, path], capture_output=True, text=True, check=True).stdout]
    write("SO-2026-000002")
    counted += [subprocess.run([sys.executable, "-c", look, path], capture_output=True, text=True, check=True).stdout]
    shop.close()
    assert counted == ["(1,)\n", "(2,)\n"]


def test_connections_behave(tmp_path: Path) -> None:
    shop = open_shop(tmp_path / "x.shopdesk", create=True)
    with shop.read() as connection:
        told = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in (
            "journal_mode", "synchronous", "foreign_keys", "application_id",
        )}  # fmt: skip
    assert told == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "application_id": engine.APPLICATION_ID,
    }  # fmt: skip
    shop.close()


def test_a_change_by_another_process_shows(tmp_path: Path) -> None:
    path = tmp_path / "x.shopdesk"
    shop, other = open_shop(path, create=True), open_shop(path, create=False)
    before = shop.data_version()
    assert shop.data_version() == before
    with other.write("order.create", staff="owner", at=NOW) as unit:
        add_order(unit, "SO-2026-000001", "Tea")
        unit.commit()
    assert shop.data_version() != before
    shop.close()
    other.close()
