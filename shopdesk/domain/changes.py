"""What an action changed: the message between services and the pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

# Which kind of record a row belongs to; tables of the journal and of search concern nobody.
_KINDS = {
    "orders": "orders",
    "order_line": "lines",
    "refund": "refunds",
    "packing_list": "packing_lists",
    "packing_line": "packing_lines",
    "package": "packages",
    "packing_print": "prints",
    "inquiry": "inquiries",
    "inquiry_product": "inquiry_products",
    "message": "messages",
    "aftersales_case": "cases",
    "case_line": "case_lines",
    "case_order": "case_orders",
    "customer": "customers",
    "customer_identity": "identities",
    "product": "products",
    "setting": "settings",
    "staff": "staff",
    "platform_account": "accounts",
    "import_batch": "batches",
    "attachment": "attachments",
    "carrier": "carriers",
    "customer_apart": "customers",
    "import_mapping": "mappings",
    "saved_filter": "saved_filters",
    "reply": "replies",
    "reply_use": "reply_uses",
    "task": "tasks",
    "wish": "wishes",
    "offer": "offers",
    "quote": "quotes",
    "quote_line": "quote_lines",
    "reservation": "reservations",
    "case_event": "case_events",
    "deadline_policy": "policies",
    "return_rule": "return_rules",
}

KINDS = frozenset(_KINDS.values())

Value = TypeVar("Value")


def kind_of_table(table: str) -> str | None:
    """The kind of record a table's rows count as, None for tables behind the scenes."""
    return _KINDS.get(table)


@dataclass(frozen=True, slots=True)
class Changes:
    """How many records of each kind an action created, changed or deleted."""

    counts: Mapping[str, int] = field(default_factory=dict)
    entry_id: int | None = None

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds concerned; pages that show one of them reload."""
        return frozenset(self.counts)

    def __bool__(self) -> bool:
        return bool(self.counts)

    @classmethod
    def of(cls, tables: Mapping[str, int], entry_id: int | None) -> "Changes":
        """Counts by table turned into counts by kind."""
        counts: dict[str, int] = {}
        for table, rows in sorted(tables.items()):
            kind = kind_of_table(table)
            if kind is not None and rows:
                counts[kind] = counts.get(kind, 0) + rows
        return cls(counts, entry_id)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Value]):
    """What a service gives back: the value asked for and what changed on the way."""

    value: Value
    changes: Changes = field(default_factory=Changes)
