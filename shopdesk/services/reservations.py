"""Pre-orders: goods kept for a customer until a day, longer if need be, let go, or turned into an order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from shopdesk.db.queries import customers as customer_queries
from shopdesk.db.queries import inquiries as inquiry_queries
from shopdesk.db.queries import lists
from shopdesk.db.queries import orders as order_queries
from shopdesk.db.queries import products as product_queries
from shopdesk.db.queries import reservations as queries
from shopdesk.db.queries.customers import CustomerRow
from shopdesk.db.queries.orders import OrderRow
from shopdesk.db.queries.products import ProductRow
from shopdesk.db.queries.reservations import ReservationRow as ReservationRow
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Inquiry, Reservation
from shopdesk.domain import inquiries as inquiry_rules
from shopdesk.domain import reservations as rules
from shopdesk.domain.changes import Outcome
from shopdesk.domain.drafts import LineDraft, OrderDraft
from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.domain.reservations import ReservationDraft
from shopdesk.services import bulk, history, inquiries, orders
from shopdesk.services.buyers import buyer_of
from shopdesk.services.desk import Desk
from shopdesk.services.orders import Bulk

_found = bulk.find(queries.id_of, queries.cells)


@dataclass(frozen=True, slots=True)
class ReservationStory:
    """One pre-order whole, for the panel beside the table."""

    values: dict[str, Any]
    row: ReservationRow
    product: ProductRow
    customer: CustomerRow | None
    order: OrderRow | None
    history: tuple[history.Event, ...]


def ids(desk: Desk, query: ListQuery, limit: int | None = None, interruptible: Any = None) -> Sequence[int]:
    """Ids of the pre-orders asked for, in order. `ending=ended|soon` means today."""
    query = replace(query, filters=with_today(desk, query.filters))
    with desk.shop.read(interruptible) as connection:
        return lists.ids(connection, queries.SPEC, query, limit)


def with_today(desk: Desk, filters: Sequence[Filter]) -> tuple[Filter, ...]:
    """Conditions on the end, told which day it is."""
    today = desk.local_day(desk.now())
    last = today + timedelta(days=rules.REMIND_DAYS)
    told = {"ended": f"ended|{today.isoformat()}", "soon": f"soon|{today.isoformat()}|{last.isoformat()}"}
    return tuple(
        replace(item, values=tuple(told.get(value, value) for value in item.values)) if item.field == "ending" else item
        for item in filters
    )


def rows(desk: Desk, reservation_ids: Sequence[int]) -> list[ReservationRow]:
    """Table rows by id."""
    with desk.shop.read() as connection:
        return queries.rows(connection, reservation_ids)


def counts(desk: Desk) -> dict[str, int]:
    """How many pre-orders are in each status."""
    with desk.shop.read() as connection:
        return queries.counts_by_status(connection)


def ending(desk: Desk, days: int = rules.REMIND_DAYS) -> list[ReservationRow]:
    """Open pre-orders that end within so many days or have ended, those that ended first above: time to remind."""
    day = desk.local_day(desk.now()) + timedelta(days=days)
    with desk.shop.read() as connection:
        return queries.rows(connection, queries.ending_by(connection, day))


def ending_count(desk: Desk, days: int = rules.REMIND_DAYS) -> int:
    """How many those are."""
    day = desk.local_day(desk.now()) + timedelta(days=days)
    with desk.shop.read() as connection:
        return len(queries.ending_by(connection, day))


def left_of(desk: Desk, sku: str) -> ProductRow | None:
    """A product with what is available of it today; None when the shop has none of that SKU."""
    with desk.shop.read() as connection:
        product_id = product_queries.id_of(connection, sku)
        if product_id is None:
            return None
        return product_queries.rows(connection, [product_id], desk.local_day(desk.now()))[0]


def story(desk: Desk, reservation_id: int) -> ReservationStory:
    """One pre-order whole. Raises UserError `record.missing`."""
    today = desk.local_day(desk.now())
    with desk.shop.read() as connection:
        values = queries.cells(connection, [reservation_id]).get(reservation_id)
        if values is None:
            raise UserError("record.missing", number=reservation_id)
        customer = [values["customer_id"]] if values["customer_id"] is not None else []
        order = [values["order_id"]] if values["order_id"] is not None else []
        return ReservationStory(
            values=values,
            row=queries.rows(connection, [reservation_id])[0],
            product=product_queries.rows(connection, [values["product_id"]], today)[0],
            customer=next(iter(customer_queries.rows(connection, customer)), None),
            order=next(iter(order_queries.rows(connection, order)), None),
            history=tuple(history.of(connection, queries.history_rows(connection, reservation_id))),
        )


def draft_of(desk: Desk, number: str) -> ReservationDraft:
    """A pre-order as a form takes it. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        reservation_id = queries.id_of(connection, number)
        if reservation_id is None:
            raise UserError("record.missing", number=number)
        (row,) = queries.rows(connection, [reservation_id])
    same = ("until", "quantity", "contact", "channel", "price", "currency", "deposit", "note")
    return ReservationDraft(
        product=row.sku,
        customer=row.customer_number or None,
        inquiry=row.inquiry or None,
        **{name: getattr(row, name) for name in same},
    )


# -- one pre-order -------------------------------------------------------------------------------------------------


def create_reservation(desk: Desk, draft: ReservationDraft, anyway: bool = False) -> Outcome[Bulk]:
    """Keeps goods for somebody.

    Raises UserError `reservation.not_enough` unless `anyway` (they are still to come in), `reservation.*`, `form.*`,
    `record.missing`.
    """
    draft.check()
    now = desk.now()
    with desk.write("reservation.create") as unit:
        cells = _cells(desk, unit, draft)
        if not anyway:
            _check_left(desk, unit, cells["product_id"], draft.quantity)
        number = unit.door.number("RS", desk.year())
        unit.door.insert_one(
            Reservation, number=number, status="open", created_at=now, local_day=desk.local_day(now), staff=desk.staff,
            **cells,
        )  # fmt: skip
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


def update_reservation(desk: Desk, number: str, draft: ReservationDraft, anyway: bool = False) -> Outcome[Bulk]:
    """Saves an edited pre-order that is open. Raises what `create_reservation` does, and `move.not_allowed`."""
    draft.check()
    today = desk.local_day(desk.now())
    with desk.write("reservation.update") as unit:
        ((row_id, old),) = _found(unit.connection, [number]).items()
        if old["status"] != "open":
            raise UserError("move.not_allowed", number=number, status=old["status"], action="reservation.update")
        cells = _cells(desk, unit, draft, old["until"])
        if not anyway and rules.holds("open", cells["until"], today):
            same = cells["product_id"] == old["product_id"] and rules.holds("open", old["until"], today)
            more = draft.quantity - (old["quantity"] if same else 0)
            if more > 0:
                _check_left(desk, unit, cells["product_id"], draft.quantity, draft.quantity - more)
        unit.door.set(Reservation, row_id, **cells)
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


# -- several at once -----------------------------------------------------------------------------------------------


def extend_reservations(desk: Desk, numbers: Sequence[str], until: date, anyway: bool = False) -> Outcome[Bulk]:
    """Keeps the goods until another day. What ended is kept anew, if there is still enough.

    Raises UserError `reservation.*`, `record.missing`, `move.not_allowed`.
    """
    today = desk.local_day(desk.now())
    rules.check_until(until, today)

    def decide(unit: Unit) -> bulk.Decide:
        def extend(values: dict[str, Any]) -> dict[str, Any] | str:
            if values["status"] != "open":
                return "move.not_allowed"
            if not anyway and not rules.holds("open", values["until"], today):
                again[values["product_id"]] = again.get(values["product_id"], 0) + values["quantity"]
                _check_left(desk, unit, values["product_id"], again[values["product_id"]])
            return {"until": until}

        again: dict[int, int] = {}
        return extend

    return bulk.each(desk, "reservation.extend", Reservation, lambda c: _found(c, numbers), decide)


def release_reservations(desk: Desk, numbers: Sequence[str]) -> Outcome[Bulk]:
    """Lets the goods go. Raises UserError `record.missing`, `move.not_allowed`."""
    now = desk.now()

    def release(values: dict[str, Any]) -> dict[str, Any] | str:
        return {"status": "released", "closed_at": now} if values["status"] == "open" else "move.not_allowed"

    return bulk.each(desk, "reservation.release", Reservation, lambda c: _found(c, numbers), lambda _unit: release)


def order_reservations(desk: Desk, numbers: Sequence[str]) -> Outcome[Bulk]:
    """One order of all of them; what was paid beforehand is paid on it. Gives the order's number.

    Inquiries that they came from are won by it. Raises UserError `reservation.different_customers`,
    `reservation.different_currencies`, `reservation.deposit`, `record.missing`, `move.not_allowed`.
    """
    now = desk.now()
    with desk.write("reservation.order") as unit:
        found = _found(unit.connection, numbers)
        if not found:
            raise UserError("form.required", field="numbers")
        for values in found.values():
            if values["status"] != "open":
                where = {"number": values["number"], "status": values["status"]}
                raise UserError("move.not_allowed", action="reservation.order", **where)
        customer_id, _contact = rules.buyer_of([(one["customer_id"], one["contact"]) for one in found.values()])
        contact = next((one["contact"] for one in found.values() if one["contact"]), "")
        draft = _as_order(unit, list(found.values()))
        first = next(iter(found.values()))
        buyer = buyer_of(unit.connection, customer_id, contact, first["number"])
        order_id, order = orders.enter(desk, unit, replace(draft, **buyer))
        unit.door.update(
            Reservation, {row_id: {"status": "ordered", "order_id": order_id, "closed_at": now} for row_id in found}
        )
        asked = sorted({one["inquiry_id"] for one in found.values() if one["inquiry_id"] is not None})
        for inquiry_id, values in inquiry_queries.cells(unit.connection, asked).items():
            if values["status"] in inquiry_rules.OPEN and values["order_id"] is None:
                unit.door.set(Inquiry, inquiry_id, **inquiries.won_by(desk, values, order_id))
        unit.door.subject = order
        unit.commit()
    return Outcome(Bulk((order,)), unit.door.changes)


# -- inside --------------------------------------------------------------------------------------------------------


def _as_order(unit: Unit, found: Sequence[dict[str, Any]]) -> OrderDraft:
    currencies = {one["currency"] for one in found}
    if len(currencies) > 1:
        raise UserError("reservation.different_currencies", currencies=", ".join(sorted(currencies)))
    (currency,) = currencies
    known = product_queries.cells(unit.connection, [one["product_id"] for one in found])
    lines = []
    for one in found:
        product = known[one["product_id"]]
        price = one["price"]
        if price is None:
            price = product["price"] if product["currency"] == currency and product["price"] is not None else 0
        lines.append(
            LineDraft(product["title"] or product["key"], one["quantity"], price, product["sku"], product["variant"])
        )
    deposit = sum(one["deposit"] for one in found)
    rules.check_deposit(deposit, sum(line.total for line in lines), currency)
    notes = dict.fromkeys(one["note"] for one in found if one["note"])
    return OrderDraft("", currency, tuple(lines), paid=deposit, seller_memo="\n".join(notes))


def _cells(desk: Desk, unit: Unit, draft: ReservationDraft, until: date | None = None) -> dict[str, Any]:
    """`until`: the day that it ends on already, which may be over."""
    assert draft.until is not None  # checked
    if draft.until != until:
        rules.check_until(draft.until, desk.local_day(desk.now()))
    product_id = product_queries.id_of(unit.connection, draft.product.strip())
    if product_id is None:
        raise UserError("record.missing", field="product", number=draft.product)
    same = ("quantity", "channel", "until", "price", "currency", "deposit")
    return {
        **{name: getattr(draft, name) for name in same},
        "product_id": product_id,
        "customer_id": _named(unit, customer_queries.id_of, draft.customer, "customer"),
        "inquiry_id": _named(unit, inquiry_queries.id_of, draft.inquiry, "inquiry"),
        "contact": draft.contact.strip(),
        "note": draft.note.strip(),
    }


def _named(unit: Unit, id_of: Any, number: str | None, field: str) -> int | None:
    if not number:
        return None
    found: int | None = id_of(unit.connection, number)
    if found is None:
        raise UserError("record.missing", field=field, number=number)
    return found


def _check_left(desk: Desk, unit: Unit, product_id: int, wanted: int, own: int = 0) -> None:
    """`own`: units among those wanted that are kept for them already."""
    today = desk.local_day(desk.now())
    row = product_queries.counted(unit.connection, [product_id], today)[product_id]
    left = row["available"] + own if row["available"] is not None else None
    rules.check_available(wanted, left, row["title"] or row["sku"])
