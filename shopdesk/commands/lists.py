"""`list`, `show`, `search`."""

import json
import re
from typing import Any

from shopdesk.commands.context import Context, grid
from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import Filter
from shopdesk.services import listing
from shopdesk.words import _

_CONDITION = re.compile(r"^([A-Za-z_][\w.]*)\s*(!=|>=|<=|=|~)(.*)$", re.DOTALL)
_COLUMNS = {
    "orders": (
        "number",
        "platform",
        "platform_order",
        "local_day",
        "buyer.name",
        "units",
        "currency",
        "total",
        "status",
    ),
    "packing-lists": ("number", "status", "orders", "shipped_at"),
    "inquiries": ("number", "status", "channel", "contact", "customer", "created_at"),
    "cases": ("number", "kind", "status", "reason", "orders", "opened_at"),
    "customers": ("number", "name", "orders", "last_order_at", "status"),
    "replies": ("number", "code", "title", "scenario", "language", "status", "used"),
    "reservations": ("number", "status", "product", "quantity", "customer", "contact", "until", "price", "currency"),
    "products": ("sku", "title", "price", "currency", "stock", "available", "shelf"),
    "tasks": ("number", "kind", "status", "text", "due_at", "who", "assignee", "role"),
    "offers": ("number", "kind", "title", "code", "valid_from", "valid_until", "status"),
    "staff": ("name", "roles", "status", "since"),
    "history": ("id", "at", "staff", "action", "subject", "counts", "state"),
}


def parse_condition(text: str) -> Filter:
    """`field=a,b` as a Filter. Raises UserError `list.condition`."""
    match = _CONDITION.match(text)
    if match is None:
        raise UserError("list.condition", found=text)
    field, operator, value = match.groups()
    return Filter(field, operator, tuple(part.strip() for part in value.split(",")))


def run_list(context: Context) -> None:
    """`list KIND [--where F=V]… [--sort -F] [--limit N] [--offset N]`."""
    options = context.options
    kind = listing.kind_of(options.kind)
    filters = [parse_condition(text) for text in options.where or []]
    sort = options.sort or ""
    descending = sort.startswith("-") or not sort
    with context.desk() as desk:
        count, rows = listing.list_records(
            desk, kind, filters, sort.lstrip("-+"), descending, options.limit, options.offset or 0
        )
    columns = _COLUMNS[kind.name]

    def show(_answer: Any) -> str:
        cells = [[_shown(listing.value_of(row, column)) for column in columns] for row in rows]
        return grid([column.replace("buyer.", "") for column in columns], cells) + f"\n{len(rows)} / {count}"

    context.answer({"count": count, "rows": rows}, show)


def run_show(context: Context) -> None:
    """`show KIND NUMBER`."""
    kind = listing.kind_of(context.options.kind)
    with context.desk() as desk:
        record = listing.show_record(desk, kind, context.options.number)
    context.answer(record, lambda value: json.dumps(value, ensure_ascii=False, indent=2))


def run_search(context: Context) -> None:
    """`search TEXT [--limit N]`."""
    text, limit = context.options.text, context.options.limit
    with context.desk() as desk:
        hits = listing.search_records(desk, text, limit)
        count = len(hits) if limit is None else listing.count_records(desk, text)

    def show(_answer: Any) -> str:
        if not hits:
            return _("Nothing found.")
        names = ("kind", "number", "field", "text")
        return grid(list(names), [[hit[name] for name in names] for hit in hits]) + f"\n{len(hits)} / {count}"

    context.answer({"count": count, "hits": hits}, show)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{item} {name}" for name, item in value.items())
    return "" if value is None else str(value)
