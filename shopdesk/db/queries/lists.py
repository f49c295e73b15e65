"""The id list behind every table: filter, search and sort in one SQL query; rows are fetched by id afterwards."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, not_, or_, select

from shopdesk.db import search
from shopdesk.db.folding import folded
from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import Filter, ListQuery

Clause = ColumnElement[bool]


@dataclass(frozen=True)
class ListSpec:
    """How one kind of record is listed. `columns`: field → column; `special`: field → clause for one value."""

    kind: str  # of the search index
    table: Table
    columns: Mapping[str, Any]
    special: Mapping[str, Callable[[str], Clause]]
    sorts: Mapping[str, Sequence[Any]]  # field → expressions; the id is added as the last
    default_sort: str


def ids(connection: Connection, spec: ListSpec, query: ListQuery, limit: int | None = None) -> "array[int]":
    """Ids of the records asked for, in order. Raises UserError `list.field` for a field that cannot be asked."""
    statement = select(spec.table.c.id).where(*clauses(spec, query))
    sort = query.sort or spec.default_sort
    if sort not in spec.sorts:
        raise UserError("list.field", field=sort)
    for expression in (*spec.sorts[sort], spec.table.c.id):
        statement = statement.order_by(expression.desc() if query.descending else expression.asc())
    if limit is not None:
        statement = statement.limit(limit)
    return array("q", connection.execute(statement).scalars())


def count(connection: Connection, spec: ListSpec, query: ListQuery) -> int:
    """How many records a query finds."""
    statement = select(func.count()).select_from(spec.table).where(*clauses(spec, query))
    return int(connection.execute(statement).scalar_one())


def clauses(spec: ListSpec, query: ListQuery) -> list[Clause]:
    """The WHERE of a query."""
    found = [_clause(spec, condition) for condition in query.filters]
    matching = search.matching(spec.kind, folded(query.text).split())
    if matching is not None:
        found.append(spec.table.c.id.in_(matching))
    return found


def _clause(spec: ListSpec, condition: Filter) -> Clause:
    if condition.field in spec.special:
        either = or_(*(spec.special[condition.field](value) for value in condition.values))
        return not_(either) if condition.operator == "!=" else either
    if condition.field not in spec.columns:
        raise UserError("list.field", field=condition.field)
    column = spec.columns[condition.field]
    values = [None if value in ("", "null") and column.nullable else value for value in condition.values]
    match condition.operator:
        case "=":
            return or_(*(column.is_(None) if value is None else column == value for value in values))
        case "!=":
            return and_(*(column.is_distinct_from(value) for value in values))
        case ">=":
            return or_(*(column >= value for value in values))
        case "<=":
            return or_(*(column <= value for value in values))
        case _:
            return or_(*(func.instr(func.lower(column), (value or "").lower()) > 0 for value in values))


def numbers(spec: ListSpec, column: Any, wanted: Sequence[int]) -> Select[Any]:
    """A query for (id, what people call it) of some records."""
    return select(spec.table.c.id, column).where(spec.table.c.id.in_(wanted))
