"""Replies entered, changed, approved, hidden, used and taken back."""

from dataclasses import replace
from datetime import date

import pytest

from shopdesk.domain.errors import UserError
from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.domain.products import ProductDraft
from shopdesk.domain.replies import ReplyDraft
from shopdesk.services import history, inquiries, products
from shopdesk.services.desk import Desk
from shopdesk.services.replies import editing, reading, starter, using
from shopdesk.services.replies.using import UseDraft

SIZE = ReplyDraft(title="Size advice", text="Hi {buyer}, take an M.", scenario="product_question", code="/size")


def rows(desk: Desk, **conditions: str) -> list[reading.ReplyRow]:
    filters = tuple(Filter(name, "=", (value,)) for name, value in conditions.items())
    return reading.rows(desk, reading.ids(desk, ListQuery(filters=filters, descending=False)))


def refused(work: object, *values: object) -> str:
    with pytest.raises(UserError) as caught:
        work(*values)  # type: ignore[operator]
    return caught.value.code


def test_a_reply_from_draft_to_approved_and_back(desk: Desk) -> None:
    number = editing.create_reply(desk, SIZE).value.number
    assert number == "RE-2026-000001"
    (row,) = rows(desk)
    assert (row.status, row.used, editing.state(desk, row)) == ("draft", 0, "draft")
    editing.approve_replies(desk, [number])
    assert rows(desk, status="approved")[0].number == number
    history.undo(desk)
    history.undo(desk)
    assert rows(desk) == []
    history.redo(desk)
    assert rows(desk)[0].number == number


def test_an_approved_reply_expires_by_itself(desk: Desk) -> None:
    editing.create_reply(desk, replace(SIZE, status="approved", valid_until=date(2026, 10, 4)))
    assert editing.state(desk, rows(desk)[0]) == "expired"


def test_a_shortcut_belongs_to_one_reply_of_a_language(desk: Desk) -> None:
    first = editing.create_reply(desk, SIZE).value.number
    assert refused(editing.create_reply, desk, SIZE) == "reply.code_taken"
    second = editing.create_reply(desk, replace(SIZE, language="zh")).value.number
    assert refused(editing.update_reply, desk, second, SIZE) == "reply.code_taken"
    editing.hide_replies(desk, [first])
    third = editing.create_reply(desk, SIZE).value.number
    assert refused(editing.hide_replies, desk, [first], False) == "reply.code_taken"
    editing.hide_replies(desk, [third])
    editing.hide_replies(desk, [first], hidden=False)
    assert rows(desk, code="/size", language="en", status="draft")[0].number == first


def test_saving_without_a_change_is_no_step(desk: Desk) -> None:
    number = editing.create_reply(desk, SIZE).value.number
    assert not editing.update_reply(desk, number, SIZE).changes
    assert editing.update_reply(desk, number, replace(SIZE, favourite=True)).changes.counts == {"replies": 1}
    assert editing.draft_of(desk, number) == replace(SIZE, favourite=True)


def test_a_product_must_be_known(desk: Desk) -> None:
    assert refused(editing.create_reply, desk, replace(SIZE, product="MUG")) == "record.missing"
    products.create_product(desk, ProductDraft(sku="MUG", title="Mug"))
    editing.create_reply(desk, replace(SIZE, product="MUG"))
    assert rows(desk, product="MUG")[0].product == "MUG"
    assert refused(editing.approve_replies, desk, ["RE-1"]) == "record.missing"


def test_a_use_is_remembered_with_whom_and_after_what(desk: Desk) -> None:
    number = editing.create_reply(desk, SIZE).value.number
    inquiry = inquiries.create_inquiry(desk, InquiryDraft(channel="wechat", contact="Buyer A")).value.number
    using.use_reply(desk, number, UseDraft("which size?" + "x" * 5_000 + "\0", "Hi Buyer A", inquiry=inquiry))
    using.use_reply(desk, "/size", UseDraft())
    (row,) = rows(desk)
    story = reading.story(desk, row.id)
    assert row.used == 2
    assert [(one.scenario, one.text) for one in story.sent][1] == ("product_question", "Hi Buyer A")
    assert len(story.sent[1].asked) == 1_000
    assert refused(using.use_reply, desk, number, UseDraft(inquiry="IQ-1")) == "record.missing"
    assert refused(using.use_reply, desk, number, UseDraft(scenario="weather")) == "form.choice"
    history.undo(desk)
    assert rows(desk)[0].used == 1


def test_the_starter_set_is_one_step_and_comes_once(desk: Desk) -> None:
    editing.create_reply(desk, replace(SIZE, code="/hello"))
    loaded = starter.load_starter(desk).value
    assert loaded.replies > 120
    assert loaded.known == 0
    mine = rows(desk, code="/hello", language="en")
    assert [row.title for row in mine] == ["Size advice"]  # its shortcut stayed
    assert starter.load_starter(desk).value.replies == 0
    history.undo(desk)
    assert len(rows(desk)) == 1


def test_replies_are_found_by_their_words(desk: Desk) -> None:
    starter.load_starter(desk, ("zh",))
    found = reading.rows(desk, reading.ids(desk, ListQuery(text="尺码建议")))
    assert [row.code for row in found] == ["/size"]


def test_favourites_and_one_field_of_several(desk: Desk) -> None:
    numbers = [editing.create_reply(desk, replace(SIZE, code=code)).value.number for code in ("/a", "/b")]
    assert editing.favour_replies(desk, numbers).value.numbers == tuple(numbers)
    assert len(rows(desk, favourite="yes")) == 2
    editing.favour_replies(desk, numbers[:1], False)
    assert [row.number for row in rows(desk, favourite="yes")] == numbers[1:]
    editing.edit_replies(desk, numbers, "valid_until", "2026-10-04")
    editing.edit_replies(desk, numbers, "scenario", "refund")
    assert {(row.valid_until, row.scenario) for row in rows(desk)} == {(date(2026, 10, 4), "refund")}
    history.undo(desk)
    assert {row.scenario for row in rows(desk)} == {"product_question"}
    editing.edit_replies(desk, numbers, "valid_until", "")
    assert {row.valid_until for row in rows(desk)} == {None}
    for field, value, code in (
        ("text", "x", "form.choice"), ("scenario", "weather", "form.choice"), ("valid_until", "soon", "form.date"),
        ("folder", "x" * 201, "form.too_long"),
    ):  # fmt: skip
        assert refused(editing.edit_replies, desk, numbers, field, value) == code
    assert refused(editing.favour_replies, desk, []) == "form.required"


def test_expired_ones_are_found_by_the_day_it_is(desk: Desk) -> None:
    for code, until in (("/a", date(2026, 10, 4)), ("/b", date(2026, 10, 5)), ("/c", None)):
        editing.create_reply(desk, replace(SIZE, code=code, status="approved", valid_until=until))
    editing.create_reply(desk, replace(SIZE, code="/d", valid_until=date(2026, 1, 1)))
    assert [row.code for row in rows(desk, expired="yes")] == ["/a"]
    assert [row.code for row in rows(desk, expired="no")] == ["/b", "/c", "/d"]
    assert refused(rows_expired_at, desk) == "form.date"


def rows_expired_at(desk: Desk) -> list[reading.ReplyRow]:
    return rows(desk, expired="soon")


def test_codes_are_offered_by_their_beginning_favourites_first(desk: Desk) -> None:
    for code in ("/size", "/sent", "/Sizes", "/other"):
        editing.create_reply(desk, replace(SIZE, code=code, status="approved"))
    editing.create_reply(desk, replace(SIZE, code="/si-draft"))
    expired = replace(SIZE, code="/si-old", status="approved", valid_until=date(2026, 1, 1))
    editing.create_reply(desk, expired)
    editing.favour_replies(desk, ["/Sizes"])
    using.use_reply(desk, "/sent", UseDraft())
    assert [row.code for row in reading.by_code(desk, "/s")] == ["/Sizes", "/sent", "/size"]
    assert [row.code for row in reading.by_code(desk, "/SI")] == ["/Sizes", "/size"]
    assert reading.by_code(desk, "/%") == []
