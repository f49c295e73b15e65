"""Customers who are the same person: proposed with reasons, merged whole, taken back whole, never by a mask."""

from pathlib import Path
from typing import Any

import pytest

from shopdesk.domain.customers import CustomerDraft, Identity
from shopdesk.domain.drafts import LineDraft, OrderDraft
from shopdesk.domain.errors import UserError
from shopdesk.services import customer_merging, customers, history, imports, listing, orders
from shopdesk.services.desk import Desk
from tests.exchange.exports import SHOPIFY_HEADER, TAOBAO_HEADER, csv_text, shopify_head, taobao_row
from tests.services.small_shop import dump


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


# -- what an import makes of merged and of masked people -------------------------------------------------------------


def bring(desk: Desk, folder: Path, header: list[str], *rows: dict[str, str], name: str = "a.csv") -> dict[str, Any]:
    path = folder / name
    path.write_text(csv_text(header, rows), encoding="utf-8")
    return imports.import_files(desk, [str(path)]).value


def numbers(desk: Desk) -> list[str]:
    rows = listing.list_records(desk, listing.kind_of("customers"), [], "number", False, None, 0)[1]
    return [row["number"] for row in rows]


def test_merging_and_taking_it_back_leaves_every_row_as_it_was(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, SHOPIFY_HEADER, shopify_head(), shopify_head("#1002", Email="b@example.com"))
    bring(desk, tmp_path, TAOBAO_HEADER, taobao_row(联系手机="'555-0100"), name="t.csv")
    first, second, third = numbers(desk)
    stranger = enter(desk, "Buyer X", phone="555-0100")
    customer_merging.keep_apart(desk, stranger, second)
    before = dump(desk)
    customer_merging.merge(desk, first, [second, third])
    assert numbers(desk) == [first, stranger]
    assert reasons(desk) == []  # the stranger is not the kept one either
    merged = dump(desk)
    history.undo(desk)
    assert dump(desk) == before
    history.redo(desk)
    assert dump(desk) == merged


def test_an_import_after_a_merge_finds_the_merged_customer(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, SHOPIFY_HEADER, shopify_head())
    bring(desk, tmp_path, TAOBAO_HEADER, taobao_row(), name="t.csv")
    first, second = numbers(desk)
    customer_merging.merge(desk, first, [second])
    result = bring(desk, tmp_path, SHOPIFY_HEADER, shopify_head("#1003"), name="b.csv")
    assert result["customers"] == {"new": 0, "changed": 0}
    result = bring(desk, tmp_path, TAOBAO_HEADER, taobao_row('="2026100300002222"'), name="u.csv")
    assert result["customers"] == {"new": 0, "changed": 0}
    every = listing.list_records(desk, listing.kind_of("orders"), [], "", True, None, 0)[1]
    assert [order["customer"] for order in every] == [first] * 4


def test_a_customers_file_after_a_merge_settles(desk: Desk, tmp_path: Path) -> None:
    header = ["First Name", "Last Name", "Email", "Accepts Email Marketing", "Address1", "City", "Phone", "Total Spent"]
    one = {"First Name": "Buyer", "Last Name": "A", "Email": "a@example.com", "City": "Springfield"}
    other = {"First Name": "Buyer", "Last Name": "A", "Email": "a.two@example.com", "City": "Shelbyville"}
    assert bring(desk, tmp_path, header, one, other)["customers"] == {"new": 2, "changed": 0}
    first, second = numbers(desk)
    customer_merging.merge(desk, first, [second])
    before = dump(desk)
    for file in ((one, other), (other, one)):
        assert bring(desk, tmp_path, header, *file)["customers"] == {"new": 0, "changed": 0}
    assert dump(desk) == before
    moved = {**other, "City": "Ogdenville"}
    assert bring(desk, tmp_path, header, one, moved)["customers"] == {"new": 0, "changed": 1}
    assert customers.draft_of(desk, first).city == "Springfield"  # the kept one's own
    assert bring(desk, tmp_path, header, one, moved)["customers"] == {"new": 0, "changed": 0}
    renamed = {**one, "City": "Capital City"}
    assert bring(desk, tmp_path, header, renamed, moved)["customers"] == {"new": 0, "changed": 1}
    assert customers.draft_of(desk, first).city == "Capital City"
    assert bring(desk, tmp_path, header, renamed, moved)["customers"] == {"new": 0, "changed": 0}


MASKS = [
    {"Email": "b***r@example.com"}, {"Email": "", "Shipping_Phone": "138****0000"},
    {"Email": "", "Shipping_Phone": "138xxxx0000"}, {"Email": "", "Shipping_Phone": "1******6198"},
    {"Email": "", "Shipping_Phone": "＊＊＊0000123"}, {"Email": "", "Shipping_Phone": "138••••0000"},
    {"Email": "", "Shipping_Phone": "000000000"},
]  # fmt: skip


@pytest.mark.parametrize("cells", MASKS)
def test_two_masked_buyers_are_never_one_customer(desk: Desk, tmp_path: Path, cells: dict[str, str]) -> None:
    rows = [shopify_head(f"#{number}", Shipping_Name="K******g", **cells) for number in (1001, 1002)]
    assert bring(desk, tmp_path, SHOPIFY_HEADER, *rows)["customers"] == {"new": 0, "changed": 0}
    every = listing.list_records(desk, listing.kind_of("orders"), [], "", True, None, 0)[1]
    assert [order["customer"] for order in every] == [None, None]
    for _ in range(2):
        draft = CustomerDraft("K******g", phone=cells.get("Shipping_Phone", ""), email=cells["Email"], street="##…")
        customers.create_customer(desk, draft)
    assert reasons(desk) == []


def test_a_masked_login_finds_nobody(desk: Desk, tmp_path: Path) -> None:
    for login in ("K******g", "##abc", "t**"):
        rows = [taobao_row(f'="20261003000{n}{len(login)}11"', 买家会员名=login) for n in (1, 2)]
        assert bring(desk, tmp_path, TAOBAO_HEADER, *rows, name=f"{len(login)}.csv")["customers"]["new"] == 0
