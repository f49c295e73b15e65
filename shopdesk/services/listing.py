"""Records as plain data under the names of COMMANDS.md: what `list` and `show` give, for scripts and tests."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from shopdesk.db import search
from shopdesk.db.door import chunks
from shopdesk.db.folding import folded
from shopdesk.db.queries import (
    aftersales,
    customers,
    inquiries,
    lists,
    offers,
    orders,
    packing,
    products,
    replies,
    reservations,
    staff,
    tasks,
)
from shopdesk.db.queries import history as history_queries
from shopdesk.db.queries.lists import ListSpec
from shopdesk.domain import money
from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.services import history, history_list
from shopdesk.services.desk import Desk
from shopdesk.services.inquiries import with_now
from shopdesk.services.offers import valid_today
from shopdesk.services.orders import with_today
from shopdesk.services.products import with_today as stock_today
from shopdesk.services.replies import reading as reply_list
from shopdesk.services.reservations import with_today as reservations_today
from shopdesk.services.tasks import with_now as with_overdue

Record = dict[str, Any]
_PART = 20_000


@dataclass(frozen=True)
class Kind:
    """One kind of record as commands see it. `records(connection, ids)` gives them whole, in the order of ids."""

    name: str
    spec: ListSpec
    records: Callable[[Any, Sequence[int]], list[Record]]
    id_of: Callable[[Any, str], int | None]
    owner: str | None  # of messages: the column that names it
    tables: Callable[[Any, int], Mapping[str, list[int]]]  # rows whose history is the record's
    seen_from: Callable[[Desk, Any, Sequence[int]], list[Record]] | None = None  # instead of `records`

    def at(self, desk: Desk) -> "Kind":
        """The kind as one desk sees it: what a person may take back is not the same for everybody."""
        return self if self.seen_from is None else replace(self, records=partial(self.seen_from, desk))


def _order_records(connection: Any, ids: Sequence[int]) -> list[Record]:
    found = orders.full(connection, ids)
    lines = orders.lines(connection, ids)
    return [_order(found[row_id], lines[row_id]) for row_id in ids if row_id in found]


def _order(values: Record, lines: Sequence[orders.Line]) -> Record:
    currency = values["currency"]
    same = ("number", "platform", "account", "platform_order", "status", "payment", "delivery", "pay_on_delivery",
            "hold_until", "flag", "ordered_at", "local_day", "paid_at", "ship_by", "promised_delivery", "shipped_at",
            "signed_at", "cancelled_at", "customer")  # fmt: skip
    amounts = ("goods", "discount", "shipping", "tax", "fees", "total", "paid", "refunded")
    address = ("country", "region", "city", "district", "street", "postcode")
    words = ("payment_method", "payment_reference", "invoice_title", "shipping_method", "carrier", "tracking",
             "buyer_message", "seller_memo", "close_reason")  # fmt: skip
    told: Record = plain(
        {
            **{name: values[name] for name in same},
            "buyer": {name: values[f"buyer_{name}"] for name in ("name", "phone", "email", "id")},
            "address": {**{name: values[name] for name in address}, "raw": values["address_raw"]},
            "currency": currency,
            **{name: money.to_text(values[name], currency) for name in amounts},
            "units": values["units"],
            "lines": [_order_line(line, currency) for line in lines],
            **{name: values[name] for name in words},
            "problems": list(values["problems"]),
            "packing_lists": values["packing_lists"],
            "cases": values["cases"],
            "batch": values["batch"],
        }
    )
    return told


def _order_line(line: orders.Line, currency: str) -> Record:
    return {
        "line": line.line, "sku": line.sku, "title": line.title, "variant": line.variant,
        "personalisation": line.personalisation, "quantity": line.quantity,
        "price": money.to_text(line.price, currency), "discount": money.to_text(line.discount, currency),
        "total": money.to_text(line.total, currency), "shipped": line.shipped, "returned": line.returned,
        "refunded": money.to_text(line.refunded, currency),
    }  # fmt: skip


def _in_order(
    full: Callable[[Any, Sequence[int]], Mapping[int, Record]],
) -> Callable[[Any, Sequence[int]], list[Record]]:
    def records(connection: Any, ids: Sequence[int]) -> list[Record]:
        found = full(connection, ids)
        return [plain(found[row_id]) for row_id in ids if row_id in found]

    return records


def _nobody(_connection: Any, _ids: Sequence[int]) -> list[Record]:
    return []


def _history_records(desk: Desk, connection: Any, ids: Sequence[int]) -> list[Record]:
    return [plain(record) for record in history_list.records(desk, connection, ids)]


def _on_day(full: Callable[[Any, Sequence[int], date], Mapping[int, Record]]) -> Callable[..., list[Record]]:
    """Records that are not the same every day: what a pre-order holds is free again when it ends."""

    def records(desk: Desk, connection: Any, ids: Sequence[int]) -> list[Record]:
        found = full(connection, ids, desk.local_day(desk.now()))
        return [plain(found[row_id]) for row_id in ids if row_id in found]

    return records


KINDS: dict[str, Kind] = {
    "orders": Kind("orders", orders.SPEC, _order_records, orders.id_of, "order_id",
                   lambda c, i: {"orders": [i], "order_line": [line.id for line in orders.lines(c, [i])[i]]}),
    "packing-lists": Kind("packing-lists", packing.SPEC, _in_order(packing.full), packing.id_of, None,
                          packing.history_rows),
    "inquiries": Kind("inquiries", inquiries.SPEC, _in_order(inquiries.full), inquiries.id_of, "inquiry_id",
                      inquiries.history_rows),
    "cases": Kind("cases", aftersales.SPEC, _in_order(aftersales.full), aftersales.id_of, "case_id",
                  aftersales.history_rows),
    "customers": Kind("customers", customers.SPEC, _in_order(customers.full), customers.id_of, None,
                      customers.history_rows),
    "products": Kind("products", products.SPEC, _nobody, products.id_of, None, products.history_rows,
                     _on_day(products.full)),
    "replies": Kind("replies", replies.SPEC, _in_order(replies.full), replies.id_of, None, replies.history_rows),
    "tasks": Kind("tasks", tasks.SPEC, _in_order(tasks.full), tasks.id_of, None, tasks.history_rows),
    "reservations": Kind("reservations", reservations.SPEC, _nobody, reservations.id_of, None,
                         reservations.history_rows, _on_day(reservations.full)),
    "offers": Kind("offers", offers.SPEC, _in_order(offers.full), offers.id_of, None, offers.history_rows),
    "staff": Kind("staff", staff.SPEC, _in_order(staff.full), staff.id_of, None, lambda _c, i: {"staff": [i]}),
    "history": Kind("history", history_queries.SPEC, _nobody, history_queries.id_of, None, lambda _c, _i: {},
                    _history_records),
}  # fmt: skip
_SINGULAR = {
    "order": "orders", "packing-list": "packing-lists", "packing_list": "packing-lists", "inquiry": "inquiries",
    "case": "cases", "customer": "customers", "product": "products", "reply": "replies",
    "packing_lists": "packing-lists", "task": "tasks", "reservation": "reservations", "pre-orders": "reservations",
    "offer": "offers",
}  # fmt: skip


def kind_of(name: str) -> Kind:
    """The kind of that name, plural or singular. Raises UserError `list.kind`."""
    found = KINDS.get(_SINGULAR.get(name, name))
    if found is None:
        raise UserError("list.kind", kind=name, known=", ".join(KINDS))
    return found


def plain(value: Any) -> Any:
    """Values as JSON holds them: instants `2026-10-03T04:05:06Z`, days `2026-10-03`."""
    if value is None or isinstance(value, str | int):  # most cells
        return value
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def list_records(
    desk: Desk, kind: Kind, filters: Sequence[Filter], sort: str, descending: bool, limit: int | None, offset: int
) -> tuple[int, list[Record]]:
    """How many there are and those asked for. Conditions that SQL knows go to SQL, others look at the records.

    Raises UserError `list.field` for a field that records of this kind do not have.
    """
    kind = kind.at(desk)
    filters = with_now(desk, filters)
    if kind.name == "tasks":
        filters = with_overdue(desk, filters)
    if kind.name == "orders":
        filters = with_today(desk, filters)
    if kind.name == "products":
        filters = stock_today(desk, filters)
    if kind.name == "reservations":
        filters = reservations_today(desk, filters)
    if kind.name == "offers":
        filters = valid_today(desk, filters)
    if kind.name == "replies":
        filters = reply_list.with_today(desk, filters)
    if kind.name == "history":
        filters = history_list.with_days(desk, filters)
    asked = tuple(item for item in filters if _in_sql(kind.spec, item))
    rest = [item for item in filters if item not in asked]
    sql_sort = sort if sort in kind.spec.sorts and sort != "total" else ""
    query = ListQuery(filters=asked, sort=sql_sort, descending=descending if sql_sort or not sort else True)
    with desk.shop.read() as connection:
        ids = lists.ids(connection, kind.spec, query)
        if not rest and (sql_sort or not sort):
            wanted = ids[offset : None if limit is None else offset + limit]
            return len(ids), _records(connection, kind, wanted)
        records = _records(connection, kind, ids)
        # Where nothing is left to look at, any record shows which fields there are.
        shown = records or _records(connection, kind, lists.ids(connection, kind.spec, ListQuery(), 1))
    for name in [item.field for item in rest] + ([sort] if sort else []):
        if shown and not any(_has(record, name) for record in shown):
            raise UserError("list.field", field=name)
    records = [record for record in records if all(_holds(record, item) for item in rest)]
    if sort and not sql_sort:
        records.sort(key=lambda record: _sort_key(value_of(record, sort)), reverse=descending)
    return len(records), records[offset : None if limit is None else offset + limit]


def show_record(desk: Desk, kind: Kind, number: str) -> Record:
    """One record with its messages and history. Raises UserError `record.missing`."""
    from shopdesk.db.queries import messages

    kind = kind.at(desk)
    with desk.shop.read() as connection:
        row_id = kind.id_of(connection, number)
        if row_id is None:
            raise UserError("record.missing", kind=kind.name, number=number)
        record = kind.records(connection, [row_id])[0]
        if kind.owner is not None:
            record["messages"] = [
                plain(
                    {
                        "at": item.at,
                        "direction": item.direction,
                        "by": item.staff,
                        "text": item.text,
                        "handled_s": item.handled_s,
                    }
                )
                for item in messages.of(connection, **{kind.owner: row_id})
            ]
        if kind.name == "history":
            return {**record, **plain(history_list.told(connection, row_id))}
        events = history.of(connection, kind.tables(connection, row_id))
    record["history"] = [
        plain(
            {
                "at": event.at, "by": event.staff, "action": event.action, "undone": event.state != "done",
                "fields": [{"field": name, "before": before, "after": after} for name, before, after in event.fields],
            }
        )
        for event in events
    ]  # fmt: skip
    return record


def count_records(desk: Desk, text: str) -> int:
    """How many records of every kind hold all words."""
    with desk.shop.read() as connection:
        return search.count(connection, folded(text).split())


def search_records(desk: Desk, text: str, limit: int | None) -> list[Record]:
    """Records of every kind that hold all words; no `limit`: all of them."""
    words = folded(text).split()
    if not words:
        return []
    names = {"order": "orders", "packing_list": "packing-lists", "inquiry": "inquiries", "case": "cases",
             "customer": "customers", "product": "products", "reply": "replies",
             "reservation": "reservations"}  # fmt: skip
    with desk.shop.read() as connection:
        found = search.hits(connection, words, limit)
        numbers: dict[tuple[str, int], str] = {}
        for kind in {item[0] for item in found}:
            spec = KINDS[names[kind]].spec
            ids = [record for name, record, _field, _text in found if name == kind]
            column = spec.table.c["sku" if kind == "product" else "number"]
            for part in chunks(ids):
                for row_id, number in connection.execute(lists.numbers(spec, column, part)):
                    numbers[(kind, row_id)] = number
    return [
        {"kind": kind.replace("_", "-"), "number": numbers.get((kind, record), ""), "field": field, "text": shown}
        for kind, record, field, shown in found
    ]


def _records(connection: Any, kind: Kind, ids: Sequence[int]) -> list[Record]:
    out: list[Record] = []
    for start in range(0, len(ids), _PART):
        out += kind.records(connection, ids[start : start + _PART])
    return out


def _in_sql(spec: ListSpec, condition: Filter) -> bool:
    if condition.field in spec.special:
        return condition.operator in ("=", "!=")
    column = spec.columns.get(condition.field)
    if column is not None and spec.kind == "history" and condition.field == "at":
        return condition.operator != "~"  # moments are kept as the text that they are compared with
    return column is not None and column.type.python_type is str and condition.operator != "~"


def value_of(record: Record, field: str) -> Any:
    """A field of a record; `buyer.name` looks inside."""
    value: Any = record
    for part in field.split("."):
        if isinstance(value, list):
            value = [item.get(part) if isinstance(item, dict) else None for item in value]
        elif isinstance(value, dict):
            value = value.get(part)
        else:
            return None
    return value


def _has(value: Any, field: str) -> bool:
    """Whether a record has a field; what is empty or null may have any field inside."""
    name, _dot, inside = field.partition(".")
    if isinstance(value, list):
        return not value or any(_has(item, field) for item in value)
    if not isinstance(value, dict):
        return value is None
    return name in value and (not inside or _has(value[name], inside))


def _holds(record: Record, condition: Filter) -> bool:
    value = value_of(record, condition.field)
    values = value if isinstance(value, list) else [value]
    if condition.operator == "!=":
        return not _holds(record, replace(condition, operator="="))
    if condition.operator == "=" and value == [] and "" in condition.values:
        return True
    return any(_compare(item, condition.operator, wanted) for item in values for wanted in condition.values)


def _compare(value: Any, operator: str, wanted: str) -> bool:
    if operator == "=":
        return _equal(value, wanted)
    if operator == "~":
        shown = str(value) if not isinstance(value, dict) else " ".join(str(item) for item in value.values())
        return value is not None and folded(wanted) in folded(shown)
    if value is None:
        return False
    left, right = _number(value), _number(wanted)
    if left is not None and right is not None:
        return left >= right if operator == ">=" else left <= right
    return str(value) >= wanted if operator == ">=" else str(value) <= wanted


def _equal(value: Any, wanted: str) -> bool:
    if value is None:
        return wanted in ("", "null")
    if isinstance(value, bool):
        return wanted.lower() == str(value).lower()
    if str(value) == wanted:
        return True
    left, right = _number(value), _number(wanted)
    return not isinstance(value, str) and left is not None and left == right


def _number(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _sort_key(value: Any) -> tuple[int, Decimal, str]:
    number = _number(value) if value is not None else None
    if number is not None and number.is_finite():
        return (1, number, "")
    return (0, Decimal(0), "") if value is None else (2, Decimal(0), str(value))
