"""Products: SKUs, what is promised to orders, what runs low."""

from dataclasses import replace

import pytest

from shopdesk.db.tables import Product
from shopdesk.domain.aftersales import CaseDraft
from shopdesk.domain.errors import UserError
from shopdesk.domain.inquiries import InquiryDraft, ProductAsked
from shopdesk.domain.products import ProductDraft
from shopdesk.services import aftersales, history, inquiries, listing, products
from tests.services.small_shop import dump, lines_of, query, sent_order


def _skus(desk, words="", **equal):
    return [row.sku for row in products.rows(desk, products.ids(desk, query(words, **equal)))]


def _row(desk, sku):
    return products.rows(desk, products.ids(desk, query(sku=sku)))[0]


def test_reserved_is_what_waits_to_be_sent(desk):
    products.create_product(desk, ProductDraft("TS-1", "T-shirt", price=8_900, currency="CNY", stock=10))
    products.create_product(desk, ProductDraft("TS-2", "Long one"))
    sent_order(desk, 3)
    sent_order(desk, 4, 1, sent=False)
    row = _row(desk, "TS-1")
    assert (row.stock, row.reserved, row.available) == (10, 4, 6)
    row = _row(desk, "TS-2")
    assert (row.stock, row.reserved, row.available) == (None, 1, None)
    _count, (first, second) = listing.list_records(desk, listing.KINDS["products"], [], "sku", False, None, 0)
    assert (first["price"], first["currency"], first["available"]) == ("89.00", "CNY", 6)
    assert (second["price"], second["available"], second["reserved"]) == (None, None, 1)


def test_stock_filters_look_at_what_is_left(desk):
    for sku, stock in (("TS-1", 9), ("TS-2", 20), ("TS-3", 0), ("TS-4", None)):
        products.create_product(desk, ProductDraft(sku, "T-shirt", stock=stock))
    assert _skus(desk, stock="low") == ["TS-3"]
    sent_order(desk, 4, sent=False)
    assert set(_skus(desk, stock="low")) == {"TS-1", "TS-3"}
    assert _skus(desk, stock="out") == ["TS-3"]
    assert _skus(desk, stock="uncounted") == ["TS-4"]


def test_a_sku_names_one_product(desk):
    products.create_product(desk, ProductDraft("TS-1", "T-shirt", barcode="6900000000001"))
    products.create_product(desk, ProductDraft("TS-2", "Long one"))
    with pytest.raises(UserError, match=r"product\.sku_taken"):
        products.create_product(desk, ProductDraft("TS-1", "Another"))
    draft = products.draft_of(desk, "6900000000001")
    with pytest.raises(UserError, match=r"product\.sku_taken"):
        products.update_product(desk, "TS-1", replace(draft, sku="TS-2"))
    products.update_product(desk, "TS-1", replace(draft, sku="TS-9", shelf="A1"))
    assert _row(desk, "TS-9").shelf == "A1"
    with pytest.raises(UserError, match=r"record\.missing"):
        products.draft_of(desk, "TS-1")
    products.create_product(desk, ProductDraft("TS-1", "Another"))


def test_an_imported_product_keeps_its_platforms_key(desk, clock):
    with desk.write("import.apply") as unit:
        unit.door.insert_one(Product, key="coat|blue", sku="", title="Coat", created_at=clock.now)
        unit.commit()
    draft = replace(products.draft_of(desk, "coat|blue"), sku="CO-1")
    products.update_product(desk, "coat|blue", draft)
    assert products.story(desk, _row(desk, "CO-1").id).values["key"] == "coat|blue"


def test_the_story_tells_who_bought_asked_and_complained(desk):
    products.create_product(desk, ProductDraft("TS-1", "T-shirt"))
    order = sent_order(desk, 2)
    asked = inquiries.create_inquiry(desk, InquiryDraft("phone", products=(ProductAsked("TS-1"),))).value.number
    lines = ((lines_of(desk, order)[0], 1),)
    case = aftersales.open_case(desk, CaseDraft("return", lines=lines)).value.number
    story = products.story(desk, _row(desk, "TS-1").id)
    assert [one.number for one in story.orders] == [order]
    assert (story.inquiries, story.cases) == ((asked,), (case,))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"sku": " "}, "form.required"),
        ({"title": ""}, "form.required"),
        ({"price": -1, "currency": "CNY"}, "form.amount"),
        ({"price": 1, "currency": "yuan"}, "form.choice"),
        ({"stock": -1}, "form.quantity"),
    ],
)
def test_wrong_drafts_change_nothing(desk, fields, code):
    before = dump(desk)
    with pytest.raises(UserError) as error:
        products.create_product(desk, ProductDraft(**{"sku": "TS-1", "title": "T-shirt", **fields}))
    assert error.value.code == code
    assert dump(desk) == before


def test_every_action_is_undone_and_done_again_whole(desk):
    products.create_product(desk, ProductDraft("TS-1", "T-shirt", category="上衣", stock=1))
    draft = products.draft_of(desk, "TS-1")
    steps = [
        lambda: products.create_product(desk, ProductDraft("TS-2", "帽子")),
        lambda: products.update_product(desk, "TS-1", replace(draft, sku="TS-3", stock=None, cost=5, currency="CNY")),
        lambda: products.hide_products(desk, ["TS-3", "TS-2"]),
        lambda: products.hide_products(desk, ["TS-3"], hidden=False),
    ]
    pictures = [dump(desk)]
    for step in steps:
        assert step().changes
        pictures.append(dump(desk))
    assert _skus(desk, status="hidden") == ["TS-2"]
    assert _skus(desk, "帽") == ["TS-2"]
    assert products.values_in_use(desk, "category") == ["上衣"]
    for picture in reversed(pictures[:-1]):
        history.undo(desk)
        assert dump(desk) == picture
    for picture in pictures[1:]:
        history.redo(desk)
        assert dump(desk) == picture
