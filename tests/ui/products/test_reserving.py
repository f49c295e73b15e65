"""Goods kept from the page of products: the form knows the product, the story says for whom."""

from PySide6.QtCore import Qt

from shopdesk.domain.products import ProductDraft
from shopdesk.services import products, reservations
from shopdesk.services.desk import Desk
from shopdesk.ui.reserving.form import NAME
from shopdesk.ui.widgets.labels import RoleLabel
from tests.services.small_shop import Clock, query
from tests.ui.conversations.stage import Stage


def test_a_product_is_kept_and_says_for_whom(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    products.create_product(shop[0], ProductDraft("MUG", "Mug", price=1_900, currency="USD", stock=7))
    stage.page.reload(None)
    stage.settle()
    assert stage.page.table.select_ids([row.id for row in stage.rows()])
    stage.settle()
    stage.page.context.actions.action("product.reserve").trigger()
    form = stage.page.side.form
    assert (form.product.value(), form.currency.value(), form.price.text()) == ("MUG", "USD", "19.00")
    stage.type_into(f"{NAME}.quantity.field", "3")
    stage.type_into(f"{NAME}.contact", "buyer_a")
    stage.save()
    (kept,) = reservations.rows(shop[0], reservations.ids(shop[0], query()))
    (row,) = stage.rows()
    assert (kept.quantity, row.reserved, row.available) == (3, 3, 4)
    told = [one.text() for one in stage.page.story.findChildren(RoleLabel) if one.isVisible()]
    assert {"buyer_a", "3 units"} <= set(told)
    stage.page.context.actions.action("window.undo").trigger()
    stage.settle()
    assert stage.rows()[0].reserved == 0


def test_a_draft_left_with_esc_comes_back_on_its_product(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    products.create_product(shop[0], ProductDraft("MUG", "Mug"))
    stage.page.reload(None)
    stage.settle()
    assert stage.page.table.select_ids([row.id for row in stage.rows()])
    stage.settle()
    stage.page.context.actions.action("product.reserve").trigger()
    stage.type_into(f"{NAME}.contact", "buyer_a")
    stage.qtbot.keyClick(stage.find(f"{NAME}.contact"), Qt.Key.Key_Escape)
    stage.settle()
    stage.page.resume("reservation.create/MUG")
    stage.qtbot.waitUntil(lambda: stage.page.side.form is not None)
    assert stage.page.side.form.contact.value() == "buyer_a"
