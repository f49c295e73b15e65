"""Which form a message asks for."""

import pytest

from shopdesk.domain.aftersales import KINDS, REASONS
from shopdesk.domain.forms_wanted import CASE, CASE_OF, FORM_OF, case_of, form_of, reason_of
from shopdesk.domain.scenarios import SCENARIOS


def test_every_scenario_has_a_form_and_every_case_its_kind() -> None:
    assert set(FORM_OF) == set(SCENARIOS)
    assert set(CASE_OF) == {name for name, form in FORM_OF.items() if form == CASE} | {"order_cancel"}
    assert {kind for kind, _reason in CASE_OF.values()} <= set(KINDS)
    assert {reason for _kind, reason in CASE_OF.values()} <= {"", *REASONS}


@pytest.mark.parametrize(
    ("scenario", "order_status", "form"),
    [
        ("product_question", None, "inquiry"), ("product_question", "to_ship", "inquiry"), ("other", None, "inquiry"),
        ("order_change", "to_ship", "order"), ("order_change", "shipped", "order"), ("order_change", None, "inquiry"),
        ("order_change", "completed", "case"), ("order_change", "cancelled", "inquiry"),
        ("order_cancel", "awaiting_payment", "cancel"), ("order_cancel", "to_ship", "cancel"),
        ("order_cancel", "shipped", "case"), ("order_cancel", "completed", "case"), ("order_cancel", None, "inquiry"),
        ("return", None, "case"), ("exchange", "completed", "case"), ("logistics", "shipped", "case"),
        ("nobody knows it", "shipped", "inquiry"),
    ],
)  # fmt: skip
def test_the_form_follows_scenario_and_order(scenario: str, order_status: str | None, form: str) -> None:
    assert form_of(scenario, order_status) == form


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("杯子碎了，能退款吗", "damaged"), ("The lid is broken", "damaged"), ("发错颜色了", "wrong_item"),
        ("You sent me the wrong size", "wrong_item"), ("少发了一件", "missing_item"), ("衣服太小了穿不上", "size"),
        ("it is too tight", "size"), ("T恤大了，想退货", "size"),
        ("有色差", "colour"), ("和图片不一样", "not_as_described"), ("包裹丢了", "lost"),
        ("一直没到", "late"), ("客服态度太差", "attitude"), ("刚买就降价了", "price"), ("质量太差", "quality"),
        ("it stopped working", "quality"), ("不想要了", "changed_mind"), ("I changed my mind", "changed_mind"),
        ("卡在海关", "customs"), ("我要退货", ""), ("", ""), ("a" * 100_000 + " broken", ""),
    ],
)  # fmt: skip
def test_the_reason_in_the_customers_words(text: str, reason: str) -> None:
    assert reason_of(text) == reason
    assert reason == "" or reason in REASONS


def test_the_kind_of_a_case() -> None:
    assert case_of("return", "杯子碎了") == ("return", "damaged")
    assert case_of("urge_shipping", "") == ("advice", "late")
    assert case_of("order_change", "地址错了") == ("complaint", "")
