"""Chips become conditions of the services' lists."""

from collections.abc import Sequence
from typing import Any

from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.ui.tables.query import FilterValue, TableQuery
from shopdesk.ui.tables.service_source import ServiceSource
from shopdesk.ui.tasks import Interrupted, Task
from tests.ui.sources import Row


class Listing:
    """Three rows; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[ListQuery, int | None]] = []
        self.interruptible: Any = None

    def ids(self, desk: Any, query: ListQuery, limit: int | None = None, interruptible: Any = None, /) -> Sequence[int]:
        self.asked.append((query, limit))
        self.interruptible = interruptible
        return [3, 1, 2][:limit]

    def rows(self, desk: Any, ids: Sequence[int], /) -> Sequence[Row]:
        return [Row(n, str(n), "Buyer A", n) for n in sorted(ids) if n != 1]


def test_query_in_the_words_of_the_services() -> None:
    listing = Listing()
    source = ServiceSource(None, listing, always=[Filter("kind", "=", ("return",))])
    chips = (FilterValue("status", ("to_ship", "shipped")), FilterValue("local_day", ("2026-10-01", "")))
    rows, ids = source.first(TableQuery(" blue ", chips, "total", False), 2)
    assert listing.asked == [
        (
            ListQuery(
                "blue",
                (
                    Filter("kind", "=", ("return",)),
                    Filter("status", "=", ("to_ship", "shipped")),
                    Filter("local_day", ">=", ("2026-10-01",)),
                ),
                "total",
                False,
            ),
            2,
        )
    ]
    assert [row.id for row in rows] == [3]
    assert ids is None


def test_without_a_column_the_kind_s_own_order() -> None:
    source = ServiceSource(None, Listing())
    assert source.list_query(TableQuery()) == ListQuery()


def test_a_newer_question_interrupts_the_connection() -> None:
    class Connection:
        stopped = 0

        def interrupt(self) -> None:
            self.stopped += 1

    listing, task, connection = Listing(), Task("", "read", False), Connection()
    assert ServiceSource(None, listing).ids(TableQuery(), Interrupted(task)) == [3, 1, 2]
    listing.interruptible(connection)
    task.cancel()
    assert connection.stopped == 1
