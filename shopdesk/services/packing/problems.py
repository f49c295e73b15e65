"""What a platform changed on orders being packed: told, seen by a person, taken over into the packing lists."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shopdesk.db import journal
from shopdesk.db.queries import claims, packing, parcels, stopped
from shopdesk.db.queries import imports as imported
from shopdesk.db.queries import orders as order_queries
from shopdesk.db.queries.packing import HeldLine
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Order, OrderLine, PackingLine, PackingList
from shopdesk.domain import packing as rules
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.services.desk import Desk
from shopdesk.services.orders import Bulk
from shopdesk.services.packing.finding import list_ids_of, order_ids_of, subject

_ADDRESS = ("buyer_name", "buyer_phone", "country", "region", "city", "district", "street", "postcode", "address_raw")
_LINES = ("quantity", "title", "variant", "personalisation", "sku")
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "address_changed": _ADDRESS,
    "memo_changed": ("buyer_message", "seller_memo"),
    "refund_while_packing": ("refunded", "payment"),
    "cancelled_while_packing": ("status", "close_reason"),
    "lines_changed": _LINES,
    "line_removed": (),
    "changed_while_packing": (*_ADDRESS, "buyer_message", "seller_memo", "refunded", *_LINES),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that stops an order's parcels. `changes`: (field, item it is of or "", before, after)."""

    code: str
    order: str
    currency: str
    at: datetime | None
    changes: tuple[tuple[str, str, Any, Any], ...]


def told(connection: Any, order_id: int, values: Mapping[str, Any]) -> tuple[Problem, ...]:
    """What stops an order (its cells as `values`), with the cells that the last import of it changed."""
    codes = rules.stopping(values["problems"])
    if not codes:
        return ()
    lines = {line.id: line for line in order_queries.lines(connection, [order_id])[order_id]}
    at, changes = _last_import(connection, order_id, lines)
    return tuple(
        Problem(
            code, values["number"], values["currency"], at,
            tuple(change for change in changes if change[0] in _FIELDS[code]),
        )
        for code in codes
    )  # fmt: skip


def _last_import(
    connection: Any, order_id: int, lines: Mapping[int, Any]
) -> tuple[datetime | None, list[tuple[str, str, Any, Any]]]:
    """When a file last brought a problem for an order, and the cells that it changed."""
    rows = {"orders": [order_id], "order_line": list(lines)}
    for entry, changes in reversed(journal.history(connection, rows)):
        if entry.state != "done" or entry.action != "import":
            continue
        if not any(change.table_name == "orders" and "problems" in (change.after or {}) for change in changes):
            continue
        found = []
        for change in changes:
            line = lines.get(change.row_id) if change.table_name == "order_line" else None
            about = " ".join(filter(None, (line.title or line.sku, line.variant))) if line is not None else ""
            after = change.after or {}
            found += [(name, about, change.before.get(name), after[name]) for name in after]
        return entry.at, found
    return None, []


def see_problems(desk: Desk, numbers: Sequence[str]) -> Outcome[Bulk]:
    """Somebody has seen what stopped these orders: their parcels may go on as they are.

    Raises UserError `order.no_problem` when none of them is stopped, `record.missing`.
    """
    with desk.write("order.problem_seen") as unit:
        order_ids = order_ids_of(unit.connection, numbers)
        orders = parcels.order_cells(unit.connection, order_ids)
        changes = _without_problems(orders)
        skipped = tuple((values["number"], "order.no_problem") for i, values in orders.items() if i not in changes)
        if not changes:
            raise UserError("order.no_problem", number=skipped[0][0] if skipped else "")
        unit.door.update(Order, changes)
        done = tuple(orders[order_id]["number"] for order_id in changes)
        unit.door.subject = subject(done)
        unit.commit()
    return Outcome(Bulk(done, skipped), unit.door.changes)


def see_lists(desk: Desk, numbers: Sequence[str]) -> Outcome[Bulk]:
    """The same for all stopped orders on packing lists, by the lists' numbers."""
    with desk.shop.read() as connection:
        ids = list_ids_of(connection, numbers)
        held = packing.held(connection, ids)
        orders = parcels.order_cells(connection, list({line.order_id for of in held.values() for line in of}))
    waiting = [values["number"] for values in orders.values() if rules.stopping(values["problems"])]
    if not waiting:
        raise UserError("order.no_problem", number=numbers[0])
    return see_problems(desk, waiting)


def _without_problems(orders: Mapping[int, Mapping[str, Any]]) -> dict[int, dict[str, Any]]:
    return {
        order_id: {"problems": [code for code in values["problems"] if code not in rules.STOPPING]}
        for order_id, values in orders.items()
        if rules.stopping(values["problems"])
    }


def take_over(desk: Desk, numbers: Sequence[str]) -> Outcome[Bulk]:
    """Brings stopped lists in line with what the platform tells now, and lets them go on.

    Units that are no longer ordered, and orders that were cancelled, leave the list; an empty one is cancelled, and a
    packed one of which something left goes back to picking. Address and memos are the order's own: the slip shows
    them when it is printed again. Raises UserError `order.no_problem` when nothing stops any of them.
    """
    with desk.write("packing.take_over") as unit:
        ids = list_ids_of(unit.connection, numbers)
        lists = packing.cells(unit.connection, ids)
        codes = stopped.problems(unit.connection, ids)
        ids = [list_id for list_id in ids if list_id in codes]
        skipped = tuple((values["number"], "order.no_problem") for i, values in lists.items() if i not in codes)
        if not ids:
            raise UserError("order.no_problem", number=skipped[0][0])
        held = packing.held(unit.connection, ids)
        orders = parcels.order_cells(unit.connection, list({line.order_id for of in held.values() for line in of}))
        changed = {i: values for i, values in orders.items() if rules.stopping(values["problems"])}
        gone = _lines_gone(unit, changed)
        for list_id in ids:
            _adapt(desk, unit, lists[list_id], held[list_id], changed, gone)
        unit.door.delete(OrderLine, sorted(gone - claims.in_use(unit.connection, sorted(gone))))
        unit.door.update(Order, _without_problems(changed))
        done = tuple(lists[list_id]["number"] for list_id in ids)
        unit.door.subject = subject(done)
        unit.commit()
    return Outcome(Bulk(done, skipped), unit.door.changes)


def _lines_gone(unit: Unit, orders: Collection[int]) -> set[int]:
    """Ids of order lines that the platform no longer has, of which nothing was sent."""
    ids = list(orders)
    lines = imported.lines(unit.connection, ids)
    out: set[int] = set()
    for order_id, payload in imported.payloads(unit.connection, ids).items():
        told_lines = imported.image(payload).get("lines")
        if told_lines is not None:
            out |= {
                row["id"]
                for key, row in lines[order_id].items()
                if not row["shipped"] and (row["provisional"] or (row["import_key"] and key not in told_lines))
            }
    return out


def _adapt(
    desk: Desk, unit: Unit, values: Mapping[str, Any], held: Sequence[HeldLine], changed: Mapping[int, Any],
    gone: Collection[int],
) -> None:  # fmt: skip
    """Lowers what one list holds to what is ordered; other open lists of the same lines keep their units."""
    listed = order_queries.listed(unit.connection, [line.order_id for line in held])
    after: dict[int, int] = {}
    for line in held:
        if line.order_id not in changed:
            continue
        if changed[line.order_id]["status"] == "cancelled" or line.order_line_id in gone:
            after[line.id] = 0
        else:
            over = listed.get(line.order_line_id, 0) + line.shipped - line.ordered
            after[line.id] = max(0, line.quantity - max(0, over))
    before = {line.id: line for line in held}
    lowered = {i: units for i, units in after.items() if units < before[i].quantity}
    if not lowered:
        return
    if not any(after.get(line.id, line.quantity) for line in held):
        # Its lines stay: a cancelled list tells what it held.
        unit.door.set(PackingList, values["id"], status="cancelled", cancelled_at=desk.now())
        return
    unit.door.update(
        PackingLine,
        {i: {"quantity": n, "scanned": min(before[i].scanned, n)} for i, n in lowered.items() if n},
    )
    unit.door.delete(PackingLine, [i for i, units in lowered.items() if not units])
    if values["status"] == "packed":
        unit.door.set(PackingList, values["id"], status="picking", packed_at=None, packed_by="")
