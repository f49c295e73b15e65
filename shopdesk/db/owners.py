"""Which record people know a row belongs to: a line to its order, a parcel to its packing list."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from shopdesk.db.tables import Base

_TABLES = Base.metadata.tables
# Records: the column that people call them by, the one that tells them apart at a glance, the one of their currency.
_RECORDS: dict[str, tuple[str, str, str]] = {
    "orders": ("number", "buyer_name", "currency"),
    "packing_list": ("number", "carrier", ""),
    "inquiry": ("number", "contact", ""),
    "aftersales_case": ("number", "subject", "currency"),
    "customer": ("number", "name", ""),
    "product": ("sku", "title", "currency"),
    "reply": ("number", "title", ""),
    "task": ("number", "text", ""),
    "wish": ("theme", "text", ""),
    "offer": ("number", "title", ""),
    "quote": ("number", "", "currency"),
    "reservation": ("number", "contact", "currency"),
    "deadline_policy": ("name", "", ""),
    "return_rule": ("name", "", ""),
    "staff": ("name", "", ""),
    "setting": ("key", "value", ""),
    "saved_filter": ("name", "", ""),
    "import_batch": ("number", "", ""),
    "import_mapping": ("name", "", ""),
    "carrier": ("name", "", ""),
    "platform_account": ("account", "platform", "currency"),
}
# Cells that name a row of another table: what the cell is called then.
_NAMED = {
    "assignee_id": ("staff", "assignee"),
    "customer_id": ("customer", "customer"),
    "order_id": ("orders", "order"),
    "inquiry_id": ("inquiry", "inquiry"),
}
Cell = tuple[str, Any, Any]  # name, before, after
# Parts: what they belong to, by which of their columns, and the column that tells them apart.
_PARTS: dict[str, tuple[tuple[tuple[str, str], ...], str]] = {
    "order_line": ((("order_id", "orders"),), "title"),
    "refund": ((("order_id", "orders"),), ""),
    "packing_line": ((("packing_list_id", "packing_list"),), ""),
    "package": ((("packing_list_id", "packing_list"),), "tracking"),
    "packing_print": ((("packing_list_id", "packing_list"),), ""),
    "inquiry_product": ((("inquiry_id", "inquiry"),), "text"),
    "case_line": ((("case_id", "aftersales_case"),), ""),
    "case_event": ((("case_id", "aftersales_case"),), "status"),
    "case_order": ((("case_id", "aftersales_case"),), ""),
    "customer_identity": ((("customer_id", "customer"),), "handle"),
    "quote_line": ((("quote_id", "quote"),), "title"),
    "reply_use": ((("reply_id", "reply"),), "asked"),
    "customer_apart": ((("first_id", "customer"),), ""),
    "stock_move": ((("product_id", "product"),), ""),
    "message": (
        (("inquiry_id", "inquiry"), ("case_id", "aftersales_case"), ("order_id", "orders")),
        "text",
    ),
}


@dataclass(frozen=True, slots=True)
class Owner:
    """The record of a row: its table, what people call it, the row's own label, the currency of its amounts."""

    table: str
    number: str
    label: str = ""
    currency: str = ""


def of_rows(
    connection: Connection, table_name: str, ids: Sequence[int], gone: Mapping[int, Mapping[str, Any]] | None = None
) -> dict[int, Owner]:
    """The owners of a few rows by row id. `gone`: cells of rows that are no longer there."""
    if table_name in _RECORDS:
        number, label, currency = _RECORDS[table_name]
        cells = _cells(connection, table_name, ids, (number, label, currency)) | dict(gone or {})
        return {
            row_id: Owner(table_name, _text(row, number), _text(row, label), _text(row, currency))
            for row_id, row in cells.items()
        }
    if table_name not in _PARTS:
        return {}
    parents, label = _PARTS[table_name]
    cells = _cells(connection, table_name, ids, (label, *(column for column, _table in parents))) | dict(gone or {})
    wanted: dict[str, dict[int, int]] = defaultdict(dict)  # parent table → row → its id there
    for row_id, row in cells.items():
        for column, parent in parents:
            if row.get(column) is not None:
                wanted[parent][row_id] = int(row[column])
                break
    out: dict[int, Owner] = {}
    for parent, rows in wanted.items():
        found = of_rows(connection, parent, sorted(set(rows.values())))
        for row_id, parent_id in rows.items():
            above = found.get(parent_id) or Owner(parent, "")
            out[row_id] = Owner(parent, above.number, _text(cells[row_id], label), above.currency)
    return out


def named(connection: Connection, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Cells as people read them: a row of another table by what people call it, not by its id."""
    out: list[Cell] = []
    for name, before, after in cells:
        if name not in _NAMED:
            out.append((name, before, after))
            continue
        table, shown = _NAMED[name]
        ids = [value for value in (before, after) if isinstance(value, int)]
        found = of_rows(connection, table, ids) if ids else {}
        old, new = (found[value].number if value in found else "" for value in (before, after))
        out.append((shown, old, new))
    return tuple(out)


def _cells(
    connection: Connection, table_name: str, ids: Sequence[int], names: Sequence[str]
) -> dict[int, Mapping[str, Any]]:
    table = _TABLES[table_name]
    query = select(table.c.id, *(table.c[name] for name in names if name)).where(table.c.id.in_(ids))
    return {row["id"]: dict(row) for row in connection.execute(query).mappings()}


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name) if name else None
    return "" if value is None else str(value)
