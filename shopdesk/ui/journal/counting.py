"""How many records an action concerned, in words."""

from collections.abc import Callable, Iterable
from typing import Final

from shopdesk.ui import display
from shopdesk.words import plural

# The records first; their parts are told only where no record is.
_RECORDS: Final[dict[str, Callable[[int], str]]] = {
    "orders": lambda n: plural("{count} order", "{count} orders", n),
    "packing_lists": lambda n: plural("{count} packing list", "{count} packing lists", n),
    "inquiries": lambda n: plural("{count} inquiry", "{count} inquiries", n),
    "cases": lambda n: plural("{count} case", "{count} cases", n),
    "customers": lambda n: plural("{count} customer", "{count} customers", n),
    "products": lambda n: plural("{count} product", "{count} products", n),
    "replies": lambda n: plural("{count} reply", "{count} replies", n),
    "settings": lambda n: plural("{count} setting", "{count} settings", n),
    "staff": lambda n: plural("{count} person", "{count} people", n),
    "accounts": lambda n: plural("{count} account", "{count} accounts", n),
    "carriers": lambda n: plural("{count} carrier", "{count} carriers", n),
    "mappings": lambda n: plural("{count} mapping", "{count} mappings", n),
    "saved_filters": lambda n: plural("{count} view", "{count} views", n),
    "policies": lambda n: plural("{count} policy", "{count} policies", n),
    "return_rules": lambda n: plural("{count} return rule", "{count} return rules", n),
    "tasks": lambda n: plural("{count} task", "{count} tasks", n),
    "wishes": lambda n: plural("{count} wish", "{count} wishes", n),
    "offers": lambda n: plural("{count} offer", "{count} offers", n),
    "quotes": lambda n: plural("{count} quote", "{count} quotes", n),
    "reservations": lambda n: plural("{count} pre-order", "{count} pre-orders", n),
}
_PARTS: Final[dict[str, Callable[[int], str]]] = {
    "lines": lambda n: plural("{count} line", "{count} lines", n),
    "packing_lines": lambda n: plural("{count} line", "{count} lines", n),
    "case_lines": lambda n: plural("{count} line", "{count} lines", n),
    "case_orders": lambda n: plural("{count} order", "{count} orders", n),
    "refunds": lambda n: plural("{count} refund", "{count} refunds", n),
    "packages": lambda n: plural("{count} parcel", "{count} parcels", n),
    "prints": lambda n: plural("{count} print", "{count} prints", n),
    "messages": lambda n: plural("{count} message", "{count} messages", n),
    "inquiry_products": lambda n: plural("{count} product", "{count} products", n),
    "reply_uses": lambda n: plural("{count} use of a reply", "{count} uses of replies", n),
    "case_events": lambda n: plural("{count} change of status", "{count} changes of status", n),
    "quote_lines": lambda n: plural("{count} line", "{count} lines", n),
    "identities": lambda n: plural("{count} name", "{count} names", n),
    "attachments": lambda n: plural("{count} file", "{count} files", n),
    "batches": lambda n: plural("{count} import", "{count} imports", n),
}


def counted(kind: str, number: int) -> str:
    """ "28,010 orders"."""
    words = _RECORDS.get(kind) or _PARTS.get(kind)
    if words is None:
        return plural("{count} record", "{count} records", number)
    return words(number).replace(str(number), display.count(number))


def concerned(counts: Iterable[tuple[str, int]]) -> str:
    """What an action concerned: the records, or where there is none, their parts."""
    known = dict(counts)
    kinds = [kind for kind in _RECORDS if kind in known] or [kind for kind in _PARTS if kind in known]
    return display.list_of([counted(kind, known[kind]) for kind in kinds])
