"""Quotes on the inquiries page: made, mended, copied for the chat, turned into an order, taken back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from shopdesk.domain.drafts import LineDraft
from shopdesk.domain.inquiries import InquiryDraft, ProductAsked
from shopdesk.domain.products import ProductDraft
from shopdesk.domain.quotes import QuoteDraft
from shopdesk.services import inquiries, products, quotes, reservations
from shopdesk.services.desk import Desk
from shopdesk.ui.inquiries.quote_form import QuoteForm
from shopdesk.ui.reserving.form import ReserveForm
from shopdesk.ui.widgets.labels import RoleLabel, StatusLabel
from tests.services.small_shop import Clock, inquiry_story, order_story, query
from tests.ui.conversations.stage import Stage

FORM = "inquiries.quote"
Shop = tuple[Desk, Clock]


@pytest.fixture
def inquiry(stage: Stage, shop: Shop) -> str:
    """Buyer A asked about two mugs and a plate; the inquiry is selected."""
    desk = shop[0]
    products.create_product(desk, ProductDraft("MUG", "Mug", "Blue", price=1_900, currency="CNY", stock=7))
    products.create_product(desk, ProductDraft("BOWL", "Bowl", price=1_500, currency="CNY"))
    asked = (ProductAsked("MUG", quantity=2), ProductAsked(text="green plate"))
    draft = InquiryDraft("wechat", "buyer_a", "Together?", products=asked, message="How much for both?")
    number = inquiries.create_inquiry(desk, draft).value.number
    refresh(stage)
    stage.select(number)
    return number


def refresh(stage: Stage) -> None:
    stage.page.reload(None)
    stage.settle()


def trigger(stage: Stage, action: str) -> None:
    stage.page.context.actions.action(action).trigger()
    stage.settle()


def glance(stage: Stage) -> str:
    """The quote's line above the conversation."""
    found = [one for one in stage.page.story.findChildren(StatusLabel) if one.objectName().endswith(".quote")]
    return found[-1].text() if found and not found[-1].isHidden() else ""


def sold(desk: Desk, inquiry: str) -> str:
    return inquiry_story(desk, inquiry).row.order


def offer(stage: Stage, desk: Desk, inquiry: str, **changed: object) -> str:
    """A quote made through the service, and shown."""
    values = {"currency": "CNY", "lines": (LineDraft("Mug", 2, 1_900, "MUG", "Blue"),)} | changed
    number = quotes.create_quote(desk, inquiry, QuoteDraft(**values)).value.number
    refresh(stage)
    return number


def test_a_quote_begins_with_what_was_asked_about_and_is_mended_on_the_way(
    stage: Stage, shop: Shop, inquiry: str
) -> None:
    desk = shop[0]
    stage.qtbot.keyClick(
        stage.page.table, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    form = stage.page.side.form
    assert isinstance(form, QuoteForm)
    assert stage.find(f"{FORM}.lines.1.product").text() == "MUG"
    assert stage.find(f"{FORM}.lines.1.price").text() == "19.00"
    assert stage.find(f"{FORM}.lines.2.product").text() == "green plate"
    stage.type_into(f"{FORM}.lines.2.price", "a lot")
    stage.save()
    assert "“a lot” is no amount" in stage.find(f"{FORM}.lines.2.error").text()
    stage.type_into(f"{FORM}.lines.2.price", "12")
    stage.type_into(f"{FORM}.valid_until.text", "yesterday")
    stage.type_into(f"{FORM}.bundle_price", "45")
    stage.save()
    assert "is over already" in form.form.field("valid_until").error
    stage.type_into(f"{FORM}.valid_until.text", "+3")
    stage.type_into(f"{FORM}.shipping", "8")
    assert stage.find(f"{FORM}.total").text() == "Total ¥53.00"
    stage.save()
    assert stage.page.side.form is None
    (quote,) = quotes.of_inquiry(desk, inquiry)
    assert (quote.total, quote.draft.bundle_price, quote.draft.listed) == (5_300, 4_500, 5_000)
    assert [(line.sku, line.title, line.quantity, line.price) for line in quote.draft.lines] == [
        ("MUG", "Mug", 2, 1_900),
        ("", "green plate", 1, 1_200),
    ]
    assert glance(stage) == "Quote ¥53.00 until Thu"


def test_no_line_and_no_units_are_refused(stage: Stage, shop: Shop, inquiry: str) -> None:
    trigger(stage, "quote.save")
    stage.type_into(f"{FORM}.lines.1.quantity.field", "0")
    stage.save()
    assert "whole number above zero" in stage.find(f"{FORM}.lines.1.error").text()
    stage.click(f"{FORM}.lines.1.remove")
    stage.click(f"{FORM}.lines.2.remove")
    stage.save()
    assert stage.find(f"{FORM}.lines.error").text() == "A quote needs at least one line."
    assert quotes.of_inquiry(shop[0], inquiry) == []


def test_a_product_chosen_brings_title_and_price(stage: Stage, shop: Shop, inquiry: str) -> None:
    trigger(stage, "quote.save")
    stage.click(f"{FORM}.lines.add")
    stage.type_into(f"{FORM}.lines.3.product", "BOWL")
    stage.find(f"{FORM}.note").setFocus()
    assert stage.find(f"{FORM}.lines.3.price").text() == "15.00"
    assert stage.page.side.form.lines.value()[2] == LineDraft("Bowl", 1, 1_500, "BOWL")


def test_another_currency_keeps_what_is_typed(stage: Stage, shop: Shop, inquiry: str) -> None:
    trigger(stage, "quote.save")
    stage.choose(f"{FORM}.currency", "USD")
    stage.save()
    (quote,) = quotes.of_inquiry(shop[0], inquiry)
    assert (quote.currency, quote.total) == ("USD", 3_800)


def test_a_draft_left_with_esc_comes_back(stage: Stage, inquiry: str) -> None:
    trigger(stage, "quote.save")
    stage.type_into(f"{FORM}.lines.2.price", "1.")
    stage.qtbot.keyClick(stage.find(f"{FORM}.lines.2.price"), Qt.Key.Key_Escape)
    stage.settle()
    assert stage.page.side.form is None
    stage.page.resume(f"quote.save/{inquiry}")
    stage.qtbot.waitUntil(lambda: stage.page.side.form is not None)
    assert stage.find(f"{FORM}.lines.2.price").text() == "1."
    assert stage.page.side.form.notice.text == "Your unsaved draft is back."


def test_the_quote_is_copied_in_the_customers_language(stage: Stage, shop: Shop, inquiry: str) -> None:
    offer(stage, shop[0], inquiry, valid_until=date(2026, 10, 8))
    stage.click(f"{stage.page.story.objectName()}.quote.copy")
    assert "Mug Blue × 2  ¥38.00\nTotal: ¥38.00\nValid until 8 Oct 2026" in QGuiApplication.clipboard().text()
    inquiries.add_message(shop[0], inquiry, "两件一起多少钱？", "in")
    refresh(stage)
    trigger(stage, "quote.copy")
    assert "2026年10月8日" in QGuiApplication.clipboard().text()


def test_the_order_is_made_with_one_click_and_taken_back_with_one(stage: Stage, shop: Shop, inquiry: str) -> None:
    desk = shop[0]
    offer(stage, desk, inquiry, bundle_price=3_333)
    stage.click(f"{stage.page.story.objectName()}.quote.order")
    order = sold(desk, inquiry)
    assert order_story(desk, order).values["total"] == 3_333
    assert inquiry_story(desk, inquiry).row.status == "won"
    assert not stage.page.context.actions.action("quote.order").isEnabled()
    stage.window.context.actions.action("window.undo").trigger()
    stage.settle()
    assert (sold(desk, inquiry), inquiry_story(desk, inquiry).row.status) == ("", "new")
    assert glance(stage) == "Quote ¥33.33"


def test_an_expired_quote_is_asked_about(stage: Stage, shop: Shop, inquiry: str) -> None:
    desk, clock = shop
    offer(stage, desk, inquiry, valid_until=desk.local_day(clock.now))
    clock.forward(days=1)
    stage.page.story.story = None  # another day: the same story in other words
    refresh(stage)
    assert glance(stage) == "Quote ¥38.00 expired yesterday"
    trigger(stage, "quote.order")
    assert sold(desk, inquiry) == ""
    assert "was valid until yesterday" in stage.page.notice.text
    stage.click("inquiries.notice.action")
    assert sold(desk, inquiry).startswith("SO-")


def test_a_declined_quote_leaves_the_glance(stage: Stage, shop: Shop, inquiry: str) -> None:
    offer(stage, shop[0], inquiry)
    trigger(stage, "quote.decline")
    assert glance(stage) == ""
    stage.page.story.tabs.setCurrentIndex(1)
    told = [one.text() for one in stage.page.story.findChildren(RoleLabel) if one.isVisible()]
    assert "QU-2026-000001" in told


def test_correcting_keeps_the_number_and_a_new_one_says_what_it_replaces(
    stage: Stage, shop: Shop, inquiry: str
) -> None:
    number = offer(stage, shop[0], inquiry)
    trigger(stage, "quote.update")
    stage.type_into(f"{FORM}.discount", "3")
    stage.save()
    (quote,) = quotes.of_inquiry(shop[0], inquiry)
    assert (quote.number, quote.total) == (number, 3_500)
    trigger(stage, "quote.save")
    told = [one.text() for one in stage.page.side.form.findChildren(RoleLabel)]
    assert f"It replaces {number} (¥35.00)." in told
    stage.save()
    assert [row.status for row in quotes.of_inquiry(shop[0], inquiry)] == ["open", "replaced"]


def test_goods_are_kept_for_who_asks(stage: Stage, shop: Shop, inquiry: str) -> None:
    trigger(stage, "inquiry.reserve")
    form = stage.page.side.form
    assert isinstance(form, ReserveForm)
    assert (form.product.value(), form.quantity.value(), form.contact.value()) == ("MUG", 2, "buyer_a")
    assert form.available.text() == "Mug · Blue: 7 available"
    assert form.price.text() == "19.00"
    stage.save()
    (row,) = reservations.rows(shop[0], reservations.ids(shop[0], query()))
    assert (row.inquiry, row.quantity, row.channel, row.price) == (inquiry, 2, "wechat", 1_900)
    assert [one.number for one in stage.page.story.story.reservations] == [row.number]
