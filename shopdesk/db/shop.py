"""An open shop: read views and write units of work on one file."""

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from shopdesk.db.door import Door
from shopdesk.db.engine import SCHEMA, inspect, known_trouble, make_engine
from shopdesk.domain.errors import UserError


class Shop:
    """One shop file. Safe to use from several threads: each view and unit has its own connection."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = make_engine(path)
        self._watch: Connection | None = None
        self.waiting: Callable[[bool], object] = lambda _waits: None  # told, on the thread that writes

    def close(self) -> None:
        """Closes every connection; the WAL is folded into the file."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        with known_trouble(self.path):
            self._engine.dispose()

    @contextmanager
    def read(self, on_connection: Callable[[sqlite3.Connection], None] | None = None) -> Iterator[Connection]:
        """A consistent view. `on_connection` gets the driver's connection, to interrupt it from elsewhere."""
        with known_trouble(self.path), self._engine.connect() as connection:
            if on_connection is not None:
                on_connection(_driver(connection))
            with connection.begin():
                yield connection

    @contextmanager
    def write(
        self,
        action: str,
        *,
        staff: str,
        at: datetime,
        undoable: bool = True,
        attach: dict[str, Path] | None = None,
        conflict: str | None = None,
    ) -> Iterator["Unit"]:
        """A unit of work: one transaction, one journal entry. Rolls back unless `commit()` was called.

        `attach` names other database files for its time. With `conflict`, a broken reference raises UserError
        with that code (an undo that would leave a later record pointing at nothing).
        """
        with known_trouble(self.path), self._engine.connect() as plain:
            connection = plain.execution_options(write=True, waiting=self.waiting)
            attached = _attach(connection, attach or {})
            try:
                with connection.begin() as transaction:
                    unit = Unit(connection, Door(connection, action, staff, at, undoable))
                    yield unit
                    if unit.committed:
                        unit.door.finish()
                    else:
                        transaction.rollback()
            except IntegrityError as error:
                if conflict is None:
                    raise
                raise UserError(conflict) from error
            finally:
                for name in attached:
                    _driver(connection).execute(f"DETACH DATABASE {name}")

    def data_version(self) -> int:
        """A number that changes when another process or connection has written (`PRAGMA data_version`)."""
        with known_trouble(self.path):
            if self._watch is None:
                self._watch = self._engine.connect()
            value = self._watch.exec_driver_sql("PRAGMA data_version").scalar_one()
            self._watch.rollback()
            return int(value)


class Unit:
    """What a service holds while it writes: a connection to read with and the door to write through."""

    def __init__(self, connection: Connection, door: Door) -> None:
        self.connection = connection
        self.door = door
        self.committed = False

    def commit(self) -> None:
        """Says that the unit is to be kept; it happens when the unit is left."""
        self.committed = True


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _attach(connection: Connection, files: dict[str, Path]) -> list[str]:
    for name, path in files.items():
        _driver(connection).execute(f"ATTACH DATABASE ? AS {name}", (str(path),))
    return list(files)


def open_shop(path: Path, *, create: bool) -> Shop:
    """Opens the shop at `path`, upgrading it when it is behind; with `create` a missing one is made.

    Raises UserError `shop.missing` and those of `db.engine.inspect`.
    """
    revision = inspect(path)
    if revision is None and not create:
        raise UserError("shop.missing", path=str(path))
    if revision != SCHEMA:
        from shopdesk.db import backup, upgrade

        if revision is not None:
            # What cannot be copied is not upgraded either: the one copy would be all there is.
            backup.make(path, backup.folder_of(path), "migration", datetime.now(UTC))
        make = upgrade.upgrade if path.exists() else upgrade.create
        with _trouble_of_files(path):
            make(path)
    return Shop(path)


@contextmanager
def new_shop(path: Path) -> Iterator[tuple[Shop, Callable[[], bool]]]:
    """A new shop to work in that is not at `path` yet, and what lets it appear there with all that was done in it.

    That gives False where somebody else made one meanwhile; a shop that is not placed is forgotten. Troubles are
    told of `path`. Raises UserError `shop.*`.
    """
    from shopdesk.db import upgrade

    with ExitStack() as stack:
        with _trouble_of_files(path):
            made = stack.enter_context(upgrade.beside(path))
            upgrade.upgrade(made)
        shop = Shop(made)

        def place() -> bool:
            shop.close()
            with _trouble_of_files(path):
                return upgrade.place(made, path)

        try:
            yield shop, place
        except UserError as error:
            if error.where.get("path") == str(made):
                raise UserError(error.code, **{**error.where, "path": str(path)}) from error
            raise
        finally:
            shop.close()


@contextmanager
def _trouble_of_files(path: Path) -> Iterator[None]:
    """What the disk refuses where a shop is made or upgraded. Raises UserError `shop.disk_full|readonly` and more."""
    try:
        with known_trouble(path):
            yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise UserError("shop.disk_full" if full else "shop.readonly", path=str(path)) from error
