"""Quotes: their sums, and a bundle price shared out to the smallest unit."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.drafts import LineDraft, OrderDraft
from shopdesk.domain.errors import UserError
from shopdesk.domain.quotes import QuoteDraft, is_over, shared_out

TODAY = date(2026, 10, 5)


@st.composite
def lines(draw: st.DrawFn) -> LineDraft:
    quantity = draw(st.integers(1, 500))
    price = draw(st.integers(0, 10**7))
    return LineDraft("Mug", quantity, price, discount=draw(st.integers(0, quantity * price)))


def test_the_total_is_goods_less_discount_plus_shipping():
    mugs = (LineDraft("Mug", 2, 1_900), LineDraft("Bowl", 1, 1_500, discount=100))
    assert QuoteDraft("CNY", mugs, discount=200, shipping=800).total == 3_800 + 1_400 - 200 + 800
    assert QuoteDraft("CNY", mugs, bundle_price=5_000, discount=200, shipping=800).total == 5_000 - 200 + 800


@given(st.lists(lines(), min_size=1, max_size=12), st.integers(0, 10**11))
def test_a_bundle_price_reaches_the_order_to_the_cent(of, bundle):
    draft = QuoteDraft("CNY", tuple(of), bundle_price=bundle)
    made = draft.order_lines()
    assert sum(line.total for line in made) == bundle
    assert [line.quantity for line in made] == [line.quantity for line in of]
    assert all(line.price >= 0 and line.discount >= 0 and line.total >= 0 for line in made)
    # A line gets no dearer by the sheet than it was, unless the bundle costs more than its lines did.
    if bundle <= draft.listed:
        assert [line.price for line in made] == [line.price for line in of]
    order = OrderDraft("Buyer A", "CNY", made)
    order.check()
    assert order.total == draft.total


@given(
    st.integers(0, 10**11),
    st.lists(st.tuples(st.integers(0, 10**9), st.integers(1, 1_000)), min_size=1, max_size=20),
)
def test_parts_add_up_and_none_is_a_unit_away_from_its_exact_part(amount, of):
    worth, units = [pair[0] for pair in of], [pair[1] for pair in of]
    parts = shared_out(amount, worth, units)
    assert sum(parts) == amount
    weights = worth if sum(worth) else units
    assert all(abs(part * sum(weights) - amount * own) < sum(weights) for part, own in zip(parts, weights, strict=True))


def test_goods_without_a_price_share_a_bundle_by_units():
    made = QuoteDraft("CNY", (LineDraft("Gift", 1), LineDraft("Card", 2)), bundle_price=1_000).order_lines()
    assert [(line.price, line.discount, line.total) for line in made] == [(333, 0, 333), (334, 1, 667)]


@pytest.mark.parametrize(
    ("changed", "code", "field", "line"),
    [
        ({"lines": ()}, "form.required", "lines", None),
        ({"lines": (LineDraft("  ", 1, 100),)}, "form.required", "title", 1),
        ({"lines": (LineDraft("Mug", 1, 100), LineDraft("Mug", 0, 100))}, "form.quantity", "quantity", 2),
        ({"lines": (LineDraft("Mug", 1_000_001, 1),)}, "form.quantity", "quantity", 1),
        ({"lines": (LineDraft("Mug", 1, -1),)}, "form.amount", "price", 1),
        ({"lines": (LineDraft("Mug", 1_000_000, 10**13),)}, "form.amount", "price", 1),
        ({"lines": (LineDraft("Mug", 1, 100, discount=101),)}, "form.amount", "discount", 1),
        ({"lines": (LineDraft("Mug", 1, 1),) * 201}, "quote.too_many_lines", "lines", None),
        ({"bundle_price": -1}, "form.amount", "bundle_price", None),
        ({"discount": 1_901}, "form.amount", "discount", None),
        ({"shipping": -1}, "form.amount", "shipping", None),
        ({"currency": "XYZ"}, "form.choice", "currency", None),
        ({"valid_until": date(2026, 10, 4)}, "quote.past", "valid_until", None),
    ],
)
def test_what_is_refused_names_its_field(changed, code, field, line):
    values = {"currency": "CNY", "lines": (LineDraft("Mug", 1, 1_900),)} | changed
    with pytest.raises(UserError) as refused:
        QuoteDraft(**values).check(TODAY)
    assert (refused.value.code, refused.value.where["field"]) == (code, field)
    assert refused.value.where.get("line") == line


def test_a_quote_holds_to_the_end_of_its_last_day():
    assert not is_over(TODAY, TODAY)
    assert is_over(date(2026, 10, 4), TODAY)
    assert not is_over(None, TODAY)
