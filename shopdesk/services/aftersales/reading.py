"""Cases as the page shows them: the list, its rows, one case whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shopdesk.db.queries import aftersales as queries
from shopdesk.db.queries import claims, lists, messages
from shopdesk.db.queries import customers as customer_queries
from shopdesk.db.queries import orders as order_queries
from shopdesk.db.queries.aftersales import CaseLineRow as CaseLineRow
from shopdesk.db.queries.aftersales import CaseRow as CaseRow
from shopdesk.db.queries.aftersales import RefundRow
from shopdesk.db.queries.customers import CustomerRow
from shopdesk.db.queries.messages import MessageRow
from shopdesk.db.queries.orders import OrderRow
from shopdesk.domain import aftersales as rules
from shopdesk.domain.aftersales import CaseDraft
from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import ListQuery
from shopdesk.services import bulk, history
from shopdesk.services.desk import Desk

found_cases = bulk.find(queries.id_of, queries.cells)


@dataclass(frozen=True, slots=True)
class CaseStory:
    """One case whole, for the panel beside the table. `allowed`: the statuses it may go to next."""

    values: dict[str, Any]
    row: CaseRow
    lines: tuple[CaseLineRow, ...]
    orders: tuple[OrderRow, ...]
    refunds: tuple[RefundRow, ...]
    messages: tuple[MessageRow, ...]
    customer: CustomerRow | None
    history: tuple[history.Event, ...]
    allowed: tuple[str, ...]


def ids(desk: Desk, query: ListQuery, limit: int | None = None, interruptible: Any = None) -> Sequence[int]:
    """Ids of the cases asked for, in order."""
    with desk.shop.read(interruptible) as connection:
        return lists.ids(connection, queries.SPEC, query, limit)


def rows(desk: Desk, case_ids: Sequence[int]) -> list[CaseRow]:
    """Table rows by id."""
    with desk.shop.read() as connection:
        return queries.rows(connection, case_ids)


def counts(desk: Desk) -> dict[str, int]:
    """How many cases are in each status."""
    with desk.shop.read() as connection:
        return queries.counts_by_status(connection)


def story(desk: Desk, case_id: int) -> CaseStory:
    """One case whole. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        values = queries.cells(connection, [case_id]).get(case_id)
        if values is None:
            raise UserError("record.missing", number=case_id)
        customer = [values["customer_id"]] if values["customer_id"] is not None else []
        return CaseStory(
            values=values,
            row=queries.rows(connection, [case_id])[0],
            lines=tuple(queries.lines(connection, [case_id]).get(case_id, ())),
            orders=tuple(order_queries.rows(connection, list(queries.orders_of(connection, case_id)))),
            refunds=tuple(queries.refunds(connection, [case_id]).get(case_id, ())),
            messages=tuple(messages.of(connection, case_id=case_id)),
            customer=next(iter(customer_queries.rows(connection, customer)), None),
            history=tuple(history.of(connection, queries.history_rows(connection, case_id))),
            allowed=rules.allowed(values["status"]),
        )


def draft_of(desk: Desk, number: str) -> CaseDraft:
    """A case as a form takes it. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        ((case_id, values),) = found_cases(connection, [number]).items()
        lines = queries.lines(connection, [case_id]).get(case_id, ())
        orders = queries.orders_of(connection, case_id)
    same = ("kind", "reason", "responsible", "subject", "customer", "inquiry", "currency", "asked", "agreed",
            "assignee", "priority")  # fmt: skip
    return CaseDraft(
        **{name: values[name] for name in same},
        orders=tuple(order for _row, order, _currency in orders.values()),
        lines=tuple((line.order_line_id, line.quantity) for line in lines),
        outcomes={line.order_line_id: line.outcome for line in lines if line.outcome},
        tags=tuple(values["tags"]),
    )


def returnable(desk: Desk, order_line_ids: Sequence[int], case: str | None = None) -> dict[int, rules.LineFacts]:
    """How many units of order lines were ordered, sent, and taken back or claimed by cases other than `case`."""
    with desk.shop.read() as connection:
        own = queries.id_of(connection, case) if case else None
        return claims.line_facts(connection, order_line_ids, own)


def line_id(desk: Desk, order: str, line: int | None, sku: str = "") -> int:
    """The id of an order's line by its number, else by SKU. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        order_id = order_queries.id_of(connection, order)
        found = claims.line_of(connection, order_id, line, sku) if order_id is not None else None
    if found is None:
        raise UserError("record.missing", number=f"{order} / {sku if line is None else line}" if order_id else order)
    return found


def order_currency(desk: Desk, order: str) -> str:
    """The currency of an order. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        order_id = order_queries.id_of(connection, order)
        if order_id is None:
            raise UserError("record.missing", number=order)
        return str(order_queries.full(connection, [order_id])[order_id]["currency"])
