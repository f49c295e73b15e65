"""Rows from a service module with `ids(desk, query, limit, interruptible)` and `rows(desk, ids)`."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from shopdesk.domain.listing import Filter, ListQuery, Sums
from shopdesk.services import sums
from shopdesk.ui.tables.query import FilterValue, TableQuery
from shopdesk.ui.tasks import Interrupted


class Listing(Protocol):
    """The reading half of a service module (`services.orders`)."""

    def ids(self, desk: Any, query: ListQuery, limit: int | None = None, interruptible: Any = None, /) -> Sequence[int]:
        """Ids in order; `interruptible` is given the driver's connection."""
        ...

    def rows(self, desk: Any, ids: Sequence[int], /) -> Sequence[Any]:
        """Table rows by id."""
        ...


FilterMaker = Callable[[FilterValue], Sequence[Filter]]


def as_conditions(chosen: FilterValue) -> Sequence[Filter]:
    """A chip as conditions of the list: keys that end in `_day` are ranges, the others any of their values."""
    if not chosen.key.endswith("_day"):
        return [Filter(chosen.key, "=", chosen.values)]
    bounds = zip((">=", "<="), chosen.values, strict=False)
    return [Filter(chosen.key, operator, (value,)) for operator, value in bounds if value]


class ServiceSource:
    """A `RowSource` over a service module. `always` holds conditions that no chip takes away, `summed` the kind
    of record as `services.sums` knows it.
    """

    def __init__(
        self,
        desk: Any,
        listing: Listing,
        conditions: FilterMaker = as_conditions,
        always: Sequence[Filter] = (),
        summed: str = "",
    ) -> None:
        self._desk = desk
        self._listing = listing
        self._conditions = conditions
        self._always = tuple(always)
        self._summed = summed

    def list_query(self, query: TableQuery) -> ListQuery:
        """The question in the words of the services (also for bulk actions over everything found)."""
        made = [condition for chosen in query.filters for condition in self._conditions(chosen)]
        descending = query.descending if query.sort else True
        return ListQuery(query.text.strip(), (*self._always, *made), query.sort or "", descending)

    def first(self, query: TableQuery, limit: int) -> tuple[Sequence[Any], Sequence[int] | None]:
        """The first rows, by LIMIT."""
        ids = self._listing.ids(self._desk, self.list_query(query), limit)
        found = {row.id: row for row in self._listing.rows(self._desk, ids)}
        return [found[identity] for identity in ids if identity in found], None

    def ids(self, query: TableQuery, interrupted: Interrupted) -> Sequence[int]:
        """All ids; a newer question stops the query inside the database."""
        return self._listing.ids(
            self._desk,
            self.list_query(query),
            None,
            lambda connection: interrupted.stop_with(connection.interrupt),
        )

    def rows(self, ids: Sequence[int]) -> Sequence[Any]:
        """The rows of one page."""
        return self._listing.rows(self._desk, ids)

    def sums(self, ids: Sequence[int], interrupted: Interrupted) -> Sums:
        """What the records add up to; a newer selection stops the queries."""
        if not self._summed:
            return Sums()
        return sums.add_up(
            self._desk, self._summed, ids, lambda connection: interrupted.stop_with(connection.interrupt)
        )
