"""Columns and filters of the customers table."""

from collections.abc import Callable, Sequence

from shopdesk.services.customers import CustomerRow
from shopdesk.ui import display, vocabulary
from shopdesk.ui.context import Context
from shopdesk.ui.records.columns import has_room, in_use
from shopdesk.ui.tables.columns import Column
from shopdesk.ui.widgets.filter_bar import FilterChoice
from shopdesk.words import _, mark

Values = Callable[[], Sequence[str]]


def filters(levels: Values, tags: Values) -> tuple[FilterChoice, ...]:
    """What ＋Filter offers; `levels` and `tags` give those in use."""
    return (
        FilterChoice("status", mark("Status"), vocabulary.CUSTOMER_STATUS, single=True),
        FilterChoice("level", mark("Level"), in_use(levels)),
        FilterChoice("tag", mark("Tag"), in_use(tags)),
    )


def name(row: CustomerRow) -> str:
    """The name; whoever is blocked is called so beside it."""
    shown = row.name or row.email or display.phone(row.phone)
    return _("{name} · blocked").format(name=shown) if row.status == "blocked" else shown


def columns(context: Context) -> tuple[Column, ...]:
    """The columns; times are those of the shop's zone."""
    zone = context.desk.zone

    def last_order(row: CustomerRow) -> str:
        return display.moment(row.last_order_at, context.now(), zone)

    return (
        Column("number", mark("Number"), lambda r: r.number, width=16, sort="number", descending_first=True),
        Column(
            "name", mark("Name"), name, width=18, sort="name", stretch=True, plain=lambda r: r.name,
            dot=lambda r: "trouble" if r.status == "blocked" else None, tooltip=name,
        ),
        Column("phone", mark("Phone"), lambda r: display.phone(r.phone), width=15, plain=lambda r: r.phone),
        Column("city", mark("City"), lambda r: r.city, width=9, sort="city", hidden=not has_room()),
        Column("level", mark("Level"), lambda r: r.level, width=7, sort="level"),
        Column(
            "orders", mark("Orders"), lambda r: display.count(r.orders) if r.orders else "", width=6, align="right",
            sort="orders", descending_first=True, plain=lambda r: str(r.orders),
        ),
        Column(
            "spent", mark("Spent"), lambda r: display.sums(list(r.spent)), width=11, align="right",
            tooltip=lambda r: display.sums(list(r.spent)), spoken=lambda r: display.list_of(_amounts(r)),
            plain=lambda r: " + ".join(f"{display.money_plain(minor, code)} {code}" for code, minor in r.spent),
        ),
        Column(
            "last_order", mark("Last order"), last_order, width=14, sort="last_order_at", descending_first=True,
            muted=True, tooltip=lambda r: display.moment_full(r.last_order_at, zone),
            plain=lambda r: r.last_order_at.astimezone(zone).isoformat(" ", "minutes") if r.last_order_at else "",
        ),
    )  # fmt: skip


def _amounts(row: CustomerRow) -> list[str]:
    return [display.money(minor, code) for code, minor in row.spent]
