"""A file beside the shop in which an import lays out its new rows without holding the shop's write lock.

Each staged table has the name and columns of the shop's table it will go into; values are as SQLite stores them.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, Table, TableClause, column, func, select, table, text

from shopdesk.db.door import Door, Model, table_of

SCHEMA = "staging"
_JSON = json.JSONEncoder()
_EMPTY: dict[type, str] = {dict: "{}", list: "[]"}
_PART = 500  # rows written at a time
_MOVED = 5_000  # rows moved into the shop by one statement
_NEXT_SEARCH_ROWS = text(f"SELECT id FROM {SCHEMA}.search_row WHERE id > :last ORDER BY id LIMIT 500")
_MOVE_SEARCH_ROWS = tuple(
    text(f"INSERT INTO {into} FROM {SCHEMA}.search_row WHERE id > :last AND id <= :end ORDER BY id")
    for into in ("search_text(id, text) SELECT id, text", "search_gram(rowid, grams) SELECT id, grams")
)


class Staging:
    """Writes staged rows. Close before attaching."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=OFF")
        self._connection.execute("PRAGMA synchronous=OFF")
        self._connection.execute("BEGIN")
        self._connection.execute("CREATE TABLE search_row (id INTEGER PRIMARY KEY, text, grams)")
        self.ids: dict[str, range] = {}

    def rows(self, model: Model, ids: range, rows: Iterable[Mapping[str, Any]]) -> Iterator[int]:
        """Stages rows for a table; columns a row leaves out take the table's default. Yields how many more are done."""
        target = table_of(model)
        names = [item.name for item in target.columns]
        defaults = _defaults(target)
        dumps = [name for name in names if target.c[name].type.__class__.__name__ == "JSON"]
        self._create(target.name, names)
        self.ids[target.name] = ids
        fill = f"INSERT INTO {target.name} VALUES ({','.join('?' * len(names))})"
        ordered = itemgetter(*names)
        part: list[tuple[Any, ...]] = []
        for row_id, row in zip(ids, rows, strict=True):
            cells = {**defaults, **row}
            cells["id"] = row_id
            for name in dumps:
                value = cells[name]
                if value is not None and not isinstance(value, str):
                    cells[name] = _JSON.encode(value) if value else _EMPTY[type(value)]
            part.append(ordered(cells))
            if len(part) >= _PART:
                self._connection.executemany(fill, part)
                yield len(part)
                part = []
        self._connection.executemany(fill, part)
        yield len(part)

    def search(self, texts: Iterable[tuple[int, str, str]]) -> None:
        """Stages search rows: (index row, folded text, grams)."""
        self._connection.executemany("INSERT INTO search_row VALUES (?, ?, ?)", texts)

    def close(self) -> None:
        """Ends staging; the file may be attached now."""
        if self._connection.in_transaction:
            self._connection.execute("COMMIT")
        self._connection.close()

    def _create(self, name: str, columns: Sequence[str]) -> None:
        self._connection.execute(f"CREATE TABLE {name} ({', '.join(_typed(item) for item in columns)})")


def apply(
    connection: Connection,
    door: Door,
    models: Sequence[Model],
    ids: Mapping[str, range],
    tick: Callable[[int, int], None],
) -> None:
    """Moves every staged row into the shop by few statements, and their search rows along.

    `tick` hears between two of them how many rows are in and how many there are.
    """
    rows = table("search_row", column("id"), column("text"), column("grams"), schema=SCHEMA)
    searched = connection.execute(select(func.count()).select_from(rows)).scalar_one()
    done, total = 0, sum(map(len, ids.values())) + searched

    def parts(staged: TableClause, wanted: range) -> Iterator[Select[Any]]:
        nonlocal done
        for start in range(0, len(wanted), _MOVED):
            part = wanted[start : start + _MOVED]
            yield select(*staged.c).where(staged.c.id.between(part[0], part[-1])).order_by(staged.c.id)
            done += len(part)
            tick(done, total)

    for model in models:
        target = table_of(model)
        if ids.get(target.name):
            names = [item.name for item in target.columns]
            staged = table(target.name, *(column(name) for name in names), schema=SCHEMA)
            door.insert_from(model, names, parts(staged, ids[target.name]), ids[target.name])
    last = -1
    while ends := connection.execute(_NEXT_SEARCH_ROWS, {"last": last}).scalars().all():
        for statement in _MOVE_SEARCH_ROWS:
            connection.execute(statement, {"last": last, "end": ends[-1]})
        last = ends[-1]
        done += len(ends)
        tick(done, total)


def _typed(name: str) -> str:
    return "id INTEGER PRIMARY KEY" if name == "id" else name


def _defaults(target: Table) -> dict[str, Any]:
    """Python-side defaults of a table's columns, for rows that go in by plain SQL."""
    out: dict[str, Any] = {}
    for item in target.columns:
        default = item.default
        if default is None:
            out[item.name] = None
        elif getattr(default, "is_callable", False):
            out[item.name] = default.arg(None)  # type: ignore[attr-defined]
        else:
            out[item.name] = default.arg  # type: ignore[attr-defined]
    return out
