"""Every code of the domain has a word and a colour."""

import pytest

from shopdesk.domain import aftersales, inquiries, orders, packing
from shopdesk.ui import theme, vocabulary


@pytest.mark.parametrize(
    ("codes", "table"),
    [
        (orders.STATUSES, vocabulary.ORDER_STATUS),
        (orders.PAYMENTS, vocabulary.PAYMENT),
        (orders.DELIVERIES, vocabulary.DELIVERY),
        (orders.FLAGS, vocabulary.FLAG),
        (packing.STATUSES, vocabulary.PACKING_STATUS),
        (inquiries.STATUSES, vocabulary.INQUIRY_STATUS),
        (inquiries.CHANNELS, vocabulary.CHANNEL),
        (inquiries.LOST_REASONS, vocabulary.LOST_REASON),
        (inquiries.PRIORITIES, vocabulary.PRIORITY),
        (aftersales.STATUSES, vocabulary.CASE_STATUS),
        (aftersales.KINDS, vocabulary.CASE_KIND),
        (aftersales.REASONS, vocabulary.CASE_REASON),
        (aftersales.RESPONSIBLE, vocabulary.RESPONSIBLE),
        (aftersales.OUTCOMES, vocabulary.CASE_OUTCOME),
    ],
)
def test_complete(codes: tuple[str, ...], table: vocabulary.Words) -> None:
    assert set(table) == set(codes)
    assert all(role in theme.ROLES or role == "" for _word, role in table.values())
    words = [word for word, _role in table.values()]
    assert len(set(words)) == len(words)


def test_unknown_codes_are_shown_as_they_are() -> None:
    assert vocabulary.word(vocabulary.ORDER_STATUS, "paused") == "paused"
    assert vocabulary.word(vocabulary.ORDER_STATUS, None) == ""
    assert vocabulary.role(vocabulary.ORDER_STATUS, "paused") == "muted"
