"""The order desk: create, edit, confirm, hold, flag, pay, deliver, cancel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from shopdesk.db.queries import lists
from shopdesk.db.queries import orders as queries
from shopdesk.db.queries.orders import Line as Line
from shopdesk.db.queries.orders import OrderRow as OrderRow
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Message, Order, OrderLine, PackingList
from shopdesk.domain import orders as rules
from shopdesk.domain.changes import Outcome
from shopdesk.domain.drafts import LineDraft, OrderDraft, payment_state
from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.services import history
from shopdesk.services.desk import Desk
from shopdesk.services.stale_slips import outdate_slips

if TYPE_CHECKING:
    from shopdesk.services.packing.problems import Problem

_ON_SLIP = (
    "buyer_name", "buyer_phone", "country", "region", "city", "district", "street", "postcode", "buyer_message",
    "seller_memo", "shipping_method",
)  # fmt: skip
_UNCONFIRMED = ("draft", "awaiting_payment", "to_confirm")


@dataclass(frozen=True, slots=True)
class Bulk:
    """What came of an action on several records. `skipped`: (number, code) of those it does not fit."""

    numbers: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...] = ()

    @property
    def number(self) -> str:
        """The first one done."""
        return self.numbers[0] if self.numbers else ""


@dataclass(frozen=True, slots=True)
class OrderStory:
    """One order whole, for the panel beside the table."""

    values: dict[str, Any]
    lines: tuple[Line, ...]
    inquiries: tuple[str, ...]
    history: tuple[history.Event, ...]
    notes: tuple[tuple[datetime, str, str], ...] = field(default=())  # at, staff, text
    problems: "tuple[Problem, ...]" = ()  # what stops its parcels, from what to what


def ids(desk: Desk, query: ListQuery, limit: int | None = None, interruptible: Any = None) -> Sequence[int]:
    """Ids of the orders asked for, in order. `interruptible` is given the driver's connection."""
    asked = replace(query, filters=with_today(desk, query.filters))
    with desk.shop.read(interruptible) as connection:
        return lists.ids(connection, queries.SPEC, asked, limit)


def with_today(desk: Desk, filters: Sequence[Filter]) -> tuple[Filter, ...]:
    """Conditions on holds, told which day it is: a hold ends on its day."""
    today = desk.local_day(desk.now()).isoformat()
    return tuple(
        replace(item, values=tuple(f"{value}:{today}" for value in item.values))
        if item.field in ("hold", "ready")
        else item
        for item in filters
    )


def rows(desk: Desk, order_ids: Sequence[int]) -> list[OrderRow]:
    """Table rows by id."""
    with desk.shop.read() as connection:
        return queries.rows(connection, order_ids)


def story(desk: Desk, order_id: int) -> OrderStory:
    """One order whole. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        values = queries.full(connection, [order_id]).get(order_id)
        if values is None:
            raise UserError("record.missing", number=order_id)
        lines = queries.lines(connection, [order_id])[order_id]
        asked = queries.inquiries(connection, order_id)
        told = history.of(connection, {"orders": [order_id], "order_line": [line.id for line in lines]})
        notes = history.notes(connection, order_id=order_id)
        problems = _problems(connection, order_id, values) if values["problems"] else ()
    return OrderStory(values, tuple(lines), tuple(asked), tuple(told), tuple(notes), problems)


def _problems(connection: Any, order_id: int, values: dict[str, Any]) -> "tuple[Problem, ...]":
    from shopdesk.services.packing.problems import told  # stands on this module

    return told(connection, order_id, values)


def counts(desk: Desk) -> dict[str, int]:
    """How many orders are in each status."""
    with desk.shop.read() as connection:
        return queries.counts_by_status(connection)


def stopped_count(desk: Desk) -> int:
    """How many orders are stopped by what their platform changed while they were packed."""
    with desk.shop.read() as connection:
        return queries.stopped_count(connection)


# -- one order -----------------------------------------------------------------------------------------------------


def create_order(desk: Desk, draft: OrderDraft) -> Outcome[Bulk]:
    """Enters an order by hand. Raises UserError `form.*`. Paid ones wait for confirmation, unpaid for payment."""
    draft.check()
    with desk.write("order.create") as unit:
        _order_id, number = enter(desk, unit, draft)
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


def enter(desk: Desk, unit: Unit, draft: OrderDraft) -> tuple[int, str]:
    """Writes a new order as part of another step (a quote that is taken); its id and number. Raises `form.*`."""
    draft.check()
    now = desk.now()
    number = unit.door.number("SO", desk.year())
    payment = payment_state(draft.total, draft.paid, 0)
    status = "to_confirm" if payment == "paid" or draft.pay_on_delivery else "awaiting_payment"
    order_id = unit.door.insert_one(
        Order,
        number=number,
        status=status,
        payment=payment,
        ordered_at=now,
        local_day=desk.local_day(now),
        paid_at=now if payment == "paid" else None,
        created_at=now,
        customer_id=_customer_id(unit, draft),
        **_values(draft),
    )
    _write_lines(unit, order_id, draft.lines)
    return order_id, number


def update_order(desk: Desk, number: str, draft: OrderDraft) -> Outcome[Bulk]:
    """Saves an edited order. Lines that are packed or sent can grow, not shrink below what left or is listed."""
    from shopdesk.db.queries import claims  # not needed to show the list

    draft.check()
    with desk.write("order.update") as unit:
        order_id, values = _open(unit, number)
        lines = {line.id: line for line in queries.lines(unit.connection, [order_id])[order_id]}
        kept = {line.id for line in draft.lines if line.id is not None}
        for line in draft.lines:
            old = lines.get(line.id) if line.id is not None else None
            if old is not None and line.quantity < old.shipped + old.listed:
                raise UserError(
                    "quantity.below_packed", field="quantity", line=old.line, packed=old.shipped + old.listed
                )
        for old in lines.values():
            if old.id not in kept and old.shipped + old.listed > 0:
                raise UserError("quantity.below_packed", field="lines", line=old.line, packed=old.shipped + old.listed)
        for line_id in claims.in_use(unit.connection, [line_id for line_id in lines if line_id not in kept]):
            raise UserError("line.in_use", field="lines", line=lines[line_id].line)
        payment = payment_state(draft.total, draft.paid, values["refunded"])
        before = _as_draft(values, list(lines.values()))
        goods = values["goods"] + draft.goods - before.goods
        changed = _values(draft) | {"payment": payment, "goods": goods, "customer_id": _customer_id(unit, draft)}
        if values["platform_order"]:
            changed.pop("platform"), changed.pop("platform_order")
        unit.door.set(Order, order_id, **changed)
        if before.lines != draft.lines or any(values[name] != changed[name] for name in _ON_SLIP):
            outdate_slips(unit, [order_id])
        unit.door.delete(OrderLine, [old for old in lines if old not in kept])
        _write_lines(unit, order_id, draft.lines, lines)
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


def draft_of(desk: Desk, number: str) -> OrderDraft:
    """An order as a form takes it. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        order_id = _id(connection, number)
        values = queries.full(connection, [order_id])[order_id]
        lines = queries.lines(connection, [order_id])[order_id]
    return _as_draft(values, lines)


def _as_draft(values: dict[str, Any], lines: Sequence[Line]) -> OrderDraft:
    """Amounts of a platform that do not add up from the fields of a form stay as `owed_more`."""
    names = OrderDraft.__dataclass_fields__.keys() - {"lines", "customer", "owed_more"}
    draft = OrderDraft(
        **{name: values[name] for name in names},
        customer=values["customer"],
        lines=tuple(
            LineDraft(
                title=line.title, quantity=line.quantity, price=line.price or 0, sku=line.sku, variant=line.variant,
                personalisation=line.personalisation, discount=line.discount, id=line.id,
            )
            for line in lines
        ),
    )  # fmt: skip
    return replace(draft, owed_more=values["total"] - draft.total)


def add_note(desk: Desk, number: str, text: str) -> Outcome[Bulk]:
    """Writes a note on an order."""
    if not text.strip():
        raise UserError("form.required", field="text")
    with desk.write("order.note") as unit:
        order_id = _id(unit.connection, number)
        unit.door.insert_one(
            Message, order_id=order_id, direction="note", at=desk.now(), staff=desk.staff, text=text.strip()
        )
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


# -- several at once -----------------------------------------------------------------------------------------------


def confirm_orders(desk: Desk, numbers: Sequence[str]) -> Outcome[Bulk]:
    """Says that an order is right and may be packed: to_confirm → to_ship."""

    def confirm(values: dict[str, Any]) -> dict[str, Any] | str:
        # From shipped the way back is undo's, though a move between the two statuses exists.
        return _move(values, "to_ship") if values["status"] in _UNCONFIRMED else "move.not_allowed"

    return _each(desk, "order.confirm", numbers, confirm)


def pay_orders(desk: Desk, numbers: Sequence[str]) -> Outcome[Bulk]:
    """Marks orders as paid in full, now; one that waited for its payment goes on to be confirmed or shipped."""
    now = desk.now()

    def pay(values: dict[str, Any]) -> dict[str, Any] | str:
        if values["status"] == "cancelled" or rules.is_paid(values["payment"]):
            return "move.not_allowed"
        status = values["status"]
        if status == "awaiting_payment":
            status = "to_ship" if values["platform_order"] else "to_confirm"
        return {"payment": "paid", "paid": values["total"], "paid_at": now, "status": status}

    return _each(desk, "order.pay", numbers, pay)


def hold_orders(desk: Desk, numbers: Sequence[str], until: date | None) -> Outcome[Bulk]:
    """Holds orders until a day after today, or releases them (None). A new date replaces the old one."""
    if until is not None and until <= desk.local_day(desk.now()):
        raise UserError("hold.past", field="until", found=until.isoformat())

    def hold(values: dict[str, Any]) -> dict[str, Any] | str:
        if until is not None and values["status"] in ("shipped", "completed", "cancelled"):
            return "move.not_allowed"
        return {"hold_until": until}

    return _each(desk, "order.hold" if until else "order.release", numbers, hold)


def flag_orders(desk: Desk, numbers: Sequence[str], flag: str) -> Outcome[Bulk]:
    """Puts a coloured flag on orders; an empty one takes it off. Raises UserError `form.choice`."""
    if flag and flag not in rules.FLAGS:
        raise UserError("form.choice", field="flag", found=flag)
    return _each(desk, "order.flag", numbers, lambda _values: {"flag": flag})


def cancel_orders(desk: Desk, numbers: Sequence[str], reason: str = "") -> Outcome[Bulk]:
    """Cancels orders that have not been sent. One that is on an open packing list is left alone."""
    now = desk.now()

    def cancel(values: dict[str, Any]) -> dict[str, Any] | str:
        if values["open_lists"]:
            return "order.on_packing_list"
        moved = _move(values, "cancelled")
        return moved if isinstance(moved, str) else moved | {"cancelled_at": now, "close_reason": reason}

    return _each(desk, "order.cancel", numbers, cancel)


def deliver_orders(desk: Desk, numbers: Sequence[str], signed_on: date | None = None) -> Outcome[Bulk]:
    """Marks sent orders as delivered on a day (today when None). What was paid on delivery counts as paid then."""
    signed_at = signed_instant(desk, signed_on)

    def deliver(values: dict[str, Any]) -> dict[str, Any] | str:
        if values["status"] not in ("shipped", "completed") or values["delivery"] == "partial":
            return "move.not_allowed"
        return delivered(values, signed_at)

    return _each(desk, "order.deliver", numbers, deliver, also=_deliver_lists)


def signed_instant(desk: Desk, signed_on: date | None) -> datetime:
    """When something was signed for: now (None: today), noon of an earlier day. Raises UserError `date.in_future`."""
    now = desk.now()
    today = desk.local_day(now)
    day = signed_on or today
    if day > today:
        raise UserError("date.in_future", field="signed_on", found=day.isoformat())
    return now if day == today else desk.instant_of(day)


def delivered(values: dict[str, Any], signed_at: datetime) -> dict[str, Any]:
    """The cells of an order whose goods all arrived. What was paid on delivery counts as paid then."""
    out: dict[str, Any] = {"delivery": "delivered", "signed_at": signed_at, "signed_source": "hand"}
    if values["pay_on_delivery"] and not rules.is_paid(values["payment"]):
        out |= {"payment": "paid", "paid": values["total"], "paid_at": signed_at}
    if rules.is_paid(out.get("payment", values["payment"])):
        out["status"] = "completed"
    return out


# -- inside --------------------------------------------------------------------------------------------------------


def _each(desk: Desk, action: str, numbers: Sequence[str], decide: Any, also: Any = None) -> Outcome[Bulk]:
    """Applies `decide` (values → cells to set, or the code why not) to each order, in one unit.

    Raises UserError `record.missing`, and the code of the first when it fits none of them.
    """
    with desk.write(action) as unit:
        order_ids = [_id(unit.connection, number) for number in dict.fromkeys(numbers)]
        found = queries.full(unit.connection, order_ids)
        open_lists = queries.open_lists(unit.connection, order_ids)
        changes: dict[int, dict[str, Any]] = {}
        skipped: list[tuple[str, str]] = []
        for order_id in order_ids:
            decided = decide(found[order_id] | {"open_lists": open_lists.get(order_id, 0)})
            if isinstance(decided, str):
                skipped.append((found[order_id]["number"], decided))
            else:
                changes[order_id] = decided
        if not changes:
            if not skipped:
                raise UserError("form.required", field="orders")
            first = found[order_ids[0]]
            raise UserError(skipped[0][1], number=skipped[0][0], status=first["status"], action=action)
        unit.door.update(Order, changes)
        if also is not None:
            also(unit, changes)
        done = tuple(found[order_id]["number"] for order_id in changes)
        unit.door.subject = done[0] if len(done) == 1 else str(len(done))
        unit.commit()
    return Outcome(Bulk(done, tuple(skipped)), unit.door.changes)


def _deliver_lists(unit: Unit, changes: dict[int, dict[str, Any]]) -> None:
    """The parcels of delivered orders arrived too, unless they hold another order that did not."""
    lists_of = queries.shipped_lists(unit.connection, list(changes))
    unit.door.update(
        PackingList,
        {
            list_id: {"status": "delivered", "delivered_at": changes[orders[0]]["signed_at"]}
            for list_id, orders in lists_of.items()
            if all(order_id in changes for order_id in orders)
        },
    )


def _move(values: dict[str, Any], to: str) -> dict[str, Any] | str:
    return {"status": to} if rules.may_move(values["status"], to) else "move.not_allowed"


def _id(connection: Any, number: str) -> int:
    found = queries.id_of(connection, number)
    if found is None:
        raise UserError("record.missing", number=number)
    return found


def _open(unit: Unit, number: str) -> tuple[int, dict[str, Any]]:
    order_id = _id(unit.connection, number)
    values = queries.full(unit.connection, [order_id])[order_id]
    if values["status"] in ("completed", "cancelled"):
        raise UserError("move.not_allowed", number=number, status=values["status"], action="order.update")
    return order_id, values


def _customer_id(unit: Unit, draft: OrderDraft) -> int | None:
    if not draft.customer:
        return None
    from shopdesk.db.queries import customers as customer_queries  # not needed to show the list

    found = customer_queries.id_of(unit.connection, draft.customer)
    if found is None:
        raise UserError("record.missing", field="customer", number=draft.customer)
    return found


def _values(draft: OrderDraft) -> dict[str, Any]:
    skip = {"lines", "customer", "owed_more"}
    cells = {name: getattr(draft, name) for name in OrderDraft.__dataclass_fields__ if name not in skip}
    return cells | {"goods": draft.goods, "total": draft.total, "units": draft.units}


def _write_lines(unit: Unit, order_id: int, drafts: Sequence[LineDraft], old: Mapping[int, Line] | None = None) -> None:
    """Lines that keep quantity, price and discount keep the total their platform told, also where it is finer."""
    lines = old or {}
    first = max((line.line for line in lines.values()), default=0) + 1
    changed: dict[int, dict[str, Any]] = {}
    for draft in drafts:
        if draft.id is not None:
            cells = _line(draft)
            was = lines[draft.id]
            if (was.quantity, was.price or 0, was.discount) == (draft.quantity, draft.price, draft.discount):
                cells = {name: value for name, value in cells.items() if name not in ("price", "total")}
            changed[draft.id] = cells
    unit.door.update(OrderLine, changed)
    new = [draft for draft in drafts if draft.id is None]
    unit.door.insert(
        OrderLine, [{"order_id": order_id, "line": number, **_line(draft)} for number, draft in enumerate(new, first)]
    )


def _line(draft: LineDraft) -> dict[str, Any]:
    names = ("title", "quantity", "price", "sku", "variant", "personalisation", "discount", "total")
    return {name: getattr(draft, name) for name in names}


def product_of(desk: Desk, sku: str, currency: str) -> dict[str, Any]:
    """Title, variant and price (when it is in `currency`) of a product by SKU; empty when the shop has none."""
    from shopdesk.db.queries import products as product_queries  # not needed to show the list

    with desk.shop.read() as connection:
        found = product_queries.by_sku(connection, sku)
    if found is None:
        return {}
    same = found["currency"] == currency
    return {"title": found["title"], "variant": found["variant"], "price": found["price"] if same else None}
