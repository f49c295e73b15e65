"""Until when an order may come back: own rules before the law's, signing estimated and said so."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from shopdesk.domain.errors import UserError
from shopdesk.domain.return_rules import ReturnRule
from shopdesk.services import actions, orders, return_rules
from shopdesk.services.return_rules import most_urgent, windows
from tests.services.small_shop import query, sent_order

SEVEN_DAYS = datetime(2026, 10, 12, 16, 0, tzinfo=UTC)  # the end of the 12th in Shanghai


def _windows(desk, number):
    return windows(desk, orders.ids(desk, query(number=number))[0])


def test_a_chinese_shop_has_the_seven_days_of_the_law(desk, clock):
    number = sent_order(desk, 1)
    orders.deliver_orders(desk, [number])
    clock.forward(hours=1)
    (line,) = _windows(desk, number)
    assert (line.window.light, line.window.rule, line.window.ends) == ("open", "CN", SEVEN_DAYS)
    assert not line.window.estimated
    clock.forward(days=8)
    assert most_urgent(_windows(desk, number)).light == "over"


def test_before_anyone_saw_it_signing_is_estimated(desk, clock):
    number = sent_order(desk, 1)
    assert _windows(desk, number)[0].window.light == "unsigned"
    clock.forward(days=6)
    (line,) = _windows(desk, number)
    assert line.window.estimated
    assert line.window.ends == SEVEN_DAYS + timedelta(days=4), "four days on the way where nobody knows better"


def test_the_shops_own_rule_comes_first_and_an_exempt_line_is_not_the_whole_order(desk):
    number = sent_order(desk, 1, 1)
    orders.deliver_orders(desk, [number])
    return_rules.save_rule(desk, "", ReturnRule("engraved", skus=("TS-2",), exempt="custom_made"))
    return_rules.save_rule(desk, "", ReturnRule("fifteen", days=15))
    first, second = _windows(desk, number)
    assert (first.window.rule, second.window.exempt) == ("fifteen", "custom_made")
    assert most_urgent([first, second]) == first.window
    return_rules.save_rule(desk, "fifteen", replace(return_rules.own_rules(desk)[1], valid_from=date(2026, 10, 6)))
    assert _windows(desk, number)[0].window.rule == "CN", "the order is older than the rule"


def test_the_national_holiday_moves_the_end(desk, clock):
    clock.now = datetime(2026, 9, 25, 2, 0, tzinfo=UTC)
    number = sent_order(desk, 1)
    orders.deliver_orders(desk, [number])
    found = most_urgent(_windows(desk, number))
    assert found.last_day is not None
    assert found.last_day > date(2026, 10, 2)
    assert date(2026, 10, 2) in found.moved


def test_rules_by_the_command(desk):
    run = actions.find("return_rule.save").run
    run(desk, {"name": "Gold", "levels": ["gold"], "days": 30, "warranty_months": 12})
    run(desk, {"rule": "Gold", "hours": 168, "note": "since spring"})
    (rule,) = return_rules.own_rules(desk)
    assert (rule.days, rule.hours, rule.levels, rule.note) == (30, 168, ("gold",), "since spring")
    for values, code in (
        ({"name": "Gold", "days": 3}, "return_rule.known"),
        ({"name": "x", "days": -3}, "form.whole"),
        ({"name": "x", "exempt": "lazy"}, "form.choice"),
        ({"rule": "none"}, "record.missing"),
        ({}, "form.required"),
    ):
        with pytest.raises(UserError) as refused:
            run(desk, values)
        assert refused.value.code == code
    actions.find("return_rule.delete").run(desk, {"rule": "Gold"})
    assert return_rules.own_rules(desk) == []


def test_an_order_that_is_gone_has_no_window(desk):
    assert windows(desk, 999) == []
