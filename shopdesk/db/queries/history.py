"""The journal as a list: who did what when, filtered and sorted in SQL."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, Table, cast, func, or_, select, union

from shopdesk.db.door import chunks, table_of
from shopdesk.db.engine import SCHEMA
from shopdesk.db.entries import Entry, obstacle
from shopdesk.db.queries.lists import ListSpec
from shopdesk.db.tables import (
    Case,
    CaseLine,
    Customer,
    Inquiry,
    JournalChange,
    JournalEntry,
    JournalRange,
    Order,
    OrderLine,
    PackingLine,
    PackingList,
    Quote,
    QuoteLine,
    Reservation,
)

JOURNAL: Table = table_of(JournalEntry)
# A kind of record as people know it: what the counts call its parts, and the actions that are about it.
_PARTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "orders": (("orders", "lines", "refunds"), ("order.",)),
    "packing_lists": (("packing_lists", "packing_lines", "packages", "prints"), ("packing.",)),
    "inquiries": (
        ("inquiries", "inquiry_products", "quotes", "quote_lines", "reservations", "wishes"),
        ("inquiry.", "quote.", "reservation.", "wish."),
    ),
    "cases": (("cases", "case_lines", "case_orders", "case_events"), ("case.",)),
    "customers": (("customers", "identities"), ("customer.",)),
    "products": (("products",), ("product.", "stock.")),
    "replies": (("replies", "reply_uses", "offers"), ("reply.", "offer.")),
    "tasks": (("tasks",), ("task.",)),
    "settings": (
        ("settings", "staff", "accounts", "carriers", "mappings", "saved_filters", "policies", "return_rules"),
        ("settings.", "staff.", "policy.", "return_rule."),
    ),
}
_NUMBER = re.compile(r"^(SO|PL|IQ|AS|CU|QU|RS)-\d{4}-\d+$", re.IGNORECASE)
_NUMBERED: dict[str, tuple[Any, tuple[tuple[Any, str], ...]]] = {  # prefix → record, its parts with their column
    "SO": (Order, ((OrderLine, "order_id"),)),
    "PL": (PackingList, ((PackingLine, "packing_list_id"),)),
    "IQ": (Inquiry, ()),
    "AS": (Case, ((CaseLine, "case_id"),)),
    "CU": (Customer, ()),
    "QU": (Quote, ((QuoteLine, "quote_id"),)),
    "RS": (Reservation, ()),
}


def _concerns(kind: str) -> ColumnElement[bool]:
    """Whether an entry is about records of that kind; an import is about whatever it brought."""
    counted, actions = _PARTS.get(kind, ((kind,), ()))
    text = cast(JOURNAL.c.counts, String)
    return or_(
        *(func.instr(text, f'"{name}":') > 0 for name in counted),
        *(JOURNAL.c.action.startswith(prefix, autoescape=True) for prefix in actions),
    )


def _said(word: str) -> ColumnElement[bool]:
    """Whether an entry holds a word; `=order.hold` is an action that the edge knows by that word."""
    if word.startswith("="):
        return JOURNAL.c.action == word[1:]
    found: ColumnElement[bool] = or_(
        func.instr(func.lower(JOURNAL.c.subject), word.lower()) > 0,
        func.instr(func.lower(JOURNAL.c.staff), word.lower()) > 0,
    )
    return or_(found, JOURNAL.c.id.in_(_touching(word.upper()))) if _NUMBER.match(word) else found


def _touching(number: str) -> Any:
    """The entries that touched a record or one of its parts, whatever else they touched."""
    model, parts = _NUMBERED[number[:2]]
    record = select(model.id).where(model.number == number).scalar_subquery()
    change, made = JournalChange, JournalRange
    found = [
        select(change.entry_id).where(change.table_name == model.__tablename__, change.row_id == record),
        select(made.entry_id).where(
            made.table_name == model.__tablename__, made.first_id <= record, made.last_id >= record
        ),
    ]
    for part, column in parts:
        rows = select(part.id).where(getattr(part, column) == record)
        found.append(select(change.entry_id).where(change.table_name == part.__tablename__, change.row_id.in_(rows)))
    return union(*found)


SPEC = ListSpec(
    kind="history",
    table=JOURNAL,
    columns={name: JOURNAL.c[name] for name in ("id", "at", "staff", "action", "state", "subject")},
    special={
        "kind": _concerns,
        "said": _said,
        "taken_back": lambda value: JOURNAL.c.state != "done" if value == "yes" else JOURNAL.c.state == "done",
    },
    sorts={
        "at": (JOURNAL.c.at,),
        "staff": (JOURNAL.c.staff,),
        "action": (JOURNAL.c.action,),
        "state": (JOURNAL.c.state,),
        "subject": (JOURNAL.c.subject,),
    },
    default_sort="at",
)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One action in the list. `obstacle`: the code of why this person cannot take it back; "" when they may try."""

    id: int
    at: datetime
    staff: str
    action: str
    state: str
    subject: str
    counts: tuple[tuple[str, int], ...]
    obstacle: str

    @property
    def undoable(self) -> bool:
        """Whether this person may take it back."""
        return not self.obstacle


def rows(connection: Connection, ids: Sequence[int], staff: str, now: datetime) -> list[HistoryRow]:
    """Entries by id in the order of `ids`, as one person sees them now."""
    found: dict[int, HistoryRow] = {}
    query = select(*(JOURNAL.c[name] for name in ("id", "at", "staff", "action", "state", "subject", "counts",
                                                  "undoable", "schema")))  # fmt: skip
    for part in chunks(ids):
        for row in connection.execute(query.where(JOURNAL.c.id.in_(part))).mappings():
            entry = Entry(row["id"], row["action"], row["staff"], row["at"], row["subject"], {}, row["state"])
            why = obstacle(entry, staff, now, undoable=row["undoable"], current=row["schema"] == SCHEMA)
            found[entry.id] = HistoryRow(
                entry.id, entry.at, entry.staff, entry.action, entry.state, entry.subject,
                tuple((row["counts"] or {}).items()), why,
            )  # fmt: skip
    return [found[row_id] for row_id in ids if row_id in found]


def in_use(connection: Connection, column: str) -> list[str]:
    """Every value of `action` or `staff` that the journal has."""
    cell = JOURNAL.c[column]
    values: list[str] = []
    value = connection.execute(select(func.min(cell))).scalar()
    while value is not None:  # from one to the next along the index: DISTINCT would read them all
        values.append(value)
        value = connection.execute(select(func.min(cell)).where(cell > value)).scalar()
    return values


def id_of(connection: Connection, number: str) -> int | None:
    """The entry of that number."""
    if not number.isdecimal():
        return None
    return connection.execute(select(JOURNAL.c.id).where(JOURNAL.c.id == int(number))).scalar()
