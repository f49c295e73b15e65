"""Filters that several lists share: by assignee, customer, tag, open or over."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, not_, select

from shopdesk.db.tables import Customer, Staff

Clause = Callable[[str], ColumnElement[bool]]


def by_assignee(column: Any) -> Clause:
    """`assignee=NAME`; an empty name finds what nobody has taken."""

    def clause(value: str) -> ColumnElement[bool]:
        found: ColumnElement[bool] = column.in_(select(Staff.id).where(Staff.name == value))
        return func.coalesce(found, False) if value else column.is_(None)

    return clause


def by_customer(column: Any) -> Clause:
    """`customer=NUMBER`; an empty number finds records without a customer."""

    def clause(value: str) -> ColumnElement[bool]:
        found: ColumnElement[bool] = column.in_(select(Customer.id).where(Customer.number == value))
        return func.coalesce(found, False) if value else column.is_(None)

    return clause


def by_tag(column: Any) -> Clause:
    """`tag=WORD`: the JSON list holds exactly that word."""

    def clause(value: str) -> ColumnElement[bool]:
        return func.instr(column, json.dumps(value)) > 0

    return clause


def by_status(column: Any, statuses: Sequence[str]) -> Clause:
    """`yes|no`: whether the status is one of `statuses`."""

    def clause(value: str) -> ColumnElement[bool]:
        inside: ColumnElement[bool] = column.in_(statuses)
        return inside if value == "yes" else not_(inside)

    return clause
