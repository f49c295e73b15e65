"""What a table asks of its source, and what a source gives. A source is two or three service functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, runtime_checkable

from shopdesk.domain.listing import Sums
from shopdesk.ui.tasks import Interrupted


class FilterValue(NamedTuple):
    """One chip: `FilterValue("status", ("to_ship", "shipped"))`; values of one key are or-ed, keys and-ed.

    A date range has two values, ISO days, either of which may be "" (open end).
    """

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableQuery:
    """What the person asked to see; hashable. `sort` is a column's sort key, None the source's own order."""

    text: str = ""
    filters: tuple[FilterValue, ...] = ()
    sort: str | None = None
    descending: bool = False

    def values(self, key: str) -> tuple[str, ...]:
        """The values chosen for one filter; empty when it is not set."""
        return next((chosen.values for chosen in self.filters if chosen.key == key), ())

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is searched for or filtered (an empty list then means "nothing found")."""
        return bool(self.text.strip() or self.filters)


class RowSource(Protocol):
    """Where rows come from. All three are called from the read worker, `rows` also from the main thread.

    Rows are frozen dataclasses with an integer `id`.
    """

    def first(self, query: TableQuery, limit: int) -> tuple[Sequence[Any], Sequence[int] | None]:
        """The first `limit` rows, by LIMIT; also all ids when they cost nothing more, else None."""
        ...

    def ids(self, query: TableQuery, interrupted: Interrupted) -> Sequence[int]:
        """All ids in order, best as `array("q")`; may stop early (any result) once `interrupted()`."""
        ...

    def rows(self, ids: Sequence[int]) -> Sequence[Any]:
        """The rows of at most 256 ids, in any order; ids that are gone are left out."""
        ...


@runtime_checkable
class Summing(Protocol):
    """A source that can add up a selection of any size in a few queries."""

    def sums(self, ids: Sequence[int], interrupted: Interrupted) -> Sums:
        """What the records add up to."""
        ...
