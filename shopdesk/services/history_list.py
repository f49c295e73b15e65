"""Everything that was done in the shop, as a list, and one action with what it changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from shopdesk.db.queries import history as queries
from shopdesk.db.queries import history_story, lists
from shopdesk.db.queries.history import HistoryRow as HistoryRow
from shopdesk.db.queries.history_story import Touched as Touched
from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.services.desk import Desk

SHOWN = 60  # records of one action that are told one by one


@dataclass(frozen=True, slots=True)
class EntryStory:
    """One action: what it touched, the first of many, and how many rows more there are."""

    row: HistoryRow
    touched: tuple[Touched, ...]
    more: int


def ids(desk: Desk, query: ListQuery, limit: int | None = None, interruptible: Any = None) -> Sequence[int]:
    """Ids of the actions asked for, in order."""
    asked = replace(query, text="", filters=with_days(desk, (*query.filters, *_words(query.text))))
    with desk.shop.read(interruptible) as connection:
        return lists.ids(connection, queries.SPEC, asked, limit)


def _words(text: str) -> list[Filter]:
    return [Filter("said", "=", (word,)) for word in text.split()]


def with_days(desk: Desk, filters: Sequence[Filter]) -> tuple[Filter, ...]:
    """Conditions on days of the shop as the moments that they begin and end at. Raises UserError `form.date`."""
    out: list[Filter] = []
    for item in filters:
        if item.field != "local_day" or item.operator not in ("=", ">=", "<=") or len(item.values) != 1:
            out.append(item)
            continue
        if item.operator in ("=", ">="):
            out.append(Filter("at", ">=", (_begin(desk, item.values[0]),)))
        if item.operator in ("=", "<="):
            out.append(Filter("at", "<=", (_begin(desk, item.values[0], days=1, seconds=-1),)))
    return tuple(out)


def _begin(desk: Desk, text: str, days: int = 0, seconds: int = 0) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise UserError("form.date", field="local_day", found=text) from error
    begin = datetime.combine(day + timedelta(days=days), time(), desk.zone).astimezone(UTC)
    return (begin + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def rows(desk: Desk, entry_ids: Sequence[int]) -> list[HistoryRow]:
    """Table rows by id."""
    with desk.shop.read() as connection:
        return queries.rows(connection, entry_ids, desk.staff, desk.now())


def story(desk: Desk, entry_id: int) -> EntryStory:
    """One action with what it changed. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        found = queries.rows(connection, [entry_id], desk.staff, desk.now())
        if not found:
            raise UserError("record.missing", number=entry_id)
        touched, more = history_story.touched(connection, entry_id, SHOWN)
    return EntryStory(found[0], tuple(touched), more)


def actions_in_use(desk: Desk) -> list[str]:
    """Every action that was ever done here."""
    with desk.shop.read() as connection:
        return queries.in_use(connection, "action")


def people(desk: Desk) -> list[str]:
    """Everybody who ever did something here."""
    with desk.shop.read() as connection:
        return queries.in_use(connection, "staff")


def records(desk: Desk, connection: Any, entry_ids: Sequence[int]) -> list[dict[str, Any]]:
    """Entries under the names of COMMANDS.md, in the order of ids."""
    return [
        {
            "number": str(row.id), "id": str(row.id), "at": row.at, "local_day": desk.local_day(row.at),
            "staff": row.staff, "action": row.action, "state": row.state, "subject": row.subject,
            "counts": dict(row.counts), "undoable": row.undoable,
        }
        for row in queries.rows(connection, entry_ids, desk.staff, desk.now())
    ]  # fmt: skip


def told(connection: Any, entry_id: int) -> dict[str, Any]:
    """What an entry changed, for `show`; `more`: rows changed beyond those told."""
    touched, more = history_story.touched(connection, entry_id, SHOWN)
    return {
        "changed": [
            {
                "table": one.table, "number": one.number, "operation": one.operation, "count": one.count,
                "fields": [{"field": name, "before": before, "after": after} for name, before, after in one.fields],
            }
            for one in touched
        ],
        "more": more,
    }  # fmt: skip
