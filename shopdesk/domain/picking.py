"""What to take from which shelf: the lines of several packing lists, grouped for one walk through the stock."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PickLine:
    """One line of one packing list that waits to be picked. `quantity` and `picked` are units."""

    list_number: str
    sku: str = ""
    title: str = ""
    variant: str = ""
    shelf: str = ""
    quantity: int = 1
    picked: int = 0


@dataclass(frozen=True, slots=True)
class PickRow:
    """One stop of the walk. `lists` names each packing list with its share of `quantity`, in order of appearance."""

    shelf: str
    sku: str
    title: str
    variant: str
    quantity: int
    picked: int
    lists: tuple[tuple[str, int], ...]


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key by which A2 stands before A10, whatever the case."""
    parts = re.findall(r"[0-9]+|[^0-9]+", text.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


def group_by_shelf(lines: Iterable[PickLine]) -> tuple[PickRow, ...]:
    """Rows in walking order: by shelf, then SKU; goods without a shelf come last.

    Lines merge when shelf and SKU agree, whatever their titles say; without a SKU, title and variant must agree.
    The same goods on two shelves stay two rows.
    """
    groups: dict[tuple[str, str, str, str], list[PickLine]] = {}
    for line in lines:
        goods = (line.sku, "", "") if line.sku else ("", line.title, line.variant)
        groups.setdefault((line.shelf, *goods), []).append(line)
    rows = [_row(group) for group in groups.values()]
    return tuple(sorted(rows, key=_walking_order))


def _row(group: list[PickLine]) -> PickRow:
    shares: dict[str, int] = {}
    for line in group:
        shares[line.list_number] = shares.get(line.list_number, 0) + line.quantity
    first = group[0]
    return PickRow(
        shelf=first.shelf,
        sku=first.sku,
        title=first.title,
        variant=first.variant,
        quantity=sum(line.quantity for line in group),
        picked=sum(line.picked for line in group),
        lists=tuple(shares.items()),
    )


def _walking_order(row: PickRow) -> tuple[object, ...]:
    return (not row.shelf, natural_key(row.shelf), natural_key(row.sku), row.title, row.variant)
