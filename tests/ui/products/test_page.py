"""The products page, worked with as a person does: keys, clicks, real shop files."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QScrollArea

from shopdesk.db.tables import Product
from shopdesk.domain.inquiries import InquiryDraft, ProductAsked
from shopdesk.domain.products import ProductDraft
from shopdesk.services import inquiries, products
from shopdesk.services.desk import Desk
from shopdesk.ui.products.facts import margin
from shopdesk.ui.products.form import ProductForm
from shopdesk.ui.tables.query import FilterValue
from shopdesk.ui.widgets.labels import RoleLabel
from tests.services.small_shop import Clock, sent_order
from tests.ui.conversations.stage import Stage

FORM = "products.form"
Shop = tuple[Desk, Clock]


def enter(desk: Desk, sku: str = "TS-1", **changed: object) -> str:
    """A product, entered through the service."""
    values = {"title": "T-shirt 1", "price": 8_900, "currency": "CNY", "stock": 20}
    return products.create_product(desk, ProductDraft(sku, **values | changed)).value.number


def refresh(stage: Stage) -> None:
    stage.page.reload(None)
    stage.settle()


def select(stage: Stage, *skus: str) -> None:
    assert stage.page.table.select_ids([row.id for row in stage.rows() if row.sku in skus])
    stage.settle()


def fact(stage: Stage, label: str) -> str:
    """The value beside a label of the story."""
    labels = [one.text() for one in stage.page.story.findChildren(RoleLabel) if one.isVisible()]
    return labels[labels.index(label) + 1]


def cells(stage: Stage, row: int = 0) -> dict[str, str]:
    """What the table shows in a row, by column."""
    records = stage.page.table.records
    return {one.key: str(records.index(row, n).data()) for n, one in enumerate(records.columns)}


def test_a_shop_without_products_offers_the_first_one(stage: Stage) -> None:
    stage.click("products.empty.button")
    assert isinstance(stage.page.side.form, ProductForm)


def test_create_with_mistakes_mended_on_the_way(stage: Stage, shop: Shop) -> None:
    stage.page.focus_search()
    stage.qtbot.keyClick(stage.page.search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    stage.save()
    form = stage.page.side.form.form
    assert form.field("sku").error == "This is needed."
    for key, text in (("sku", "MUG-1"), ("title", "Green mug"), ("price", "68,5o"), ("stock", "ten")):
        stage.type_into(f"{FORM}.{key}", text)
    stage.save()
    assert "68,5o" in form.field("price").error
    stage.type_into(f"{FORM}.price", "68.50")
    stage.save()
    assert (form.field("price").error, "ten" in form.field("stock").error) == ("", True)
    for key, text in (("stock", "0"), ("cost", "20"), ("weight_g", "350"), ("currency", "usd")):
        stage.type_into(f"{FORM}.{key}", text)
    stage.save()
    assert stage.page.side.form is None
    draft = products.draft_of(shop[0], "MUG-1")
    assert (draft.title, draft.price, draft.cost, draft.currency) == ("Green mug", 6850, 2000, "USD")
    assert (draft.stock, draft.weight_g) == (0, 350)
    assert stage.page.story.story.row.sku == "MUG-1"


def test_amounts_follow_the_currency(stage: Stage, shop: Shop) -> None:
    stage.page.new()
    for key, text in (("sku", "MUG-1"), ("title", "Mug"), ("currency", "JPY"), ("price", "1200")):
        stage.type_into(f"{FORM}.{key}", text)
    stage.save()
    draft = products.draft_of(shop[0], "MUG-1")
    assert (draft.price, draft.currency) == (1200, "JPY")


def test_a_sku_that_is_taken_is_said_beside_its_field(stage: Stage, shop: Shop) -> None:
    enter(shop[0])
    stage.page.new()
    stage.type_into(f"{FORM}.sku", "TS-1")
    stage.type_into(f"{FORM}.title", "Another")
    stage.save()
    assert "TS-1" in stage.page.side.form.form.field("sku").error


def test_edit_by_key_and_the_history_says_what_changed(stage: Stage, shop: Shop) -> None:
    enter(shop[0], shelf="A-01")
    refresh(stage)
    select(stage, "TS-1")
    stage.page.table.setFocus()
    stage.qtbot.keyClick(stage.page.table, Qt.Key.Key_E)
    stage.type_into(f"{FORM}.price", "99")
    stage.type_into(f"{FORM}.shelf", "B-02")
    stage.save()
    draft = products.draft_of(shop[0], "TS-1")
    assert (draft.price, draft.shelf, draft.stock) == (9900, "B-02", 20)
    told = [label.text() for label in stage.page.story.findChildren(RoleLabel) if label.isVisible()]
    assert "Price: ¥89.00 → ¥99.00" in told
    assert "Shelf: A-01 → B-02" in told


def test_the_list_says_what_is_left(stage: Stage, shop: Shop) -> None:
    desk, _clock = shop
    for sku, stock in (("TS-1", 20), ("TS-2", 4), ("TS-3", 1), ("TS-4", None)):
        enter(desk, sku, title=f"T-shirt {sku[-1]}", stock=stock)
    sent_order(desk, 2, 1, 3, sent=False)
    refresh(stage)
    shown = {row["sku"]: row for row in (cells(stage, n) for n in range(4))}
    assert (shown["TS-1"]["stock"], shown["TS-1"]["reserved"], shown["TS-1"]["available"]) == ("20", "2", "18")
    assert shown["TS-2"]["available"] == "low · 3"
    assert shown["TS-3"]["available"] == "out · -2"
    assert (shown["TS-4"]["stock"], shown["TS-4"]["available"]) == ("", "")
    select(stage, "TS-2")
    assert fact(stage, "Available") == "3 · Running low"


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (FilterValue("stock", ("low",)), ["TS-2"]),
        (FilterValue("stock", ("uncounted",)), ["TS-3"]),
        (FilterValue("category", ("服装",)), ["TS-2"]),
        (FilterValue("supplier", ("Sample Supplies",)), ["TS-3"]),
        (FilterValue("shelf", ("A-01",)), ["TS-1"]),
        (FilterValue("status", ("hidden",)), ["TS-1"]),
    ],
)
def test_filters_offer_what_is_in_use(stage: Stage, shop: Shop, chosen: FilterValue, found: list[str]) -> None:
    desk, _clock = shop
    enter(desk, "TS-1", shelf="A-01")
    enter(desk, "TS-2", stock=3, category="服装")
    enter(desk, "TS-3", stock=None, supplier="Sample Supplies")
    products.hide_products(desk, ["TS-1"])
    offered = {choice.key: choice.words() for choice in stage.page.declare_filters()}
    assert set(chosen.values) <= set(offered[chosen.key])
    stage.page.filters.set_values([chosen])
    stage.settle()
    assert [row.sku for row in stage.rows()] == found


@pytest.mark.parametrize("sort", ["sku", "title", "category", "price", "stock", "shelf", "status"])
def test_every_sortable_column_sorts_both_ways(stage: Stage, shop: Shop, sort: str) -> None:
    enter(shop[0], "A", title="A", category="A", price=100, stock=1, shelf="A")
    enter(shop[0], "B", title="B", category="B", price=200, stock=2, shelf="B")
    products.hide_products(shop[0], ["B"])
    stage.page.table.sorting.emit(sort, False)
    stage.settle()
    assert [row.sku for row in stage.rows()] == ["A", "B"]
    stage.page.table.sorting.emit(sort, True)
    stage.settle()
    assert [row.sku for row in stage.rows()] == ["B", "A"]


def test_hide_and_show_are_offered_where_they_fit(stage: Stage, shop: Shop) -> None:
    enter(shop[0], "TS-1")
    enter(shop[0], "TS-2")
    refresh(stage)
    hide, show = (stage.page.context.actions.action(f"product.{name}") for name in ("hide", "show"))
    assert not hide.isEnabled()
    select(stage, "TS-1")
    assert (hide.isEnabled(), show.isEnabled()) == (True, False)
    stage.click("product.hide.button")
    assert {row.sku: row.status for row in stage.rows()} == {"TS-1": "hidden", "TS-2": "active"}
    select(stage, "TS-1", "TS-2")
    assert (hide.isEnabled(), show.isEnabled()) == (True, True)
    show.trigger()
    stage.settle()
    assert {row.status for row in stage.rows()} == {"active"}


def test_a_product_without_sku_is_known_by_its_platforms_key(stage: Stage, shop: Shop) -> None:
    desk, clock = shop
    enter(desk, "TS-1")
    with desk.write("import") as unit:
        unit.door.insert_one(Product, key="shopify:1", sku="", title="Mug", created_at=clock.now)
        unit.commit()
    refresh(stage)
    select(stage, "")
    stage.page.hide_selected()
    stage.settle()
    assert {row.title: row.status for row in stage.rows()} == {"Mug": "hidden", "T-shirt 1": "active"}
    assert fact(stage, "Key in the platform's files") == "shopify:1"
    stage.page.edit()
    stage.type_into(f"{FORM}.sku", "MUG-1")
    stage.save()
    assert {row.title: row.sku for row in stage.rows()} == {"Mug": "MUG-1", "T-shirt 1": "TS-1"}


def test_the_story_says_what_it_brings_in_and_who_ordered_it(stage: Stage, shop: Shop) -> None:
    desk, _clock = shop
    enter(desk, cost=3_000, weight_g=1_250, barcode="200000000019")
    order = sent_order(desk, 1)
    asked = InquiryDraft(channel="phone", contact="Buyer A", message="Blue?", products=(ProductAsked("TS-1"),))
    inquiry = inquiries.create_inquiry(desk, asked).value.number
    went: list[tuple[str, str]] = []
    stage.page.context.open_record = lambda kind, number: went.append((kind, number))
    refresh(stage)
    select(stage, "TS-1")
    assert fact(stage, "Margin") == "¥59.00 (66 %)"
    assert fact(stage, "Weight") == "1,250 g"
    stage.click("products.panel.codes.barcode.copy")
    assert QGuiApplication.clipboard().text() == "200000000019"
    stage.click(f"products.panel.orders.{order}")
    stage.click(f"products.panel.inquiries.{inquiry}")
    assert went == [("orders", order), ("inquiries", inquiry)]


def test_many_orders_are_shown_a_few_at_first(stage: Stage, shop: Shop) -> None:
    enter(shop[0])
    numbers = []
    for _order in range(7):
        shop[1].forward(hours=1)
        numbers.append(sent_order(shop[0], 1))
    refresh(stage)
    select(stage, "TS-1")
    assert stage.page.findChild(QAbstractButton, f"products.panel.orders.{numbers[0]}") is None
    stage.click("products.panel.orders.more")
    assert stage.find(f"products.panel.orders.{numbers[0]}").isVisible()
    assert not stage.find("products.panel.orders.more").isVisible()


def test_a_record_from_elsewhere_is_the_one_with_exactly_that_sku(stage: Stage, shop: Shop) -> None:
    enter(shop[0], "TS-1")
    enter(shop[0], "TS-10")
    stage.page.show_record("TS-1")
    refresh(stage)
    assert stage.page.story.row.sku == "TS-1"


@pytest.mark.parametrize(
    ("price", "cost", "expected"),
    [
        (8_900, 3_000, (5_900, 66)),
        (1_000, 1_200, (-200, -20)),
        (1_000, 995, (5, 1)),
        (0, 100, None),
        (1_000, None, None),
        (None, 100, None),
    ],
)
def test_margin(price: int | None, cost: int | None, expected: tuple[int, int] | None) -> None:
    assert margin(price, cost) == expected


def test_everything_to_work_with_has_a_name(stage: Stage, shop: Shop) -> None:
    enter(shop[0])
    refresh(stage)
    select(stage, "TS-1")
    stage.page.edit()
    seen = [w for kind in (QAbstractButton, QLineEdit) for w in stage.page.findChildren(kind) if w.isVisible()]
    assert len(seen) > 12
    # Qt's own glyph inside a search field is no button to press.
    seen = [widget for widget in seen if not isinstance(widget.parent(), QLineEdit)]
    assert [widget.objectName() for widget in seen if not widget.accessibleName()] == []


def test_long_words_from_outside_stay_inside_the_panel(stage: Stage, shop: Shop) -> None:
    enter(shop[0], title="加厚纯棉宽松圆领短袖" * 8, barcode="2" * 90, variant="蓝色 XL")
    sent_order(shop[0], 1)
    refresh(stage)
    select(stage, "TS-1")
    assert stage.page.story.minimumSizeHint().width() <= stage.page.side.width()
    scroll = stage.find("products.panel.scroll", QScrollArea)
    assert scroll.widget().width() <= scroll.viewport().width()
    assert stage.find("products.panel.codes.barcode.copy").visibleRegion().boundingRect().isValid()
