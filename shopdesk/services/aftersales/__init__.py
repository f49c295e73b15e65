"""The after-sales desk: open a case, talk, take goods back, give money back, close."""

from shopdesk.services.aftersales.cases import (
    add_message,
    assign_cases,
    move_cases,
    open_case,
    rate,
    update_case,
)
from shopdesk.services.aftersales.goods import receive
from shopdesk.services.aftersales.money import refund
from shopdesk.services.aftersales.reading import (
    CaseStory,
    counts,
    draft_of,
    ids,
    line_id,
    order_currency,
    returnable,
    rows,
    story,
)

__all__ = [
    "CaseStory",
    "add_message",
    "assign_cases",
    "counts",
    "draft_of",
    "ids",
    "line_id",
    "move_cases",
    "open_case",
    "order_currency",
    "rate",
    "receive",
    "refund",
    "returnable",
    "rows",
    "story",
    "update_case",
]
