"""Parcels leave and arrive: what that means for lists, order lines and orders."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shopdesk.db.queries import orders as order_queries
from shopdesk.db.queries import packing, parcels, stopped
from shopdesk.db.queries.orders import Line
from shopdesk.db.queries.packing import HeldLine
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Order, OrderLine, Package, PackingList
from shopdesk.domain import orders as order_rules
from shopdesk.domain import packing as rules
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.services.desk import Desk
from shopdesk.services.orders import Bulk, delivered, signed_instant
from shopdesk.services.packing.finding import list_ids_of, order_ids_of, subject
from shopdesk.services.packing.making import insert_lists, plan
from shopdesk.services.packing.moving import apply, move

Values = dict[str, Any]
Tracking = str | Mapping[str, str]  # one for all, or by list number


def ship_lists(desk: Desk, numbers: Sequence[str], carrier: str = "", tracking: Tracking = "") -> Outcome[Bulk]:
    """Sends open lists: their units count as shipped, and an order of which all units left is shipped.

    An empty carrier or tracking number keeps what the list has. Raises UserError `packing.tracking_once` when parcels
    to different people would share a tracking number, and the code of the first list when none can be sent.
    """
    with desk.write("packing.ship") as unit:
        bulk = _Sending(desk, unit, list_ids_of(unit.connection, numbers)).send(carrier, tracking)
        unit.commit()
    return Outcome(bulk, unit.door.changes)


def ship_orders(desk: Desk, numbers: Sequence[str], carrier: str = "", tracking: Tracking = "") -> Outcome[Bulk]:
    """Sends all that is left of orders: their open lists, and new lists for units that are on none."""
    with desk.write("packing.ship") as unit:
        planned = plan(desk, unit, order_ids_of(unit.connection, numbers))
        shares = parcels.shares(unit.connection, list(planned.orders))
        listed = {planned.orders[share.order_id]["number"] for share in shares if share.status in rules.OPEN}
        refused = tuple(
            (number, code)
            for number, code in planned.skipped
            if not (code == "packing.nothing_left" and number in listed)
        )
        refused_numbers = {number for number, _code in refused}
        open_lists = [
            share.packing_list_id
            for share in shares
            if share.status in rules.OPEN and planned.orders[share.order_id]["number"] not in refused_numbers
        ]
        made = insert_lists(desk, unit, list(planned.contents.values()))
        if not open_lists and not made:
            planned.refuse_when_empty("packing.ship")
        bulk = _Sending(desk, unit, list(dict.fromkeys([*open_lists, *made]))).send(carrier, tracking)
        unit.commit()
    return Outcome(Bulk(bulk.numbers, (*refused, *bulk.skipped)), unit.door.changes)


def deliver_lists(desk: Desk, numbers: Sequence[str], signed_on: date | None = None) -> Outcome[Bulk]:
    """Marks sent lists as delivered on a day (today when None); an order whose every parcel arrived is delivered.

    Raises UserError `date.in_future`, and `move.not_allowed` when none of them is on its way.
    """
    signed_at = signed_instant(desk, signed_on)
    with desk.write("packing.deliver") as unit:
        ids = list_ids_of(unit.connection, numbers)
        bulk = apply(unit, "packing.deliver", ids, lambda values: move(values, "delivered", delivered_at=signed_at))
        held = packing.held(unit.connection, ids)
        order_ids = list({line.order_id for lines in held.values() for line in lines})
        on_the_way = {
            share.order_id for share in parcels.shares(unit.connection, order_ids) if share.status != "delivered"
        }
        unit.door.update(
            Order,
            {
                order_id: delivered(values, signed_at)
                for order_id, values in parcels.order_cells(unit.connection, order_ids).items()
                if order_id not in on_the_way
                and values["delivery"] == "full"
                and values["status"] in ("shipped", "completed")
            },
        )
        unit.commit()
    return Outcome(bulk, unit.door.changes)


@dataclass
class _Sending:
    """Several lists leaving at once."""

    desk: Desk
    unit: Unit
    ids: Sequence[int]

    def send(self, carrier: str, tracking: Tracking) -> Bulk:
        connection = self.unit.connection
        lists = packing.cells(connection, self.ids)
        held = packing.held(connection, self.ids)
        order_ids = list(dict.fromkeys(line.order_id for lines in held.values() for line in lines))
        orders = parcels.order_cells(connection, order_ids)
        by_order = order_queries.lines(connection, order_ids)
        lines = {line.id: line for of in by_order.values() for line in of}
        leaving, skipped, shipped = self._choose(lists, held, orders, lines)
        if not leaving:
            number, code = skipped[0]
            status = next(values["status"] for values in lists.values() if values["number"] == number)
            why = {}
            if code == "packing.order_changed":
                list_id = next(i for i, values in lists.items() if values["number"] == number)
                why = {"problems": list(stopped.problems(connection, [list_id])[list_id])}
            raise UserError(code, number=number, status=status, action="packing.ship", **why)
        labels = {list_id: _label(lists[list_id], carrier, tracking) for list_id in leaving}
        _refuse_shared_tracking(labels, {i: [orders[line.order_id] for line in held[i]] for i in leaving})
        now = self.desk.now()
        door = self.unit.door
        door.update(PackingList, {i: {"status": "shipped", "shipped_at": now, **labels[i]} for i in leaving})
        self._label_parcels(labels)
        door.update(OrderLine, {line_id: {"shipped": units} for line_id, units in shipped.items()})
        latest = {line.order_id: labels[list_id] for list_id in leaving for line in held[list_id]}
        door.update(Order, self._order_cells(orders, by_order, shipped, latest))
        done = tuple(lists[list_id]["number"] for list_id in leaving)
        door.subject = subject(done)
        return Bulk(done, tuple(skipped))

    def _choose(
        self,
        lists: Mapping[int, Values],
        held: Mapping[int, Sequence[HeldLine]],
        orders: Mapping[int, Values],
        lines: Mapping[int, Line],
    ) -> tuple[list[int], list[tuple[str, str]], dict[int, int]]:
        """Lists that may leave, those that may not with their codes, and units shipped by order line then."""
        today = self.desk.local_day(self.desk.now())
        shipped: dict[int, int] = {}
        leaving: list[int] = []
        skipped: list[tuple[str, str]] = []
        for list_id, values in lists.items():
            after = {
                line.order_line_id: shipped.get(line.order_line_id, line.shipped) + line.quantity
                for line in held[list_id]
            }
            code = _refusal(values["status"], [orders[line.order_id] for line in held[list_id]], today)
            if code is None and any(units > lines[line_id].quantity for line_id, units in after.items()):
                code = "packing.sent_already"  # meanwhile, as an imported file told
            if code is None:
                leaving.append(list_id)
                shipped |= after
            else:
                skipped.append((values["number"], code))
        return leaving, skipped, shipped

    def _label_parcels(self, labels: Mapping[int, Values]) -> None:
        known = packing.packages(self.unit.connection, list(labels))
        self.unit.door.insert(
            Package,
            [{"packing_list_id": i, "no": 1, **label} for i, label in labels.items() if i not in known],
        )
        self.unit.door.update(Package, {parcels_of[0]["id"]: labels[list_id] for list_id, parcels_of in known.items()})

    def _order_cells(
        self,
        orders: Mapping[int, Values],
        lines: Mapping[int, Sequence[Line]],
        shipped: Mapping[int, int],
        latest: Mapping[int, Values],
    ) -> dict[int, Values]:
        """What shipping means for each order; one that is further along keeps its status."""
        now = self.desk.now()
        out: dict[int, Values] = {}
        for order_id, label in latest.items():
            values = orders[order_id]
            cells: Values = {"shipped_at": now, **{name: text for name, text in label.items() if text}}
            sent = sum(shipped.get(line.id, line.shipped) for line in lines[order_id])
            state = order_rules.delivery_state(sum(line.quantity for line in lines[order_id]), sent)
            if values["delivery"] in ("none", "partial"):
                cells["delivery"] = state
            if state == "full" and values["status"] == "to_ship":
                cells["status"] = "shipped"
            out[order_id] = cells
        return out


def _refusal(status: str, orders: Sequence[Values], today: date) -> str | None:
    if not rules.may_move(status, "shipped"):
        return "move.not_allowed"
    if any(rules.stopping(values["problems"]) for values in orders):
        return "packing.order_changed"
    for values in orders:
        if values["status"] not in ("shipped", "completed"):
            code = rules.refusal(values, today)
            if code is not None:
                return "packing.order_closed" if code == "move.not_allowed" else code
    return None


def _label(values: Values, carrier: str, tracking: Tracking) -> Values:
    own = tracking if isinstance(tracking, str) else tracking.get(values["number"], "")
    return {"carrier": carrier.strip() or values["carrier"], "tracking": own.strip() or values["tracking"]}


def _refuse_shared_tracking(labels: Mapping[int, Values], orders: Mapping[int, Sequence[Values]]) -> None:
    """One tracking number is one parcel: lists may share it only when they go to the same person and place."""
    users: dict[str, set[int]] = defaultdict(set)
    for list_id, label in labels.items():
        users[label["tracking"]].add(list_id)
    for tracking, ids in users.items():
        if tracking and len(ids) > 1:
            places = {rules.destination(values) for list_id in ids for values in orders[list_id]}
            if len(places) > 1:
                raise UserError("packing.tracking_once", field="tracking", found=tracking, lists=len(ids))
