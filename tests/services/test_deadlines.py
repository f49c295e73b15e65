"""Deadlines of cases: kept beside them by whatever moves them, by the first policy that fits; undo puts them back."""

from datetime import timedelta

import pytest

from shopdesk.domain.aftersales import CaseDraft
from shopdesk.domain.errors import UserError
from shopdesk.domain.policies import DeadlinePolicy, read_length
from shopdesk.services import actions, aftersales, history, policies, settings
from shopdesk.services.aftersales import clocks
from shopdesk.services.listing import KINDS, list_records
from tests.services.small_shop import START, dump, sent_order

HOUR = timedelta(hours=1)
WEEK = {name: [["09:00", "12:00"], ["13:00", "18:00"]] for name in ("mon", "tue", "wed", "thu", "fri")}


@pytest.fixture(autouse=True)
def office_hours(desk):
    """Monday is START's day; 09:00 in Shanghai."""
    settings.set_settings(desk, {"week": WEEK})


def _case(desk, **fields):
    return aftersales.open_case(desk, CaseDraft("refund", message="broken", **fields)).value.number


def _listed(desk, number):
    _count, rows = list_records(desk, KINDS["cases"], (), "", True, None, 0)
    return next(row for row in rows if row["number"] == number)


def _due(desk, number):
    row = _listed(desk, number)
    return tuple(row[name] for name in ("first_reply_due", "next_reply_due", "resolution_due"))


def _z(moment):
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def test_a_shop_without_policies_has_the_standard_ones(desk):
    number = _case(desk)
    assert _due(desk, number) == (_z(START + 2 * HOUR), _z(START + 5 * HOUR), _z(START + 48 * HOUR))


def test_an_answer_meets_the_first_and_the_next_reply(desk, clock):
    number = _case(desk)
    clock.forward(minutes=20)
    aftersales.add_message(desk, number, "We look into it")
    assert _due(desk, number)[:2] == (None, None)
    clock.forward(minutes=10)
    aftersales.add_message(desk, number, "And?", "in")
    clock.forward(minutes=10)
    aftersales.add_message(desk, number, "Hello?", "in")
    assert _due(desk, number)[1] == _z(START + timedelta(minutes=30) + 5 * HOUR), "over the lunch break"


def test_waiting_for_the_customer_stops_the_clocks(desk, clock):
    number = _case(desk)
    aftersales.add_message(desk, number, "Please send a photo")
    clock.forward(hours=1)
    aftersales.move_cases(desk, [number], "waiting_customer")
    assert _due(desk, number) == (None, None, None)
    assert _listed(desk, number)["paused"]
    clock.forward(hours=26)
    aftersales.add_message(desk, number, "Here it is", "in")
    assert _listed(desk, number)["status"] == "acting"
    # 16 h of work from Monday 09:00, of which 1 h passed before Tuesday 12:00.
    assert _due(desk, number)[2] == _z(START + timedelta(days=3) + 2 * HOUR)


def test_what_ended_has_no_deadline_and_reopened_has_one_again(desk, clock):
    number = _case(desk)
    clock.forward(hours=1)
    aftersales.move_cases(desk, [number], "resolved")
    assert _due(desk, number) == (None, None, None)
    clock.forward(hours=1)
    aftersales.move_cases(desk, [number], "reopened")
    assert _due(desk, number)[2] is not None


def test_money_that_was_agreed_is_due_until_it_is_paid(desk, clock):
    order = sent_order(desk, 2)
    number = _case(desk, orders=(order,), asked=5_000)
    ids = aftersales.ids(desk, _everything())
    found = clocks.of_case(desk, ids[0])
    assert found is not None
    assert found[1].due == START + 25 * HOUR - HOUR, "eight hours of work: rolls to the next opening"
    clock.forward(hours=2)
    aftersales.refund(desk, number, order, 5_000)
    again = clocks.of_case(desk, ids[0])
    assert again is not None
    assert (again[1].took, again[1].left) == (2 * 3600, 6 * 3600)


def _everything():
    from shopdesk.domain.listing import ListQuery

    return ListQuery()


def test_the_first_policy_that_fits_counts(desk):
    policies.save_policy(desk, "", DeadlinePolicy("Urgent", priorities=("urgent",), first_reply=600))
    policies.save_policy(desk, "", DeadlinePolicy("All", first_reply=1_200))
    assert _due(desk, _case(desk))[0] == _z(START + timedelta(minutes=20))
    urgent = _case(desk, priority="urgent")
    assert _due(desk, urgent) == (_z(START + timedelta(minutes=10)), None, None)
    policies.order_policies(desk, ["All"])
    clocks.recompute(desk)
    assert _due(desk, urgent)[0] == _z(START + timedelta(minutes=20))


def test_what_the_clock_did_stands_in_nobodys_way(desk, clock):
    number = _case(desk)
    before = dump(desk)
    aftersales.add_message(desk, number, "We look into it")
    history.undo(desk)
    assert dump(desk) == before
    history.redo(desk)
    clock.forward(minutes=5)
    aftersales.move_cases(desk, [number], "acting")
    policies.save_policy(desk, "", DeadlinePolicy("Slow", resolution=100 * 3600))
    told = []
    clocks.recompute(desk, lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]
    assert history.undo(desk).value.entry.action == "policy.save"
    assert history.undo(desk).value.entry.action == "case.move", "the deadlines were reckoned anew since"
    assert _listed(desk, number)["status"] == "open"


def test_policies_by_the_command(desk):
    run = actions.find("policy.save").run
    run(desk, {"name": "Complaints", "kinds": ["complaint"], "first_reply": "30 s", "resolution": "2 h"})
    (policy,) = policies.policies(desk)
    assert (policy.kinds, policy.first_reply, policy.resolution) == (("complaint",), 30, 7_200)
    run(desk, {"policy": "Complaints", "resolution": None, "next_reply": 600})
    assert policies.policies(desk)[0].clocks.next_reply == 600
    for values, code in (
        ({"name": "Complaints", "first_reply": 3}, "policy.known"),
        ({"name": "x"}, "policy.empty"),
        ({"name": "x", "first_reply": "soon"}, "policy.limit"),
        ({"name": "x", "first_reply": 3, "kinds": ["war"]}, "form.choice"),
        ({"policy": "none", "first_reply": 3}, "record.missing"),
    ):
        with pytest.raises(UserError) as refused:
            run(desk, values)
        assert refused.value.code == code
    actions.find("policy.delete").run(desk, {"policy": "Complaints"})
    assert policies.policies(desk) == []


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("30 s", 30), ("10 min", 600), ("2 h", 7_200), ("1 h 30 min", 5_400), ("1.5h", 5_400), ("2小时", 7_200),
     ("45", 2_700), ("", None), ("30秒", 30)],
)  # fmt: skip
def test_lengths_as_people_write_them(text, seconds):
    assert read_length(text) == seconds


@pytest.mark.parametrize("text", ["0", "-3", "soon", "3 parsecs", "2 h soon", "999999 h"])
def test_lengths_that_are_none(text):
    with pytest.raises(UserError, match=r"policy\.limit"):
        read_length(text)
