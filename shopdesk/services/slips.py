"""Packing slips and pick lists: which lists are to be printed, and their data for paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from shopdesk.db.queries import packing, parcels, stopped
from shopdesk.db.shop import Unit
from shopdesk.documents.picklist import PickList
from shopdesk.documents.slips import Slip
from shopdesk.domain import packing as rules
from shopdesk.domain.changes import Changes
from shopdesk.domain.errors import UserError
from shopdesk.domain.picking import PickLine, group_by_shelf
from shopdesk.services.desk import Desk
from shopdesk.services.packing.finding import list_ids_of, order_ids_of, subject
from shopdesk.services.packing.making import insert_lists, plan
from shopdesk.services.slip_contents import build


@dataclass(frozen=True, slots=True)
class Prepared:
    """Slips ready for paper. In a preview, a list that is not made yet has an empty number.

    `numbers` are the lists to hand to `packing.record_print` once they are on paper, `made` how many of them are
    new (none in a preview);
    `skipped`: (number, code) of orders asked for that cannot be packed, and of lists that are stopped.
    """

    slips: tuple[Slip, ...]
    numbers: tuple[str, ...]
    made: int
    changes: Changes = field(default_factory=Changes)
    skipped: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Choice:
    ids: Sequence[int]
    made: Mapping[int, str]
    skipped: tuple[tuple[str, str], ...] = ()


def slips(desk: Desk, numbers: Sequence[str], *, prices: bool = False) -> list[Slip]:
    """The slips of lists, in that order, with amounts where asked for. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        return build(desk, connection, list_ids_of(connection, numbers), prices=prices)


def printable(desk: Desk, numbers: Sequence[str]) -> tuple[list[str], list[str]]:
    """Lists whose slip may be printed, and those that wait for somebody to see what their platform changed.

    Raises UserError `packing.order_changed` when none may, `record.missing`.
    """
    with desk.shop.read() as connection:
        ids = list_ids_of(connection, numbers)
        found = packing.cells(connection, ids)
        problems = stopped.problems(connection, ids)
    free = [values["number"] for list_id, values in found.items() if list_id not in problems]
    held_up = [found[list_id]["number"] for list_id in problems]
    if not free:
        codes = list(dict.fromkeys(code for of in problems.values() for code in of))
        raise UserError("packing.order_changed", number=held_up[0], problems=codes)
    return free, held_up


def prepare_slips(
    desk: Desk, orders: Sequence[str] | None = None, *, preview: bool = False, prices: bool = False
) -> Prepared:
    """What the command `slips` prints: open lists never printed, and one new list for each order that is ready to
    pack and on none.

    With `orders` (numbers): their open lists, else the latest one of each, and new lists for those on none that can
    be packed. Making the lists is one undoable action; a preview writes nothing. Lists that wait for somebody to see
    what their platform changed are left out.
    Raises UserError `slips.nothing`, `record.missing`, `packing.order_changed`.
    """
    with desk.write("packing.make") as unit:
        chosen = _without_stopped(unit, _choose_of(desk, unit, orders) if orders else _choose_waiting(desk, unit))
        if not chosen.ids:
            raise UserError("slips.nothing")
        found = build(desk, unit.connection, chosen.ids, prices=prices)
        if chosen.made and not preview:
            unit.door.subject = subject(chosen.made.values())
            unit.commit()  # without it, nothing of what was made stays
    if preview:
        new = set(chosen.made.values())
        found = [replace(slip, number="") if slip.number in new else slip for slip in found]
        return Prepared(tuple(found), (), 0, skipped=chosen.skipped)
    numbers = tuple(slip.number for slip in found)
    return Prepared(tuple(found), numbers, len(chosen.made), unit.door.changes, chosen.skipped)


def _without_stopped(unit: Unit, chosen: _Choice) -> _Choice:
    problems = stopped.problems(unit.connection, chosen.ids)
    if not problems:
        return chosen
    ids = [list_id for list_id in chosen.ids if list_id not in problems]
    found = packing.cells(unit.connection, list(problems))
    if not ids:
        first = next(iter(problems))
        raise UserError("packing.order_changed", number=found[first]["number"], problems=list(problems[first]))
    left = tuple((values["number"], "packing.order_changed") for values in found.values())
    return replace(chosen, ids=ids, skipped=(*chosen.skipped, *left))


def _choose_waiting(desk: Desk, unit: Unit) -> _Choice:
    waiting = parcels.waiting_orders(unit.connection, desk.local_day(desk.now()))
    made = insert_lists(desk, unit, list(plan(desk, unit, waiting).contents.values()))
    return _Choice(parcels.unprinted_lists(unit.connection), made)


def _choose_of(desk: Desk, unit: Unit, numbers: Sequence[str]) -> _Choice:
    order_ids = order_ids_of(unit.connection, numbers)
    lists: dict[int, dict[int, str]] = {order_id: {} for order_id in order_ids}
    for share in parcels.shares(unit.connection, order_ids):
        lists[share.order_id][share.packing_list_id] = share.status
    unlisted = [i for i in order_ids if not any(status in rules.OPEN for status in lists[i].values())]
    planned = plan(desk, unit, unlisted)
    made = insert_lists(desk, unit, list(planned.contents.values()))
    new = dict(zip(planned.contents, made, strict=True))
    wanted: list[int] = []
    for order_id in order_ids:
        opened = [list_id for list_id, status in lists[order_id].items() if status in rules.OPEN]
        if order_id in new:
            wanted.append(new[order_id])
        else:
            wanted += opened or list(lists[order_id])[-1:]
    reprinted = {planned.orders[order_id]["number"] for order_id in unlisted if lists[order_id]}
    skipped = tuple(item for item in planned.skipped if item[0] not in reprinted)
    return _Choice(list(dict.fromkeys(wanted)), made, skipped)


def pick_list(desk: Desk, numbers: Sequence[str]) -> PickList:
    """What to take from which shelf for the open ones of these lists.

    Raises UserError `picklist.nothing` when none of them is open, `record.missing`.
    """
    with desk.shop.read() as connection:
        found = packing.cells(connection, list_ids_of(connection, numbers))
        ids = [list_id for list_id, values in found.items() if values["status"] in rules.OPEN]
        held = packing.held(connection, ids)
        lines = [line for list_id in ids for line in held[list_id]]
        goods = parcels.goods(connection, [(line.order_line_id, line.product_id, line.sku) for line in lines])
    if not lines:
        raise UserError("picklist.nothing")
    shelves = {line_id: product.shelf for line_id, product in goods.items()}
    rows = group_by_shelf(
        PickLine(
            list_number=found[line.packing_list_id]["number"],
            sku=line.sku,
            title=line.title,
            variant=line.variant,
            shelf=shelves.get(line.order_line_id, ""),
            quantity=line.quantity,
            picked=line.scanned,
        )
        for line in lines
    )
    list_numbers = tuple(found[list_id]["number"] for list_id in ids)
    return PickList(desk.local_day(desk.now()), rows, list_numbers, desk.shop_name)
