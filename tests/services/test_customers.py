"""Customers: finding them, what they bought, their names."""

from dataclasses import replace

import pytest

from shopdesk.db.tables import Customer
from shopdesk.domain.aftersales import CaseDraft
from shopdesk.domain.customers import CustomerDraft, Identity
from shopdesk.domain.errors import UserError
from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.domain.listing import ListQuery
from shopdesk.services import aftersales, customers, history, inquiries, listing, orders
from tests.services.small_shop import dump, query, sent_order


def _customer(desk, name="Buyer A", **fields):
    return customers.create_customer(desk, CustomerDraft(name, **fields)).value.number


def _numbers(desk, words="", **equal):
    return [row.number for row in customers.rows(desk, customers.ids(desk, query(words, **equal)))]


def test_what_a_customer_bought_is_summed_by_currency(desk, clock):
    number, other = _customer(desk, city="深圳市"), _customer(desk, "买家乙")
    sent_order(desk, 2, customer=number, price=1_000)
    dollars = sent_order(desk, 1, customer=number, currency="USD", price=500)
    last = clock.forward(hours=1)
    sent_order(desk, 1, customer=number, price=99)
    clock.forward(hours=1)
    cancelled = sent_order(desk, 1, customer=number, sent=False)
    orders.cancel_orders(desk, [cancelled])
    case = aftersales.open_case(desk, CaseDraft("refund", orders=(dollars,))).value.number
    aftersales.refund(desk, case, dollars, 200)
    inquiry = inquiries.create_inquiry(desk, InquiryDraft("phone", customer=number)).value.number
    first, second = customers.rows(desk, customers.ids(desk, query()))
    assert (first.number, first.orders, first.spent, first.last_order_at) == (other, 0, (), None)
    assert (second.number, second.orders, second.last_order_at) == (number, 3, last)
    assert second.spent == (("CNY", 2_099), ("USD", 300))
    story = customers.story(desk, second.id)
    assert story.orders[0].number == cancelled
    assert (len(story.orders), [one.number for one in story.inquiries]) == (4, [inquiry])
    assert [one.number for one in story.cases] == [case]
    by_orders = ListQuery(sort="orders", descending=True)
    assert list(customers.ids(desk, by_orders)) == [second.id, first.id]
    _count, records = listing.list_records(desk, listing.KINDS["customers"], [], "", True, None, 0)
    assert records[1]["spent"] == [{"currency": "CNY", "amount": "20.99"}, {"currency": "USD", "amount": "3.00"}]


def test_figures_of_many_come_in_one_pass(desk, clock):
    """Above a few thousand customers all orders are grouped at once; the figures are the same."""
    with desk.write("import.apply") as unit:
        unit.door.insert(
            Customer,
            [{"number": f"CU-2026-9{at:05d}", "name": f"Buyer {at}", "created_at": clock.now} for at in range(2_100)],
        )
        unit.commit()
    number = _numbers(desk)[0]
    sent_order(desk, 2, customer=number, price=1_000)
    rows = customers.rows(desk, customers.ids(desk, query()))
    assert [row.spent for row in rows if row.orders] == [(("CNY", 2_000),)]
    assert customers.rows(desk, customers.ids(desk, query(number=number)))[0] == rows[0]


@pytest.mark.parametrize(
    "known", [{"phone": "+86 138-0000-0000"}, {"email": "Buyer.A@example.com"}, {"handle": "buyer_a"}]
)
def test_find_by_any_name(desk, known):
    _customer(desk, "Somebody", phone="138 0000 00001", email="other@example.com")
    number = _customer(
        desk, phone="138 0000 0000", email="buyer.a@example.com", identities=(Identity("wechat", "login", "buyer_a"),)
    )
    found = customers.find_customer(desk, **known)
    assert found is not None
    assert found.number == number


def test_find_by_a_phone_that_is_only_an_identity(desk):
    number = _customer(desk, identities=(Identity("phone", "phone", "13900000000"),))
    found = customers.find_customer(desk, phone="139 0000 0000")
    assert found is not None
    assert found.number == number
    assert customers.find_customer(desk, phone="139 0000 0001") is None
    assert customers.find_customer(desk, phone="12") is None
    assert customers.find_customer(desk, email="nobody@example.com", handle="nobody") is None


def test_names_belong_to_one_customer(desk):
    name = Identity("taobao", "login", "buyer_a")
    number = _customer(desk, identities=(name,))
    other = _customer(desk, "买家乙")
    with pytest.raises(UserError) as error:
        customers.update_customer(desk, other, CustomerDraft("买家乙", identities=(name,)))
    assert (error.value.code, error.value.where["number"]) == ("customer.identity_taken", number)
    moved = Identity("taobao", "login", "buyer_b")
    customers.update_customer(desk, number, replace(customers.draft_of(desk, number), identities=(moved,)))
    assert customers.draft_of(desk, number).identities == (moved,)
    customers.update_customer(desk, other, CustomerDraft("买家乙", identities=(name,)))


def test_lists_and_search(desk):
    number = _customer(
        desk, "王小明", phone="138-0000-1234", level="VIP", tags=("大客户",), notes="likes blue",
        identities=(Identity("wechat", "login", "wxid_blue"),),
    )  # fmt: skip
    other = _customer(desk, "Buyer B")
    customers.block(desk, [other])
    for words in ("王", "小明", "1234", "13800001234", "wxid_blue", "likes blue", number):
        assert _numbers(desk, words) == [number]
    assert _numbers(desk, status="blocked") == [other]
    assert _numbers(desk, tag="大客户") == [number]
    assert _numbers(desk, level="VIP") == [number]
    assert customers.levels(desk) == ["VIP"]


def test_every_action_is_undone_and_done_again_whole(desk):
    number = _customer(desk, identities=(Identity("wechat", "login", "one"), Identity("phone", "phone", "1380000")))
    changed = replace(
        customers.draft_of(desk, number), name="Buyer Z", identities=(Identity("wechat", "login", "two"),)
    )
    steps = [
        lambda: customers.create_customer(desk, CustomerDraft("新客户", tags=("x",))),
        lambda: customers.update_customer(desk, number, changed),
        lambda: customers.block(desk, [number]),
        lambda: customers.block(desk, [number], blocked=False),
    ]
    pictures = [dump(desk)]
    for step in steps:
        assert step().changes
        pictures.append(dump(desk))
    for picture in reversed(pictures[:-1]):
        history.undo(desk)
        assert dump(desk) == picture
    for picture in pictures[1:]:
        history.redo(desk)
        assert dump(desk) == picture
