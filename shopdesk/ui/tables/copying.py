"""Selected rows as text that a spreadsheet takes: a header, tabs, plain numbers, nothing added or taken away."""

from collections.abc import Sequence
from typing import Any

from shopdesk.domain.errors import Cancelled
from shopdesk.domain.listing import Sums
from shopdesk.ui.tables.columns import Column
from shopdesk.ui.tables.pages import PAGE
from shopdesk.ui.tables.query import RowSource
from shopdesk.ui.tasks import Report
from shopdesk.words import _


def _cell(column: Column, row: Any) -> str:
    text = (column.plain or column.text)(row)
    # A tab or a line break inside a cell would shift everything behind it.
    return " ".join(text.split()) if any(mark in text for mark in "\t\r\n") else text


def rows_as_text(source: RowSource, ids: Sequence[int], columns: Sequence[Column], report: Report | None = None) -> str:
    """Tab-separated text of the rows `ids` with a header line; runs on any thread.

    Raises `Cancelled` when `report` does.
    """
    lines = ["\t".join(_(column.title) for column in columns)]
    for start in range(0, len(ids), PAGE):
        if report is not None:
            report(start, len(ids), "")
        wanted = ids[start : start + PAGE]
        found = {row.id: row for row in source.rows(wanted)}
        for identity in wanted:
            row = found.get(identity)
            if row is not None:
                lines.append("\t".join(_cell(column, row) for column in columns))
    return "\n".join(lines) + "\n"


def add_up(source: RowSource, ids: Sequence[int], column: Column, interrupted: Any) -> Sums:
    """The amounts of a column over the rows `ids`, read page by page."""
    if column.amount is None:
        return Sums()
    sums: dict[str, int] = {}
    for start in range(0, len(ids), PAGE):
        if interrupted():
            raise Cancelled
        for row in source.rows(ids[start : start + PAGE]):
            amount = column.amount(row)
            if amount is not None:
                sums[amount[1]] = sums.get(amount[1], 0) + amount[0]
    return Sums(tuple(sorted(sums.items())))
