"""Small real sources for the tests of tables: a list in memory, and a table in a SQLite file."""

import sqlite3
import threading
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shopdesk.ui.tables.columns import Column
from shopdesk.ui.tables.query import TableQuery
from shopdesk.ui.tasks import Interrupted


@dataclass(frozen=True, slots=True)
class Row:
    """A plainly fictional order."""

    id: int
    number: str
    buyer: str
    total: int


COLUMNS = (
    Column("number", "Number", lambda row: row.number, sort="number"),
    Column("buyer", "Buyer", lambda row: row.buyer, sort="buyer", stretch=True),
    Column(
        "total",
        "Total",
        lambda row: f"¥{row.total / 100:,.2f}",
        align="right",
        sort="total",
        plain=lambda row: f"{row.total / 100:.2f}",
        amount=lambda row: (row.total, "CNY"),
        dot=lambda row: "ok" if row.id % 2 else "waiting",
    ),
)


class ListSource:
    """`count` rows made when asked for; `hidden` ids have left the list, `gone` ids cannot be read."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.hidden: set[int] = set()
        self.gone: set[int] = set()
        self.rows_read = 0

    def _row(self, identity: int) -> Row:
        return Row(identity, f"SO-2026-{identity:06}", f"Buyer {identity % 7}", 100 * identity)

    def _all(self, query: TableQuery) -> array:
        order = range(self.count, 0, -1) if query.descending else range(1, self.count + 1)
        text = query.text
        return array("q", (n for n in order if n not in self.hidden and text in f"{n:06}"))

    def first(self, query: TableQuery, limit: int) -> tuple[Sequence[Row], Sequence[int] | None]:
        return [self._row(n) for n in self._all(query)[:limit]], None

    def ids(self, query: TableQuery, interrupted: Interrupted) -> Sequence[int]:
        return self._all(query)

    def rows(self, ids: Sequence[int]) -> Sequence[Row]:
        self.rows_read += len(ids)
        return [self._row(n) for n in ids if n not in self.gone]


class FileSource:
    """Rows of a SQLite file, one connection per thread."""

    def __init__(self, path: Path, count: int) -> None:
        self.path = path
        self._here = threading.local()
        with sqlite3.connect(path) as connection:
            connection.execute("create table orders (id integer primary key, number text, buyer text, total int)")
            connection.executemany(
                "insert into orders values (?, ?, ?, ?)",
                ((n, f"SO-2026-{n:06}", f"Buyer {n % 7}", 100 * n) for n in range(1, count + 1)),
            )
        connection.close()
        self._open: list[sqlite3.Connection] = []

    def _connection(self) -> sqlite3.Connection:
        found = getattr(self._here, "connection", None)
        if found is None:
            found = self._here.connection = sqlite3.connect(self.path, check_same_thread=False)
            self._open.append(found)
        return found

    def execute(self, sql: str, *values: Any) -> None:
        """Change the file."""
        with self._connection() as connection:
            connection.execute(sql, values)

    def close(self) -> None:
        """Close every thread's connection."""
        for connection in self._open:
            connection.close()

    def _select(self, what: str, query: TableQuery) -> tuple[str, tuple[str, ...]]:
        order = f"{query.sort or 'id'} {'desc' if query.descending else 'asc'}, id"
        return f"select {what} from orders where number like ? order by {order}", (f"%{query.text}%",)

    def first(self, query: TableQuery, limit: int) -> tuple[Sequence[Row], Sequence[int] | None]:
        sql, values = self._select("*", query)
        found = self._connection().execute(f"{sql} limit {limit}", values).fetchall()
        return [Row(*cells) for cells in found], None

    def ids(self, query: TableQuery, interrupted: Interrupted) -> Sequence[int]:
        connection = self._connection()
        interrupted.stop_with(connection.interrupt)
        sql, values = self._select("id", query)
        return array("q", (identity for (identity,) in connection.execute(sql, values)))

    def rows(self, ids: Sequence[int]) -> Sequence[Row]:
        marks = ",".join("?" * len(ids))
        found = self._connection().execute(f"select * from orders where id in ({marks})", list(ids)).fetchall()
        return [Row(*cells) for cells in found]
