"""Customers who are the same person: proposed with reasons, merged whole, taken back whole, never by a mask."""

import pytest

from shopdesk.domain.customers import CustomerDraft, Identity
from shopdesk.domain.drafts import LineDraft, OrderDraft
from shopdesk.domain.errors import UserError
from shopdesk.services import customer_merging, customers, history, listing, orders
from shopdesk.services.desk import Desk


def enter(desk: Desk, name: str = "Buyer A", **changed: object) -> str:
    return customers.create_customer(desk, CustomerDraft(name, **changed)).value.number  # type: ignore[arg-type]


def reasons(desk: Desk) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(pair.first.number, pair.second.number, pair.reasons) for pair in customer_merging.proposals(desk)]


def everything(desk: Desk) -> list[object]:
    kinds = ("customers", "orders")
    return [listing.list_records(desk, listing.kind_of(kind), [], "", True, None, 0)[1] for kind in kinds]


def test_phone_however_written_email_and_name_with_address(desk: Desk) -> None:
    a = enter(desk, "买家甲", phone="+86 138 0000 0001")
    b = enter(desk, "Buyer B", phone="13800000001", email="Buyer@Example.com")
    c = enter(desk, "Buyer C", email="buyer@example.com")
    d = enter(desk, "買家丁", city="深圳市", street="科技路 1 号")
    e = enter(desk, "买家丁", city="深圳市", street="科技路1号")
    assert reasons(desk) == [(a, b, ("phone",)), (b, c, ("email",)), (d, e, ("name_address",))]


def test_masks_and_what_many_share_prove_nothing(desk: Desk) -> None:
    for _ in range(2):
        enter(desk, "K******g", phone="1******6198", city="深圳市", street="****")
        enter(desk, "Buyer", phone="0000000")
    for number in range(9):
        enter(desk, f"Buyer {number}", phone="0755 1234567")
    assert reasons(desk) == []


def test_merging_moves_everything_and_undo_brings_it_back(desk: Desk) -> None:
    first = enter(desk, "Buyer A", phone="13800000001", tags=("vip",), points=5, notes="likes blue")
    second = enter(
        desk, "Buyer A", phone="13800000002", email="a@example.com", tags=("new",), points=2, notes="size XL",
        city="Cape Town", street="1 Example Street", identities=(Identity("taobao", "login", "buyer_a"),),
    )  # fmt: skip
    draft = OrderDraft(buyer_name="Buyer A", currency="CNY", lines=(LineDraft("Mug", 1, 100),), customer=second)
    order = orders.create_order(desk, draft).value.number
    before = everything(desk)
    customer_merging.merge(desk, first, [second])
    kept = customers.draft_of(desk, first)
    assert (kept.phone, kept.email, kept.city, kept.points) == ("13800000001", "a@example.com", "Cape Town", 7)
    assert (kept.notes, set(kept.tags)) == ("likes blue\nsize XL", {"vip", "new"})
    assert set(kept.identities) == {Identity("taobao", "login", "buyer_a"), Identity("phone", "phone", "13800000002")}
    assert orders.draft_of(desk, order).customer == first
    with pytest.raises(UserError, match=r"record\.missing"):
        customers.draft_of(desk, second)
    history.undo(desk)
    assert everything(desk) == before
    history.redo(desk)
    assert orders.draft_of(desk, order).customer == first


def test_two_people_stay_two_until_that_is_undone(desk: Desk) -> None:
    a, b = enter(desk, phone="13800000001"), enter(desk, "Buyer B", phone="13800000001")
    customer_merging.keep_apart(desk, b, a)
    assert reasons(desk) == []
    history.undo(desk)
    assert reasons(desk) == [(a, b, ("phone",))]


def test_what_cannot_be_merged(desk: Desk) -> None:
    number = enter(desk)
    for keep, others, code in (
        (number, [number], "customer.same"),
        (number, [], "form.required"),
        (number, ["CU-1999-000001"], "record.missing"),
    ):  # fmt: skip
        with pytest.raises(UserError) as refused:
            customer_merging.merge(desk, keep, others)
        assert refused.value.code == code
