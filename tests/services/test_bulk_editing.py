"""One field of many records: one undo step, what does not fit is left alone, bad values change nothing."""

import pytest

from shopdesk.domain.customers import CustomerDraft
from shopdesk.domain.drafts import LineDraft, OrderDraft
from shopdesk.domain.errors import UserError
from shopdesk.domain.products import ProductDraft
from shopdesk.services import bulk_editing, customers, history, orders, products
from shopdesk.services.desk import Desk


def two_orders(desk: Desk) -> list[str]:
    draft = OrderDraft(buyer_name="Buyer A", currency="CNY", lines=(LineDraft("Mug", 1, 4500),), seller_memo="old")
    return [orders.create_order(desk, draft).value.number for _ in range(2)]


def memos(desk: Desk, numbers: list[str]) -> list[str]:
    return [orders.draft_of(desk, number).seller_memo for number in numbers]


def test_a_memo_is_added_to_all_and_taken_back_at_once(desk: Desk) -> None:
    numbers = two_orders(desk)
    assert bulk_editing.edit_orders(desk, numbers, "add_to_memo", "gift").value.numbers == tuple(numbers)
    assert memos(desk, numbers) == ["old\ngift"] * 2
    history.undo(desk)
    assert memos(desk, numbers) == ["old"] * 2


def test_ship_by_is_the_end_of_the_day_and_not_for_closed_orders(desk: Desk) -> None:
    numbers = two_orders(desk)
    orders.cancel_orders(desk, numbers[:1])
    changed = bulk_editing.edit_orders(desk, numbers, "ship_by", "2026-11-30").value
    assert (changed.numbers, changed.skipped) == ((numbers[1],), ((numbers[0], "move.not_allowed"),))


def test_tags_and_level_of_customers(desk: Desk) -> None:
    number = customers.create_customer(desk, CustomerDraft("Buyer A", tags=("old",))).value.number
    bulk_editing.edit_customers(desk, [number], "add_tag", "vip, old")
    assert set(customers.draft_of(desk, number).tags) == {"old", "vip"}
    bulk_editing.edit_customers(desk, [number], "remove_tag", "old")
    bulk_editing.edit_customers(desk, [number], "level", "gold")
    draft = customers.draft_of(desk, number)
    assert (draft.tags, draft.level) == (("vip",), "gold")


def test_prices_by_percent_are_rounded_half_up(desk: Desk) -> None:
    for sku, price in (("A", 999), ("B", None)):
        products.create_product(desk, ProductDraft(sku=sku, title="Mug", currency="CNY", price=price))
    changed = bulk_editing.edit_products(desk, ["A", "B"], "price_percent", "-5%").value
    assert changed.skipped == (("B", "product.no_price"),)
    assert products.draft_of(desk, "A").price == 949
    bulk_editing.edit_products(desk, ["B"], "price", "12.30")
    assert products.draft_of(desk, "B").price == 1230


@pytest.mark.parametrize(
    ("call", "field", "value", "code"),
    [
        ("edit_orders", "flag", "pink", "form.choice"),
        ("edit_orders", "total", "1", "form.choice"),
        ("edit_orders", "ship_by", "soon", "form.date"),
        ("edit_orders", "add_to_memo", " ", "form.required"),
        ("edit_orders", "seller_memo", "x" * 20_000, "form.too_long"),
        ("edit_customers", "add_tag", ",", "form.required"),
        ("edit_products", "price", "NaN", "form.amount"),
        ("edit_products", "price", "1.001", "form.amount"),
        ("edit_products", "price_percent", "much", "form.percent"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, call: str, field: str, value: str, code: str) -> None:
    numbers = {
        "edit_orders": lambda: two_orders(desk),
        "edit_customers": lambda: [customers.create_customer(desk, CustomerDraft("Buyer A")).value.number],
        "edit_products": lambda: list(
            products.create_product(desk, ProductDraft(sku="A", title="Mug", currency="CNY", price=5)).value.numbers
        ),
    }[call]()
    with pytest.raises(UserError) as refused:
        getattr(bulk_editing, call)(desk, numbers, field, value)
    assert refused.value.code == code
