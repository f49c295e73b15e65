"""The search index: one folded text per record and an FTS5 table of its grams (`domain.text`).

The FTS table keeps no text of its own (contentless, `detail=none`, no sizes): a record's old grams are made again
from `search_text` when they have to go. Its row id is `record id * 16 + kind`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    Table,
    column,
    delete,
    func,
    insert,
    literal_column,
    select,
    table,
    text,
)

from shopdesk.db.folding import folded
from shopdesk.db.search_sources import KINDS, SEARCHED, SOURCES, owners, phone_shown
from shopdesk.db.tables import SearchText
from shopdesk.domain.text import contains, index_grams, query_grams

SLOTS = 16
GRAM_TABLE = (
    "CREATE VIRTUAL TABLE search_gram USING fts5(grams, content='', detail=none, columnsize=0, tokenize='ascii')"
)
_GRAMS = table("search_gram", column("rowid"), column("grams"))
_TEXTS: Table = SearchText.__table__  # type: ignore[assignment]
_PART = 500

__all__ = [
    "GRAM_TABLE",
    "SEARCHED",
    "SLOTS",
    "add",
    "candidates",
    "hits",
    "matching",
    "owners",
    "rebuild",
    "refresh",
    "row_id",
]


def row_id(kind: str, record_id: int) -> int:
    """The index row of a record."""
    return record_id * SLOTS + KINDS[kind]


def document(fields: Iterable[tuple[str, str]]) -> str:
    """The folded text of a record's fields."""
    return folded(" ".join(value for _name, value in fields))


def refresh(connection: Connection, dirty: Mapping[str, set[int]]) -> None:
    """Brings the index up to date with changed rows (`row:<table>`) and records (`<kind>`)."""
    records: dict[str, set[int]] = defaultdict(set)
    for key, ids in dirty.items():
        if key.startswith("row:"):
            for kind, found in owners(connection, key[4:], ids).items():
                records[kind].update(found)
        else:
            records[key].update(ids)
    for kind, ids in records.items():
        ordered = sorted(ids)
        for start in range(0, len(ordered), _PART):
            _refresh_part(connection, kind, ordered[start : start + _PART])


def _refresh_part(connection: Connection, kind: str, ids: Sequence[int]) -> None:
    rows = [row_id(kind, record) for record in ids]
    known = select(_TEXTS.c.id, _TEXTS.c.text).where(_TEXTS.c.id.in_(rows))
    old: dict[int, str] = {row.id: row.text for row in connection.execute(known)}
    new = {row_id(kind, record): document(fields) for record, fields in SOURCES[kind](connection, ids).items()}
    stale = {row: value for row, value in old.items() if new.get(row) != value}
    fresh = {row: value for row, value in new.items() if old.get(row) != value}
    if stale:
        remove(connection, stale)
    if fresh:
        add(connection, fresh)


def add(connection: Connection, texts: Mapping[int, str]) -> None:
    """Adds index rows for folded texts."""
    connection.execute(insert(_TEXTS), [{"id": row, "text": value} for row, value in texts.items()])
    connection.execute(insert(_GRAMS), [{"rowid": row, "grams": index_grams(value)} for row, value in texts.items()])


def remove(connection: Connection, texts: Mapping[int, str]) -> None:
    """Removes index rows; SQLite before 3.43 wants the old grams told."""
    connection.execute(
        text("INSERT INTO search_gram(search_gram, rowid, grams) VALUES ('delete', :row, :grams)"),
        [{"row": row, "grams": index_grams(value)} for row, value in texts.items()],
    )
    ids = list(texts)
    for start in range(0, len(ids), _PART):
        connection.execute(delete(_TEXTS).where(_TEXTS.c.id.in_(ids[start : start + _PART])))


def rebuild(connection: Connection) -> int:
    """Makes the whole index anew from the records; returns how many it holds."""
    connection.execute(text("INSERT INTO search_gram(search_gram) VALUES ('delete-all')"))
    connection.execute(delete(_TEXTS))
    total = 0
    for kind, source in SOURCES.items():
        ids = _all_ids(connection, kind)
        for start in range(0, len(ids), _PART):
            found = source(connection, ids[start : start + _PART])
            add(connection, {row_id(kind, record): document(fields) for record, fields in found.items()})
            total += len(found)
    return total


def _all_ids(connection: Connection, kind: str) -> list[int]:
    from shopdesk.db.search_sources import RECORD_TABLES

    return list(connection.execute(select(RECORD_TABLES[kind].c.id)).scalars())


def matching(kind: str, words: Sequence[str]) -> Select[Any] | None:
    """A query for the ids of the records of one kind that hold all folded `words`; None without words.

    For `WHERE id IN (…)`. Words whose grams do not prove them are verified on the text.
    """
    grams, verify = _plan(words)
    if not words:
        return None
    number = KINDS[kind]
    if not grams:
        ids = select(_TEXTS.c.id // SLOTS).where(_TEXTS.c.id % SLOTS == number)
        source: Any = _TEXTS.c.id
    else:
        source = literal_column("search_gram.rowid")
        ids = select(source.op("/")(SLOTS)).select_from(_GRAMS)
        ids = ids.where(literal_column("search_gram").op("MATCH")(_match(grams)), source % SLOTS == number)
        if verify:
            ids = ids.join(_TEXTS, _TEXTS.c.id == source)
    for word in verify:
        ids = ids.where(func.instr(_TEXTS.c.text, word) > 0)
    return ids


def candidates(connection: Connection, kind: str, words: Sequence[str], most: int) -> list[int]:
    """Ids of records of one kind that have the grams of all folded words, the first `most`; the caller verifies them.

    For a few words in a hurry: `matching` says the same exactly, as part of a query.
    """
    grams, _verify = _plan(words)
    if not grams:
        return []
    query = "SELECT rowid / ? FROM search_gram WHERE search_gram MATCH ? AND rowid % ? = ? LIMIT ?"
    driver: Any = connection.connection.driver_connection
    found = driver.execute(query, (SLOTS, _match(grams), SLOTS, KINDS[kind], most))
    return [row[0] for row in found]


def _plan(words: Sequence[str]) -> tuple[list[str], list[str]]:
    grams: dict[str, None] = {}
    verify: list[str] = []
    for word in words:
        found, exact = query_grams(word)
        grams.update(dict.fromkeys(found))
        if not exact:
            verify.append(word)
    return list(grams), verify


def _match(grams: Sequence[str]) -> str:
    # Grams are letters, digits and one private-use mark, never a quote or an operator; quoting them is enough.
    return " AND ".join(f'"{gram}"' for gram in grams)


def hits(connection: Connection, words: Sequence[str], limit: int | None) -> list[tuple[str, int, str, str]]:
    """(kind, record id, field, text) of records holding all words, newest record first within a kind."""
    found: list[tuple[str, int, str, str]] = []
    for kind in KINDS:
        ids = matching(kind, words)
        if ids is None or (limit is not None and len(found) >= limit):
            break
        newest = ids.order_by(text("1 DESC")).limit(None if limit is None else limit - len(found))
        records = list(connection.execute(newest).scalars())
        for start in range(0, len(records), _PART):
            part = records[start : start + _PART]
            told = SOURCES[kind](connection, part)
            found += [(kind, record, *_best_field(told.get(record, []), words)) for record in part]
    return found


def count(connection: Connection, words: Sequence[str]) -> int:
    """How many records of all kinds hold all words."""
    found = [ids for ids in (matching(kind, words) for kind in KINDS) if ids is not None]
    return sum(int(connection.execute(select(func.count()).select_from(ids.subquery())).scalar_one()) for ids in found)


def _best_field(fields: Sequence[tuple[str, str]], words: Sequence[str]) -> tuple[str, str]:
    """The field that shows most of the words."""
    best = ("", "")
    most = -1
    for name, value in fields:
        shown = folded(value)
        score = sum(contains(shown, word) for word in words)
        if score > most:
            best, most = (name, phone_shown(value) if name.endswith("phone") else value), score
    return best
