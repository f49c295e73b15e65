"""The tabs, in the order of a day's work. Factories import a page's module when it is first shown."""

from importlib import import_module
from typing import Any

from shopdesk.ui.context import Context
from shopdesk.ui.page import Page, PageSpec
from shopdesk.words import mark


def _inquiries(context: Context) -> Page:
    from shopdesk.ui.inquiries.page import InquiriesPage

    return InquiriesPage(context)


def _orders(context: Context) -> Page:
    from shopdesk.ui.orders.page import OrdersPage

    return OrdersPage(context)


def _packing(context: Context) -> Page:
    from shopdesk.ui.packing.page import PackingPage

    return PackingPage(context)


def _aftersales(context: Context) -> Page:
    from shopdesk.ui.aftersales.page import CasesPage

    return CasesPage(context)


def _customers(context: Context) -> Page:
    from shopdesk.ui.customers.page import CustomersPage

    return CustomersPage(context)


def _products(context: Context) -> Page:
    from shopdesk.ui.products.page import ProductsPage

    return ProductsPage(context)


def _replies(context: Context) -> Page:
    from shopdesk.ui.replies.page import RepliesPage

    return RepliesPage(context)


def _reservations(context: Context) -> Page:
    from shopdesk.ui.reservations.page import ReservationsPage

    return ReservationsPage(context)


def _reports(context: Context) -> Page:
    from shopdesk.ui.reports.page import ReportsPage

    return ReportsPage(context)


def _history(context: Context) -> Page:
    from shopdesk.ui.history.page import HistoryPage

    return HistoryPage(context)


def read_modules() -> None:
    """Import what the pages are made of, so that a page opens at once; runs on any thread."""
    names = (
        "orders", "packing", "inquiries", "aftersales", "customers", "products", "reservations", "replies",
        "reports", "history",
    )  # fmt: skip
    for name in names:
        import_module(f"shopdesk.ui.{name}.page")


def page_specs(desk: Any) -> list[PageSpec]:
    """The tabs; badges count what waits for a person."""

    def waiting(name: str) -> Any:
        def count() -> int:
            from shopdesk.services import waiting as services

            return int(getattr(services, name)(desk))

        return count

    return [
        PageSpec(
            "inquiries", mark("Inquiries"), "inbox", _inquiries, waiting("inquiries_waiting"),
            frozenset({"inquiries", "messages"}), shows=frozenset({"inquiries"}),
        ),
        PageSpec(
            "orders", mark("Orders"), "receipt", _orders, waiting("orders_waiting"),
            frozenset({"orders", "packing_lists"}), shows=frozenset({"orders"}),
        ),
        PageSpec(
            "packing", mark("Packing"), "box", _packing, waiting("packing_lists_waiting"),
            frozenset({"packing_lists"}), shows=frozenset({"packing_lists"}),
        ),
        PageSpec(
            "aftersales", mark("After-sales"), "return", _aftersales, waiting("cases_waiting"),
            frozenset({"cases", "messages"}), shows=frozenset({"cases"}),
        ),
        PageSpec(
            "customers", mark("Customers"), "person", _customers, None,
            frozenset({"customers"}), group=1, shows=frozenset({"customers"}),
        ),
        PageSpec(
            "products", mark("Products"), "tag", _products, None,
            frozenset({"products"}), group=1, shows=frozenset({"products"}),
        ),
        PageSpec(
            "reservations", mark("Pre-orders"), "bookmark", _reservations, waiting("reservations_waiting"),
            frozenset({"reservations"}), group=1, shows=frozenset({"reservations"}),
        ),
        PageSpec(
            "replies", mark("Replies"), "answers", _replies, None,
            frozenset({"replies"}), group=1, shows=frozenset({"replies"}),
        ),
        PageSpec("reports", mark("Reports"), "chart", _reports, group=1),
        PageSpec("history", mark("History"), "clock", _history, group=1, shows=frozenset({"history"})),
    ]  # fmt: skip
