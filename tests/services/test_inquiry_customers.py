"""Who asks becomes a customer: found by their contact, else entered; one step, undone whole."""

import pytest

from shopdesk.domain.errors import UserError
from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.services import actions, customers, history, inquiries
from shopdesk.services.inquiry_customers import make_customer
from tests.services.small_shop import dump, inquiry_story, query


def _inquiry(desk, contact, channel="wechat", **more):
    return inquiries.create_inquiry(desk, InquiryDraft(channel, contact=contact, subject="Size?", **more)).value.number


def _customer(desk, number):
    ((row_id),) = customers.ids(desk, query(number=number))
    return customers.story(desk, row_id)


def test_a_name_in_the_chat_becomes_a_customer_with_that_name_there(desk):
    number = _inquiry(desk, "buyer_a")
    before = dump(desk)
    made = make_customer(desk, number).value.number
    assert inquiry_story(desk, number).customer.number == made
    story = _customer(desk, made)
    assert (story.row.name, story.values["phone"]) == ("buyer_a", "")
    assert [(one.platform, one.handle) for one in customers.draft_of(desk, made).identities] == [("wechat", "buyer_a")]
    history.undo(desk)
    assert dump(desk) == before


@pytest.mark.parametrize(("contact", "cell"), [("+1 555 0142", "phone"), ("buyer@example.com", "email")])
def test_a_phone_or_an_e_mail_is_one(desk, contact, cell):
    made = make_customer(desk, _inquiry(desk, contact)).value.number
    assert _customer(desk, made).values[cell] == contact
    again = _inquiry(desk, contact, "phone")
    assert make_customer(desk, again).value.number == made, "found by the contact"


def test_what_cannot_be_is_refused(desk):
    number = _inquiry(desk, "")
    run = actions.find("inquiry.make_customer").run
    for values, code in (({"inquiry": number}, "form.required"), ({"inquiry": "IQ-2026-999999"}, "record.missing")):
        with pytest.raises(UserError) as refused:
            run(desk, values)
        assert refused.value.code == code
    made = run(desk, {"inquiry": number, "name": "Buyer B"}).value.number
    assert _customer(desk, made).row.name == "Buyer B"
    with pytest.raises(UserError) as refused:
        run(desk, {"inquiry": number})
    assert refused.value.code == "inquiry.has_customer"
