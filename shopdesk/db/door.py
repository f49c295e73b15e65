"""The one write door: every insert, update and delete of business rows goes through here.

It gives out row ids, takes the journal's before and after images, and keeps the search index. A test forbids other
writes. Rows created are journalled as id ranges, rows changed by their changed cells, rows deleted whole.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from shopdesk.db import ledger, search
from shopdesk.db.derived import DERIVED
from shopdesk.db.engine import SCHEMA
from shopdesk.db.tables import Counter, JournalChange, JournalEntry, JournalRange
from shopdesk.db.tables.base import Base, Instant, instant_text
from shopdesk.domain.changes import Changes

Row = Mapping[str, Any]
Item = TypeVar("Item")
Model = type[Base]
_CHUNK = 500  # ids in one IN (…): below SQLite's limit of variables on old builds


def table_of(model: Model) -> Table:
    """The Core table of a declarative class."""
    table = model.__table__
    assert isinstance(table, Table)
    return table


class Door:
    """Writes of one unit of work. Nothing is journalled when nothing was changed."""

    def __init__(self, connection: Connection, action: str, staff: str, at: datetime, undoable: bool) -> None:
        self._connection = connection
        self._action = action
        self._staff = staff
        self.at = at
        self._undoable = undoable
        self._entry_id: int | None = None
        self._dirty: dict[str, set[int]] = defaultdict(set)
        self._touched: dict[str, set[int]] = defaultdict(set)  # table → row ids, for counts
        self._bulk: dict[str, range] = {}  # table → ids of rows that came all at once: too many for a set
        self.subject = ""

    # -- numbers -------------------------------------------------------------------------------------------------

    def next_numbers(self, name: str, count: int) -> range:
        """`count` numbers of a counter that were never given out before."""
        statement = upsert(table_of(Counter)).values(name=name, last=count)
        statement = statement.on_conflict_do_update(index_elements=["name"], set_={"last": Counter.last + count})
        last = self._connection.execute(statement.returning(Counter.last)).scalar_one()
        return range(last - count + 1, last + 1)

    def number(self, prefix: str, year: int) -> str:
        """The next number people see, `SO-2026-000123`; never reused, also not after undo."""
        return self.numbers(prefix, year, 1)[0]

    def numbers(self, prefix: str, year: int, count: int) -> list[str]:
        """The next `count` numbers people see, in order."""
        return [f"{prefix}-{year}-{number:06d}" for number in self.next_numbers(f"{prefix}-{year}", count)]

    # -- writes --------------------------------------------------------------------------------------------------

    def insert(self, model: Model, rows: Sequence[Row]) -> range:
        """Inserts rows and returns their ids, in order."""
        if not rows:
            return range(0)
        table = table_of(model)
        ids = self.next_numbers(table.name, len(rows))
        self._connection.execute(insert(table), [{**row, "id": row_id} for row, row_id in zip(rows, ids, strict=True)])
        self._created(table.name, ids)
        self._mark(table.name, ids)
        return ids

    def insert_one(self, model: Model, **values: Any) -> int:
        """Inserts one row and returns its id."""
        return self.insert(model, [values])[0]

    def insert_from(self, model: Model, columns: Sequence[str], sources: Iterable[Select[Any]], ids: range) -> None:
        """Inserts the rows of queries that yield `columns`, `id` (all of `ids` together) among them.

        Once a table in one unit; the search rows are the caller's.
        """
        if not ids:
            return
        table = table_of(model)
        for source in sources:
            self._connection.execute(insert(table).from_select(list(columns), source))
        self._journal_range(table.name, ids)
        self._bulk[table.name] = ids

    def insert_keyed(self, model: Model, rows: Sequence[Row]) -> None:
        """Inserts rows that bring their own id (a table that shares its owner's)."""
        if not rows:
            return
        table = table_of(model)
        self._connection.execute(insert(table), list(rows))
        for first, last in _ranges(sorted(int(row["id"]) for row in rows)):
            self._created(table.name, range(first, last + 1))

    def update(self, model: Model, changes: Mapping[int, Row]) -> int:
        """Sets cells by row id; cells that are already so are left alone. Returns the number of rows changed."""
        table = table_of(model)
        names = sorted({name for values in changes.values() for name in values})
        journal: list[dict[str, Any]] = []
        groups: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for current in self._rows(table, list(changes), names):
            row_id = current["id"]
            wanted = {k: v for k, v in changes[row_id].items() if not _same(current[k], v)}
            if not wanted:
                continue
            journal.append(
                {
                    "table_name": table.name,
                    "row_id": row_id,
                    "operation": "update",
                    "before": {k: encode(current[k]) for k in wanted},
                    "after": {k: encode(v) for k, v in wanted.items()},
                }
            )
            groups[tuple(sorted(wanted))].append({"row_id_": row_id, **{f"{k}_": v for k, v in wanted.items()}})
        for columns, parameters in groups.items():
            statement = update(table).where(table.c.id == bindparam("row_id_"))
            self._connection.execute(statement.values({name: bindparam(f"{name}_") for name in columns}), parameters)
        self._journal(journal)
        searched = search.SEARCHED.get(table.name, frozenset())
        self._mark(table.name, [item["row_id"] for item in journal if searched & item["after"].keys()])
        return len(journal)

    def derive(self, model: Model, changes: Mapping[int, Row]) -> None:
        """Sets cells of `derived.DERIVED` by row id, without the journal: nobody did it, and nobody undoes it."""
        table = table_of(model)
        known = DERIVED[table.name]
        groups: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for row_id, values in changes.items():
            if values.keys() - known:
                raise ValueError(f"not derived: {', '.join(sorted(values.keys() - known))}")
            groups[tuple(sorted(values))].append({"row_id_": row_id, **{f"{k}_": v for k, v in values.items()}})
        for columns, parameters in groups.items():
            statement = update(table).where(table.c.id == bindparam("row_id_"))
            self._connection.execute(statement.values({name: bindparam(f"{name}_") for name in columns}), parameters)
        self._touched[table.name].update(changes)

    def set(self, model: Model, row_id: int, **values: Any) -> bool:
        """Sets cells of one row; False when they were so already."""
        return self.update(model, {row_id: values}) == 1

    def delete(self, model: Model, ids: Iterable[int]) -> int:
        """Deletes rows, keeping them whole in the journal. Rows that others refer to cannot be deleted."""
        table = table_of(model)
        rows = list(self._rows(table, sorted(set(ids)), [column.name for column in table.columns]))
        if not rows:
            return 0
        self._journal(
            [
                {
                    "table_name": table.name,
                    "row_id": row["id"],
                    "operation": "delete",
                    "before": {k: encode(v) for k, v in row.items()},
                    "after": None,
                }
                for row in rows
            ]
        )
        gone = [row["id"] for row in rows]
        self._mark(table.name, gone, also_owner=True)
        for part in chunks(gone):
            self._connection.execute(delete(table).where(table.c.id.in_(part)))
        return len(gone)

    # -- the end -------------------------------------------------------------------------------------------------

    @property
    def changes(self) -> Changes:
        """What this unit changed so far, by kind of record."""
        counts = {name: len(ids) for name, ids in self._bulk.items()}
        for name, touched in self._touched.items():
            bulk = self._bulk.get(name, range(0))
            counts[name] = len(bulk) + sum(row_id not in bulk for row_id in touched)
        return Changes.of(counts, self._entry_id)

    def finish(self) -> None:
        """Brings the search index up to date and closes the journal entry."""
        search.refresh(self._connection, self._dirty)
        self.post_stock({*self._touched.get("product", ()), *self._bulk.get("product", ())})
        if self._entry_id is not None:
            entry = table_of(JournalEntry)
            self._connection.execute(
                update(entry)
                .where(entry.c.id == self._entry_id)
                .values(counts=dict(self.changes.counts), subject=self.subject)
            )

    def post_stock(self, product_ids: Iterable[int]) -> None:
        """Brings the stock ledger up to date for these products."""
        if product_ids:
            ledger.post(
                self._connection, product_ids, cause=self._action, staff=self._staff, at=self.at,
                next_numbers=self.next_numbers,
            )  # fmt: skip

    # -- inside --------------------------------------------------------------------------------------------------

    def _rows(self, table: Table, ids: Sequence[int], names: Sequence[str]) -> Iterable[dict[str, Any]]:
        columns = [table.c.id, *(table.c[name] for name in names if name != "id")]
        for part in chunks(ids):
            for row in self._connection.execute(select(*columns).where(table.c.id.in_(part))).mappings():
                yield dict(row)

    def entry(self) -> int:
        """The id of this unit's journal entry, made at the first write.

        What this person undid before is gone for good.
        """
        if self._entry_id is None:
            entry = table_of(JournalEntry)
            self._connection.execute(
                update(entry).where(entry.c.staff == self._staff, entry.c.state == "undone").values(state="discarded")
            )
            self._entry_id = self.next_numbers(entry.name, 1)[0]
            self._connection.execute(
                insert(entry).values(
                    id=self._entry_id,
                    action=self._action,
                    staff=self._staff,
                    at=self.at,
                    undoable=self._undoable,
                    schema=SCHEMA,
                )
            )
        return self._entry_id

    def _created(self, table_name: str, ids: range) -> None:
        self._journal_range(table_name, ids)
        self._touched[table_name].update(ids)

    def _journal_range(self, table_name: str, ids: range) -> None:
        journal = table_of(JournalRange)
        self._connection.execute(
            insert(journal).values(
                id=self.next_numbers(journal.name, 1)[0],
                entry_id=self.entry(),
                table_name=table_name,
                first_id=ids[0],
                last_id=ids[-1],
            )
        )

    def _journal(self, changes: list[dict[str, Any]]) -> None:
        if not changes:
            return
        journal = table_of(JournalChange)
        ids = self.next_numbers(journal.name, len(changes))
        entry = self.entry()
        self._connection.execute(
            insert(journal),
            [{**change, "id": row_id, "entry_id": entry} for change, row_id in zip(changes, ids, strict=True)],
        )
        for change in changes:
            self._touched[change["table_name"]].add(change["row_id"])

    def _mark(self, table_name: str, ids: Iterable[int], *, also_owner: bool = False) -> None:
        """Remembers rows whose records need their search text anew; owners of rows about to go are read now."""
        if also_owner:
            for kind, records in search.owners(self._connection, table_name, ids).items():
                self._dirty[kind].update(records)
        else:
            self._dirty[f"row:{table_name}"].update(ids)


def encode(value: Any) -> Any:
    """A cell as JSON holds it."""
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def decode(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """Cells from a journal image, as their columns take them."""
    out: dict[str, Any] = {}
    for name, value in values.items():
        kind = table.c[name].type
        if value is not None and isinstance(value, str):
            if isinstance(kind, Instant):
                value = datetime.fromisoformat(value)
            elif kind.python_type is date:
                value = date.fromisoformat(value)
        out[name] = value
    return out


def chunks(ids: Sequence[Item]) -> Iterable[Sequence[Item]]:
    """`ids` (or handles, numbers) in parts small enough for one IN (…)."""
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]


def count(connection: Connection, model: Model) -> int:
    """How many rows a table has."""
    return int(connection.execute(select(func.count()).select_from(table_of(model))).scalar_one())


def _same(current: Any, wanted: Any) -> bool:
    return bool(encode(current) == encode(wanted))


def _ranges(ids: Sequence[int]) -> Iterable[tuple[int, int]]:
    first = last = ids[0]
    for row_id in ids[1:]:
        if row_id != last + 1:
            yield first, last
            first = row_id
        last = row_id
    yield first, last
