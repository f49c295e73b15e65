"""What lookup fields find, and who people are in words."""

from collections.abc import Iterable
from typing import Any

from shopdesk.domain.listing import ListQuery
from shopdesk.services import orders
from shopdesk.ui import display, vocabulary
from shopdesk.ui.widgets.lookup_edit import Suggestion
from shopdesk.words import _, plural

_MOST = 8


def find_orders(desk: Any, text: str) -> list[Suggestion]:
    """Orders by number, buyer, phone, item; newest first."""
    found = orders.rows(desk, orders.ids(desk, ListQuery(text), _MOST))
    return [
        Suggestion(row.number, _joined((row.buyer_name, display.money(row.total, row.currency), row.items)))
        for row in found
    ]


def find_customers(desk: Any, text: str) -> list[Suggestion]:
    """Customers by number, name, phone, e-mail, handle; newest first."""
    from shopdesk.services import customers  # when somebody types, not when the window opens

    found = customers.rows(desk, customers.ids(desk, ListQuery(text), _MOST))
    return [Suggestion(row.number, customer_words(row)) for row in found]


def find_products(desk: Any, text: str) -> list[Suggestion]:
    """Products by SKU, title, barcode."""
    from shopdesk.services import products

    found = products.rows(desk, products.ids(desk, ListQuery(text), _MOST))
    return [
        Suggestion(row.sku, _joined((row.title, row.variant, display.money(row.price, row.currency)))) for row in found
    ]


def customer_words(row: Any) -> str:
    """Name, phone, level and what they bought, of a row of the customers list."""
    bought = plural("{count} order", "{count} orders", row.orders) if row.orders else ""
    return _joined((row.name, display.phone(row.phone), row.level, bought, display.sums(list(row.spent))))


def options(table: vocabulary.Words, nothing: str | None = None) -> list[tuple[str, str]]:
    """A table of words as options of a choice; `nothing` is the word for the empty code."""
    first = [("", nothing)] if nothing is not None else []
    return [*first, *((code, vocabulary.word(table, code)) for code in table)]


def assignees(names: Iterable[str]) -> list[tuple[str, str]]:
    """Everybody to give work to, nobody first."""
    return [("", _("Nobody")), *((name, display.person(name)) for name in names)]


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)
