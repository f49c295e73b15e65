"""How backups are spoken of: how one came to be, and what is in it."""

from collections.abc import Mapping
from datetime import date

from shopdesk.ui import display
from shopdesk.words import _, mark, plural

BACKUP_KINDS = {
    "auto": mark("made by itself"),
    "manual": mark("made by hand"),
    "closing": mark("made on closing"),
    "migration": mark("before an upgrade"),
    "restore": mark("before a restore"),
}
CHECKS = {
    "integrity": mark("the file itself"),
    "foreign_keys": mark("rows that refer to nothing"),
    "search": mark("the search index"),
    "stock_ledger": mark("the stock ledger"),
    "order_totals": mark("amounts of orders"),
    "refunds": mark("refunded amounts"),
    "backups": mark("backups that cannot be read"),
}


def contents(counts: Mapping[str, int], newest_order_day: str) -> str:
    """“120 orders (the newest of Fri 20 Nov 2026), 64 customers, 18 products, 5 inquiries.”"""
    orders = plural("{count} order", "{count} orders", counts["orders"])
    if newest_order_day:
        day = display.day_full(date.fromisoformat(newest_order_day))
        orders = _("{orders} (the newest of {day})").format(orders=orders, day=day)
    told = [
        orders,
        plural("{count} customer", "{count} customers", counts["customers"]),
        plural("{count} product", "{count} products", counts["products"]),
    ]
    if counts.get("inquiries"):
        told.append(plural("{count} inquiry", "{count} inquiries", counts["inquiries"]))
    if counts.get("cases"):
        told.append(plural("{count} case", "{count} cases", counts["cases"]))
    return _("{list}.").format(list=display.list_of(told))
