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


def test_inquiries_are_logged_snoozed_merged_and_edited_together(desk):
    call = _do(
        desk, "inquiry.log", channel="phone", contact="555-0101", message="Open on Sunday?", answer="From nine."
    ).value.number
    record = _listed(desk, "inquiries", call)
    assert (record["status"], record["first_reply_at"]) == ("replied", "2026-10-05T01:00:00Z")
    assert [(one["direction"], one["text"]) for one in record["messages"]] == [
        ("in", "Open on Sunday?"), ("out", "From nine."),
    ]  # fmt: skip
    visit = _do(desk, "inquiry.log", channel="walk_in", message="Hat?", answer="").value.number
    _do(desk, "inquiry.message", inquiry=visit, text="Blue.", handled_s=95)
    _do(desk, "inquiry.message", inquiry=visit, text="Or red.", handled_s=5_000)
    assert _listed(desk, "inquiries", visit)["handled_s"] == 95 + 900, "what lay open for hours counts 15 minutes"
    assert _listed(desk, "inquiries", call)["handled_s"] is None
    _do(desk, "inquiry.snooze", inquiries=[call, visit], until="2026-10-06T01:00:00Z")
    assert _listed(desk, "inquiries", visit)["snoozed_until"] == "2026-10-06T01:00:00Z"
    _do(desk, "inquiry.snooze", inquiry=visit)
    assert _listed(desk, "inquiries", visit)["snoozed_until"] is None
    _do(desk, "inquiry.edit_many", inquiries=[call, visit], field="priority", value="urgent")
    _do(desk, "inquiry.edit_many", inquiries=[call, visit], field="add_tag", value="gift，big")
    _do(desk, "inquiry.edit_many", inquiry=visit, field="remove_tag", value="big")
    assert [(_listed(desk, "inquiries", one)["priority"], _listed(desk, "inquiries", one)["tags"])
            for one in (call, visit)] == [("urgent", ["gift", "big"]), ("urgent", ["gift"])]  # fmt: skip
    _do(desk, "inquiry.merge", keep=call, others=[visit])
    record = _listed(desk, "inquiries", call)
    assert record["messages"][-1]["text"] == f"{visit} → {call}"
    assert record["messages"][-1]["direction"] == "note"
    assert (record["handled_s"], record["out_of_hours"]) == (995, False)
    with pytest.raises(UserError, match=r"record\.missing"):
        _listed(desk, "inquiries", visit)


@pytest.mark.parametrize(
    ("action", "values", "code"),
    [
        ("inquiry.message", {"text": "Hi", "handled_s": -1}, "form.whole"),
        ("inquiry.message", {"text": "Hi", "handled_s": "soon"}, "form.whole"),
        ("inquiry.message", {"text": "Hi", "handled_s": True}, "form.whole"),
        ("inquiry.snooze", {"until": "2026-10-05T01:00:00Z"}, "date.past"),
        ("inquiry.snooze", {"until": "tomorrow"}, "form.date"),
        ("inquiry.edit_many", {"field": "status", "value": "won"}, "form.choice"),
        ("inquiry.edit_many", {"field": "priority", "value": "later"}, "form.choice"),
        ("inquiry.edit_many", {"field": "add_tag", "value": " , "}, "form.required"),
    ],
)
def test_what_cannot_be_done_to_an_inquiry_changes_nothing(desk, action, values, code):
    number = _do(desk, "inquiry.create", channel="phone", contact="555-0101").value.number
    before = dump(desk)
    with pytest.raises(UserError) as error:
        _do(desk, action, inquiry=number, **values)
    assert error.value.code == code
    assert dump(desk) == before


def test_a_case_from_return_to_refund(desk):
    order = sent_order(desk, 2, 1, currency="JPY", price=500)
    lines = [{"line": 1, "quantity": 2}, {"sku": "TS-2", "outcome": "refund"}]
    number = _do(desk, "case.open", kind="return", order=order, reason="size", lines=lines, asked="1500").value.number
    record = _listed(desk, "cases", number)
    assert (record["currency"], record["asked"], record["agreed"], record["paid"]) == ("JPY", "1500", None, "0")
    assert [(item["order"], item["line"], item["quantity"], item["outcome"]) for item in record["lines"]] == [
        (order, 1, 2, None), (order, 2, 1, "refund"),
    ]  # fmt: skip
    assert [record[name] for name in ("first_reply_due", "next_reply_due", "resolution_due")] == [
        "2026-10-05T03:00:00Z", "2026-10-05T05:00:00Z", "2026-10-06T05:00:00Z",  # 2, 4 and 16 hours of working time
    ]  # fmt: skip
    assert (record["paused"], record["closed_at"], record["rating"]) == (False, None, None)
    _do(desk, "case.update", case=number, agreed="1000", responsible="shop")
    _do(desk, "case.move", cases=[number], status="waiting_goods")
    assert _listed(desk, "cases", number)["paused"] is True
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
