"""Opens a shop file: what must hold before anything reads it, and how connections behave."""

import logging
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import QueuePool

from shopdesk.domain.errors import UserError

APPLICATION_ID = 0x53444B31  # "SDK1": tells our files from other SQLite files
BUSY_TIMEOUT_MS = 30_000
SILENT_MS = 1_000  # of them nobody is told that a write waits
_ROOM = 65_536  # bytes that the index of the log needs at once, and some
SCHEMA = "0003"  # the newest Alembic revision; compared before Alembic is imported

# Ctrl+C while a connection closes: the pool would write a traceback to stderr before the interruption goes on.
logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())


def make_engine(path: Path) -> Engine:
    """An engine on an existing or new shop file. Writers are told apart by the option `write=True`."""
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=8,
        connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        # The driver's own transaction handling half-commits failed migrations; we say BEGIN ourselves.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("PRAGMA cache_size=-32768")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        driver: Any = connection.connection.driver_connection
        if options.get("write", False):
            _begin_writing(driver, options.get("waiting", lambda _waits: None))
        else:
            driver.execute("BEGIN")

    return engine


def _begin_writing(driver: sqlite3.Connection, waiting: Callable[[bool], object]) -> None:
    """Takes the write lock, and tells `waiting` (True, then False) when another program holds it for long.

    IMMEDIATE: a deferred transaction that reads and then writes fails at once when another writer was quicker.
    """
    silent = min(SILENT_MS, BUSY_TIMEOUT_MS)
    try:
        driver.execute(f"PRAGMA busy_timeout={silent}")
        try:
            driver.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            waiting(True)
            try:
                driver.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS - silent}")
                driver.execute("BEGIN IMMEDIATE")
            finally:
                waiting(False)
    finally:
        driver.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


def inspect(path: Path) -> str | None:
    """The schema revision of a shop file, None for a file that is not there or empty (a new shop).

    Raises UserError `shop.foreign`, `shop.damaged`, `shop.readonly`, `shop.unreadable`, `shop.newer`, `shop.busy`.
    """
    try:
        if not path.exists() or path.stat().st_size == 0:
            return None
        writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
        if path.is_dir() or not (writable or _begins_as_ours(path)):
            raise UserError("shop.foreign", path=str(path))
    except OSError as error:
        raise UserError("shop.unreadable", path=str(path)) from error
    if not writable:
        raise UserError("shop.readonly", path=str(path))
    with known_trouble(path):
        revision = _revision(path)
    if revision > SCHEMA:
        raise UserError("shop.newer", path=str(path))
    return revision


def _begins_as_ours(path: Path) -> bool:
    """Looks at a file that nobody here can have open, since it may not be written."""
    with path.open("rb") as file:
        head = file.read(100)
    return head.startswith(b"SQLite format 3\x00") and int.from_bytes(head[68:72], "big") == APPLICATION_ID


def _revision(path: Path) -> str:
    """Asked through SQLite alone: closing the file after reading it in any other way would drop all locks that this
    process holds on it (POSIX), and another program could then remove the log under an open window.
    """
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_MS / 1000)
    try:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise UserError("shop.foreign", path=str(path))
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        connection.execute("SELECT count(*) FROM setting").fetchone()
    except UnicodeDecodeError as error:  # a garbled schema cannot even be quoted
        raise UserError("shop.damaged", path=str(path)) from error
    except sqlite3.DatabaseError as error:
        primary = error.sqlite_errorcode & 0xFF
        if primary == sqlite3.SQLITE_NOTADB:
            raise UserError("shop.foreign", path=str(path)) from error
        if primary == sqlite3.SQLITE_ERROR:  # a table is missing
            raise UserError("shop.damaged", path=str(path)) from error
        raise
    finally:
        connection.close()
    return str(row[0]) if row else ""


@contextmanager
def known_trouble(path: Path) -> Iterator[None]:
    """Turns the environment's trouble (full disk, locked, damaged, read-only) into UserError; bugs pass through."""
    try:
        yield
    except (DatabaseError, sqlite3.Error) as error:
        origin = error.orig if isinstance(error, DatabaseError) else error
        code = getattr(origin, "sqlite_errorcode", None)
        primary = code & 0xFF if isinstance(code, int) else None
        name = {
            sqlite3.SQLITE_BUSY: "shop.busy",
            sqlite3.SQLITE_LOCKED: "shop.busy",
            sqlite3.SQLITE_FULL: "shop.disk_full",
            sqlite3.SQLITE_READONLY: "shop.readonly",
            sqlite3.SQLITE_CORRUPT: "shop.damaged",
            sqlite3.SQLITE_NOTADB: "shop.damaged",
            sqlite3.SQLITE_IOERR: "shop.disk_error",
            sqlite3.SQLITE_CANTOPEN: "shop.disk_error",
        }.get(primary if primary is not None else -1)
        if name == "shop.disk_error" and _is_full(path):
            name = "shop.disk_full"  # SQLite names it so for some of its files only
        if name is None and _cannot_be_read(origin):
            name = "shop.damaged"
        if name is None:
            raise
        raise UserError(name, path=str(path)) from error


def _is_full(path: Path) -> bool:
    """Whether the disk has no room left for the files beside a shop that is opened."""
    try:
        return shutil.disk_usage(path.parent).free < _ROOM
    except OSError:
        return False


def _cannot_be_read(error: Any) -> bool:
    """Garbage in a text or in the search index, for which SQLite and the driver have no code of their own."""
    return str(error).startswith(("Could not decode to UTF-8", "invalid fts5 file format"))


def interrupted(error: BaseException) -> bool:
    """Whether a query ended because its connection was interrupted (a newer key press)."""
    return isinstance(error, OperationalError) and "interrupted" in str(error.orig)
