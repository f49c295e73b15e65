"""Order numbers, phones and masked buyers; the cells they stand in."""

import pytest

from shopdesk.domain.cells import fold_name, value
from shopdesk.domain.identifiers import (
    clean_id,
    clean_phone,
    clean_postcode,
    counts_rows,
    digits_were_cut,
    is_destroyed,
    is_hidden,
    is_masked,
)
from shopdesk.domain.payment_words import is_pay_on_delivery


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('="1234567890123456"', "1234567890123456"),
        ("'1234567890123456", "1234567890123456"),
        ("\t6917926768823643751", "6917926768823643751"),
        ("6917926768823643751\t", "6917926768823643751"),
        ("17850.0", "17850"),
        ("1.50", "1.50"),
        ("#1001", "#1001"),
        ("\xa0A-1\u3000", "A-1"),
        ("--", ""),
    ],
)
def test_clean_id(text: str, expected: str) -> None:
    assert clean_id(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("1.37359E+14", True), ("1E+15", True), ("137359", False), ("12E4", False)]
)
def test_is_destroyed(text: str, expected: bool) -> None:
    assert is_destroyed(text) is expected


def test_digits_were_cut() -> None:
    assert digits_were_cut(["123456789012345000", "223456789012345000"])
    assert not digits_were_cut(["123456789012345000"])
    assert not digits_were_cut(["123456789012345000", "223456789012345671"])


def test_counts_rows() -> None:
    assert counts_rows(["1", "2", "3"])
    assert counts_rows(["3", "2", "1"])
    assert not counts_rows(["1", "2"])
    assert not counts_rows(["1001", "1002", "1003"])
    assert not counts_rows(["#1", "#2", "#3"])


@pytest.mark.parametrize("text", ["K******g", "1******6198", "##密文", "$$密文", "买*", "138****0000"])
def test_masked(text: str) -> None:
    assert is_masked(text)


@pytest.mark.parametrize("text", ["", "买家甲", "Buyer A", "13800000000"])
def test_not_masked(text: str) -> None:
    assert not is_masked(text)


def test_phone_and_postcode() -> None:
    assert clean_phone("'13800000000") == "13800000000"
    assert clean_phone("'+1 555-0100") == "+1 555-0100"
    assert clean_postcode("'04440") == "04440"
    assert clean_postcode("-") == ""
    assert clean_postcode("000000") == ""


def test_names_keep_their_apostrophe() -> None:
    assert value("'t Hart") == "'t Hart"
    assert value("O'Neil") == "O'Neil"


@pytest.mark.parametrize("text", ["收货地址 ", "收货地址\xa0", "\ufeff收货地址", "收货地址："])
def test_header_names_fold(text: str) -> None:
    assert fold_name(text) == "收货地址"


@pytest.mark.parametrize("text", ["Cash on Delivery (COD)", "COD", "货到付款", "Nachnahme"])
def test_pay_on_delivery(text: str) -> None:
    assert is_pay_on_delivery(text)


@pytest.mark.parametrize("text", ["", "PayGate", "custom", "encoded"])
def test_not_pay_on_delivery(text: str) -> None:
    assert not is_pay_on_delivery(text)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("138****0000", True), ("138xxxx0000", True), ("138XX00", True), ("1******6198", True),
        ("b*@example.com", True),
        ("138••••0000", True), ("＊＊＊123", True), ("##abc", True), ("", False), ("13800000000", False),
        ("xx.buyer@example.com", False), ("+1 555-0100 x12", False), ("maxx2024", False),
    ],
)  # fmt: skip
def test_what_a_platform_hid_is_known_as_hidden(text: str, hidden: bool) -> None:
    assert is_hidden(text) is hidden
