"""Customers: who buys and asks, and under which names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shopdesk.db.queries import aftersales as case_queries
from shopdesk.db.queries import customers as queries
from shopdesk.db.queries import inquiries as inquiry_queries
from shopdesk.db.queries import lists
from shopdesk.db.queries import orders as order_queries
from shopdesk.db.queries import reservations as reservation_queries
from shopdesk.db.queries.aftersales import CaseRow
from shopdesk.db.queries.customers import CustomerRow as CustomerRow
from shopdesk.db.queries.inquiries import InquiryRow
from shopdesk.db.queries.orders import OrderRow
from shopdesk.db.queries.reservations import ReservationRow
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Customer, CustomerIdentity
from shopdesk.domain.changes import Outcome
from shopdesk.domain.conversations import clean_tags
from shopdesk.domain.customers import CustomerDraft, Identity
from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import ListQuery
from shopdesk.services import bulk, history
from shopdesk.services.desk import Desk
from shopdesk.services.orders import Bulk

_found = bulk.find(queries.id_of, queries.cells)
_TEXTS = ("name", "phone", "email", "level", "country", "region", "city", "district", "street", "postcode", "notes")
_OTHERS = ("points", "consent", "next_callback")


@dataclass(frozen=True, slots=True)
class CustomerStory:
    """One customer whole: the latest 20 of everything they bought, asked and complained about."""

    values: dict[str, Any]
    row: CustomerRow
    identities: tuple[Identity, ...]
    orders: tuple[OrderRow, ...]
    inquiries: tuple[InquiryRow, ...]
    cases: tuple[CaseRow, ...]
    history: tuple[history.Event, ...]
    reservations: tuple[ReservationRow, ...] = ()  # open ones first


def ids(desk: Desk, query: ListQuery, limit: int | None = None, interruptible: Any = None) -> Sequence[int]:
    """Ids of the customers asked for, in order."""
    with desk.shop.read(interruptible) as connection:
        return lists.ids(connection, queries.SPEC, query, limit)


def rows(desk: Desk, customer_ids: Sequence[int]) -> list[CustomerRow]:
    """Table rows by id."""
    with desk.shop.read() as connection:
        return queries.rows(connection, customer_ids)


def levels(desk: Desk) -> list[str]:
    """Every level in use."""
    with desk.shop.read() as connection:
        return queries.levels(connection)


def tags(desk: Desk) -> list[str]:
    """Every tag in use."""
    with desk.shop.read() as connection:
        return queries.tags(connection)


def story(desk: Desk, customer_id: int) -> CustomerStory:
    """One customer whole. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        values = queries.cells(connection, [customer_id]).get(customer_id)
        if values is None:
            raise UserError("record.missing", number=customer_id)
        known = queries.identities(connection, [customer_id]).get(customer_id, ())
        return CustomerStory(
            values=values,
            row=queries.rows(connection, [customer_id])[0],
            identities=tuple(identity for _row, identity in known),
            orders=tuple(order_queries.rows(connection, queries.latest_orders(connection, customer_id))),
            inquiries=tuple(inquiry_queries.rows(connection, queries.latest_inquiries(connection, customer_id))),
            cases=tuple(case_queries.rows(connection, queries.latest_cases(connection, customer_id))),
            history=tuple(history.of(connection, queries.history_rows(connection, customer_id))),
            reservations=tuple(
                reservation_queries.rows(connection, reservation_queries.of_customer(connection, customer_id))
            ),
        )


def find_customer(desk: Desk, *, phone: str = "", email: str = "", handle: str = "") -> CustomerRow | None:
    """The newest customer with that phone (however it is grouped), e-mail or handle; None when there is none."""
    with desk.shop.read() as connection:
        found = queries.find(connection, phone=phone, email=email, handle=handle)
        return queries.rows(connection, [found])[0] if found is not None else None


def draft_of(desk: Desk, number: str) -> CustomerDraft:
    """A customer as a form takes it. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        ((customer_id, values),) = _found(connection, [number]).items()
        known = queries.identities(connection, [customer_id]).get(customer_id, ())
    return CustomerDraft(
        **{name: values[name] for name in (*_TEXTS, *_OTHERS)},
        tags=tuple(values["tags"]),
        preferences=dict(values["preferences"]),
        identities=tuple(identity for _row, identity in known),
    )


def create_customer(desk: Desk, draft: CustomerDraft) -> Outcome[Bulk]:
    """Enters a customer. Raises UserError `form.*`, `customer.identity_taken`."""
    draft.check()
    with desk.write("customer.create") as unit:
        number = unit.door.number("CU", desk.year())
        customer_id = unit.door.insert_one(Customer, number=number, created_at=desk.now(), **_cells(draft))
        _add_identities(unit, customer_id, draft.identities)
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


def update_customer(desk: Desk, number: str, draft: CustomerDraft) -> Outcome[Bulk]:
    """Saves an edited customer. Raises UserError `form.*`, `record.missing`, `customer.identity_taken`."""
    draft.check()
    with desk.write("customer.update") as unit:
        ((customer_id, _values),) = _found(unit.connection, [number]).items()
        unit.door.set(Customer, customer_id, **_cells(draft))
        known = queries.identities(unit.connection, [customer_id]).get(customer_id, [])
        wanted = set(map(_trimmed, draft.identities))
        unit.door.delete(CustomerIdentity, [row for row, identity in known if identity not in wanted])
        have = {identity for _row, identity in known}
        _add_identities(unit, customer_id, [one for one in map(_trimmed, draft.identities) if one not in have])
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


def block(desk: Desk, numbers: Sequence[str], blocked: bool = True) -> Outcome[Bulk]:
    """Blocks customers, or takes the block away. Raises UserError `record.missing`."""
    status = "blocked" if blocked else "active"
    return bulk.each(
        desk, "customer.block" if blocked else "customer.unblock", Customer, lambda c: _found(c, numbers),
        lambda _unit: lambda _values: {"status": status},
    )  # fmt: skip


def _cells(draft: CustomerDraft) -> dict[str, Any]:
    return {
        **{name: getattr(draft, name).strip() for name in _TEXTS},
        **{name: getattr(draft, name) for name in _OTHERS},
        "tags": clean_tags(draft.tags),
        "preferences": dict(draft.preferences),
    }


def _trimmed(identity: Identity) -> Identity:
    return Identity(identity.platform.strip(), identity.kind, identity.handle.strip())


def _add_identities(unit: Unit, customer_id: int, identities: Sequence[Identity]) -> None:
    new = []
    for one in map(_trimmed, identities):
        owner = queries.owner_of(unit.connection, one)
        if owner is not None:
            number = queries.cells(unit.connection, [owner])[owner]["number"]
            raise UserError("customer.identity_taken", field="identities", found=one.handle, number=number)
        new.append({"customer_id": customer_id, "platform": one.platform, "kind": one.kind, "handle": one.handle})
    unit.door.insert(CustomerIdentity, new)
