"""The columns of a mapped table, and its cells where a field has several of them or a column names the zone."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import lru_cache

from shopdesk.domain.cells import value
from shopdesk.domain.identifiers import clean_id
from shopdesk.exchange.platforms.format import BadCell, Reading
from shopdesk.exchange.platforms.table_mapping import AMOUNTS, FIELDS, FIRST_FILLED, INSTANTS, Mapping
from shopdesk.exchange.tables import PackedRows, Table
from shopdesk.exchange.zones import zone_of_cell

_LINE_FIELDS = frozenset({"sku", "title", "variant", "personalisation", "quantity", "price", "line_total"})
TEXTS = (
    "buyer_email", "buyer_id", "country", "region", "city", "district", "street", "payment_method",
    "payment_reference", "shipping_method", "carrier", "buyer_message", "seller_memo",
)  # fmt: skip
ORDER_AMOUNTS = ("shipping", "discount", "tax", "refunded", "paid")
_REMEMBERED = 50_000  # different goods whose texts are kept once, however often they are told


class TableColumns:
    """Indexes of the mapped columns; a field without one points at a blank cell.

    A field of several columns points behind the blank cell, where `join` puts what they say together.
    """

    def __init__(self, table: Table, mapping: Mapping) -> None:
        self.at = dict.fromkeys(FIELDS, table.width)
        self.parts: dict[str, tuple[int, ...]] = dict.fromkeys(AMOUNTS, (table.width,))  # amounts that are added
        self._several: list[tuple[Callable[[list[str]], str], list[int]]] = []
        for key, names in mapping.columns.items():
            indexes = [table.column(name) for name in names]
            self.at[key] = indexes[0]
            if key in AMOUNTS:
                self.parts[key] = tuple(indexes)
            elif len(indexes) > 1:
                self.at[key] = table.width + 1 + len(self._several)
                self._several.append((_first_filled if key in FIRST_FILLED else " ".join, indexes))
        self.joined_names = [", ".join(table.header[at].strip() for at in indexes) for _how, indexes in self._several]
        self.mapped = frozenset(mapping.columns)
        self.status = mapping.status
        self.others = table.others(mapping.needed)
        self.has_lines = bool(self.mapped & _LINE_FIELDS)
        line = _LINE_FIELDS | {"line_discount", "line_tax"}
        self._goods_at = [self.at[key] for key in ("title", "sku") if key in self.mapped]
        self._order_at = [
            index for key in self.mapped - line for index in self.parts.get(key, (self.at[key],)) if index < table.width
        ]
        self.goods = lru_cache(_REMEMBERED)(_goods)

    def continues(self, row: list[str]) -> bool:
        """Whether a row without an order number has goods and nothing of an order: one more line of the one above."""
        return any(row[at] for at in self._goods_at) and not any(value(row[at]) for at in self._order_at)

    def join(self, row: list[str]) -> None:
        """Adds the cells that are told in several columns to the row."""
        for together, indexes in self._several:
            row.append(together([text for text in (value(row[at]) for at in indexes) if text]))


def _first_filled(texts: list[str]) -> str:
    return texts[0] if texts else ""


def _goods(sku: str, title: str, variant: str, own_words: str) -> tuple[str, str, str, str, str]:
    """What tells the line apart from others of its order, and its cells as they are kept."""
    sku, title, variant = clean_id(sku), value(title), value(variant)
    return f"{sku}|{title}|{variant}", sku, title, variant, value(own_words)


def cell_instant(reading: Reading, columns: TableColumns, row: list[str], name: str) -> datetime | None:
    """The row's instant in its own zone where a column names that, else the file's. Raises BadCell."""
    zone: tzinfo | None = None
    at = columns.at["zone"]
    if "zone" in columns.mapped and value(row[at]):
        zone = zone_of_cell(row[at])
        if zone is None:
            raise BadCell("zone.in_cell", at, field="zone", expected="Asia/Shanghai, +08:00 …", found=row[at])
    return reading.instant(row, columns.at[name], name, zone)


def cell_amount(reading: Reading, columns: TableColumns, row: list[str], name: str, currency: str) -> int | None:
    """The row's amount of a field, of several columns their sum; None where none says anything. Raises BadCell."""
    parts = columns.parts[name]
    if len(parts) == 1:
        return reading.money(row, parts[0], name, currency)
    told = [amount for amount in (reading.money(row, at, name, currency) for at in parts) if amount is not None]
    return sum(told) if told else None


def told_per_line(columns: TableColumns, groups: PackedRows, open_row: int | None) -> frozenset[str]:
    """Amounts of an order that differ between rows of one order somewhere in the file: each is of its row.

    `open_row` proves nothing: its amounts may be half a number, for the file may have been cut off in it.
    """
    names = {name for name in ("total", *ORDER_AMOUNTS) if name in columns.mapped}
    found: set[str] = set()
    for rows in groups.repeated() if names else ():
        for name in names - found:
            told = {tuple(row[at] for at in columns.parts[name]) for number, row in rows if number != open_row}
            if len({cells for cells in told if any(cells)}) > 1:
                found.add(name)
        if found == names:
            break
    return frozenset(found)


def order_fields(columns: TableColumns) -> frozenset[str]:
    mapped = columns.mapped
    fields = set(mapped) & {*TEXTS, *INSTANTS, *ORDER_AMOUNTS, "buyer_name", "buyer_phone", "postcode", "tracking"}
    fields |= {"currency", "extra", "total"}
    fields |= {"tax"} if "line_tax" in mapped else set()
    if columns.status:
        fields |= {"payment", "delivery", "finished"}
    if mapped & {"status", "paid_at", "paid", "refunded"}:
        fields |= {"payment", "cancelled", "finished"}
    if mapped & {"status", "shipped_at", "tracking", "signed_at"}:
        fields.add("delivery")
    if mapped & {"status", "payment_method"}:
        fields.add("pay_on_delivery")
    if "address" in mapped:
        fields |= {"address_raw", "street", "region", "city", "district", "postcode", "country"}
    if mapped & {"buyer_name", "buyer_phone", "buyer_id"}:
        fields.add("buyer_masked")
    if columns.has_lines:
        fields |= {"lines", "goods"}
    return frozenset(fields)


def line_fields(columns: TableColumns) -> frozenset[str]:
    if not columns.has_lines:
        return frozenset()
    fields = set(columns.mapped) & {"sku", "title", "variant", "personalisation", "quantity", "price"}
    fields |= {"quantity", "total", "returned", "refunded"}
    fields |= {"discount"} if "line_discount" in columns.mapped else set()
    fields |= {"price"} if "line_total" in columns.mapped else set()
    return frozenset(fields)
