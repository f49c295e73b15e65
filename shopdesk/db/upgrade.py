"""Brings a shop file to the newest schema. Alembic is imported only when a shop is behind."""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import NullPool, create_engine, event, text

from shopdesk.db.backup import files_of, restore_attachments
from shopdesk.db.engine import APPLICATION_ID
from shopdesk.domain.errors import UserError

_PREFIX = ".shopdesk-"
_ABANDONED = 24 * 3600  # seconds after which nobody is at work in such a folder any more


def create(path: Path) -> None:
    """Makes a new shop at `path`, which appears there whole: others never meet half a shop. Raises OSError.

    Where somebody else was quicker, theirs stays.
    """
    with beside(path) as made:
        upgrade(made)
        place(made, path)


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Where a shop can be made that is to appear at `path` in one piece, on the same disk. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for left in path.parent.glob(f"{_PREFIX}*"):  # by a program that was killed
        if time.time() - left.stat().st_mtime > _ABANDONED:
            shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(prefix=_PREFIX, dir=path.parent) as folder:
        yield Path(folder) / path.name


def place(made: Path, path: Path) -> bool:
    """Lets a closed shop appear at `path`; False where somebody else was quicker. Raises OSError, sqlite3.Error."""
    connection = sqlite3.connect(made)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()  # closing folds the log too, but in silence
    finally:
        connection.close()
    restore_attachments(files_of(made), path)
    try:
        os.link(made, path)  # unlike a renaming, never over a file that is there
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if path.exists():
            return False
        made.rename(path)
    _sync_folder(path.parent)
    return True


def _sync_folder(folder: Path) -> None:
    """The new name too has to outlive a power cut; only POSIX can ask for that."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # some network drives cannot
        return
    finally:
        os.close(handle)


def upgrade(path: Path) -> None:
    """Upgrades the shop at `path`, or fills an empty file, in one transaction; on failure the file is as it was.

    Foreign keys stay off meanwhile (a batch change of a table would silently delete its child rows) and are
    checked before the commit.
    """
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("PRAGMA journal_mode=WAL")

    @event.listens_for(engine, "begin")
    def _begin(connection: object) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # type: ignore[attr-defined]

    script = ScriptDirectory(str(Path(__file__).parent / "migrations"))
    with engine.connect() as connection, connection.begin():
        context = MigrationContext.configure(
            connection,
            opts={
                "target_metadata": None,
                "fn": lambda revision, _context: script._upgrade_revs("head", revision),
            },
        )
        with Operations.context(context):
            context.run_migrations()
        broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
        if broken:
            raise UserError("shop.damaged", path=str(path), rows=len(broken))
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    engine.dispose()
