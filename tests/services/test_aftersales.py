"""The after-sales desk: moves, quantities, goods that come back, money that goes back."""

import shutil
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopdesk.domain.aftersales import STATUSES, CaseDraft, may_move
from shopdesk.domain.errors import UserError
from shopdesk.services import aftersales, history, orders
from shopdesk.services.desk import open_desk
from tests.services.small_shop import START, case_story, dump, lines_of, open_shop, order_story, query, sent_order

PATHS = {
    "open": [], "closed": ["resolved", "closed"], "reopened": ["resolved", "reopened"],
}  # fmt: skip


def _case(desk, order=None, *quantities, kind="return", **fields):
    lines = tuple(zip(lines_of(desk, order), quantities, strict=False)) if order else ()
    draft = CaseDraft(kind, orders=(order,) if order else (), lines=lines, **fields)
    return aftersales.open_case(desk, draft).value.number


def _code(function, *arguments):
    with pytest.raises(UserError) as error:
        function(*arguments)
    return error.value.code


def _numbers(desk, words="", **equal):
    return [row.number for row in aftersales.rows(desk, aftersales.ids(desk, query(words, **equal)))]


def test_a_case_holds_all_that_was_said(desk):
    order = sent_order(desk, 2, 1, currency="USD")
    first, _second = lines_of(desk, order)
    number = _case(
        desk, order, 1, reason="damaged", responsible="carrier", subject="Box was open", asked=8_900,
        message="It arrived broken", outcomes={first: "refund"}, assignee=desk.staff,
    )  # fmt: skip
    story = case_story(desk, number)
    assert number == "AS-2026-000001"
    assert (story.row.status, story.row.currency, story.row.asked) == ("open", "USD", 8_900)
    assert (story.row.customer, story.row.assignee, story.row.orders) == ("Buyer A", desk.staff, (order,))
    assert story.row.items == "T-shirt 1 ×1"
    assert [(line.order, line.line, line.quantity, line.ordered, line.outcome) for line in story.lines] == [
        (order, 1, 1, 2, "refund")
    ]
    assert [one.number for one in story.orders] == [order]
    assert story.row.waiting_since == START
    assert order_story(desk, order).values["cases"] == [number]


@pytest.mark.parametrize("start", STATUSES)
def test_each_move(desk, start):
    for to in STATUSES:
        number = _case(desk, subject="x", kind="complaint")
        for status in PATHS.get(start, [start]):
            aftersales.move_cases(desk, [number], status)
        if may_move(start, to):
            aftersales.move_cases(desk, [number], to, "talked it over")
            values = case_story(desk, number).values
            assert (values["status"], values["resolution"]) == (to, "talked it over")
            assert (values["closed_at"] is not None) == (to == "closed")
            assert (values["resolved_at"] is not None) == (to in ("resolved", "closed", "rejected", "withdrawn"))
        else:
            before = dump(desk)
            assert _code(aftersales.move_cases, desk, [number], to) == "move.not_allowed"
            assert dump(desk) == before


def test_the_clocks_run_with_the_messages(desk, clock):
    number = _case(desk, subject="Where is it?", kind="carrier_inquiry", message="Where is it?")
    replied = clock.forward(minutes=10)
    aftersales.add_message(desk, number, "We ask the carrier.")
    row = case_story(desk, number).row
    assert (row.first_reply_at, row.waiting_since) == (replied, None)
    aftersales.move_cases(desk, [number], "waiting_customer")
    asked = clock.forward(hours=1)
    aftersales.add_message(desk, number, "Which address?", "in")
    row = case_story(desk, number).row
    assert (row.status, row.waiting_since) == ("acting", asked)
    aftersales.move_cases(desk, [number], "resolved")
    aftersales.move_cases(desk, [number], "closed")
    assert case_story(desk, number).row.waiting_since is None
    aftersales.add_message(desk, number, "Still nothing!", "in")
    values = case_story(desk, number).values
    assert (values["status"], values["closed_at"], values["resolved_at"]) == ("reopened", None, None)


def test_never_more_than_ordered_sent_or_left_by_other_cases(desk):
    sent, waiting = sent_order(desk, 3), sent_order(desk, 3, sent=False)
    before = dump(desk)
    assert _code(_case, desk, sent, 4) == "quantity.above_ordered"
    assert _code(_case, desk, waiting, 1) == "quantity.above_shipped"
    assert _code(_case, desk, sent, 0) == "form.quantity"
    assert dump(desk) == before
    assert _case(desk, waiting, 3, kind="refund")
    first = _case(desk, sent, 2)
    assert _code(_case, desk, sent, 2) == "quantity.above_ordered"
    assert _case(desk, sent, 3, kind="complaint")
    second = _case(desk, sent, 1, kind="exchange")
    assert _code(_case, desk, sent, 1) == "quantity.above_ordered"
    aftersales.move_cases(desk, [second], "withdrawn")
    assert _code(_case, desk, sent, 2) == "quantity.above_ordered"
    grown = replace(aftersales.draft_of(desk, first), lines=((lines_of(desk, sent)[0], 3),))
    aftersales.update_case(desk, first, grown)
    assert case_story(desk, first).lines[0].quantity == 3
    assert _code(_case, desk, sent, 1) == "quantity.above_ordered"


def test_goods_come_back_in_parts_and_never_too_many(desk):
    order = sent_order(desk, 3)
    (line,) = lines_of(desk, order)
    number = _case(desk, order, 2)
    aftersales.move_cases(desk, [number], "waiting_goods")
    aftersales.receive(desk, number, {line: 1}, carrier="sf", tracking="SF1234567890123")
    story = case_story(desk, number)
    assert (story.row.status, story.lines[0].received, story.row.received_at) == ("waiting_goods", 1, START)
    assert (story.values["return_carrier"], story.values["return_tracking"]) == ("sf", "SF1234567890123")
    before = dump(desk)
    assert _code(aftersales.receive, desk, number, {line: 2}) == "quantity.above_case"
    assert _code(aftersales.receive, desk, number, {line + 1: 1}) == "quantity.above_case"
    assert _code(aftersales.receive, desk, number, {line: 0}) == "form.quantity"
    assert dump(desk) == before
    aftersales.receive(desk, number)
    story = case_story(desk, number)
    assert (story.row.status, story.lines[0].received, story.lines[0].returned) == ("inspecting", 2, 2)
    assert order_story(desk, order).lines[0].returned == 2
    assert _code(aftersales.receive, desk, number) == "form.required"
    # What came in stays taken, whatever becomes of the case.
    aftersales.move_cases(desk, [number], "rejected")
    assert _code(_case, desk, order, 2) == "quantity.above_ordered"
    shrunk = replace(aftersales.draft_of(desk, number), lines=((line, 1),))
    assert _code(aftersales.update_case, desk, number, shrunk) == "quantity.below_received"
    assert _case(desk, order, 1)


def test_what_the_platform_told_as_returned_cannot_come_back_again(desk):
    from shopdesk.db.tables import OrderLine

    order = sent_order(desk, 2)
    (line,) = lines_of(desk, order)
    with desk.write("import.apply") as unit:
        unit.door.set(OrderLine, line, returned=1)
        unit.commit()
    assert _code(_case, desk, order, 2) == "quantity.above_ordered"
    complaint = _case(desk, order, 2, kind="complaint")
    assert _code(aftersales.receive, desk, complaint) == "quantity.above_ordered"
    assert _case(desk, order, 1)


def test_an_order_keeps_the_lines_that_a_case_is_about(desk):
    order = sent_order(desk, 2, 1, sent=False)
    _case(desk, order, 1, kind="complaint")
    draft = orders.draft_of(desk, order)
    before = dump(desk)
    assert _code(orders.update_order, desk, order, replace(draft, lines=draft.lines[1:], paid=0)) == "line.in_use"
    assert dump(desk) == before
    orders.update_order(desk, order, replace(draft, lines=draft.lines[:1], paid=0))
    assert [line.line for line in order_story(desk, order).lines] == [1]


def test_a_repaired_thing_stays_its_owners(desk):
    order = sent_order(desk, 1)
    number = _case(desk, order, 1, kind="repair")
    aftersales.receive(desk, number)
    assert case_story(desk, number).lines[0].received == 1
    assert order_story(desk, order).lines[0].returned == 0
    assert _case(desk, order, 1)


def test_refunds_move_the_order_and_the_case(desk, clock):
    order = sent_order(desk, 2, currency="USD", price=1_000)
    number = _case(desk, order, 1, asked=1_000)
    aftersales.refund(desk, number, order, 500, date(2026, 10, 4), "half now")
    story, values = case_story(desk, number), order_story(desk, order).values
    assert (values["refunded"], values["payment"], story.row.paid) == (500, "part_refunded", 500)
    (one,) = story.refunds
    assert (one.order, one.amount, one.currency, one.day) == (order, 500, "USD", date(2026, 10, 4))
    assert (one.source, one.note, desk.local_day(one.paid_at)) == ("hand", "half now", one.day)
    before = dump(desk)
    assert _code(aftersales.refund, desk, number, order, 1_501) == "refund.above_paid"
    assert _code(aftersales.refund, desk, number, order, 0) == "form.amount"
    assert _code(aftersales.refund, desk, number, order, 1, date(2026, 10, 6)) == "date.in_future"
    assert _code(aftersales.refund, desk, number, sent_order(desk), 1) == "case.other_order"
    assert before["refund"] == dump(desk)["refund"]
    aftersales.refund(desk, number, None, 1_500)
    values = order_story(desk, order).values
    assert (values["refunded"], values["payment"]) == (2_000, "refunded")
    assert _code(aftersales.refund, desk, number, order, 1) == "refund.above_paid"
    dropped = replace(aftersales.draft_of(desk, number), orders=(sent_order(desk),), lines=(), asked=None)
    assert _code(aftersales.update_case, desk, number, dropped) == "case.order_paid"


def test_over_and_done_gets_no_refund(desk):
    order = sent_order(desk)
    for status in ("closed", "rejected", "withdrawn"):
        number = _case(desk, order, kind="refund")
        for step in PATHS.get(status, [status]):
            aftersales.move_cases(desk, [number], step)
        assert _code(aftersales.refund, desk, number, order, 1) == "move.not_allowed"


def test_one_case_over_orders_of_two_currencies(desk):
    dollars, yuan = sent_order(desk, currency="USD"), sent_order(desk)
    draft = CaseDraft("refund", orders=(dollars, yuan))
    with pytest.raises(UserError, match=r"amount\.mixed"):
        aftersales.open_case(desk, replace(draft, asked=100))
    number = aftersales.open_case(desk, draft).value.number
    aftersales.refund(desk, number, dollars, 100)
    aftersales.refund(desk, number, yuan, 700)
    story = case_story(desk, number)
    assert (story.row.currency, story.row.paid) == ("", 0)
    assert [(one.currency, one.amount) for one in story.refunds] == [("USD", 100), ("CNY", 700)]
    assert _code(aftersales.refund, desk, number, None, 1) == "form.required"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A shop with two cases over one paid order, to be copied for each example."""
    desk, _clock = open_shop(tmp_path_factory.mktemp("template"))
    order = sent_order(desk, 3, price=700)
    numbers = [_case(desk, order, kind="refund"), _case(desk, order, kind="complaint")]
    desk.close()
    return desk.path, order, numbers


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tries=st.lists(st.tuples(st.integers(0, 1), st.integers(-50, 1_500)), max_size=8))
def test_refunds_never_exceed_what_was_paid(template, tmp_path_factory, tries):
    path, order, numbers = template
    copy = tmp_path_factory.mktemp("shop") / "copy.shop"
    shutil.copy(path, copy)
    desk = open_desk(copy, clock=lambda: START)
    paid_back = 0
    for case, amount in tries:
        if 0 < amount <= 2_100 - paid_back:
            aftersales.refund(desk, numbers[case], order, amount)
            paid_back += amount
        else:
            expected = "form.amount" if amount <= 0 else "refund.above_paid"
            assert _code(aftersales.refund, desk, numbers[case], order, amount) == expected
    stories = [case_story(desk, number) for number in numbers]
    values = order_story(desk, order).values
    assert values["refunded"] == paid_back == sum(story.row.paid for story in stories) <= values["paid"] == 2_100
    assert sum(one.amount for story in stories for one in story.refunds) == paid_back
    expected = "refunded" if paid_back == 2_100 else "part_refunded" if paid_back else "paid"
    assert values["payment"] == expected
    desk.close()


def test_ratings_go_from_one_to_five(desk):
    number = _case(desk, subject="x", kind="advice")
    for wrong in (0, 6, -1):
        assert _code(aftersales.rate, desk, number, wrong) == "rating.range"
    aftersales.rate(desk, number, 5)
    assert case_story(desk, number).row.rating == 5


def test_lists_and_search(desk):
    order = sent_order(desk, 1)
    number = _case(desk, order, 1, reason="size", message="衣服太小了", assignee=desk.staff)
    other = _case(desk, subject="Carrier was rude", kind="complaint")
    aftersales.move_cases(desk, [other], "resolved")
    assert _numbers(desk) == [other, number]
    assert _numbers(desk, open="yes") == [number]
    assert _numbers(desk, kind="complaint") == [other]
    assert _numbers(desk, order=order) == [number]
    assert _numbers(desk, reason="size") == [number]
    assert _numbers(desk, assignee=desk.staff) == [number]
    assert _numbers(desk, local_day="2026-10-05") == [other, number]
    for words in ("小", "太小", "555-0101", "0101", order, "Buyer A"):
        assert _numbers(desk, words) == [number]
    assert _numbers(desk, "rude") == [other]
    assert aftersales.counts(desk) == {"open": 1, "resolved": 1}


def test_every_action_is_undone_and_done_again_whole(desk, clock):
    order, later = sent_order(desk, 2, 1), sent_order(desk, 1)
    number = _case(desk, order, 1)
    changed = replace(
        aftersales.draft_of(desk, number),
        orders=(order, later), reason="size", asked=100,
        lines=((lines_of(desk, order)[1], 1), (lines_of(desk, later)[0], 1)),
    )  # fmt: skip
    steps = [
        lambda: aftersales.open_case(desk, CaseDraft("repair", orders=(later,), message="坏了", assignee=desk.staff)),
        lambda: aftersales.update_case(desk, number, changed),
        lambda: aftersales.add_message(desk, number, "Send it back, please."),
        lambda: aftersales.assign_cases(desk, [number], desk.staff),
        lambda: aftersales.move_cases(desk, [number], "waiting_goods"),
        lambda: aftersales.receive(desk, number, None, "sf", "SF1"),
        lambda: aftersales.refund(desk, number, order, 100),
        lambda: aftersales.refund(desk, number, later, 8_900, clock.now.date() - timedelta(days=1)),
        lambda: aftersales.move_cases(desk, [number], "resolved", "money back"),
        lambda: aftersales.rate(desk, number, 4),
        lambda: aftersales.move_cases(desk, [number], "closed"),
        lambda: aftersales.add_message(desk, number, "Thanks!", "in"),
    ]
    pictures = [dump(desk)]
    for step in steps:
        clock.forward(minutes=1)
        assert step().changes
        pictures.append(dump(desk))
    for picture in reversed(pictures[:-1]):
        history.undo(desk)
        assert dump(desk) == picture
    for picture in pictures[1:]:
        history.redo(desk)
        assert dump(desk) == picture
