"""The price and stock list of the products as a workbook, to be edited and imported again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shopdesk.db.queries import lists
from shopdesk.db.queries import products as queries
from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import ListQuery
from shopdesk.services.desk import Desk
from shopdesk.services.whole_files import whole_file

_PART = 500
Tick = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Written:
    """A price list that was written."""

    file: str
    rows: int


def export(
    desk: Desk, path: str, ids: Sequence[int] | None = None, *, force: bool = False, tick: Tick = lambda _rows: None
) -> Written:
    """Writes products, in that order, or all of them by SKU; amounts are numbers, SKU and barcode texts.

    Raises UserError `export.exists` (unless `force`), `export.locked`, `export.unwritable`, `export.disk_full`, and
    what `tick` raises; then nothing is left behind.
    """
    from shopdesk.exchange.price_list import write_price_list  # brings openpyxl along

    with desk.shop.read() as connection:
        wanted = lists.ids(connection, queries.SPEC, ListQuery(sort="sku", descending=False)) if ids is None else ids
        with whole_file(Path(path), force=force) as file:
            rows = write_price_list(file, _products(connection, wanted), tick)
    return Written(path, rows)


def export_numbers(desk: Desk, path: str, skus: Sequence[str], *, force: bool = False) -> Written:
    """The same for products by SKU; all of them when none is named. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        found = [(sku, queries.id_of(connection, sku)) for sku in skus]
    for sku, row_id in found:
        if row_id is None:
            raise UserError("record.missing", number=sku)
    return export(desk, path, [row_id for _sku, row_id in found if row_id is not None] or None, force=force)


def _products(connection: Any, ids: Sequence[int]) -> Iterator[Mapping[str, Any]]:
    for start in range(0, len(ids), _PART):
        part = ids[start : start + _PART]
        cells = queries.cells(connection, part)
        for row_id in part:
            if row_id in cells:
                # One without SKU is found again by the key that its platform's files know it by.
                yield {**cells[row_id], "sku": cells[row_id]["sku"] or cells[row_id]["key"]}
