"""The life of a case: moves, quantities, currencies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.aftersales import (
    KINDS,
    OPEN,
    STATUSES,
    CaseDraft,
    LineFacts,
    allowed,
    check_quantity,
    currency_of,
    may_move,
    status_after_message,
)
from shopdesk.domain.errors import UserError

WORKING = {"awaiting_approval", "waiting_customer", "waiting_goods", "inspecting", "acting"}
ENDS = {"resolved", "rejected", "withdrawn"}


@pytest.mark.parametrize("status", STATUSES)
def test_moves(status):
    if status in OPEN:
        expected = (WORKING | ENDS) - {status}
    else:
        expected = {"reopened"} if status == "closed" else {"closed", "reopened"}
    assert set(allowed(status)) == expected
    assert {to for to in STATUSES if may_move(status, to)} == expected


def test_a_customer_who_writes_gets_the_case_moving():
    assert status_after_message("waiting_customer", "in") == "acting"
    assert status_after_message("closed", "in") == "reopened"
    assert status_after_message("waiting_goods", "in") == "waiting_goods"
    assert status_after_message("closed", "out") == "closed"
    assert status_after_message("waiting_customer", "note") == "waiting_customer"


def _code(kind, quantity, facts):
    try:
        check_quantity(kind, quantity, facts)
    except UserError as error:
        return error.code
    return None


@given(
    kind=st.sampled_from(KINDS), quantity=st.integers(-2, 12), ordered=st.integers(1, 8), shipped=st.integers(0, 8),
    taken=st.integers(0, 8),
)  # fmt: skip
def test_quantities_stay_within_what_was_ordered_sent_and_not_taken_back(kind, quantity, ordered, shipped, taken):
    code = _code(kind, quantity, LineFacts("SO-2026-000001", 1, ordered, shipped, taken))
    gone = 0 if kind in ("complaint", "carrier_inquiry", "advice") else taken
    if quantity < 1:
        assert code == "form.quantity"
    elif quantity > ordered - gone:
        assert code == "quantity.above_ordered"
    elif kind in ("return", "exchange") and quantity > shipped - gone:
        assert code == "quantity.above_shipped"
    else:
        assert code is None


def test_amounts_need_one_currency():
    one, both = {"SO-1": "USD"}, {"SO-1": "USD", "SO-2": "CNY"}
    assert currency_of(CaseDraft("refund", orders=("SO-1",), asked=100), one) == "USD"
    assert currency_of(CaseDraft("refund", orders=("SO-1", "SO-2")), both) == ""
    with pytest.raises(UserError, match=r"amount\.mixed"):
        currency_of(CaseDraft("refund", orders=("SO-1", "SO-2"), asked=100), both)
    with pytest.raises(UserError, match=r"amount\.currency"):
        currency_of(CaseDraft("refund", orders=("SO-1",), asked=100, currency="EUR"), one)


@pytest.mark.parametrize(
    ("draft", "code", "field"),
    [
        (CaseDraft(""), "form.required", "kind"),
        (CaseDraft("return"), "form.required", "orders"),
        (CaseDraft("revenge", subject="x"), "form.choice", "kind"),
        (CaseDraft("return", reason="mood", subject="x"), "form.choice", "reason"),
        (CaseDraft("return", responsible="moon", subject="x"), "form.choice", "responsible"),
        (CaseDraft("refund", subject="x", asked=-1), "form.amount", "asked"),
        (CaseDraft("return", lines=((1, 1), (1, 2))), "form.twice", "lines"),
        (CaseDraft("return", lines=((1, 1),), outcomes={1: "vanish"}), "form.choice", "outcome"),
    ],
)
def test_draft_names_the_wrong_field(draft, code, field):
    with pytest.raises(UserError) as error:
        draft.check()
    assert (error.value.code, error.value.where["field"]) == (code, field)
