"""The items of a WooCommerce order: one row each, numbered columns, or packed into cells."""

import re
from dataclasses import dataclass, field
from html import unescape

from shopdesk.domain.cells import value
from shopdesk.domain.identifiers import clean_id
from shopdesk.domain.imported import ImportedLine, ImportedOrder
from shopdesk.exchange.platforms.by_order import add_line
from shopdesk.exchange.platforms.columns import Columns, Row
from shopdesk.exchange.platforms.format import BadCell, Reading
from shopdesk.exchange.platforms.woocommerce_columns import LINE_COLUMNS
from shopdesk.exchange.tables import Table

_NUMBERED = re.compile(
    r"(?:product |line |order )?(?:item )?(?:(\d{1,3}) )?"
    r"(name|product name|item name|sku|quantity|qty|total|subtotal|item cost|price)(?: #?(\d{1,3}))?"
)
_PACKED = re.compile(r"line[ _]items?(?:[ _](\d{1,3}))?")
_COUNTED = re.compile(r"(\d+)\s?[×x] (.+?)(?=, \d+\s?[×x] |$)")
_FIELD_OF = {
    "name": "title", "product name": "title", "item name": "title", "sku": "sku", "quantity": "quantity",
    "qty": "quantity", "total": "line_total", "subtotal": "subtotal", "item cost": "price", "price": "price",
    "sub_total": "subtotal", "product_name": "title", "item_name": "title", "variation": "variant", "meta": "variant",
}  # fmt: skip
Cells = dict[str, tuple[str, int]]  # canonical field -> text and column


@dataclass(slots=True)
class _Numbered:
    """The columns of the item with one number."""

    at: dict[str, int] = field(default_factory=dict)


class Items(Columns):
    """Where a table keeps the items of its orders."""

    def __init__(self, table: Table) -> None:
        super().__init__(table, LINE_COLUMNS)
        self.width = table.width
        self._numbered: dict[int, _Numbered] = {}
        self._packed: list[int] = []
        self._listed: int | None = None  # WooCommerce's own list of orders: `2× Mug, 1× Plate`
        for name, index in table.names.items():
            match = _NUMBERED.fullmatch(name.replace("_", " "))
            number = match and (match[1] or match[3])
            if match and number:
                self._numbered.setdefault(int(number), _Numbered()).at.setdefault(_FIELD_OF[match[2]], index)
            elif name == "product(s)":
                self._listed = index
            elif _PACKED.fullmatch(name):
                self._packed.append(index)
        self._numbered = {number: columns for number, columns in self._numbered.items() if "title" in columns.at}
        self._by_row = not self._numbered and not self._packed and self._listed is None
        self._by_row = self._by_row and (self.has["title"] or self.has["sku"])
        self.any = self._by_row or bool(self._numbered or self._packed) or self._listed is not None
        names = ("price", "subtotal", "line_total")
        self.money = [self.at[name] for name in names]
        self.money += [columns.at[name] for columns in self._numbered.values() for name in names if name in columns.at]

    def places(self) -> set[int]:
        """All columns that items stand in."""
        numbered = {index for columns in self._numbered.values() for index in columns.at.values()}
        listed = () if self._listed is None else (self._listed,)
        return {*self._packed, *listed, *numbered, *(self.at.values() if self._by_row else ())}

    def is_line(self, row: list[str]) -> bool:
        """Whether a row without an order number goes on with the items of the order before it."""
        return self._by_row and any(value(row[self.at[name]]) for name in ("title", "sku"))

    def fields(self) -> frozenset[str]:
        """Names of the ImportedLine fields that the table speaks of."""
        if not self.any:
            return frozenset()
        if self._packed:
            return frozenset({"title", "sku", "quantity", "price", "total", "discount"})
        if self._listed is not None:
            return frozenset({"title", "quantity"})
        has = self.has if self._by_row else dict.fromkeys(next(iter(self._numbered.values())).at, True)
        fields = {"title", "quantity"} | {name for name in ("sku", "variant") if has.get(name)}
        if any(has.get(name) for name in ("price", "subtotal", "line_total")):
            fields |= {"price", "total", "discount"}
        return frozenset(fields | ({"refunded"} if has.get("line_refunded") else set()))

    def read(self, reading: Reading, order: ImportedOrder, rows: list[Row]) -> None:
        """Adds the order's lines. Raises BadCell."""
        keys: dict[str, int] = {}
        for number, row in rows:
            for cells in self._cells(row):
                try:
                    line = _line(reading, cells, number, order.currency)
                except BadCell as cause:
                    cause.row = number
                    raise
                if line is not None:
                    add_line(order, line, keys)

    def _cells(self, row: list[str]) -> list[Cells]:
        if self._by_row:
            return [{name: (row[index], index) for name, index in self.at.items()}]
        found: list[Cells] = [
            {name: (row[index], index) for name, index in columns.at.items()}
            for _number, columns in sorted(self._numbered.items())
        ]
        if self._listed is not None:
            cell = row[self._listed]
            found += [
                {"title": (name, self._listed), "quantity": (count, self._listed)}
                for count, name in _COUNTED.findall(cell)
            ]
        for index in self._packed:
            found += [{name: (text, index) for name, text in item.items()} for item in _unpack(row[index])]
        return found


def _unpack(text: str) -> list[dict[str, str]]:
    """Items in a cell: `name:Mug|sku:MUG|quantity:2|total:20.00`, several parted by `;`."""
    items = []
    for part in re.split(r";(?=\s*(?:id|name|product_id|item_id)\s*:)", text):
        item: dict[str, str] = {}
        for pair in part.split("|"):
            name, mark, told = pair.partition(":")
            if mark:
                name = name.strip().lower()
                item.setdefault(_FIELD_OF.get(name, name), told.strip())
        if item.get("title") or item.get("sku"):
            items.append(item)
    return items


def _line(reading: Reading, cells: Cells, number: int, currency: str) -> ImportedLine | None:
    def cell(name: str) -> tuple[str, int]:
        return cells.get(name, ("", reading.table.width))

    def money(name: str) -> int | None:
        text, index = cell(name)
        amount = reading.money([text], 0, name, currency) if value(text) else None
        if amount is not None and amount < 0:
            raise BadCell("money.negative", index, field=name, found=text)
        return amount

    title, sku = unescape(cell("title")[0]).strip(), clean_id(cell("sku")[0])
    if not value(title) and not sku:
        return None
    quantity = reading.quantity(*cell("quantity"))
    if quantity == 0:
        return None  # taken out of the order after it was placed
    try:
        subtotal, total, price = money("subtotal"), money("line_total"), money("price")
    except BadCell as cause:
        if cause.index == 0:
            cause.index = next((index for text, index in cells.values() if text == cause.found), None)
        raise
    if price is not None and subtotal is None:
        price, subtotal = reading.line_price(*cell("price"), quantity, currency)
    full = subtotal if subtotal is not None else total or 0
    if total is None:
        total = full
    if price is None and full and not full % quantity:
        price = full // quantity
    variant, back = value(cell("variant")[0]), money("line_refunded") or 0
    key = f"{sku}|{title}|{variant}" if sku or title else str(number)
    return ImportedLine(
        key, sku, title, variant, "", quantity, price, max(0, full - total), min(total, full) if full else total,
        refunded=back, row=number,
    )  # fmt: skip
