"""Amounts on paper."""

import pytest

from shopdesk.documents.amounts import amount_text


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (117_800, "CNY", "¥1,178.00"), (-520, "USD", "-$5.20"), (1200, "CHF", "CHF 12.00"), (1980, "JPY", "JP¥1,980"),
        (1_234_567, "KWD", "KWD 1,234.567"), (0, "EUR", "€0.00"),
    ],
)  # fmt: skip
def test_amount(minor, currency, text):
    assert amount_text(minor, currency) == text
