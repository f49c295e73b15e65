"""The price and stock list: its columns, and writing it as a workbook that is edited and imported again."""

from collections.abc import Callable, Iterable, Mapping
from typing import IO, Any, Final

from shopdesk import vocabulary
from shopdesk.exchange.table_sheet import Amount, Cell, SheetColumn, write_table
from shopdesk.words import _, mark

# field, title, width, whether its cells stand right, whether digits in it are text
_COLUMNS: Final = (
    ("sku", mark("SKU"), 18, False, True),
    ("barcode", mark("Barcode"), 16, False, True),
    ("title", mark("Title"), 34, False, False),
    ("variant", mark("Variant"), 18, False, False),
    ("category", mark("Category"), 14, False, False),
    ("supplier", mark("Supplier"), 18, False, False),
    ("price", mark("Price"), 12, True, False),
    ("currency", mark("Currency"), 10, False, False),
    ("cost", mark("Cost"), 12, True, False),
    ("weight_g", mark("Weight (g)"), 11, True, False),
    ("shelf", mark("Shelf"), 10, False, True),
    ("stock", mark("Stock"), 9, True, False),
    ("status", mark("Status"), 10, False, False),
)
TITLES: Final[Mapping[str, str]] = {field: title for field, title, *_rest in _COLUMNS}


def write_price_list(
    target: IO[bytes], products: Iterable[Mapping[str, Any]], tick: Callable[[int], None] = lambda _rows: None
) -> int:
    """Writes products (their columns by name) in the language in use; returns how many. `tick` may raise Cancelled."""
    columns = [SheetColumn(_(title), width, right, text) for _field, title, width, right, text in _COLUMNS]
    return write_table(target, _("Price list"), columns, map(_cells, products), tick)


def _cells(product: Mapping[str, Any]) -> list[Cell]:
    return [_cell(field, product) for field in TITLES]


def _cell(field: str, product: Mapping[str, Any]) -> Cell:
    value = product[field]
    if field in ("price", "cost"):
        return None if value is None else Amount(value, product["currency"])
    if field == "status":
        return vocabulary.word(vocabulary.PRODUCT_STATUS, value, _)
    return value  # type: ignore[no-any-return]
