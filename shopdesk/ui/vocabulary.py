"""The colour role that goes with each code; the words are those of `shopdesk.vocabulary`.

Roles are those of `theme.ROLES`: waiting = somebody has to do something, active = it is moving, ok = done well,
trouble = it went wrong, muted = over or not begun.
"""

from typing import Final

from shopdesk import vocabulary
from shopdesk.words import _

Words = dict[str, tuple[str, str]]  # code → (English word, colour role)


def _with_roles(words: vocabulary.Words, roles: dict[str, str] | None = None) -> Words:
    return {code: (text, (roles or {}).get(code, "")) for code, text in words.items()}


ORDER_STATUS: Final[Words] = _with_roles(
    vocabulary.ORDER_STATUS,
    {
        "draft": "muted",
        "awaiting_payment": "waiting",
        "to_confirm": "waiting",
        "to_ship": "active",
        "shipped": "ok",
        "completed": "muted",
        "cancelled": "muted",
    },
)
PAYMENT: Final[Words] = _with_roles(
    vocabulary.PAYMENT,
    {
        "unpaid": "waiting",
        "part_paid": "waiting",
        "paid": "ok",
        "part_refunded": "trouble",
        "refunded": "trouble",
    },
)
DELIVERY: Final[Words] = _with_roles(
    vocabulary.DELIVERY,
    {
        "none": "muted",
        "partial": "waiting",
        "full": "active",
        "delivered": "ok",
        "refused": "trouble",
        "returning": "trouble",
        "lost": "trouble",
    },
)
PACKING_STATUS: Final[Words] = _with_roles(
    vocabulary.PACKING_STATUS,
    {
        "draft": "waiting",
        "picking": "active",
        "packed": "active",
        "shipped": "ok",
        "delivered": "muted",
        "cancelled": "muted",
    },
)
INQUIRY_STATUS: Final[Words] = _with_roles(
    vocabulary.INQUIRY_STATUS,
    {
        "new": "waiting",
        "replied": "active",
        "following_up": "active",
        "won": "ok",
        "lost": "muted",
        "reopened": "waiting",
    },
)
CASE_STATUS: Final[Words] = _with_roles(
    vocabulary.CASE_STATUS,
    {
        "open": "waiting",
        "awaiting_approval": "waiting",
        "waiting_customer": "active",
        "waiting_goods": "active",
        "inspecting": "waiting",
        "acting": "waiting",
        "resolved": "ok",
        "closed": "muted",
        "rejected": "muted",
        "withdrawn": "muted",
        "reopened": "trouble",
    },
)
CASE_KIND: Final[Words] = _with_roles(vocabulary.CASE_KIND)
CASE_REASON: Final[Words] = _with_roles(vocabulary.CASE_REASON)
RESPONSIBLE: Final[Words] = _with_roles(vocabulary.RESPONSIBLE)
CASE_OUTCOME: Final[Words] = _with_roles(vocabulary.CASE_OUTCOME)
LOST_REASON: Final[Words] = _with_roles(vocabulary.LOST_REASON)
QUOTE_STATUS: Final[Words] = _with_roles(
    vocabulary.QUOTE_STATUS,
    {
        "open": "active",
        "accepted": "ok",
        "replaced": "muted",
        "declined": "muted",
    },
)
RESERVATION_STATUS: Final[Words] = _with_roles(
    vocabulary.RESERVATION_STATUS,
    {
        "open": "active",
        "ordered": "ok",
        "released": "muted",
    },
)
PRIORITY: Final[Words] = _with_roles(
    vocabulary.PRIORITY,
    {
        "low": "muted",
        "high": "waiting",
        "urgent": "trouble",
    },
)
FLAG: Final[Words] = _with_roles(
    vocabulary.FLAG,
    {
        "red": "flag.red",
        "yellow": "flag.yellow",
        "green": "flag.green",
        "blue": "flag.blue",
        "purple": "flag.purple",
    },
)
CHANNEL: Final[Words] = _with_roles(vocabulary.CHANNEL)
PLATFORM: Final[Words] = _with_roles(vocabulary.PLATFORM)
CUSTOMER_STATUS: Final[Words] = _with_roles(
    vocabulary.CUSTOMER_STATUS,
    {
        "active": "ok",
        "blocked": "trouble",
    },
)
TASK_KIND: Final[Words] = _with_roles(vocabulary.TASK_KIND)
TASK_STATUS: Final[Words] = _with_roles(
    vocabulary.TASK_STATUS,
    {
        "open": "active",
        "done": "ok",
        "dropped": "muted",
    },
)
OFFER_KIND: Final[Words] = _with_roles(vocabulary.OFFER_KIND)
OFFER_STATUS: Final[Words] = _with_roles(vocabulary.OFFER_STATUS)
OFFER_STATE: Final[Words] = _with_roles(
    vocabulary.OFFER_STATE,
    {
        "valid": "ok",
        "later": "active",
        "over": "muted",
        "ended": "muted",
    },
)
WISH_THEME: Final[Words] = _with_roles(vocabulary.WISH_THEME)
ROLE: Final[Words] = _with_roles(vocabulary.ROLE)
PRODUCT_STATUS: Final[Words] = _with_roles(
    vocabulary.PRODUCT_STATUS,
    {
        "active": "ok",
        "hidden": "muted",
    },
)
SCENARIO: Final[Words] = _with_roles(vocabulary.SCENARIO)
LANGUAGE: Final[Words] = _with_roles(vocabulary.LANGUAGE)
REPLY_KIND: Final[Words] = _with_roles(vocabulary.REPLY_KIND)
REPLY_FIELD: Final[Words] = _with_roles(vocabulary.REPLY_FIELD)
REPLY_STATUS: Final[Words] = _with_roles(
    vocabulary.REPLY_STATUS,
    {
        "draft": "waiting",
        "approved": "ok",
        "hidden": "muted",
    },
)


def word(table: Words, code: str | None) -> str:
    """The word for `code` in the language in use; a code nobody listed is shown as it is, None as nothing."""
    if not code:
        return ""
    entry = table.get(code)
    return _(entry[0]) if entry else code


def role(table: Words, code: str | None) -> str:
    """The colour role of `code`; muted when nobody listed it."""
    entry = table.get(code or "")
    return (entry[1] if entry else "") or "muted"
