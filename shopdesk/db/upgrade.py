"""Brings a shop file to the newest schema. Alembic is imported only when a shop is behind."""

import os
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import NullPool, create_engine, event, text

from shopdesk.db.engine import APPLICATION_ID
from shopdesk.domain.errors import UserError


def create(path: Path) -> None:
    """Makes a new shop at `path`, which appears there whole: others never meet half a shop. Raises OSError.

    Where somebody else was quicker, theirs stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".shopdesk-", dir=path.parent) as folder:
        made = Path(folder) / "new"
        upgrade(made)
        try:
            os.link(made, path)  # unlike a renaming, never over a file that is there
        except FileExistsError:
            return
        except OSError:  # a file system without links
            if not path.exists():
                made.rename(path)


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
