"""What a message names by its look alone."""

import pytest

from shopdesk.domain.mentions import mentions


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("订单SO-2026-000123到哪了", [("order", "SO-2026-000123")]),
        ("order #1045 please", [("order", "1045")]),
        ("where is #5017?", [("order", "5017")]),
        ("订单号：900000000000000012，快点", [("order", "900000000000000012")]),
        ("我的单号是 88231", [("order", "88231")]),
        ("运单SF1300000001234不动了", [("tracking", "SF1300000001234")]),
        ("tracking 1Z999AA10123456784", [("tracking", "1Z999AA10123456784")]),
        ("请打13800000001或 138-0000-0002", [("phone", "13800000001"), ("phone", "138-0000-0002")]),
        ("call me: +1 555-010-1234", [("phone", "+1 555-010-1234")]),
        ("mail buyer@example.com", [("email", "buyer@example.com")]),
        ("我的电话+1 555 010 0113在吗", [("phone", "+1 555 010 0113")]),
        ("邮箱buyer@example.com收不到", [("email", "buyer@example.com")]),
        ("查下#5017到哪了", [("order", "5017")]),
        ("帮我查20394857610呢", [("number", "20394857610")]),
        ("款式ab20394857610", []),
        ("才退了￥28.50，还差10块", [("amount", "￥28.50"), ("amount", "10块")]),
        ("charged $1,149.00 twice, 20 dollars back", [("amount", "$1,149.00"), ("amount", "20 dollars")]),
        ("20394857610 没动静", [("number", "20394857610")]),
        ("2026-11-20 买的", []),
        ("我买了2件", []),
        ("", []),
    ],
)
def test_mentions(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(one.kind, one.text) for one in mentions(text)] == wanted


@pytest.mark.parametrize("text", ["1" * 100_000, "@" * 100_000, "a.b-" * 50_000, "1 " * 50_000, "(" * 50_000 + "1" * 9])
def test_pasted_rubbish_is_no_trap(text: str) -> None:
    assert len(mentions(text)) < 2_000
