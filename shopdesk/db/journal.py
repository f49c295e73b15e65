"""Undo and redo, read from the journal; and the history of a record."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, exists, insert, or_, select, text, update
from sqlalchemy.exc import IntegrityError

from shopdesk.db import search
from shopdesk.db.derived import DERIVED
from shopdesk.db.door import Door, chunks, decode, encode, table_of
from shopdesk.db.entries import COLUMNS as _COLUMNS
from shopdesk.db.entries import Entry, conflict, twin
from shopdesk.db.tables import Base, JournalChange, JournalEntry, JournalKept, JournalRange
from shopdesk.domain.changes import Changes
from shopdesk.domain.errors import UserError

_KEPT_TOGETHER = 500  # rows in one row of journal_kept
_TABLES = Base.metadata.tables
# Rows that only log what was done with a record (prints, moves of stock) go and come back with it, whichever entry
# wrote them.
_FOLLOWERS = {"packing_list": (("packing_print", "packing_list_id"),), "product": (("stock_move", "product_id"),)}


def undo(connection: Connection, door: Door, entry: Entry) -> Changes:
    """Takes back one entry whole. Raises UserError `undo.conflict` when a later change is in the way."""
    return _Reversal(connection, door, entry).undo()


def redo(connection: Connection, door: Door, entry: Entry) -> Changes:
    """Does an undone entry again, with the same numbers. Raises UserError `undo.conflict`."""
    return _Reversal(connection, door, entry).redo()


class _Reversal:
    def __init__(self, connection: Connection, door: Door, entry: Entry) -> None:
        self._connection = connection
        self._door = door
        self._entry = entry
        self._dirty: dict[str, set[int]] = {}

    def undo(self) -> Changes:
        self._begin()
        self._refuse_touched_creations()
        for (table_name, operation), changes in self._in_runs(newest_first=True):
            if operation == "update":
                self._put(table_name, [(change.row_id, change.after, change.before) for change in changes])
            else:
                self._restore(table_name, [change.before for change in changes])
        for table_name, first, last in self._ranges():
            self._take_away(table_name, first, last)
        return self._finish("undone")

    def redo(self) -> Changes:
        self._begin()
        for table_name in self._kept_tables():
            self._bring_back(table_name)
        for (table_name, operation), changes in self._in_runs(newest_first=False):
            if operation == "update":
                self._put(table_name, [(change.row_id, change.before, change.after) for change in changes])
            else:
                self._remove(table_name, [change.row_id for change in changes])
        self._connection.execute(delete(JournalKept).where(JournalKept.entry_id == self._entry.id))
        return self._finish("done")

    # -- steps ---------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        # Rows come and go in any order; what is left dangling makes the commit fail (`Shop.write(conflict=…)`).
        self._connection.execute(text("PRAGMA defer_foreign_keys=ON"))

    def _conflict(self, table_name: str, row_id: int) -> UserError:
        return conflict(self._connection, self._entry, table_name, row_id)

    def _refuse_touched_creations(self) -> None:
        """A row this entry made and somebody changed since must not vanish with that change."""
        later = JournalChange.__table__.alias("later")
        owner = JournalEntry.__table__.alias("owner")
        query = (
            select(later.c.table_name, later.c.row_id)
            .join(owner, owner.c.id == later.c.entry_id)
            .where(
                later.c.entry_id != self._entry.id,
                owner.c.state == "done",
                exists().where(
                    and_(
                        JournalRange.entry_id == self._entry.id,
                        JournalRange.table_name == later.c.table_name,
                        JournalRange.first_id <= later.c.row_id,
                        JournalRange.last_id >= later.c.row_id,
                    )
                ),
                later.c.entry_id > self._entry.id,
            )
            .limit(1)
        )
        row = self._connection.execute(query).first()
        if row is not None:
            raise self._conflict(row[0], row[1])

    def _in_runs(self, *, newest_first: bool) -> list[tuple[tuple[str, str], list[Any]]]:
        """Changes in order, neighbours of the same table and operation together, no row twice in one run."""
        order = JournalChange.id.desc() if newest_first else JournalChange.id
        query = select(JournalChange.__table__).where(JournalChange.entry_id == self._entry.id).order_by(order)
        runs: list[tuple[tuple[str, str], list[Any]]] = []
        rows: set[int] = set()
        for change in self._connection.execute(query):
            key = (change.table_name, change.operation)
            if not runs or runs[-1][0] != key or change.row_id in rows:
                runs.append((key, []))
                rows = set()
            runs[-1][1].append(change)
            rows.add(change.row_id)
        return runs

    def _ranges(self) -> list[tuple[str, int, int]]:
        query = (
            select(JournalRange.table_name, JournalRange.first_id, JournalRange.last_id)
            .where(JournalRange.entry_id == self._entry.id)
            .order_by(JournalRange.id)
        )
        return [(name, first, last) for name, first, last in self._connection.execute(query)]

    def _put(self, table_name: str, wanted: list[tuple[int, Mapping[str, Any], Mapping[str, Any]]]) -> None:
        """Sets cells back: (row id, cells as they must be now, cells to write)."""
        table = _TABLES[table_name]
        groups: dict[tuple[str, ...], list[tuple[int, Mapping[str, Any], Mapping[str, Any]]]] = {}
        for item in wanted:
            groups.setdefault(tuple(sorted(item[1])), []).append(item)
        for names, items in groups.items():
            self._expect(table, names, items)
            cells: dict[str, Any] = {name: bindparam(f"{name}_") for name in names}
            statement = update(table).where(table.c.id == bindparam("row_id_")).values(cells)
            self._connection.execute(
                statement,
                [
                    {"row_id_": row_id, **{f"{name}_": value for name, value in decode(table, write).items()}}
                    for row_id, _expect, write in items
                ],
            )
        self._mark(table_name, [row_id for row_id, _expect, _write in wanted])

    def _expect(
        self, table: Any, names: tuple[str, ...], items: list[tuple[int, Mapping[str, Any], Mapping[str, Any]]]
    ) -> None:
        """Refuses when a row is gone or one of its cells was changed since."""
        now: dict[int, Mapping[str, Any]] = {}
        for part in chunks([row_id for row_id, _expect, _write in items]):
            query = select(table.c.id, *(table.c[name] for name in names)).where(table.c.id.in_(part))
            now.update({row["id"]: row for row in self._connection.execute(query).mappings()})
        derived = DERIVED.get(table.name, frozenset())
        for row_id, expect, _write in items:
            row = now.get(row_id)
            if row is None or any(encode(row[name]) != value for name, value in expect.items() if name not in derived):
                raise self._conflict(table.name, row_id)

    def _restore(self, table_name: str, images: list[Mapping[str, Any]]) -> None:
        table = _TABLES[table_name]
        self._connection.execute(insert(table), [decode(table, image) for image in images])
        self._mark(table_name, [int(image["id"]) for image in images])

    def _kept_tables(self) -> list[str]:
        query = select(JournalKept.table_name).where(JournalKept.entry_id == self._entry.id).distinct()
        return list(self._connection.execute(query).scalars())

    def _take_away(self, table_name: str, first: int, last: int, by: str = "id") -> None:
        """Deletes created rows and keeps them, so that redo brings them back under the same ids and numbers.

        They are kept as the database holds them, many to a row of the journal: an import has a hundred thousand.
        """
        for follower, column in _FOLLOWERS.get(table_name, ()):
            self._take_away(follower, first, last, by=column)
        query = text(f"SELECT * FROM {table_name} WHERE {by} BETWEEN :first AND :last ORDER BY id")
        rows = self._connection.execute(query, {"first": first, "last": last})
        names = list(rows.keys())
        kept = [
            {
                "entry_id": self._entry.id,
                "table_name": table_name,
                "row_id": part[0][names.index("id")],
                "data": {"columns": names, "rows": [list(row) for row in part]},
            }
            for part in rows.partitions(_KEPT_TOGETHER)
        ]
        if not kept:
            return
        table = table_of(JournalKept)
        ids = self._door.next_numbers(table.name, len(kept))
        self._connection.execute(insert(table), [{**row, "id": row_id} for row, row_id in zip(kept, ids, strict=True)])
        if by == "id":  # what follows is not searched
            self._mark_owners(table_name, list(range(first, last + 1)))
        target = _TABLES[table_name]
        self._connection.execute(delete(target).where(target.c[by].between(first, last)))

    def _bring_back(self, table_name: str) -> None:
        kept = select(JournalKept.data).where(
            JournalKept.entry_id == self._entry.id, JournalKept.table_name == table_name
        )
        for data in self._connection.execute(kept.order_by(JournalKept.id)).scalars():
            names = data["columns"]
            fill = text(
                f"INSERT INTO {table_name} ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})"
            )
            rows = [dict(zip(names, row, strict=True)) for row in data["rows"]]
            try:
                self._connection.execute(fill, rows)
            except IntegrityError as error:
                same = twin(self._connection, _TABLES[table_name], rows)
                if same is None:
                    raise
                raise self._conflict(table_name, same) from error
            where = names.index("id")
            self._mark(table_name, [row[where] for row in data["rows"]])

    def _remove(self, table_name: str, ids: list[int]) -> None:
        table = _TABLES[table_name]
        self._mark_owners(table_name, ids)
        for part in chunks(ids):
            self._connection.execute(delete(table).where(table.c.id.in_(part)))

    def _mark_owners(self, table_name: str, ids: list[int]) -> None:
        """Owners of rows about to go are read while the rows still name them."""
        for kind, records in search.owners(self._connection, table_name, ids).items():
            self._dirty.setdefault(kind, set()).update(records)

    def _mark(self, table_name: str, ids: list[int]) -> None:
        self._dirty.setdefault(f"row:{table_name}", set()).update(ids)

    def _finish(self, state: str) -> Changes:
        search.refresh(self._connection, self._dirty)
        self._door.post_stock(self._dirty.get("row:product", ()))
        order = self._door.next_numbers("journal_undone", 1)[0] if state == "undone" else 0
        self._connection.execute(
            update(JournalEntry)
            .where(JournalEntry.id == self._entry.id)
            .values(state=state, undone_order=order, undone_at=self._door.at if state == "undone" else None)
        )
        return Changes(dict(self._entry.counts), self._entry.id)


def history(connection: Connection, rows: Mapping[str, list[int]], limit: int = 200) -> list[tuple[Entry, list[Any]]]:
    """The entries that touched any of the rows (`{table: ids}`), oldest first, with their changes."""
    touched: dict[int, list[Any]] = {}
    for table_name, ids in rows.items():
        for part in chunks(ids):
            change = JournalChange.__table__
            query = select(change).where(change.c.table_name == table_name, change.c.row_id.in_(part))
            for row in connection.execute(query):
                touched.setdefault(row.entry_id, []).append(row)
            made = select(JournalRange.entry_id).where(
                JournalRange.table_name == table_name,
                or_(*(and_(JournalRange.first_id <= row_id, JournalRange.last_id >= row_id) for row_id in part)),
            )
            for (entry_id,) in connection.execute(made):
                touched.setdefault(entry_id, [])
    if not touched:
        return []
    entries: list[Entry] = []
    for part in chunks(sorted(touched)):
        query = select(*_COLUMNS).where(JournalEntry.id.in_(part)).order_by(JournalEntry.id)
        entries += [Entry(*row) for row in connection.execute(query)]
    return [(entry, touched[entry.id]) for entry in entries[-limit:]]
