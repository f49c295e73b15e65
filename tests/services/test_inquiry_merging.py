"""Several inquiries of one person become one: nothing is lost, the clocks are right, one undo brings all back."""

from datetime import timedelta

import pytest

from shopdesk.db.door import table_of
from shopdesk.db.queries.inquiry_merging import belonging, rows_of
from shopdesk.db.tables import Attachment, Inquiry, Quote, ReplyUse, Reservation, Task, Wish
from shopdesk.domain.aftersales import CaseDraft
from shopdesk.domain.customers import CustomerDraft
from shopdesk.domain.errors import UserError
from shopdesk.domain.inquiries import InquiryDraft, ProductAsked
from shopdesk.domain.products import ProductDraft
from shopdesk.services import aftersales, customers, history, inquiries, listing, products
from shopdesk.services.inquiry_merging import merge_inquiries
from shopdesk.services.snoozing import snooze_inquiries
from tests.services.small_shop import dump, inquiry_story, query, sent_order


def _inquiry(desk, **fields):
    draft = InquiryDraft(**{"channel": "wechat", "contact": "buyer-a", **fields})
    return inquiries.create_inquiry(desk, draft).value.number


def _listed(desk):
    return {
        name: listing.list_records(desk, listing.kind_of(name), (), "", True, None, 0)
        for name in ("inquiries", "cases", "customers", "products", "replies")
    }


def _id(desk, number):
    return inquiries.ids(desk, query(number=number))[0]


def _hang_everything_on(desk, number, order):
    """One row of every kind that may belong to an inquiry, beside its messages and products."""
    aftersales.open_case(desk, CaseDraft("advice", inquiry=number, message="?"))
    product = products.create_product(desk, ProductDraft(f"C-{number}", "Coat", currency="CNY")).value
    product_id = products.ids(desk, query(sku=product.number))[0]
    inquiry_id, at, day = _id(desk, number), desk.now(), desk.local_day(desk.now())
    with desk.write("demo") as unit:
        both = {"inquiry_id": inquiry_id, "staff": desk.staff}
        unit.door.insert_one(
            Quote, **both, number=f"QU-{number}", status="open", currency="CNY", discount=0, shipping=0, total=100,
            note="", created_at=at, local_day=day,
        )  # fmt: skip
        unit.door.insert_one(
            Task, **both, number=f"TA-{number}", kind="promise", status="open", text="Call", role="", created_at=at,
            local_day=day,
        )  # fmt: skip
        unit.door.insert_one(
            Reservation, **both, number=f"RE-{number}", status="open", product_id=product_id, quantity=1,
            contact="", channel="wechat", until=day, currency="CNY", deposit=0, note="", created_at=at, local_day=day,
        )  # fmt: skip
        unit.door.insert_one(Wish, **both, theme="colour", text="Red", at=at, local_day=day)
        unit.door.insert_one(
            Attachment, **both, position=0, sha256="0" * 64, name="a.png", media_type="image/png", bytes=3, at=at
        )
        unit.door.insert_one(ReplyUse, **both, reply_id=_reply(unit), asked="?", at=at)
        unit.commit()


def _reply(unit):
    from shopdesk.db.tables import Reply

    number = unit.door.number("RP", 2026)
    return unit.door.insert_one(
        Reply, number=number, scenario="other", language="en", title=number, text="Hi", created_at=unit.door.at,
        updated_at=unit.door.at,
    )  # fmt: skip


def test_everything_goes_to_the_kept_one_and_one_undo_restores_byte_for_byte(desk, clock):
    order = sent_order(desk)
    keep = _inquiry(desk, message="First", products=(ProductAsked(text="coat"),))
    clock.forward(minutes=5)
    gone = _inquiry(desk, channel="phone", contact="555-0101", subject="Hats", message="Second",
                    products=(ProductAsked(text="coat", quantity=3), ProductAsked(text="hat")))  # fmt: skip
    clock.forward(minutes=5)
    inquiries.add_message(desk, keep, "Third")
    for number in (keep, gone):
        _hang_everything_on(desk, number, order)
    keep_id, gone_id = _id(desk, keep), _id(desk, gone)
    with desk.shop.read() as connection:
        before = {m: (rows_of(connection, m, keep_id), rows_of(connection, m, gone_id)) for m in belonging()}
    assert all(kept and other for kept, other in before.values()), "every kind of row is tried here"
    pictured, listed = dump(desk), _listed(desk)

    clock.forward(minutes=5)
    merge_inquiries(desk, keep, [gone], "Merged with {numbers}")

    story = inquiry_story(desk, keep)
    assert [(one.direction, one.text) for one in story.messages] == [
        ("in", "First"), ("in", "Second"), ("out", "Third"), ("note", f"Merged with {gone} (555-0101)"),
    ]  # fmt: skip
    assert [(item.text, item.quantity) for item in story.products] == [("coat", 3), ("hat", 1)]
    assert story.row.subject == "Hats"
    assert len(story.cases) == 2
    with desk.shop.read() as connection:
        assert connection.execute(table_of(Inquiry).select().where(Inquiry.id == gone_id)).first() is None
        for model, (kept, other) in before.items():
            name = table_of(model).name
            if name not in ("inquiry_product", "message"):
                assert rows_of(connection, model, keep_id) == kept + other, name
        places = connection.execute(table_of(Attachment).select().order_by(Attachment.position)).all()
        quotes = connection.execute(table_of(Quote).select().order_by(Quote.id)).all()
    assert [row.position for row in places] == [0, 1]
    assert [row.status for row in quotes] == ["replaced", "open"], "one quote stands"
    assert [row.number for row in inquiries.rows(desk, inquiries.ids(desk, query("second")))] == [keep]
    with pytest.raises(UserError, match=r"record\.missing"):
        inquiries.add_message(desk, gone, "Hello")

    history.undo(desk)
    assert dump(desk) == pictured
    assert _listed(desk) == listed
    history.redo(desk)
    assert len(inquiry_story(desk, keep).messages) == 4


def test_the_clocks_run_through_all_messages(desk, clock):
    early = clock.now
    first = _inquiry(desk, message="Asked first")
    second_asked = clock.forward(hours=1)
    second = _inquiry(desk, message="Asked second")
    replied = clock.forward(hours=1)
    inquiries.add_message(desk, second, "Answer to the second")
    merge_inquiries(desk, second, [first])
    row = inquiry_story(desk, second).row
    assert (row.created_at, row.first_reply_at, row.waiting_since) == (early, replied, None)
    assert row.status == "replied"
    history.undo(desk)
    again = clock.forward(hours=1)
    inquiries.add_message(desk, first, "Well?", "in")
    merge_inquiries(desk, first, [second])
    row = inquiry_story(desk, first).row
    assert (row.created_at, row.first_reply_at, row.waiting_since) == (early, replied, again)
    assert second_asked != again


def test_an_answer_given_elsewhere_counts_though_no_message_tells_it(desk, clock):
    first = _inquiry(desk, message="Hi")
    replied = clock.forward(hours=1)
    inquiries.move_inquiries(desk, [first], "replied")
    asked = clock.forward(hours=1)
    second = _inquiry(desk, message="Another thing")
    merge_inquiries(desk, first, [second])
    row = inquiry_story(desk, first).row
    assert (row.first_reply_at, row.waiting_since) == (replied, asked)


def test_an_answer_given_elsewhere_ends_the_first_wait_not_the_next(desk, clock):
    first = _inquiry(desk, message="Hi")
    replied = clock.forward(hours=1)
    inquiries.move_inquiries(desk, [first], "replied")
    again = clock.forward(hours=1)
    inquiries.add_message(desk, first, "And in blue?", "in")
    merge_inquiries(desk, _inquiry(desk, subject="Blue"), [first])
    row = inquiries.rows(desk, inquiries.ids(desk, query()))[0]
    assert (row.first_reply_at, row.waiting_since) == (replied, again)


def test_an_unanswered_one_that_is_over_invents_no_first_reply(desk, clock):
    over = _inquiry(desk, message="Hi")
    inquiries.move_inquiries(desk, [over], "lost", "price")
    clock.forward(hours=1)
    open_one = _inquiry(desk)
    merge_inquiries(desk, open_one, [over])
    row = inquiry_story(desk, open_one).row
    assert (row.status, row.first_reply_at, row.waiting_since) == ("new", None, None)


def test_open_wins_over_the_end_and_awake_over_asleep(desk, clock):
    over, following, asleep = (_inquiry(desk) for _ in range(3))
    inquiries.move_inquiries(desk, [over], "lost", "price")
    later = clock.now + timedelta(hours=3)
    inquiries.follow_up(desk, [following], later)
    snooze_inquiries(desk, [asleep], later)
    merge_inquiries(desk, over, [following, asleep])
    values = inquiry_story(desk, over).values
    assert (values["status"], values["closed_at"], values["lost_reason"]) == ("following_up", None, "")
    assert (values["follow_up_at"], values["snoozed_until"]) == (later, None)


def test_won_stays_won_when_all_are_over(desk):
    lost, won = _inquiry(desk), _inquiry(desk)
    inquiries.move_inquiries(desk, [lost], "lost", "price")
    inquiries.move_inquiries(desk, [won], "won")
    merge_inquiries(desk, lost, [won])
    assert inquiry_story(desk, lost).row.status == "won"


def test_cells_are_united(desk):
    customer = customers.create_customer(desk, CustomerDraft("Buyer A")).value.number
    keep = _inquiry(desk, contact="", message="Hi", tags=("b", "a"))
    gone = _inquiry(desk, customer=customer, priority="urgent", tags=("a", "c"), assignee=desk.staff)
    merge_inquiries(desk, keep, [gone])
    row = inquiry_story(desk, keep).row
    assert (row.contact, row.customer_number, row.priority, row.tags, row.assignee) == (
        "buyer-a", customer, "urgent", ("b", "a", "c"), desk.staff,
    )  # fmt: skip


def test_what_cannot_be_merged_is_refused_whole(desk):
    first, second = (customers.create_customer(desk, CustomerDraft(f"Buyer {x}")).value.number for x in "AB")
    one, other = _inquiry(desk, customer=first), _inquiry(desk, customer=second)
    before = dump(desk)
    for keep, others, code in (
        (one, [], "form.required"),
        (one, [one], "inquiry.same"),
        (one, [other], "inquiry.other_customer"),
        (one, ["IQ-2026-000099"], "record.missing"),
    ):
        with pytest.raises(UserError) as error:
            merge_inquiries(desk, keep, others)
        assert error.value.code == code
    assert dump(desk) == before


def test_others_of_the_same_person_are_offered(desk):
    customer = customers.create_customer(desk, CustomerDraft("Buyer A")).value.number
    one = _inquiry(desk, customer=customer)
    same_customer = _inquiry(desk, customer=customer, channel="phone", contact="555-0101")
    same_contact = _inquiry(desk)
    _inquiry(desk, channel="email")
    over = _inquiry(desk, customer=customer)
    inquiries.move_inquiries(desk, [over], "won")
    assert {row.number for row in inquiry_story(desk, one).others} == {same_customer, same_contact}
    assert {row.number for row in inquiry_story(desk, same_contact).others} == {one}
    stranger = _inquiry(desk, contact="", message="Hi")
    assert inquiry_story(desk, stranger).others == ()
