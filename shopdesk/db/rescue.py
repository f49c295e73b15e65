"""Copies what can still be read of a damaged shop into a new one, row by row; the damaged file is only read.

First through SQLite, around what it cannot read; then from the bare pages (`leaves`), where the way to them is lost.
Parents come before children; a row whose parent is gone loses the reference or, where it cannot be without, itself.
"""

import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Integer, Table

from shopdesk.db import upgrade
from shopdesk.db.engine import APPLICATION_ID, SCHEMA
from shopdesk.db.leaves import Pages
from shopdesk.db.tables import metadata
from shopdesk.db.tables.base import Instant
from shopdesk.domain.errors import UserError

Report = Callable[[int, int], None]
_MAGIC = b"SQLite format 3\x00"
_STEP = 1_000  # row ids in one question
_MOST_ROWS = 50_000_000  # a last row id beyond this is garbage
_UNFIT = 3  # cells that may be beyond reading before a row is taken for garbage
_NUMBER = re.compile(r"[A-Z]{2}-\d{4}-\d{6,}")  # what people call a record
_ANEW = ("search_text",)  # made again from the records
_DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError, OverflowError)


@dataclass
class Salvage:
    """What came through. `rows` by table; `unreadable`: row ids that were there and could not be read."""

    rows: dict[str, int] = field(default_factory=dict)
    unreadable: int = 0
    dropped: int = 0  # rows whose parent is gone


def rescue(damaged: Path, target: Path, donors: Sequence[Path], report: Report = lambda _done, _all: None) -> Salvage:
    """Makes a new shop at `target` from what is readable of `damaged`. `donors`: whole backups, the newest first.

    `report` hears tables done and in all and may raise Cancelled; then and on failure nothing stays at `target`.
    The search index and what is derived are the caller's. Raises UserError `shop.beyond_rescue`, OSError.
    """
    try:
        upgrade.create(target)
        with TemporaryDirectory(prefix=".shopdesk-rescue-", dir=target.parent) as folder:
            work = Path(folder) / "work"
            shutil.copyfile(damaged, work)
            for log in ("-wal", "-journal"):
                if Path(f"{damaged}{log}").exists():
                    shutil.copyfile(f"{damaged}{log}", f"{work}{log}")
            _mend_beginning(work, [*donors, target])
            with closing(_connect(work)) as source, closing(_connect(target)) as into:
                return _Rescue(source, into, work, report).run()
    except BaseException:
        for part in ("", "-wal", "-shm", "-journal"):
            Path(f"{target}{part}").unlink(missing_ok=True)
        raise


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    return connection


def _mend_beginning(work: Path, donors: Sequence[Path]) -> None:
    """The first page says how to read all others; a backup of the same shop has the same one.

    Raises UserError `shop.beyond_rescue` when none fits.
    """
    if _tables_of(work):
        return
    original = work.with_name("original")
    shutil.copyfile(work, original)
    for donor in donors:
        for whole_schema in (False, True):
            shutil.copyfile(original, work)
            try:
                _take_pages(work, donor, whole_schema)
            except (OSError, ValueError, IndexError):
                continue
            if _tables_of(work):
                return
    raise UserError("shop.beyond_rescue", path=str(work))


def _take_pages(work: Path, donor: Path, whole_schema: bool) -> None:
    """The 100 bytes of the header from a donor, or every page of its list of tables."""
    with closing(Pages(donor)) as pages, work.open("r+b") as file:
        content = {number: pages.page(number) for number in (pages.tree(1) if whole_schema else [1])}
        for number, page in content.items():
            file.seek((number - 1) * pages.size)
            file.write(page if whole_schema else page[:100])
        size = file.seek(0, 2) // pages.size
        file.seek(24)
        counter = file.read(4)
        file.seek(28)
        file.write(size.to_bytes(4, "big"))
        file.seek(92)
        file.write(counter)


def _tables_of(path: Path) -> set[str]:
    """The shop's tables that the file lists; none when it cannot be opened or is no shop of ours."""
    try:
        with closing(_connect(path)) as connection:
            connection.execute("PRAGMA writable_schema=ON")  # goes on past a damaged entry
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                return set()
            names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except _DAMAGE:
        return set()
    return names & set(metadata.tables) if version and str(version[0]) <= SCHEMA else set()


class _Rescue:
    """One run: source and target are open."""

    def __init__(self, source: sqlite3.Connection, into: sqlite3.Connection, work: Path, report: Report) -> None:
        self._source = source
        self._into = into
        self._work = work
        self._report = report
        self._found = Salvage()
        self._holes: dict[str, set[int]] = {}
        self._guessed: set[str] = set()  # tables of which nobody knows how many rows they had

    def run(self) -> Salvage:
        self._source.execute("PRAGMA writable_schema=ON")
        self._into.execute("PRAGMA foreign_keys=OFF")
        self._into.execute("PRAGMA synchronous=OFF")
        tables = [table for table in metadata.sorted_tables if table.name not in _ANEW]
        counters = self._counters()
        self._into.execute("BEGIN")
        for done, table in enumerate(tables):
            self._report(done, len(tables) + 1)
            self._copy(table, counters)
        if self._holes:
            self._from_pages(tables)
        self._report(len(tables), len(tables) + 1)
        for table in tables:
            self._mend_references(table)
        self._mend_counters(tables)
        self._into.execute("UPDATE journal_entry SET schema = 'rescued'")  # undone no more, still to be read
        for table in tables:
            self._found.rows[table.name] = self._into.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]
        self._into.execute("COMMIT")
        self._into.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self._found.unreadable = sum(len(holes) for name, holes in self._holes.items() if name not in self._guessed)
        return self._found

    # Through SQLite

    def _counters(self) -> dict[str, int]:
        try:
            rows = self._source.execute("SELECT name, last FROM counter").fetchall()
        except _DAMAGE:
            return {}
        return {str(name): last for name, last in rows if isinstance(last, int)}

    def _copy(self, table: Table, counters: dict[str, int]) -> None:
        try:
            there = {row[1] for row in self._source.execute(f"PRAGMA table_info({table.name})")}
        except _DAMAGE:
            return
        columns = [column for column in table.columns if column.name in there]
        if not columns:
            return
        last = self._last(table.name, counters.get(table.name, 0))
        for start in range(1, last + 1, _STEP):
            for rows in self._read(table, columns, start, min(start + _STEP - 1, last)):
                self._insert(table, columns, rows)

    def _last(self, name: str, counter: int) -> int:
        try:
            found = self._source.execute(f"SELECT max(rowid) FROM {name}").fetchone()[0] or 0
        except _DAMAGE:
            self._holes.setdefault(name, set())
            if not counter:
                self._guessed.add(name)
            return min(counter, _MOST_ROWS) or 10 * _STEP
        return min(found, counter or found, _MOST_ROWS) if name != "counter" else int(found)

    def _read(self, table: Table, columns: Sequence[Column[Any]], first: int, last: int) -> Iterator[list[Any]]:
        """Rows of a stretch of ids; where they cannot be read, of each half."""
        names = ", ".join(f'"{column.name}"' for column in columns)
        try:
            query = f"SELECT {names} FROM {table.name} WHERE rowid BETWEEN ? AND ?"
            yield self._source.execute(query, (first, last)).fetchall()
        except _DAMAGE:
            self._report(0, 0)
            if first == last:
                self._holes.setdefault(table.name, set()).add(first)
                return
            middle = (first + last) // 2
            yield from self._read(table, columns, first, middle)
            yield from self._read(table, columns, middle + 1, last)

    def _insert(self, table: Table, columns: Sequence[Column[Any]], rows: Iterable[Sequence[Any]]) -> None:
        mended = (_fitting(columns, row) for row in rows)
        names = ", ".join(f'"{column.name}"' for column in columns)
        self._into.executemany(
            f"INSERT OR IGNORE INTO {table.name} ({names}) VALUES ({', '.join('?' * len(columns))})",
            [row for row in mended if row is not None],
        )

    # From the bare pages

    def _from_pages(self, tables: Sequence[Table]) -> None:
        """Rows on whole pages that no table leads to any more, told apart by what their cells are."""
        try:
            self._source.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except _DAMAGE:
            pass
        lost = [table for table in tables if table.name in self._holes and table.name != "counter"]
        shapes = {table.name: self._columns_in_file(table) for table in lost}
        missing = set().union(*(self._holes[table.name] for table in lost))
        unknown = any(table.name in self._guessed for table in lost)
        with closing(Pages(self._work)) as pages:
            for number in range(1, pages.count + 1):
                if number % _STEP == 0:
                    self._report(0, 0)
                for row_id, cells in pages.rows(number, lambda row_id: unknown or row_id in missing):
                    self._place(row_id, cells, lost, shapes)

    def _columns_in_file(self, table: Table) -> list[Column[Any] | None]:
        try:
            names = [row[1] for row in self._source.execute(f"PRAGMA table_info({table.name})")]
        except _DAMAGE:
            names = []
        return [table.columns.get(name) for name in names] or list(table.columns)

    def _place(
        self, row_id: int, cells: list[Any], lost: Sequence[Table], shapes: dict[str, list[Column[Any] | None]]
    ) -> None:
        for table in lost:
            shape = shapes[table.name]
            known_to_be_there = row_id not in self._holes[table.name] and table.name not in self._guessed
            if known_to_be_there or len(cells) != len(shape):
                continue
            pairs = [(column, cell) for column, cell in zip(shape, cells, strict=True) if column is not None]
            row = [row_id if column.primary_key else cell for column, cell in pairs]
            columns = [column for column, _cell in pairs]
            if not all(_fits(column, value) for column, value in zip(columns, row, strict=True)):
                continue
            before = self._into.total_changes
            self._insert(table, columns, [row])
            if self._into.total_changes > before:
                self._holes[table.name].discard(row_id)
            return

    # Afterwards

    def _mend_references(self, table: Table) -> None:
        for column in table.columns:
            for key in column.foreign_keys:
                parent = key.column.table.name
                gone = f'"{column.name}" IS NOT NULL AND "{column.name}" NOT IN (SELECT id FROM {parent})'
                if column.nullable:
                    self._into.execute(f'UPDATE {table.name} SET "{column.name}" = NULL WHERE {gone}')
                else:
                    self._found.dropped += self._into.execute(f"DELETE FROM {table.name} WHERE {gone}").rowcount
        if table.name in ("message", "attachment"):  # what belongs to no record would never be seen again
            owners = [column.name for column in table.columns if column.foreign_keys]
            orphaned = " AND ".join(f"{name} IS NULL" for name in owners)
            self._found.dropped += self._into.execute(f"DELETE FROM {table.name} WHERE {orphaned}").rowcount

    def _mend_counters(self, tables: Sequence[Table]) -> None:
        """Numbers that were given out must not be given out again."""
        lasts: dict[str, int] = {}
        for table in tables:
            if "id" in table.columns:
                lasts[table.name] = self._into.execute(f"SELECT coalesce(max(id), 0) FROM {table.name}").fetchone()[0]
            if "number" in table.columns:
                for (number,) in self._into.execute(f"SELECT number FROM {table.name}"):
                    prefix, _dash, count = str(number).rpartition("-")
                    if prefix and count.isdecimal():
                        lasts[prefix] = max(lasts.get(prefix, 0), int(count))
        self._into.executemany(
            "INSERT INTO counter (name, last) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last)",
            [(name, last) for name, last in lasts.items() if last],
        )


def _fitting(columns: Sequence[Column[Any]], row: Sequence[Any]) -> list[Any] | None:
    """A row with cells of garbage emptied; None when it cannot be without them, or when there are too many."""
    made: list[Any] = []
    unfit = 0
    for column, value in zip(columns, row, strict=True):
        if _fits(column, value):
            made.append(value)
            continue
        unfit += 1
        scalar = column.default is not None and column.default.is_scalar
        default = getattr(column.default, "arg", None) if scalar else None
        if column.primary_key or unfit > _UNFIT or (default is None and not column.nullable):
            return None
        made.append(default)
    return made


def _fits(column: Column[Any], value: Any) -> bool:
    if value is None:
        return bool(column.nullable)
    kind = column.type
    if isinstance(kind, Boolean):
        return value in (0, 1)
    if isinstance(kind, Integer):
        return isinstance(value, int)
    if not isinstance(value, str):
        return False
    if column.name == "number":
        return _NUMBER.fullmatch(value) is not None
    try:
        if isinstance(kind, Instant):
            datetime.fromisoformat(value)
        elif isinstance(kind, Date):
            date.fromisoformat(value)
        elif isinstance(kind, JSON):
            json.loads(value)
    except ValueError:
        return False
    return True
