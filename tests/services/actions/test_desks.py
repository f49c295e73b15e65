"""Actions of the inquiry and after-sales desks, customers, products, settings: JSON in, `list` out."""

import pytest

from shopdesk.domain.errors import UserError
from shopdesk.services import actions, listing
from tests.services.small_shop import dump, sent_order


def _do(desk, action, **values):
    return actions.find(action).run(desk, values)


def _listed(desk, kind, number):
    return listing.show_record(desk, listing.KINDS[kind], number)


def test_an_inquiry_from_question_to_order(desk):
    _do(desk, "product.create", sku="TS-1", title="T-shirt", price="89.00", stock=4)
    customer = _do(
        desk, "customer.create", name="Buyer A", tags=["VIP"], identities=[{"platform": "wechat", "handle": "a"}]
    ).value.number
    _do(desk, "staff.add", name="Staff B", roles=["inquiries"])
    number = _do(
        desk, "inquiry.create", channel="wechat", contact="a", customer=customer, assignee="Staff B",
        products=["TS-1", {"text": "hat", "quantity": 2}], message="In stock?", tags=["gift"],
    ).value.number  # fmt: skip
    record = _listed(desk, "inquiries", number)
    assert {name: record[name] for name in ("status", "channel", "contact", "customer", "assignee", "quote")} == {
        "status": "new", "channel": "wechat", "contact": "a", "customer": customer, "assignee": "Staff B",
        "quote": None,
    }  # fmt: skip
    assert record["products"] == [
        {"sku": "TS-1", "title": "T-shirt", "text": None, "quantity": 1},
        {"sku": None, "title": None, "text": "hat", "quantity": 2},
    ]
    assert (record["created_at"], record["waiting_since"]) == ("2026-10-05T01:00:00Z",) * 2
    assert (record["first_reply_at"], record["lost_reason"], record["order"]) == (None, None, None)
    _do(desk, "inquiry.message", inquiry=number, text="Yes.")
    _do(desk, "inquiry.follow_up", number=number, follow_up_at="2026-10-06T01:00:00Z")
    _do(desk, "inquiry.update", number=number, subject="T-shirt")
    record = _listed(desk, "inquiries", number)
    assert (record["subject"], record["assignee"], record["status"]) == ("T-shirt", "Staff B", "following_up")
    assert record["follow_up_at"] == "2026-10-06T01:00:00Z"
    assert [item["sku"] for item in record["products"]] == ["TS-1", None]
    _do(desk, "inquiry.assign", inquiries=[number], assignee="")
    order = sent_order(desk)
    _do(desk, "inquiry.link", inquiry=number, order=order)
    record = _listed(desk, "inquiries", number)
    assert (record["order"], record["status"], record["assignee"]) == (order, "won", None)
    assert [message["direction"] for message in record["messages"]] == ["in", "out"]
    _do(desk, "inquiry.move", inquiry=number, status="reopened")
    _do(desk, "inquiry.move", inquiry=number, status="lost", lost_reason="price")
    assert _listed(desk, "inquiries", number)["lost_reason"] == "price"


def test_a_case_from_return_to_refund(desk):
    order = sent_order(desk, 2, 1, currency="JPY", price=500)
    lines = [{"line": 1, "quantity": 2}, {"sku": "TS-2", "outcome": "refund"}]
    number = _do(desk, "case.open", kind="return", order=order, reason="size", lines=lines, asked="1500").value.number
    record = _listed(desk, "cases", number)
    assert (record["currency"], record["asked"], record["agreed"], record["paid"]) == ("JPY", "1500", None, "0")
    assert [(item["order"], item["line"], item["quantity"], item["outcome"]) for item in record["lines"]] == [
        (order, 1, 2, None), (order, 2, 1, "refund"),
    ]  # fmt: skip
    for name in ("first_reply_due", "next_reply_due", "resolution_due", "paused", "closed_at", "rating"):
        assert record[name] is None
    _do(desk, "case.update", case=number, agreed="1000", responsible="shop")
    _do(desk, "case.move", cases=[number], status="waiting_goods")
    _do(desk, "case.receive", case=number, lines=[{"line": 1, "quantity": 1}], tracking="SF1")
    assert _listed(desk, "cases", number)["status"] == "waiting_goods"
    _do(desk, "case.receive", case=number)
    with pytest.raises(UserError, match=r"form\.amount"):
        _do(desk, "case.refund", case=number, amount="10.5")
    with pytest.raises(UserError, match=r"refund\.above_paid"):
        _do(desk, "case.refund", case=number, amount="1501")
    _do(desk, "case.refund", case=number, order=order, amount="1000", paid_on="2026-10-05")
    _do(desk, "case.message", case=number, text="Paid.", direction="out")
    _do(desk, "case.move", case=number, status="resolved")
    _do(desk, "case.rate", case=number, rating=5)
    record = _listed(desk, "cases", number)
    assert (record["agreed"], record["paid"], record["rating"], record["status"]) == ("1000", "1000", 5, "resolved")
    assert [item["received"] for item in record["lines"]] == [2, 1]
    assert record["refunds"] == [{"order": order, "currency": "JPY", "amount": "1000", "day": "2026-10-05"}]
    assert _listed(desk, "orders", order)["refunded"] == "1000"
    assert [item["returned"] for item in _listed(desk, "orders", order)["lines"]] == [2, 1]


def test_customers_and_products_change_only_what_is_given(desk):
    number = _do(desk, "customer.create", name="Buyer A", phone="555-0101", points=5).value.number
    _do(desk, "customer.update", customer=number, level="VIP", consent=True)
    record = _listed(desk, "customers", number)
    assert (record["name"], record["phone"], record["points"], record["level"]) == ("Buyer A", "555-0101", 5, "VIP")
    _do(desk, "customer.block", customer=number)
    assert _listed(desk, "customers", number)["status"] == "blocked"
    _do(desk, "product.create", sku="TS-1", title="T-shirt", price="9.90", stock=3)
    _do(desk, "product.update", sku="TS-1", stock=None, shelf="A1")
    record = _listed(desk, "products", "TS-1")
    assert (record["price"], record["stock"], record["shelf"]) == ("9.90", None, "A1")
    assert _do(desk, "settings.update", name="小店", currency="USD").value.number == "name, currency"


@pytest.mark.parametrize(
    ("action", "values", "code"),
    [
        ("inquiry.create", {}, "form.required"),
        ("inquiry.create", {"channel": "wechat", "contact": "a", "customer": "CU-1"}, "record.missing"),
        ("inquiry.create", {"channel": "wechat", "contact": "a", "products": "TS-1"}, "form.type"),
        ("inquiry.message", {"text": "Hello"}, "form.required"),
        ("inquiry.message", {"inquiry": "IQ-1", "text": "Hello"}, "record.missing"),
        ("inquiry.move", {"inquiry": "IQ-1", "status": "lost"}, "form.required"),
        ("case.open", {"kind": "return"}, "form.required"),
        ("case.open", {"kind": "return", "order": "SO-1"}, "record.missing"),
        ("case.open", {"kind": "return", "order": "SO-1", "lines": [{"line": 1}]}, "record.missing"),
        ("case.open", {"kind": "return", "lines": [{"line": 1}]}, "form.required"),
        ("case.refund", {"case": "AS-1", "amount": "1"}, "record.missing"),
        ("customer.create", {}, "form.required"),
        ("customer.update", {"customer": "CU-1"}, "record.missing"),
        ("product.create", {"title": "T-shirt"}, "form.required"),
        ("product.update", {"title": "T-shirt"}, "form.required"),
        ("staff.add", {"name": "Staff B", "roles": ["king"]}, "form.choice"),
    ],
)
def test_mistakes_have_a_code_and_change_nothing(desk, action, values, code):
    before = dump(desk)
    with pytest.raises(UserError) as error:
        _do(desk, action, **values)
    assert error.value.code == code
    assert dump(desk) == before
