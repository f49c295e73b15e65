"""Which form a message asks for: by scenario, and for a case why, by the words the customer used."""

import re
from dataclasses import dataclass
from typing import Final

from shopdesk.domain.orders import may_move
from shopdesk.domain.pasted import Pasted

# What opens: a new inquiry, the form of the order, the order's cancellation, a new case.
INQUIRY: Final = "inquiry"
ORDER: Final = "order"
CANCEL: Final = "cancel"
CASE: Final = "case"

FORM_OF: Final = {
    "product_question": INQUIRY,
    "price_promotion": INQUIRY,
    "price_protection": CASE,
    "order_change": ORDER,
    "order_cancel": CANCEL,
    "payment": INQUIRY,
    "invoice": INQUIRY,
    "urge_shipping": CASE,
    "logistics": CASE,
    "return": CASE,
    "exchange": CASE,
    "refund": CASE,
    "quality_issue": CASE,
    "repair_install": CASE,
    "complaint": CASE,
    "other": INQUIRY,
}
# Scenario → kind of case, and the reason where the words tell none.
CASE_OF: Final = {
    "price_protection": ("refund", "price"),
    "order_cancel": ("refund", "changed_mind"),
    "urge_shipping": ("advice", "late"),
    "logistics": ("carrier_inquiry", ""),
    "return": ("return", ""),
    "exchange": ("exchange", ""),
    "refund": ("refund", ""),
    "quality_issue": ("complaint", "quality"),
    "repair_install": ("repair", ""),
    "complaint": ("complaint", ""),
}
# The first that is said counts: who got the wrong one, too, calls it bad quality.
_REASONS: Final = tuple(
    (reason, re.compile(pattern, re.IGNORECASE))
    for reason, pattern in (
        ("wrong_item", r"发错|寄错|不是我(?:买|要|拍|订)的|wrong (?:item|one|product|colou?r|size)|not what I ordered"),
        ("missing_item", r"少发|漏发|少(?:了|寄)|缺(?:了|件|少)|missing|incomplete|only (?:got|received) (?:one|half)"),
        ("damaged", r"破|碎|裂|压坏|摔坏|变形|漏了|broken|damaged|crack|smashed|shatter|torn|leak"),
        ("lost", r"丢(?:了|件|失)|弄丢|没收到.{0,6}(?:显示|已)签收|(?:got|is|was) lost|lost in|never arrived"),
        ("size", r"尺[码寸]|大小|码(?:数|不对)|(?:太|偏|有点|大|小)(?:大|小|紧|松|长|短)了?|穿不(?:下|上)"
         r"|[大小长短紧松肥瘦]了"
         r"|too (?:big|small|large|tight|loose|long|short)|doesn'?t fit|does not fit|wrong size|\bsize\b"),
        ("colour", r"色差|颜色|colou?r"),
        ("not_as_described", r"描述不符|图片?不[一符]|[和跟]图|不一样|not as described|looks? different|not like the"),
        ("late", r"太慢|还没(?:到|收到|发)|迟迟|一直(?:没|不)|什么时候(?:到|发)"
         r"|too (?:late|slow)|still (?:not|hasn'?t|waiting)|\blate\b"),
        ("customs", r"海关|清关|关税|customs|import duty"),
        ("attitude", r"态度|敷衍|不理人|rude|attitude"),
        ("price", r"降价|差价|保价|买贵|price (?:drop|dropped|went down)|cheaper"),
        ("quality", r"质量|做工|起球|掉色|开线|脱线|坏了|不能用|quality|stopped working|doesn'?t work|faulty|defect"),
        ("changed_mind", r"不想要|不要了|不喜欢|拍错|买错|不合适|无理由"
         r"|changed my mind|don'?t (?:want|like|need)|no longer (?:want|need)"),
    )
)  # fmt: skip
_LOOKED_AT: Final = 2_000  # characters


@dataclass(frozen=True, slots=True)
class OrderChange:
    """An order to change: the address the customer named, else nothing filled in; or to cancel."""

    number: str
    address: Pasted | None = None
    words: str = ""
    cancel: bool = False


def case_of(scenario: str, text: str) -> tuple[str, str]:
    """Kind of case and reason ("" where the words tell none)."""
    kind, usual = CASE_OF.get(scenario, ("complaint", ""))
    return kind, reason_of(text) or usual


def reason_of(text: str) -> str:
    """Why, as far as the words tell."""
    looked_at = text[:_LOOKED_AT]
    return next((reason for reason, pattern in _REASONS if pattern.search(looked_at)), "")


def form_of(scenario: str, order_status: str | None) -> str:
    """The form for a scenario; `order_status` None: nobody knows which order it is about.

    An order nobody knows cannot be changed, so that an inquiry is filed; one that was sent cannot be cancelled, only
    paid back, and one that is over cannot be changed.
    """
    form = FORM_OF.get(scenario, INQUIRY)
    if form == CANCEL and order_status is not None:
        return CANCEL if may_move(order_status, "cancelled") else CASE
    if form == ORDER and order_status in ("completed", "cancelled"):
        return CASE if order_status == "completed" else INQUIRY
    if form in (ORDER, CANCEL) and order_status is None:
        return INQUIRY
    return form
