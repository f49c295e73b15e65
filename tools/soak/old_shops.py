"""Shops of earlier versions, and whether an upgrade kept all that is in them."""

import gzip
import sqlite3
from pathlib import Path

from shopdesk.db import backup
from shopdesk.db.engine import SCHEMA

_PACKED = Path(__file__).resolve().parents[2] / "tests" / "data" / "databases"
_DERIVED = ("search_", "sqlite_", "counter", "alembic_version")

Rows = dict[str, tuple[tuple[str, ...], list[tuple[object, ...]]]]


def packed() -> list[Path]:
    """One shop for each schema there was."""
    return sorted(path for path in _PACKED.glob("*.sqlite.gz") if path.name.split(".")[0] < SCHEMA)


def unpack(source: Path, shop: Path) -> None:
    """An old shop, ready to be opened."""
    shop.write_bytes(gzip.decompress(source.read_bytes()))


def rows(shop: Path, columns: Rows | None = None) -> Rows:
    """All rows by table, with the columns they have now or had in `columns`; what only indexes others is left out."""
    connection = sqlite3.connect(shop)
    try:
        if columns is None:
            names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            wanted = {name: _columns(connection, name) for name in names if not name.startswith(_DERIVED)}
        else:
            wanted = {name: kept for name, (kept, _rows) in columns.items()}
        return {
            name: (kept, sorted(connection.execute(f"SELECT {', '.join(kept)} FROM {name}").fetchall(), key=repr))
            for name, kept in wanted.items()
        }
    finally:
        connection.close()


def _columns(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    return tuple(row[1] for row in connection.execute(f"PRAGMA table_info({table})"))


def differences(shop: Path, before: Rows, when: str) -> list[str]:
    """Tables whose rows are not what they were; a new schema without the backup from before it is one as well."""
    now = rows(shop, before)
    wrong = [f"{when}: rows of {name} differ" for name in before if now[name] != before[name]]
    connection = sqlite3.connect(shop)
    try:
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            wrong.append(f"{when}: rows refer to nothing")
    finally:
        connection.close()
    if revision == SCHEMA:
        made = [item for item in backup.listed(backup.folder_of(shop)) if item.kind == "migration"]
        if not made or any(backup.verify(item.path) for item in made):
            wrong.append(f"{when}: no backup from before it")
        wrong += [f"{when}: the backup differs in {name}" for item in made for name in before
                  if rows(item.path, before)[name] != before[name]]  # fmt: skip
    return wrong
