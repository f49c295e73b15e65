"""The columns of a format by canonical field, whatever name and spelling the file gives them."""

from collections.abc import Mapping

from shopdesk.domain.cells import value
from shopdesk.exchange.tables import Table

Row = tuple[int, list[str]]
Names = Mapping[str, tuple[str, ...]]


def spellings(*names: str) -> frozenset[str]:
    """Folded header names as written, with hyphens and with underscores: `order id`, `order-id`, `order_id`."""
    return frozenset(name.replace(" ", mark) for name in names for mark in " -_")


def all_names(columns: Names) -> frozenset[str]:
    """Every spelling of every name of the columns."""
    return frozenset().union(*(spellings(*names) for names in columns.values()))


class Columns:
    """Indexes by field; a field without a column points at a blank cell."""

    def __init__(self, table: Table, columns: Names) -> None:
        self.at = {field: table.column(*_in_order(names)) for field, names in columns.items()}
        self.has = {field: index < table.width for field, index in self.at.items()}
        self.others = table.others(all_names(columns))

    def text(self, row: list[str], field: str) -> str:
        """The cleaned cell."""
        return value(row[self.at[field]])

    def first(self, rows: list[Row], field: str) -> list[str]:
        """The first row whose cell tells something, else the first of all."""
        if len(rows) == 1 or not self.has[field]:
            return rows[0][1]
        index = self.at[field]
        return next((row for _number, row in rows if row[index] and value(row[index])), rows[0][1])

    def told(self, rows: list[Row], field: str) -> str:
        """The first cell of the rows that tells something."""
        return self.text(self.first(rows, field), field) if self.has[field] else ""

    def extra(self, rows: list[Row]) -> dict[str, str]:
        """What the columns nobody knows say, under their headers; what differs from row to row is all told."""
        found = {}
        for name, index in self.others:
            texts = dict.fromkeys(row[index].strip() for _number, row in rows)
            text = "; ".join(filter(None, texts))
            if text:
                found[name] = text
        return found


def _in_order(names: tuple[str, ...]) -> list[str]:
    return [name.replace(" ", mark) for name in names for mark in (" -_" if " " in name else " ")]
