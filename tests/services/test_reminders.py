"""What is due now or soon, for whom, and what ends it."""

from datetime import date, timedelta

import pytest

from shopdesk.domain.customers import CustomerDraft
from shopdesk.domain.errors import UserError
from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.domain.products import ProductDraft
from shopdesk.domain.reservations import ReservationDraft
from shopdesk.domain.tasks import TaskDraft
from shopdesk.services import customers, history, inquiries, products, reminders, reservations, snoozing, staff, tasks
from shopdesk.services.desk import open_desk
from tests.services.small_shop import START, dump


def inquiry(desk, **fields):
    return inquiries.create_inquiry(desk, InquiryDraft("wechat", **{"contact": "buyer_a", **fields})).value.number


def enter(desk, text, due_at, **fields):
    return tasks.create_task(desk, TaskDraft(text, **{"kind": "promise", "due_at": due_at, **fields})).value.number


def told(desk):
    return [(one.kind, one.text, one.who) for one in reminders.due(desk)]


def test_each_kind_in_the_order_of_its_moment(desk, clock):
    asked = inquiry(desk, subject="Size?")
    inquiries.follow_up(desk, [asked], START + timedelta(hours=3))
    buyer = customers.create_customer(
        desk, CustomerDraft("Buyer A", phone="555-0101", next_callback=START + timedelta(hours=2))
    ).value.number
    products.create_product(desk, ProductDraft("MUG", "Mug", variant="blue", stock=5))
    reservations.create_reservation(desk, ReservationDraft("MUG", date(2026, 10, 6), 2, customer=buyer, currency="CNY"))
    enter(desk, "Gift wrap", START + timedelta(hours=4), inquiry=asked)
    enter(desk, "Count", START + timedelta(hours=5), kind="task")
    assert told(desk) == []
    clock.forward(hours=6)
    assert told(desk) == [
        ("pre_order", "Mug blue ×2", "Buyer A"),
        ("callback", "555-0101", "Buyer A"),
        ("follow_up", "Size?", "buyer_a"),
        ("promise", "Gift wrap", "buyer_a"),
        ("task", "Count", ""),
    ]
    assert [one.opens[:1] for one in reminders.due(desk)] == [
        (("reservations", "RS-2026-000001"),), (("customers", buyer),), (("inquiries", asked),),
        (("inquiries", asked),), (),
    ]  # fmt: skip


def test_a_promise_is_told_while_it_can_be_kept(desk, clock):
    enter(desk, "Gift wrap", START + timedelta(hours=1))
    enter(desk, "Count", START + timedelta(hours=1), kind="task")
    clock.forward(minutes=29)
    assert told(desk) == []
    clock.forward(minutes=1)
    assert told(desk) == [("promise", "Gift wrap", "")]


def test_what_is_asleep_is_not_told_until_it_wakes_and_not_after_an_answer(desk, clock):
    asked = inquiry(desk, subject="Size?")
    inquiries.follow_up(desk, [asked], START + timedelta(hours=1))
    snoozing.snooze_inquiries(desk, [asked], START + timedelta(hours=2))
    clock.forward(hours=1)
    assert told(desk) == []
    clock.forward(hours=1)
    assert told(desk) == [("follow_up", "Size?", "buyer_a")]
    inquiries.follow_up(desk, [asked], None)
    assert told(desk) == [("awake", "Size?", "buyer_a")]
    inquiries.add_message(desk, asked, "L fits.")
    assert told(desk) == []


def test_what_is_over_is_not_told(desk, clock):
    lost = inquiry(desk)
    inquiries.follow_up(desk, [lost], START + timedelta(hours=1))
    inquiries.move_inquiries(desk, [lost], "lost", "price")
    tasks.finish_tasks(desk, [enter(desk, "kept", START)])
    clock.forward(hours=2)
    assert told(desk) == []


def test_what_others_were_given_is_told_to_them_and_to_the_owner(desk):
    staff.add_staff(desk, "Staff B", ["packing"])
    staff.add_staff(desk, "Staff C")
    enter(desk, "of b", START, assignee="Staff B")
    enter(desk, "of packing", START, role="packing")
    enter(desk, "of after-sales", START, role="aftersales")
    enter(desk, "of all", START)

    def of(person):
        other = open_desk(desk.path, staff=person, clock=desk.clock)
        found = {text for _kind, text, _who in told(other)}
        other.close()
        return found

    assert of("owner") == {"of b", "of packing", "of after-sales", "of all"}
    assert of("Staff B") == {"of b", "of packing", "of all"}
    assert of("Staff C") == {"of packing", "of after-sales", "of all"}


@pytest.mark.parametrize("kind", ["promise", "follow_up", "awake", "callback"])
def test_done_ends_it_and_undo_brings_it_back(desk, clock, kind):
    asked = inquiry(desk)
    at = START + timedelta(hours=1)
    if kind == "promise":
        enter(desk, "Gift wrap", at)
    elif kind == "follow_up":
        inquiries.follow_up(desk, [asked], at)
    elif kind == "awake":
        snoozing.snooze_inquiries(desk, [asked], at)
    else:
        customers.create_customer(desk, CustomerDraft("Buyer A", next_callback=at))
    clock.forward(hours=2)
    before = dump(desk)
    (one,) = reminders.due(desk)
    assert (one.kind, one.at, one.can_finish) == (kind, at, True)
    reminders.finish(desk, one)
    assert reminders.due(desk) == []
    history.undo(desk)
    assert dump(desk) == before
    assert reminders.due(desk) == [one]


def test_what_was_done_elsewhere_meanwhile_is_said(desk):
    number = enter(desk, "Gift wrap", START)
    (one,) = reminders.due(desk)
    tasks.drop_tasks(desk, [number])
    with pytest.raises(UserError, match=r"move\.not_allowed"):
        reminders.finish(desk, one)


def test_a_thing_put_to_another_moment_is_another_reminder(desk, clock):
    number = enter(desk, "Gift wrap", START)
    (first,) = reminders.due(desk)
    tasks.update_task(desk, number, TaskDraft("Gift wrap", "promise", START + timedelta(hours=1)))
    clock.forward(hours=1)
    (second,) = reminders.due(desk)
    assert first.key != second.key
