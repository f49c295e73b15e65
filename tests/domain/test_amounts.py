"""Money as people, shops and spreadsheets write it."""

from decimal import Decimal

import pytest

from shopdesk.domain.amounts import currency_named, parse_amount, parse_refunded_within


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("178.00", "178"),
        ("$1,149.00 ", "1149"),
        ("($33.62)", "-33.62"),
        ("-$7.00", "-7"),
        ("$-7.00", "-7"),
        ("15,00€", "15"),
        ("1.149,00 €", "1149"),
        ("AU $3,000.00", "3000"),
        ("¥28.16", "28.16"),
        ("￥２８.１６", "28.16"),
        ("146.92元", "146.92"),
        ("131.77(已退款89.84)", "131.77"),
        ("101000.00", "101000"),
        ("1,00,000.50", "100000.50"),
        ("1 234,56 kr", "1234.56"),
        ("1\xa0234,56", "1234.56"),
        ("1'234.50", "1234.50"),
        ("0元", "0"),
        (".5", "0.5"),
    ],
)
def test_reads(text: str, amount: str) -> None:
    assert parse_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", " ", "-", "--", "/", "NULL", "n/a"])
def test_nothing_told(text: str) -> None:
    assert parse_amount(text) is None


@pytest.mark.parametrize(
    "text", ["abc", "12abc", "1.2.3,4", "1e5", "12%", "1,2345,67.00", "1234567890123456789", "1,2,3"]
)
def test_refuses(text: str) -> None:
    with pytest.raises(ValueError):
        parse_amount(text)


@pytest.mark.parametrize(("decimal", "amount"), [(",", "1.234"), (".", "1234")])
def test_decimal_point_given(decimal: str, amount: str) -> None:
    assert parse_amount("1,234", decimal) == Decimal(amount)


def test_refund_in_brackets() -> None:
    assert parse_refunded_within("131.77(已退款89.84)") == Decimal("89.84")
    assert parse_refunded_within("131.77（已退款89.84）") == Decimal("89.84")
    assert parse_refunded_within("131.77") is None


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("15,00€", "EUR"),
        ("AU $3.00", "AUD"),
        ("146.92元", "CNY"),
        ("USD 3", "USD"),
        ("$3", None),
        ("¥3", None),
        ("3", None),
    ],
)
def test_currency_named(text: str, currency: str | None) -> None:
    assert currency_named(text) == currency
