"""Promises and tasks: written down, found where they matter, kept, dropped, taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shopdesk.domain.aftersales import CaseDraft
from shopdesk.domain.customers import CustomerDraft
from shopdesk.domain.errors import UserError
from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.domain.tasks import TaskDraft
from shopdesk.services import aftersales, customer_merging, customers, history, inquiries, listing, staff, tasks
from shopdesk.services.tasks import Counts
from tests.services.small_shop import START, dump, query, sent_order


def enter(desk, text="Gift wrap", **fields):
    return tasks.create_task(desk, TaskDraft(text, **{"kind": "promise", **fields})).value.number


def inquiry(desk, **fields):
    return inquiries.create_inquiry(desk, InquiryDraft("wechat", **{"contact": "buyer_a", **fields})).value.number


def customer(desk, name="Buyer A"):
    return customers.create_customer(desk, CustomerDraft(name)).value.number


def texts(desk, kind, number):
    return [row.text for row in tasks.open_about(desk, kind, number)]


def test_a_promise_holds_what_was_said(desk):
    asked = inquiry(desk)
    staff.add_staff(desk, "Staff B")
    due = START + timedelta(hours=3)
    number = enter(desk, " Gift wrap \n", inquiry=asked, due_at=due, assignee="Staff B")
    (row,) = tasks.rows(desk, tasks.ids(desk, query()))
    assert number == row.number == "TK-2026-000001"
    assert (row.kind, row.status, row.text, row.due_at, row.assignee) == (
        "promise",
        "open",
        "Gift wrap",
        due,
        "Staff B",
    )
    assert (row.about, row.who, row.staff, row.created_at) == (("inquiry", asked), "buyer_a", "owner", START)
    assert tasks.draft_of(desk, number) == TaskDraft("Gift wrap", "promise", due, "Staff B", inquiry=asked)


def test_it_stays_in_sight_until_it_is_kept_also_on_the_order_it_became(desk):
    buyer = customer(desk)
    asked = inquiry(desk, customer=buyer)
    number = enter(desk, inquiry=asked)
    order = sent_order(desk, customer=buyer)
    inquiries.link_order(desk, asked, order)
    case = aftersales.open_case(desk, CaseDraft("complaint", orders=(order,))).value.number
    for kind, record in (("inquiry", asked), ("order", order), ("customer", buyer), ("case", case)):
        assert texts(desk, kind, record) == ["Gift wrap"], kind
    tasks.finish_tasks(desk, [number])
    assert texts(desk, "order", order) == []


def test_what_a_customer_was_promised_elsewhere_is_told_but_no_other_work(desk):
    buyer = customer(desk)
    first, second = inquiry(desk, customer=buyer), inquiry(desk, customer=buyer)
    enter(desk, "Call back", inquiry=first)
    enter(desk, "Look it up", kind="task", inquiry=first)
    enter(desk, "Other buyer", inquiry=inquiry(desk, customer=customer(desk, "Buyer B")))
    assert texts(desk, "inquiry", second) == ["Call back"]
    assert texts(desk, "inquiry", first) == ["Call back", "Look it up"]
    assert texts(desk, "customer", buyer) == ["Call back", "Look it up"]
    assert texts(desk, "inquiry", "IQ-none") == []


def test_the_earliest_first_and_those_without_a_day_last(desk):
    asked = inquiry(desk)
    enter(desk, "some day", inquiry=asked)
    enter(desk, "later", inquiry=asked, due_at=START + timedelta(hours=2))
    enter(desk, "soon", inquiry=asked, due_at=START + timedelta(hours=1))
    assert texts(desk, "inquiry", asked) == ["soon", "later", "some day"]
    found = tasks.rows(desk, tasks.ids(desk, replace(query(), sort="due_at", descending=False)))
    assert [row.text for row in found] == ["soon", "later", "some day"]


def test_filters_and_counts_follow_the_clock(desk, clock):
    enter(desk, "late", due_at=START - timedelta(hours=1))
    enter(desk, "soon", due_at=START + timedelta(hours=1))
    enter(desk, "note", kind="hand_over", role="packing")
    enter(desk, "mine", kind="task", assignee="owner")

    def found(**equal):
        return [row.text for row in tasks.rows(desk, tasks.ids(desk, replace(query(**equal), descending=False)))]

    assert found(overdue="yes") == ["late"]
    assert found(overdue="no") == ["soon", "note", "mine"]
    assert (found(kind="hand_over"), found(assignee="owner"), found(role="packing")) == (["note"], ["mine"], ["note"])
    assert tasks.counts(desk) == Counts(promises=2, promises_due=1, all=4, all_due=1)
    clock.forward(hours=2)
    assert tasks.counts(desk) == Counts(promises=2, promises_due=2, all=4, all_due=2)
    tasks.drop_tasks(desk, ["TK-2026-000001"])
    assert found(open="no") == ["late"]
    assert found(overdue="yes") == ["soon"]


def test_each_step_is_taken_back_whole(desk):
    asked = inquiry(desk)
    steps = [
        lambda: enter(desk, inquiry=asked),
        lambda: tasks.update_task(desk, "TK-2026-000001", TaskDraft("Wrap it in red", "promise", order=None)),
        lambda: tasks.finish_tasks(desk, ["TK-2026-000001"]),
        lambda: tasks.reopen_tasks(desk, ["TK-2026-000001"]),
        lambda: tasks.drop_tasks(desk, ["TK-2026-000001"]),
    ]
    states = []
    for step in steps:
        states.append(dump(desk))
        step()
    for state in reversed(states):
        assert dump(desk) != state
        history.undo(desk)
        assert dump(desk) == state


@pytest.mark.parametrize(
    ("draft", "code", "field"),
    [
        (TaskDraft(" "), "form.required", "text"),
        (TaskDraft("x" * 2_001), "form.too_long", "text"),
        (TaskDraft("x", "wish"), "form.choice", "kind"),
        (TaskDraft("x", role="boss"), "form.choice", "role"),
        (TaskDraft("x", assignee="owner", role="packing"), "task.for_two", "assignee"),
        (TaskDraft("x", assignee="Nobody we know"), "staff.unknown", "assignee"),
        (TaskDraft("x", order="SO-1", customer="CU-1"), "task.about_two", "customer"),
        (TaskDraft("x", order="SO-1"), "record.missing", "order"),
    ],
)
def test_a_mistake_has_a_code_and_changes_nothing(desk, draft, code, field):
    before = dump(desk)
    with pytest.raises(UserError) as caught:
        tasks.create_task(desk, draft)
    assert (caught.value.code, caught.value.where["field"]) == (code, field)
    assert dump(desk) == before


def test_what_is_over_cannot_be_kept_again_and_what_is_open_not_reopened(desk):
    number = enter(desk)
    with pytest.raises(UserError, match=r"move\.not_allowed"):
        tasks.reopen_tasks(desk, [number])
    tasks.finish_tasks(desk, [number])
    with pytest.raises(UserError, match=r"move\.not_allowed"):
        tasks.drop_tasks(desk, [number])
    with pytest.raises(UserError, match=r"record\.missing"):
        tasks.finish_tasks(desk, ["TK-1"])


def test_promises_go_with_a_customer_who_is_merged(desk):
    first, second = customer(desk), customer(desk)
    enter(desk, customer=second)
    customer_merging.merge(desk, first, [second])
    assert texts(desk, "customer", first) == ["Gift wrap"]
    history.undo(desk)
    assert texts(desk, "customer", second) == ["Gift wrap"]


def test_as_commands_list_it(desk):
    asked = inquiry(desk)
    number = enter(desk, inquiry=asked)
    record = listing.show_record(desk, listing.kind_of("task"), number)
    assert (record["number"], record["kind"], record["inquiry"], record["who"]) == (number, "promise", asked, "buyer_a")
    assert [event["action"] for event in record["history"]] == ["task.create"]
