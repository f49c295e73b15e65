"""Packing lists: the list, its rows, lists whole as commands show them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, exists, func, not_, select

from shopdesk.db.door import chunks, table_of
from shopdesk.db.queries import stopped
from shopdesk.db.queries.lists import ListSpec
from shopdesk.db.tables import Order, OrderLine, Package, PackingLine, PackingList, PackingPrint
from shopdesk.domain.packing import OPEN

LISTS: Table = table_of(PackingList)


def _printed(value: str) -> ColumnElement[bool]:
    """`printed=yes|no`: whether its slip was printed, as the order is now."""
    return stopped.printed_as_it_is() if value == "yes" else not_(stopped.printed_as_it_is())


def _problem(value: str) -> ColumnElement[bool]:
    """`problem=yes|no`: open, and stopped by what a platform changed on one of its orders."""
    held_up = exists().where(
        PackingLine.packing_list_id == LISTS.c.id,
        OrderLine.id == PackingLine.order_line_id,
        Order.id == OrderLine.order_id,
        stopped.stops(),
    )
    found = and_(LISTS.c.status.in_(OPEN), held_up)
    return found if value == "yes" else not_(found)


def _open(value: str) -> ColumnElement[bool]:
    """`open=yes|no`: holds units of which nothing has left yet."""
    found = LISTS.c.status.in_(OPEN)
    return found if value == "yes" else not_(found)


def _of_order(value: str) -> ColumnElement[bool]:
    """`order=NUMBER`: holds units of that order; its own number or its platform's."""
    return exists().where(
        and_(
            PackingLine.packing_list_id == LISTS.c.id,
            OrderLine.id == PackingLine.order_line_id,
            Order.id == OrderLine.order_id,
            (Order.number == value) | (Order.platform_order == value),
        )
    )


SPEC = ListSpec(
    kind="packing_list",
    table=LISTS,
    columns={
        name: LISTS.c[name]
        for name in ("number", "status", "carrier", "service", "tracking", "packed_by", "local_day", "note")
    },
    special={"printed": _printed, "open": _open, "order": _of_order, "problem": _problem},
    sorts={
        "number": (LISTS.c.number,),
        "created_at": (LISTS.c.created_at,),
        "status": (LISTS.c.status,),
        "carrier": (LISTS.c.carrier,),
        "shipped_at": (LISTS.c.shipped_at,),
    },
    default_sort="created_at",
)


@dataclass(frozen=True, slots=True)
class PackingRow:
    """One row of the packing table. `orders` are numbers, `printed` counts the prints.

    `print_again`: the slip says something else than its orders do now; `problems`: codes that stop an open list.
    """

    id: int
    number: str
    status: str
    orders: tuple[str, ...]
    platform: str
    buyer: str
    city: str
    units: int
    items: str  # "T恤 蓝 XL ×2, …"
    carrier: str
    tracking: str
    created_at: datetime
    shipped_at: datetime | None
    printed: int
    print_again: bool = False
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldLine:
    """Units of one order line on one list, with what concerns them of the order and its line."""

    id: int
    packing_list_id: int
    order_line_id: int
    order_id: int
    order: str
    line: int
    product_id: int | None
    sku: str
    title: str
    variant: str
    personalisation: str
    quantity: int
    scanned: int
    ordered: int
    shipped: int
    platform: str
    buyer_name: str
    city: str


_HELD = (
    PackingLine.id, PackingLine.packing_list_id, PackingLine.order_line_id, OrderLine.order_id,
    Order.number.label("order"), OrderLine.line, OrderLine.product_id, OrderLine.sku, OrderLine.title,
    OrderLine.variant, OrderLine.personalisation, PackingLine.quantity, PackingLine.scanned,
    OrderLine.quantity.label("ordered"), OrderLine.shipped, Order.platform, Order.buyer_name, Order.city,
)  # fmt: skip


def held(connection: Connection, ids: Sequence[int]) -> dict[int, list[HeldLine]]:
    """What lists hold, by list id, in the order of orders and lines."""
    out: dict[int, list[HeldLine]] = {list_id: [] for list_id in ids}
    for part in chunks(ids):
        query = (
            select(*_HELD)
            .join(OrderLine, OrderLine.id == PackingLine.order_line_id)
            .join(Order, Order.id == OrderLine.order_id)
            .where(PackingLine.packing_list_id.in_(part))
            .order_by(PackingLine.packing_list_id, OrderLine.order_id, OrderLine.line)
        )
        for row in connection.execute(query):
            out[row[1]].append(HeldLine(*tuple(row)))
    return out


def rows(connection: Connection, ids: Sequence[int]) -> list[PackingRow]:
    """Table rows by id, in the order of `ids`; ids that are gone are left out."""
    lines = held(connection, ids)
    prints = printed(connection, ids)
    problems, stale = stopped.problems(connection, ids), stopped.outdated(connection, ids)
    names = ("id", "number", "status", "carrier", "tracking", "created_at", "shipped_at")
    found: dict[int, PackingRow] = {}
    for part in chunks(ids):
        for row in connection.execute(select(*(LISTS.c[name] for name in names)).where(LISTS.c.id.in_(part))):
            values = dict(zip(names, row, strict=True))
            found[row[0]] = _row(
                values | {"problems": problems.get(row[0], ()), "print_again": row[0] in stale},
                lines[row[0]],
                len(prints.get(row[0], ())),
            )
    return [found[list_id] for list_id in ids if list_id in found]


def _row(values: dict[str, Any], lines: Sequence[HeldLine], prints: int) -> PackingRow:
    return PackingRow(
        **values,
        orders=tuple(dict.fromkeys(line.order for line in lines)),
        platform=lines[0].platform if lines else "",
        buyer=lines[0].buyer_name if lines else "",
        city=lines[0].city if lines else "",
        units=sum(line.quantity for line in lines),
        items=", ".join(
            f"{' '.join(filter(None, (line.title or line.sku, line.variant)))} ×{line.quantity}" for line in lines
        ),
        printed=prints,
    )


def full(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Lists by id under the names of COMMANDS.md, `list packing-lists`."""
    lines, parcels, prints = held(connection, ids), packages(connection, ids), printed(connection, ids)
    problems, stale = stopped.problems(connection, ids), stopped.outdated(connection, ids)
    out: dict[int, dict[str, Any]] = {}
    for list_id, values in cells(connection, ids).items():
        names = ("number", "status", "carrier", "service", "tracking", "note", "packed_by")
        times = ("created_at", "local_day", "packed_at", "shipped_at", "delivered_at", "cancelled_at")
        out[list_id] = {
            **{name: values[name] for name in names},
            "orders": list(dict.fromkeys(line.order for line in lines[list_id])),
            "buyer": lines[list_id][0].buyer_name if lines[list_id] else "",
            "units": sum(line.quantity for line in lines[list_id]),
            "lines": [
                {
                    "order": line.order, "line": line.line, "sku": line.sku, "title": line.title,
                    "variant": line.variant, "quantity": line.quantity, "scanned": line.scanned,
                }
                for line in lines[list_id]
            ],
            "packages": [
                {name: parcel[name] for name in ("no", "box", "net_g", "gross_g", "carrier", "tracking")}
                for parcel in parcels.get(list_id, ())
            ],
            "printed_at": [at for at, _staff, _paper in prints.get(list_id, ())],
            "print_again": list_id in stale,
            "problems": list(problems.get(list_id, ())),
            **{name: values[name] for name in times},
        }  # fmt: skip
    return out


def cells(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Every column of lists, by id, in the order of `ids`."""
    found: dict[int, dict[str, Any]] = {}
    for part in chunks(ids):
        for row in connection.execute(select(LISTS).where(LISTS.c.id.in_(part))).mappings():
            found[row["id"]] = dict(row)
    return {list_id: found[list_id] for list_id in ids if list_id in found}


def packages(connection: Connection, ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """Every column of the parcels of lists, by list id, in order of their number."""
    table = table_of(Package)
    out: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for part in chunks(ids):
        query = select(table).where(table.c.packing_list_id.in_(part)).order_by(table.c.packing_list_id, table.c.no)
        for row in connection.execute(query).mappings():
            out[row["packing_list_id"]].append(dict(row))
    return dict(out)


def printed(connection: Connection, ids: Sequence[int]) -> dict[int, list[tuple[datetime, str, str]]]:
    """(at, staff, paper) of every print of lists, by list id, oldest first."""
    out: dict[int, list[tuple[datetime, str, str]]] = defaultdict(list)
    columns = (PackingPrint.packing_list_id, PackingPrint.at, PackingPrint.staff, PackingPrint.paper)
    for part in chunks(ids):
        query = select(*columns).where(PackingPrint.packing_list_id.in_(part)).order_by(PackingPrint.id)
        for list_id, at, staff, paper in connection.execute(query):
            out[list_id].append((at, staff, paper))
    return dict(out)


def carriers(connection: Connection) -> list[str]:
    """The carriers that lists were sent with, the most used first."""
    used = func.count().label("used")
    query = select(LISTS.c.carrier, used).where(LISTS.c.carrier != "").group_by(LISTS.c.carrier)
    return [carrier for carrier, _used in connection.execute(query.order_by(used.desc(), LISTS.c.carrier))]


def id_of(connection: Connection, number: str) -> int | None:
    """The id of a list by its number."""
    return connection.execute(select(PackingList.id).where(PackingList.number == number)).scalar()


def ids_of(connection: Connection, numbers: Sequence[str]) -> dict[str, int]:
    """The ids of lists by number; numbers that no list has are left out."""
    out: dict[str, int] = {}
    for start in range(0, len(numbers), 500):
        part = numbers[start : start + 500]
        query = select(PackingList.number, PackingList.id).where(PackingList.number.in_(part))
        out.update((number, list_id) for number, list_id in connection.execute(query))
    return out


def history_rows(connection: Connection, list_id: int) -> dict[str, list[int]]:
    """The rows whose history is a list's: itself, its lines, parcels and prints."""
    out = {"packing_list": [list_id]}
    for model in (PackingLine, Package, PackingPrint):
        table = table_of(model)
        query = select(table.c.id).where(table.c.packing_list_id == list_id).order_by(table.c.id)
        out[table.name] = list(connection.execute(query).scalars())
    return out


def counts_by_status(connection: Connection) -> dict[str, int]:
    """How many lists are in each status."""
    query = select(PackingList.status, func.count()).group_by(PackingList.status)
    return {status: int(number) for status, number in connection.execute(query)}
