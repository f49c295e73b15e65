"""Every code of the domain has a word, and within one field no two codes share one."""

import pytest

from shopdesk import vocabulary
from shopdesk.domain import aftersales, inquiries, orders, packing, replies, scenarios, tasks
from shopdesk.services.staff import ROLES
from shopdesk.ui import vocabulary as shown

FIELDS = {
    "ORDER_STATUS": orders.STATUSES,
    "PAYMENT": orders.PAYMENTS,
    "DELIVERY": orders.DELIVERIES,
    "FLAG": orders.FLAGS,
    "PACKING_STATUS": packing.STATUSES,
    "INQUIRY_STATUS": inquiries.STATUSES,
    "CHANNEL": inquiries.CHANNELS,
    "LOST_REASON": inquiries.LOST_REASONS,
    "PRIORITY": inquiries.PRIORITIES,
    "CASE_STATUS": aftersales.STATUSES,
    "CASE_KIND": aftersales.KINDS,
    "CASE_REASON": aftersales.REASONS,
    "CASE_OUTCOME": aftersales.OUTCOMES,
    "RESPONSIBLE": aftersales.RESPONSIBLE,
    "TASK_KIND": tasks.KINDS,
    "TASK_STATUS": tasks.STATUSES,
    "ROLE": ROLES,
    "SCENARIO": scenarios.SCENARIOS,
    "LANGUAGE": scenarios.LANGUAGES,
    "REPLY_KIND": replies.KINDS,
    "REPLY_STATUS": replies.STATUSES,
    "REPLY_FIELD": replies.FIELDS,
}


@pytest.mark.parametrize("field", FIELDS)
def test_every_code_has_its_own_word(field: str) -> None:
    table = getattr(vocabulary, field)
    assert set(table) == set(FIELDS[field])
    assert len(set(table.values())) == len(table)


@pytest.mark.parametrize("field", FIELDS)
def test_the_window_shows_the_same_words(field: str) -> None:
    assert {code: text for code, (text, _role) in getattr(shown, field).items()} == dict(getattr(vocabulary, field))


def test_a_code_nobody_listed_is_shown_as_it_is() -> None:
    assert vocabulary.word(vocabulary.PLATFORM, "kaola", str) == "kaola"
    assert vocabulary.word(vocabulary.PLATFORM, None, str) == ""
    assert vocabulary.word(vocabulary.PLATFORM, "tmall", str.upper) == "TMALL"
