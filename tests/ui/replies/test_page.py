"""The replies page, worked with as a person does: keys, clicks, a real shop file, the real clipboard."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.domain.products import ProductDraft
from shopdesk.domain.replies import FIELDS, ReplyDraft
from shopdesk.services import history, inquiries, products
from shopdesk.services.desk import Desk
from shopdesk.services.replies import editing, starter, using
from shopdesk.services.replies.using import UseDraft
from shopdesk.ui.replies.form import ReplyForm
from shopdesk.ui.tables.query import FilterValue
from shopdesk.ui.widgets.labels import RoleLabel
from tests.services.small_shop import Clock, sent_order
from tests.ui.conversations.stage import Stage

FORM = "replies.form"
Shop = tuple[Desk, Clock]
SIZE = ReplyDraft("Size advice", "Dear {buyer}, take an M.", scenario="product_question", code="/size", folder="Sizes")


def enter(desk: Desk, **changed: Any) -> str:
    return editing.create_reply(desk, replace(SIZE, **changed)).value.number


def refresh(stage: Stage) -> None:
    stage.page.reload(None)
    stage.settle()


def shown(stage: Stage) -> list[str]:
    return [row.title for row in stage.rows()]


def cells(stage: Stage, row: int = 0) -> dict[str, str]:
    records = stage.page.table.records
    return {one.key: str(records.index(row, n).data()) for n, one in enumerate(records.columns)}


def labels(stage: Stage) -> list[str]:
    return [one.text() for one in stage.page.story.findChildren(RoleLabel) if one.isVisible()]


def test_a_shop_without_replies_offers_those_that_come_with_the_program(stage: Stage, shop: Shop) -> None:
    stage.click("replies.empty.button")
    assert len(stage.rows()) == sum(len(starter.starters(language)) for language in ("en", "zh"))
    history.undo(shop[0])
    refresh(stage)
    assert stage.rows() == []


def test_a_new_reply_with_mistakes_mended_on_the_way(stage: Stage, shop: Shop) -> None:
    products.create_product(shop[0], ProductDraft("MUG", "Mug", currency="CNY"))
    stage.page.focus_search()
    stage.qtbot.keyClick(stage.page.search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    stage.save()
    form = stage.page.side.form.form
    assert form.field("title").error == "This is needed."
    for key, text in (("title", "Care"), ("folder", "After"), ("code", "no way"), ("valid_until", "someday")):
        stage.type_into(f"{FORM}.{key}" if key != "valid_until" else f"{FORM}.valid_until.text", text)
    stage.type_into(f"{FORM}.text.text", "Wash {byer} cold")
    stage.type_into(f"{FORM}.product", "PLATE")
    stage.save()
    assert "someday" in form.field("valid_until").error
    stage.type_into(f"{FORM}.valid_until.text", "2026-12-31")
    stage.save()
    assert "/no way" in form.field("code").error
    stage.type_into(f"{FORM}.code", "care")
    stage.save()
    assert "byer" in form.field("text").error
    stage.type_into(f"{FORM}.text.text", "Wash cold, ")
    stage.page.side.form.text.insert("product")
    stage.save()
    assert "PLATE" in form.field("product").error
    stage.type_into(f"{FORM}.product", "MUG")
    stage.choose(f"{FORM}.kind", "knowledge")
    stage.choose(f"{FORM}.status", "approved")
    stage.choose(f"{FORM}.scenario", "quality_issue")
    stage.qtbot.keyClick(stage.find(f"{FORM}.favourite"), Qt.Key.Key_Space)
    stage.save()
    assert stage.page.side.form is None
    (row,) = stage.rows()
    assert editing.draft_of(shop[0], row.number) == ReplyDraft(
        "Care", "Wash cold, {product}", "quality_issue", "en", "knowledge", "approved", "After", "/care", True,
        date(2026, 12, 31), "MUG",
    )  # fmt: skip
    assert stage.page.story.story.row.number == row.number


def test_every_field_is_offered_in_words(stage: Stage) -> None:
    stage.page.new()
    menu = stage.page.side.form.text.menu()
    assert len(stage.words(menu)) == len(FIELDS)
    stage.pick(menu, "Tracking number")
    assert stage.page.side.form.text.value() == "{tracking}"


def test_edit_duplicate_and_the_history(stage: Stage, shop: Shop) -> None:
    number = enter(shop[0], status="approved")
    refresh(stage)
    stage.select(number)
    stage.qtbot.keyClick(stage.page.table, Qt.Key.Key_E)
    stage.type_into(f"{FORM}.title", "Which size")
    stage.save()
    assert "Reply title: Size advice → Which size" in labels(stage)
    stage.page.table.setFocus()
    stage.qtbot.keyClick(stage.page.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(stage.page.side.form, ReplyForm)
    stage.save()
    assert sorted((row.title, row.code, row.status) for row in stage.rows()) == [
        ("Which size", "/size", "approved"), ("Which size (copy)", "", "draft"),
    ]  # fmt: skip


def test_the_list_says_what_state_a_reply_is_in(stage: Stage, shop: Shop) -> None:
    desk, _clock = shop
    enter(desk)
    enter(desk, title="Old offer", code="/a", status="approved", valid_until=date(2026, 10, 4), favourite=True)
    used = enter(desk, title="Today", code="/b", status="approved", valid_until=date(2026, 10, 5))
    using.use_reply(desk, used, UseDraft())
    refresh(stage)
    told = {cells(stage, n)["title"]: cells(stage, n) for n in range(3)}
    assert {title: row["status"] for title, row in told.items()} == {
        "Size advice": "Draft", "Old offer": "Expired", "Today": "Approved",
    }  # fmt: skip
    assert (told["Old offer"]["favourite"], told["Today"]["used"]) == ("Favourite", "1")
    assert told["Size advice"]["text"] == "Dear ⟨Buyer⟩, take an M."


@pytest.mark.parametrize(
    ("key", "value", "found"),
    [
        ("kind", "article", ["B"]),
        ("scenario", "refund", ["B"]),
        ("language", "zh", ["C"]),
        ("folder", "Later", ["C"]),
        ("status", "hidden", ["C"]),
        ("favourite", "yes", ["B"]),
        ("product", "MUG", ["A"]),
        ("expired", "yes", ["A"]),
        ("expired", "no", ["B", "C"]),
    ],
)
def test_filters_offer_what_is_in_use(stage: Stage, shop: Shop, key: str, value: str, found: list[str]) -> None:
    desk, _clock = shop
    products.create_product(desk, ProductDraft("MUG", "Mug", currency="CNY"))
    enter(desk, title="A", code="", product="MUG", status="approved", valid_until=date(2026, 1, 1))
    enter(desk, title="B", code="", kind="article", scenario="refund", favourite=True, status="approved")
    enter(desk, title="C", code="", language="zh", folder="Later", status="hidden")
    offered = {choice.key: choice.words() for choice in stage.page.declare_filters()}
    assert value in offered[key]
    stage.page.filters.set_values([FilterValue(key, (value,))])
    stage.settle()
    assert sorted(shown(stage)) == found


SORTS = (
    "title", "code", "scenario", "folder", "language", "kind", "valid_until", "used", "status", "number", "favourite",
)  # fmt: skip


@pytest.mark.parametrize("sort", SORTS)
def test_every_sortable_column_sorts_both_ways(stage: Stage, shop: Shop, sort: str) -> None:
    desk, _clock = shop
    low = {"code": "/a", "scenario": "exchange", "kind": "article", "language": "en", "folder": "A"}
    enter(desk, title="A", valid_until=date(2026, 1, 1), status="approved", **low)
    high = {"code": "/b", "scenario": "refund", "kind": "reply", "language": "zh", "folder": "B", "favourite": True}
    second = enter(desk, title="B", valid_until=date(2026, 1, 2), **high)
    using.use_reply(desk, second, UseDraft())
    assert sort in {column.sort for column in stage.page.columns}
    for descending, wanted in ((False, ["A", "B"]), (True, ["B", "A"])):
        stage.page.table.sorting.emit(sort, descending)
        stage.settle()
        assert shown(stage) == wanted


def test_favourites_drafts_and_hidden_ones_several_at_once(stage: Stage, shop: Shop) -> None:
    desk, _clock = shop
    numbers = [enter(desk, title=title, code="") for title in ("A", "B")]
    refresh(stage)
    stage.select(*numbers)
    stage.qtbot.keyClick(stage.page.table, Qt.Key.Key_F)
    stage.settle()
    assert [row.favourite for row in stage.rows()] == [True, True]
    stage.click("reply.approve.button")
    assert {row.status for row in stage.rows()} == {"approved"}
    actions = stage.page.context.actions
    assert (actions.action("reply.approve").isEnabled(), actions.action("reply.show").isEnabled()) == (False, False)
    stage.click("reply.hide.button")
    assert {row.status for row in stage.rows()} == {"hidden"}
    actions.action("reply.show").trigger()
    stage.settle()
    assert {row.status for row in stage.rows()} == {"draft"}
    stage.qtbot.keyClick(stage.page.table, Qt.Key.Key_F)
    stage.settle()
    assert [row.favourite for row in stage.rows()] == [False, False]


def test_one_field_of_several_at_once(stage: Stage, shop: Shop) -> None:
    numbers = [enter(shop[0], title=title, code="") for title in ("A", "B")]
    refresh(stage)
    stage.select(*numbers)
    stage.page.context.actions.action("reply.edit_many").trigger()
    stage.choose("replies.edit_many.field", "valid_until")
    stage.type_into("replies.edit_many.valid_until.text", "2026-12-24")
    stage.click("replies.edit_many.apply")
    assert [row.valid_until for row in stage.rows()] == [date(2026, 12, 24)] * 2
    stage.page.context.actions.action("reply.edit_many").trigger()
    stage.choose("replies.edit_many.field", "folder")
    stage.type_into("replies.edit_many.folder", "x" * 300)
    stage.click("replies.edit_many.apply")
    assert "200" in stage.find("replies.edit_many").error
    assert [row.folder for row in stage.rows()] == ["Sizes", "Sizes"]


def test_what_is_marked_is_filled_in_for_whoever_is_looked_up(stage: Stage, shop: Shop) -> None:
    desk, _clock = shop
    order = sent_order(desk, 1)
    number = enter(desk, text="Dear {buyer}, order {order}: {tracking}")
    refresh(stage)
    stage.select(number)
    preview = stage.page.story.preview
    assert preview.text.toPlainText() == "Dear ⟨Buyer⟩, order ⟨Order⟩: ⟨Tracking number⟩"
    assert len(preview.text.extraSelections()) == 3
    assert preview.state == "What is marked fills itself in for a customer: Buyer, Order, Tracking number"
    preview.person.setText(order)
    stage.qtbot.keyClick(preview.person, Qt.Key.Key_Return)
    stage.settle()
    assert preview.text.toPlainText() == f"Dear Buyer A, order {order}: ⟨Tracking number⟩"
    assert preview.state == "Nothing is known for: Tracking number"
    preview.person.setText("SO-9")
    stage.qtbot.keyClick(preview.person, Qt.Key.Key_Return)
    stage.settle()
    assert "SO-9" in preview.state


def test_c_copies_for_whom_it_is_filled_in_and_gaps_are_asked_for(stage: Stage, shop: Shop) -> None:
    desk, _clock = shop
    order = sent_order(desk, 1)
    number = enter(desk)
    QGuiApplication.clipboard().setText("before")
    refresh(stage)
    stage.select(number)
    stage.qtbot.keyClick(stage.page.table, Qt.Key.Key_C)
    stage.settle()
    assert stage.page.copier.isVisible()
    assert QGuiApplication.clipboard().text() == "before"
    stage.qtbot.keyClicks(stage.page.copier.text, "Buyer B")
    stage.click("replies.copier.apply")
    assert QGuiApplication.clipboard().text() == "Dear Buyer B, take an M."
    assert stage.rows()[0].used == 1
    assert "Nobody in particular" in labels(stage)
    stage.page.story.preview.choose(order)
    stage.settle()
    went: list[tuple[str, str]] = []
    stage.page.context.open_record = lambda kind, number: went.append((kind, number))
    stage.click("replies.copy.button")
    assert QGuiApplication.clipboard().text() == "Dear Buyer A, take an M."
    assert not stage.page.copier.isVisible()
    stage.click("replies.panel.uses.1")
    assert went == [("orders", order)]


def test_the_story_says_on_whom_a_reply_was_used(stage: Stage, shop: Shop) -> None:
    desk, _clock = shop
    number = enter(desk)
    inquiry = inquiries.create_inquiry(desk, InquiryDraft(channel="wechat", contact="Buyer C")).value.numbers[0]
    using.use_reply(desk, number, UseDraft(text="Dear Buyer C, take an M.", inquiry=inquiry))
    refresh(stage)
    stage.select(number)
    assert stage.find("replies.panel.uses.1").accessibleName() == f"Buyer C · {inquiry}"
    assert "Dear Buyer C, take an M." in labels(stage)


def test_pictures_are_added_and_taken_off_again(stage: Stage, shop: Shop) -> None:
    number = enter(shop[0])
    refresh(stage)
    stage.select(number)
    image = stage.page.grab().toImage()
    QGuiApplication.clipboard().setImage(image)
    stage.page.story.photos.strip.paste()
    stage.settle()
    assert len(stage.page.story.story.photos) == 1
    stage.page.copy()
    stage.settle()
    stage.page.copier.text.setPlainText("See the picture")
    stage.click("replies.copier.apply")
    assert QGuiApplication.clipboard().mimeData().hasImage()
    history.undo(shop[0])
    history.undo(shop[0])
    refresh(stage)
    assert stage.page.story.story.photos == ()


def test_the_menu_of_a_row_offers_what_fits(stage: Stage, shop: Shop) -> None:
    number = enter(shop[0])
    refresh(stage)
    stage.select(number)
    stage.page.table.customContextMenuRequested.emit(stage.page.table.rect().center())
    menu = stage.page.findChild(QMenu, "replies.menu")
    assert {"Copy", "Edit", "Duplicate", "Approve", "Hide"} <= set(stage.words(menu))
    assert not {"Show", "Make a draft"} & set(stage.words(menu))


def test_an_unsaved_reply_is_offered_again(stage: Stage) -> None:
    stage.page.new()
    stage.type_into(f"{FORM}.title", "Half a thought")
    stage.qtbot.keyClick(stage.page.side.form, Qt.Key.Key_Escape)
    assert stage.page.side.form is None
    stage.page.resume("reply.create")
    assert stage.find(f"{FORM}.title").text() == "Half a thought"
