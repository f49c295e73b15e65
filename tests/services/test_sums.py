"""What a selection adds up to: by currency, never across, however many records."""

from array import array
from dataclasses import replace

import pytest

from shopdesk.db.queries import sums as queries
from shopdesk.domain.aftersales import CaseDraft
from shopdesk.domain.customers import CustomerDraft
from shopdesk.domain.listing import ListQuery
from shopdesk.domain.products import ProductDraft
from shopdesk.services import aftersales, customers, orders, packing, products
from shopdesk.services.desk import Desk
from shopdesk.services.sums import Sums, add_up
from tests.services.small_shop import sent_order

ALL = ListQuery()


def test_orders_by_currency_with_their_units(desk: Desk) -> None:
    sent_order(desk, 2)
    sent_order(desk, 1, 3)
    sent_order(desk, 1, currency="USD", price=500)
    ids = orders.ids(desk, ALL)
    assert add_up(desk, "orders", ids) == Sums((("CNY", 6 * 8_900), ("USD", 500)), 7)
    assert add_up(desk, "orders", ids[:1]) == Sums((("USD", 500),), 1)
    assert add_up(desk, "orders", []) == Sums()


def test_units_on_packing_lists(desk: Desk) -> None:
    packing.make_lists(desk, [sent_order(desk, 2, 3, sent=False)])
    assert add_up(desk, "packing_lists", packing.ids(desk, ALL)) == Sums((), 5)


def test_what_customers_spent_and_was_paid_back(desk: Desk) -> None:
    number = customers.create_customer(desk, CustomerDraft(name="Buyer A")).value.number
    order = sent_order(desk, 2, customer=number)
    case = aftersales.open_case(desk, CaseDraft(kind="refund", orders=(order,))).value.number
    aftersales.refund(desk, case, order, 1_000)
    assert add_up(desk, "customers", customers.ids(desk, ALL)) == Sums((("CNY", 2 * 8_900 - 1_000),))
    assert add_up(desk, "cases", aftersales.ids(desk, ALL)) == Sums((("CNY", 1_000),))


def test_stock_and_its_worth(desk: Desk) -> None:
    draft = ProductDraft("TS-1", title="T-shirt", price=8_900, currency="CNY", stock=3)
    products.create_product(desk, draft)
    products.create_product(desk, replace(draft, sku="TS-2", stock=None))
    products.create_product(desk, replace(draft, sku="TS-3", price=None, stock=4))
    assert add_up(desk, "products", products.ids(desk, ALL)) == Sums((("CNY", 3 * 8_900),), 7)


def test_kinds_without_amounts_have_no_sums(desk: Desk) -> None:
    assert add_up(desk, "inquiries", [1]) == Sums()


def test_long_runs_of_ids_say_the_same_as_single_ones(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for _number in range(5):
        sent_order(desk, 2)
    ids = array("q", [*orders.ids(desk, ALL), *range(1_000, 1_200)])
    found = []
    for long in (2, 64, 1_000):
        monkeypatch.setattr(queries, "_LONG", long)
        found.append(add_up(desk, "orders", ids))
    assert found == [Sums((("CNY", 5 * 2 * 8_900),), 10)] * 3
