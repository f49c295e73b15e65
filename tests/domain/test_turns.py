"""What a turn is counted as."""

import re

import pytest

from shopdesk.domain.scenarios import SCENARIOS, language_of
from shopdesk.domain.turns import LONGEST, cleaned, features

CONCEPTS = (("return", re.compile("退货|return")), ("broken", re.compile("碎|broken")))


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("您好，订单 20261122 怎么还没发？？", "订单 0 怎么还没发"),
        ("在吗", "在吗"),  # nothing else was said
        ("[微笑][微笑] 好的", "好的"),
        ("https://example.com/item?id=5 这个有货吗", "这个有货吗"),
        ("ＡＢＣ  Mug\n\n$5", "abc mug $0"),
        ("<b>退货</b>", "b 退货 b"),
        ("", ""),
    ],
)
def test_what_is_left_of_a_turn(written: str, clean: str) -> None:
    assert cleaned(written) == clean


def test_ideas_count_alone_and_in_pairs() -> None:
    found = features("杯子碎了，我要退货", "zh", CONCEPTS)
    assert {"c:return", "c:broken", "c:return&broken", "退货", "退"} <= set(found)
    assert "c:return" not in features("杯子碎了", "zh", CONCEPTS)


def test_endings_of_english_words_do_not_matter() -> None:
    assert features("returned items", "en", ())["w:return"] == features("returns item", "en", ())["w:return"]


def test_a_pasted_page_is_looked_at_at_both_ends() -> None:
    page = "退货 " + "x" * 1_000_000 + " broken"
    assert len(cleaned(page)) <= LONGEST + 1
    assert {"c:return", "c:broken"} <= set(features(page, "zh", CONCEPTS))


def test_languages() -> None:
    assert [language_of(text) for text in ("hello", "hello 你好", "", "🙂", "مرحبا")] == ["en", "zh", "en", "en", "en"]
    assert len(set(SCENARIOS)) == 16
