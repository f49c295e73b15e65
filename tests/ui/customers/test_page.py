"""The customers page, worked with as a person does: keys, clicks, real shop files."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

from shopdesk.domain.aftersales import CaseDraft
from shopdesk.domain.customers import CustomerDraft, Identity
from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.services import aftersales, customers, inquiries
from shopdesk.services.desk import Desk
from shopdesk.ui.customers.form import CustomerForm
from shopdesk.ui.customers.look_alikes import LookAlikesDialog
from shopdesk.ui.tables.query import FilterValue
from shopdesk.ui.widgets.labels import RoleLabel
from tests.services.small_shop import Clock, sent_order
from tests.ui.conversations.stage import Stage

FORM = "customers.form"
Shop = tuple[Desk, Clock]


def enter(desk: Desk, name: str = "Buyer A", **changed: object) -> str:
    """A customer, entered through the service."""
    return customers.create_customer(desk, CustomerDraft(name, **changed)).value.number


def stored(desk: Desk, number: str) -> CustomerDraft:
    """A customer as the file has it."""
    return customers.draft_of(desk, number)


def refresh(stage: Stage) -> None:
    stage.page.reload(None)
    stage.settle()


def texts(stage: Stage) -> list[str]:
    """Every word in sight in the story."""
    return [label.text() for label in stage.page.story.findChildren(RoleLabel) if label.isVisible()]


def cell(stage: Stage, column: str, row: int = 0) -> str:
    """What the table shows."""
    records = stage.page.table.records
    section = next(n for n, one in enumerate(records.columns) if one.key == column)
    return str(records.index(row, section).data())


def test_a_shop_without_customers_offers_the_first_one(stage: Stage) -> None:
    stage.click("customers.empty.button")
    assert isinstance(stage.page.side.form, CustomerForm)


def test_create_with_a_mistake_mended_on_the_way(stage: Stage, shop: Shop) -> None:
    stage.page.focus_search()
    stage.qtbot.keyClick(stage.page.search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    stage.save()
    form = stage.page.side.form
    assert form.form.field("name").error == "This is needed."
    stage.type_into(f"{FORM}.name", "Buyer A")
    stage.type_into(f"{FORM}.phone", "138 0000 0000")
    stage.type_into(f"{FORM}.level", "VIP")
    stage.type_into(f"{FORM}.points", "12o")
    stage.save()
    assert "12o" in form.form.field("points").error
    stage.type_into(f"{FORM}.points", "1,200")
    stage.find(f"{FORM}.tags").setText("wholesale，gift wrap")
    stage.type_into(f"{FORM}.preferences.text", "size: XL")
    stage.choose(f"{FORM}.consent", "yes")
    stage.click(f"{FORM}.identities.add")
    stage.choose(f"{FORM}.identities.1.platform", "wechat")
    stage.type_into(f"{FORM}.identities.1.handle", "buyer_a")
    stage.type_into(f"{FORM}.next_callback.day.text", "tomorrow")
    stage.save()
    assert stage.page.side.form is None
    (row,) = stage.rows()
    draft = stored(shop[0], row.number)
    assert (draft.name, draft.phone, draft.level, draft.points) == ("Buyer A", "138 0000 0000", "VIP", 1200)
    assert (draft.tags, draft.preferences, draft.consent) == (("wholesale", "gift wrap"), {"size": "XL"}, True)
    assert draft.identities == (Identity("wechat", "login", "buyer_a"),)
    assert draft.next_callback == datetime(2026, 10, 6, 2, tzinfo=UTC)  # 10:00 in Shanghai
    assert stage.page.table.current_id() == row.id
    assert stage.page.story.story.row.number == row.number


def test_a_name_that_somebody_else_goes_by_is_said_beside_its_field(stage: Stage, shop: Shop) -> None:
    other = enter(shop[0], identities=(Identity("taobao", "login", "buyer_a"),))
    stage.page.new()
    stage.type_into(f"{FORM}.name", "Buyer B")
    stage.click(f"{FORM}.identities.add")
    stage.type_into(f"{FORM}.identities.1.handle", "buyer_a")
    stage.save()
    assert stage.page.side.form.form.field("identities").error == f"“buyer_a” already belongs to {other}."


def test_a_customer_who_is_there_already_is_recognised_by_phone(stage: Stage, shop: Shop) -> None:
    number = enter(shop[0], phone="13800000000")
    stage.page.new()
    stage.type_into(f"{FORM}.phone", "+86 138 0000 0000")
    stage.find(f"{FORM}.email").setFocus()
    stage.settle()
    assert number in stage.find(f"{FORM}.known").text()


def test_edit_keeps_what_the_form_does_not_show(stage: Stage, shop: Shop) -> None:
    wishes = {"size": "XL", "parcels": 3}
    number = enter(shop[0], preferences=wishes, identities=(Identity("etsy", "login", "a_buyer"),))
    refresh(stage)
    stage.select(number)
    stage.page.table.setFocus()
    stage.qtbot.keyClick(stage.page.table, Qt.Key.Key_E)
    stage.type_into(f"{FORM}.city", "Testbury")
    stage.save()
    draft = stored(shop[0], number)
    assert (draft.city, draft.preferences, draft.identities[0].handle) == ("Testbury", wishes, "a_buyer")
    assert "City: Testbury" in texts(stage)


def test_esc_goes_back_and_what_was_typed_comes_again(stage: Stage, shop: Shop) -> None:
    number = enter(shop[0])
    refresh(stage)
    stage.select(number)
    stage.page.edit()
    stage.type_into(f"{FORM}.city", "Testbury")
    stage.qtbot.keyClick(stage.find(f"{FORM}.city"), Qt.Key.Key_Escape)
    assert stage.page.side.currentWidget() is stage.page.story
    assert stored(shop[0], number).city == ""
    stage.page.edit()
    assert stage.find(f"{FORM}.city").text() == "Testbury"


def test_a_removed_name_is_gone(stage: Stage, shop: Shop) -> None:
    names = (Identity("etsy", "login", "a_buyer"), Identity("wechat", "login", "buyer_a"))
    number = enter(shop[0], identities=names)
    refresh(stage)
    stage.select(number)
    stage.page.edit()
    stage.click(f"{FORM}.identities.1.remove")
    stage.save()
    assert stored(shop[0], number).identities == names[1:]


def test_block_and_unblock_are_offered_where_they_fit(stage: Stage, shop: Shop) -> None:
    first, second = enter(shop[0]), enter(shop[0], "Buyer B")
    refresh(stage)
    block, unblock = (stage.page.context.actions.action(f"customer.{name}") for name in ("block", "unblock"))
    assert not block.isEnabled()
    stage.select(first)
    assert (block.isEnabled(), unblock.isEnabled()) == (True, False)
    block.trigger()
    stage.settle()
    assert {row.number: row.status for row in stage.rows()} == {first: "blocked", second: "active"}
    assert (block.isEnabled(), unblock.isEnabled()) == (False, True)
    assert cell(stage, "name", 1) == "Buyer A · blocked"
    assert "Blocked" in texts(stage)
    stage.select(first, second)
    unblock.trigger()
    stage.settle()
    assert {row.status for row in stage.rows()} == {"active"}


def test_the_list_says_what_was_bought_in_each_currency(stage: Stage, shop: Shop) -> None:
    desk, clock = shop
    number = enter(desk, phone="13800000000")
    sent_order(desk, 2, customer=number)
    clock.forward(hours=1)
    sent_order(desk, 1, currency="USD", price=2_000, customer=number)
    refresh(stage)
    assert cell(stage, "phone") == "138 0000 0000"
    assert cell(stage, "orders") == "2"
    assert cell(stage, "spent") == "¥178.00 + $20.00"
    assert cell(stage, "last_order") == "today 10:00"
    stage.select(number)
    shown = texts(stage)
    assert shown[shown.index("Spent in CNY") + 1] == "¥178.00"
    assert shown[shown.index("Spent in USD") + 1] == "$20.00"


def test_the_story_links_to_orders_inquiries_and_cases(stage: Stage, shop: Shop) -> None:
    desk, _clock = shop
    number = enter(desk)
    order = sent_order(desk, 1, customer=number)
    asked = InquiryDraft(channel="phone", contact="Buyer A", subject="Colour?", customer=number, message="Blue?")
    inquiry = inquiries.create_inquiry(desk, asked).value.number
    case = aftersales.open_case(desk, CaseDraft(kind="complaint", reason="late", customer=number)).value.number
    refresh(stage)
    stage.select(number)
    went: list[tuple[str, str]] = []
    stage.page.context.open_record = lambda kind, number: went.append((kind, number))
    stage.page.story.story = None  # made anew with the way out above
    refresh(stage)
    for section, name in (("orders", order), ("inquiries", inquiry), ("cases", case)):
        stage.click(f"customers.panel.{section}.{name}")
    assert went == [("orders", order), ("inquiries", inquiry), ("cases", case)]


def test_the_story_follows_what_happens_elsewhere(stage: Stage, shop: Shop) -> None:
    desk, _clock = shop
    number = enter(desk)
    refresh(stage)
    stage.select(number)
    order = sent_order(desk, 1, customer=number)
    refresh(stage)
    assert stage.find(f"customers.panel.orders.{order}").isVisible()


@pytest.mark.parametrize(
    ("button", "copied"),
    [
        ("contact.phone", "13800000000"),
        ("contact.address", "Buyer A\n13800000000\n浙江省 杭州市 示例区\n示例路 1 号\n310000"),
        ("names.0", "tb_buyer"),
    ],
)
def test_contact_facts_are_copied_with_one_click(stage: Stage, shop: Shop, button: str, copied: str) -> None:
    number = enter(
        shop[0], phone="13800000000", region="浙江省", city="杭州市", district="示例区", street="示例路 1 号",
        postcode="310000", identities=(Identity("taobao", "login", "tb_buyer"),),
    )  # fmt: skip
    refresh(stage)
    stage.select(number)
    stage.click(f"customers.panel.{button}.copy")
    assert QGuiApplication.clipboard().text() == copied


def test_notes_are_written_where_they_are_read(stage: Stage, shop: Shop) -> None:
    number = enter(shop[0])
    refresh(stage)
    stage.select(number)
    assert not stage.find("customers.notes.save").isVisible()
    stage.type_into("customers.notes", "Likes blue.")
    assert stage.find("customers.notes.save").isVisible()
    field = stage.find("customers.notes")
    stage.qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert stored(shop[0], number).notes == "Likes blue."
    assert not stage.find("customers.notes.save").isVisible()


def test_esc_in_unchanged_notes_goes_back_to_the_list(stage: Stage, shop: Shop) -> None:
    number = enter(shop[0])
    refresh(stage)
    stage.select(number)
    stage.page.set_large(True)
    stage.find("customers.notes").setFocus()
    stage.qtbot.keyClick(stage.find("customers.notes"), Qt.Key.Key_Escape)
    assert stage.page.table.isVisible()


def test_unsaved_notes_wait_for_the_customer_they_are_about(stage: Stage, shop: Shop) -> None:
    first, second = enter(shop[0]), enter(shop[0], "Buyer B", notes="Calls on Fridays.")
    refresh(stage)
    stage.select(first)
    stage.type_into("customers.notes", "Likes blue.")
    stage.select(second)
    assert stage.find("customers.notes").toPlainText() == "Calls on Fridays."
    stage.select(first)
    assert stage.find("customers.notes").toPlainText() == "Likes blue."
    stage.find("customers.notes").setFocus()
    stage.qtbot.keyClick(stage.find("customers.notes"), Qt.Key.Key_Escape)
    assert stage.find("customers.notes").toPlainText() == ""
    assert stored(shop[0], first).notes == ""


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (FilterValue("status", ("blocked",)), ["Buyer B"]),
        (FilterValue("level", ("VIP",)), ["Buyer A"]),
        (FilterValue("tag", ("批发",)), ["Buyer C"]),
    ],
)
def test_filters_offer_what_is_in_use(stage: Stage, shop: Shop, chosen: FilterValue, found: list[str]) -> None:
    desk, _clock = shop
    enter(desk, "Buyer A", level="VIP", tags=("gift",))
    customers.block(desk, [enter(desk, "Buyer B")])
    enter(desk, "Buyer C", tags=("批发", "gift"))
    offered = {choice.key: list(choice.words()) for choice in stage.page.declare_filters()}
    assert (offered["level"], offered["tag"]) == (["VIP"], ["gift", "批发"])
    stage.page.filters.set_values([chosen])
    stage.settle()
    assert [row.name for row in stage.rows()] == found


@pytest.mark.parametrize("sort", ["number", "name", "city", "level", "orders", "last_order_at"])
def test_every_sortable_column_sorts_both_ways(stage: Stage, shop: Shop, sort: str) -> None:
    for name, city, level in (("Buyer A", "B", "1"), ("Buyer B", "A", "2")):
        sent_order(shop[0], 1, customer=enter(shop[0], name, city=city, level=level))
        shop[1].forward(hours=1)
    stage.page.table.sorting.emit(sort, False)
    stage.settle()
    up = stage.numbers()
    stage.page.table.sorting.emit(sort, True)
    stage.settle()
    assert sorted(up) == sorted(stage.numbers())
    assert up == stage.numbers()[::-1] or sort == "orders"


def test_a_record_from_elsewhere_is_selected_where_it_stands(stage: Stage, shop: Shop) -> None:
    first, _second = enter(shop[0]), enter(shop[0], "Buyer B")
    refresh(stage)
    stage.page.show_record(first)
    stage.settle()
    assert len(stage.rows()) == 2
    assert stage.page.story.row.number == first
    stage.page.filters.set_values([FilterValue("status", ("blocked",))])
    stage.settle()
    assert stage.rows() == []
    stage.page.show_record(first)
    stage.settle()
    assert stage.numbers() == [first]
    assert stage.page.story.row.number == first


def test_going_to_another_customer_leaves_the_form(stage: Stage, shop: Shop) -> None:
    first, second = enter(shop[0]), enter(shop[0], "Buyer B")
    refresh(stage)
    stage.select(first)
    stage.page.edit()
    stage.select(second)
    assert stage.page.side.form is None
    assert stage.page.story.row.number == second


@pytest.mark.parametrize("open_form", [lambda page: None, lambda page: page.edit()])
def test_everything_to_work_with_has_a_name(stage: Stage, shop: Shop, open_form: Callable[..., None]) -> None:
    number = enter(shop[0], phone="555-0101", identities=(Identity("etsy", "email", "a@example.com"),))
    sent_order(shop[0], 1, customer=number)
    refresh(stage)
    stage.select(number)
    open_form(stage.page)
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
    seen = [w for kind in kinds for w in stage.page.findChildren(kind) if w.isVisible() and w.objectName()]
    assert len(seen) > 10
    assert [w.objectName() for w in seen if not w.accessibleName() and not w.objectName().startswith("qt_")] == []


def test_search_finds_by_handle(stage: Stage, shop: Shop) -> None:
    enter(shop[0], "Buyer B")
    number = enter(shop[0], identities=(Identity("wechat", "login", "blue_fish"),))
    stage.type_into("customers.search", "blue_fish")
    stage.settle()
    assert stage.numbers() == [number]


def test_a_pasted_block_fills_the_form(stage: Stage, shop: Shop) -> None:
    stage.click("customers.empty.button")
    QGuiApplication.clipboard().setText("Buyer A\n1 Example Street\nCape Town 8001\nSouth Africa\nTel: 021 555 0100")
    form = stage.page.side.form
    form.paste.area.setFocus()
    stage.qtbot.keyClick(form.paste.area, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert (form.lines["name"].value(), form.lines["city"].value(), form.street.value()) == (
        "Buyer A", "Cape Town", "1 Example Street",
    )  # fmt: skip
    assert (form.lines["phone"].value(), form.lines["country"].value()) == ("021 555 0100", "ZA")


def test_two_who_look_alike_are_merged_in_the_dialog(stage: Stage, shop: Shop) -> None:
    first, second = (enter(shop[0], name, phone="13800000001") for name in ("Buyer A", "Buyer B"))
    refresh(stage)
    stage.page.look_alikes()
    stage.settle()
    dialog = stage.page.findChild(LookAlikesDialog)
    assert "same phone" in [label.text() for label in dialog.findChildren(RoleLabel)]
    dialog.same.click()
    stage.settle()
    assert [row.number for row in customers.rows(shop[0], stage.page.table.records.ids())] == [first]
    stage.page.look_alikes()
    stage.settle()
    assert stage.page.notice.text == "No two customers look like the same person."
    assert second not in texts(stage)


def test_the_usual_things_to_know_are_one_click_away(stage: Stage, shop: Shop) -> None:
    number = enter(shop[0], preferences={"size": "M"})
    refresh(stage)
    stage.select(number)
    stage.page.edit()
    field = stage.find(f"{FORM}.preferences.text")
    stage.click(f"{FORM}.preferences.shoe_size")
    stage.qtbot.keyClicks(field, "38")
    stage.click(f"{FORM}.preferences.size")
    stage.qtbot.keyClick(field, Qt.Key.Key_Backspace)
    stage.qtbot.keyClicks(field, "XL")
    stage.save()
    assert stored(shop[0], number).preferences == {"size": "XL", "shoe size": "38"}
