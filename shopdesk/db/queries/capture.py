"""Who wrote: customers by their names and orders, and the inquiries of theirs that are open."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, or_, select

from shopdesk.db import search
from shopdesk.db.folding import folded
from shopdesk.db.tables import Case, Customer, CustomerIdentity, Inquiry, Order, PackingLine, PackingList
from shopdesk.db.tables import OrderLine as Line
from shopdesk.domain import aftersales
from shopdesk.domain.inquiries import OPEN

_CANDIDATES = 50


def customers_called(connection: Connection, name: str) -> list[int]:
    """Ids of the customers who go by a name or handle, whatever its width and case; newest first."""
    wanted = folded(name)
    ids = search.candidates(connection, "customer", wanted.split(), _CANDIDATES) if wanted else []
    if not ids:
        return []
    named = connection.execute(select(Customer.id, Customer.name).where(Customer.id.in_(ids)))
    handles = select(CustomerIdentity.customer_id, CustomerIdentity.handle)
    known = [*named, *connection.execute(handles.where(CustomerIdentity.customer_id.in_(ids)))]
    return sorted({row_id for row_id, told in known if folded(told) == wanted}, reverse=True)


def customer_of_order(connection: Connection, number: str) -> int | None:
    """Who placed an order."""
    return connection.execute(select(Order.customer_id).where(Order.number == number)).scalar()


def customer_of_list(connection: Connection, number: str) -> int | None:
    """Who placed the first order of a packing list."""
    query = (
        select(Order.customer_id)
        .join(Line, Line.order_id == Order.id)
        .join(PackingLine, PackingLine.order_line_id == Line.id)
        .join(PackingList, PackingList.id == PackingLine.packing_list_id)
        .where(PackingList.number == number)
        .order_by(PackingLine.id)
        .limit(1)
    )
    return connection.execute(query).scalar()


def customer_of_contact(connection: Connection, name: str) -> int | None:
    """Whom the newest inquiry under that name belongs to, where it belongs to a customer."""
    ids = _inquiries_called(connection, name)
    query = select(Inquiry.customer_id).where(Inquiry.id.in_(ids), Inquiry.customer_id.is_not(None))
    return connection.execute(query.order_by(Inquiry.id.desc()).limit(1)).scalar()


def open_inquiries(connection: Connection, customer_id: int | None, names: Sequence[str], most: int) -> list[int]:
    """Ids of the open inquiries of a customer and of nobody in particular under one of these names; newest first."""
    called = [row_id for name in names for row_id in _inquiries_called(connection, name)]
    theirs: list[Any] = [Inquiry.id.in_(called) & Inquiry.customer_id.is_(None)]
    if customer_id is not None:
        theirs.append(Inquiry.customer_id == customer_id)
    query = select(Inquiry.id).where(Inquiry.status.in_(OPEN), or_(*theirs))
    newest = func.coalesce(Inquiry.waiting_since, Inquiry.created_at).desc()
    return list(connection.execute(query.order_by(newest, Inquiry.id.desc()).limit(most)).scalars())


def open_cases(connection: Connection, customer_id: int, most: int) -> list[int]:
    """Ids of a customer's open cases, newest first."""
    query = select(Case.id).where(Case.customer_id == customer_id, Case.status.in_(aftersales.OPEN))
    return list(connection.execute(query.order_by(Case.id.desc()).limit(most)).scalars())


def _inquiries_called(connection: Connection, name: str) -> list[int]:
    wanted = folded(name)
    ids = search.candidates(connection, "inquiry", wanted.split(), _CANDIDATES) if wanted else []
    if not ids:
        return []
    found = connection.execute(select(Inquiry.id, Inquiry.contact).where(Inquiry.id.in_(ids)))
    return [row_id for row_id, contact in found if folded(contact) == wanted]
