"""Statements for which the work around a query would cost more than the query: compiled once, run by the driver.

For the few that are asked while somebody types. Values go in by name, plain tuples come out.
"""

import json
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects import sqlite

_DIALECT = sqlite.dialect(paramstyle="named")
ID_LIST: Any = select(func.json_each(bindparam("ids")).table_valued("value").c.value)


def listed(ids: Sequence[int]) -> str:
    """Ids as the parameter `ids` of a statement with `ID_LIST`."""
    return json.dumps(list(ids))


class Prepared:
    """A `Select` whose parameters are numbers and texts."""

    def __init__(self, statement: Any) -> None:
        self._statement = statement

    def all(self, connection: Connection, **values: Any) -> list[tuple[Any, ...]]:
        """Every row."""
        text, fixed, readers = self._compiled
        driver: Any = connection.connection.driver_connection
        found: list[tuple[Any, ...]] = driver.execute(text, fixed | values).fetchall()
        if not readers:
            return found
        return [
            tuple(readers[place](value) if place in readers else value for place, value in enumerate(row))
            for row in found
        ]  # fmt: skip

    def first(self, connection: Connection, **values: Any) -> tuple[Any, ...] | None:
        """The first row."""
        return next(iter(self.all(connection, **values)), None)

    def named(self, connection: Connection, **values: Any) -> list[dict[str, Any]]:
        """Every row, by the names of its columns."""
        return [dict(zip(self._names, row, strict=True)) for row in self.all(connection, **values)]

    def scalar(self, connection: Connection, **values: Any) -> Any:
        """The first cell; None without rows."""
        row = self.first(connection, **values)
        return row[0] if row else None

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(column.key or "" for column in self._statement.selected_columns)

    @cached_property
    def _compiled(self) -> tuple[str, dict[str, Any], dict[int, Any]]:
        """The text, the constants it holds as parameters, and for some columns what reads their values."""
        compiled = self._statement.compile(dialect=_DIALECT)
        readers = {}
        for place, column in enumerate(self._statement.selected_columns):
            reader = column.type.result_processor(_DIALECT, None)
            if reader is not None:
                readers[place] = reader
        fixed = {name: value for name, value in compiled.params.items() if value is not None}
        return str(compiled), fixed, readers


__all__ = ["ID_LIST", "Prepared", "listed"]
