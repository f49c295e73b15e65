"""What Taobao and Tmall mean by an order's status, and where there is none, by its payment and refund cells."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from shopdesk.domain.cells import value
from shopdesk.domain.payment_words import is_pay_on_delivery


@dataclass(slots=True, frozen=True)
class Facts:
    """A status in the shop's terms. `payment` None: the status does not tell, payment cells decide."""

    payment: str | None
    delivery: str
    finished: bool = False
    cancelled: bool = False
    pay_on_delivery: bool = False


# In order: the first whose words are all in the status holds. Full-width punctuation is folded before.
_WORDS: tuple[tuple[tuple[str, ...], Facts], ...] = (
    (("付款以后", "关闭"), Facts("refunded", "none", cancelled=True)),
    (("付款以前", "关闭"), Facts("unpaid", "none", cancelled=True)),
    (("交易关闭",), Facts(None, "none", cancelled=True)),
    (("已关闭",), Facts(None, "none", cancelled=True)),
    (("已取消",), Facts(None, "none", cancelled=True)),
    (("交易自动关闭",), Facts(None, "none", cancelled=True)),
    (("交易成功",), Facts(None, "delivered", finished=True)),
    (("交易完成",), Facts(None, "delivered", finished=True)),
    (("已完成",), Facts(None, "delivered", finished=True)),
    (("拒签",), Facts(None, "refused")),
    (("拒收",), Facts(None, "refused")),
    (("已签收",), Facts(None, "delivered")),
    (("部分发货",), Facts(None, "partial")),
    (("等待买家确认",), Facts(None, "full")),
    (("卖家已发货",), Facts(None, "full")),
    (("等待买家收货",), Facts(None, "full")),
    (("待收货",), Facts(None, "full")),
    (("定金", "等待买家付"), Facts("part_paid", "none")),
    (("定金", "尾款"), Facts("part_paid", "none")),
    (("已付定金",), Facts("part_paid", "none")),
    (("等待买家付款",), Facts("unpaid", "none")),
    (("待付款",), Facts("unpaid", "none")),
    (("付款确认中",), Facts("unpaid", "none")),
    (("没有创建",), Facts("unpaid", "none")),
    (("等待付款",), Facts("unpaid", "none")),
    (("买家已付款",), Facts("paid", "none")),
    (("等待卖家发货",), Facts(None, "none")),
    (("等待发货",), Facts(None, "none")),
    (("待发货",), Facts(None, "none")),
    (("已发货",), Facts(None, "full")),
    (("退款中",), Facts(None, "none")),
)


@lru_cache(maxsize=512)
def facts_of(status: str) -> Facts | None:
    """The facts of an 订单状态 cell; None where its words are unknown."""
    text = unicodedata.normalize("NFKC", value(status)).replace(" ", "")
    on_delivery = is_pay_on_delivery(text)
    for words, facts in _WORDS:
        if all(word in text for word in words):
            return Facts(facts.payment, facts.delivery, facts.finished, facts.cancelled, on_delivery)
    return Facts("unpaid", "none", pay_on_delivery=True) if on_delivery else None


def payment_of(
    facts: Facts, *, was_paid: bool | None, paid: int | None, refunded: int | None, total: int | None
) -> str:
    """The payment state. `was_paid` is whether a payment time or payment is told, None where no cell tells.

    A closed order that was paid had its money sent back (TRADE_CLOSED); a finished or sent one was paid unless it
    is paid on delivery and not finished.
    """
    if facts.payment in ("refunded", "part_paid"):
        return facts.payment
    if facts.cancelled:
        if facts.payment != "unpaid" and was_paid:
            return "refunded"
        return "refunded" if refunded else "unpaid"
    if facts.payment == "unpaid":
        return "unpaid"
    if facts.payment is None and not _is_surely_paid(facts, was_paid):
        return "unpaid"
    if not refunded:
        return "paid"
    whole = total if total is not None else paid
    return "refunded" if whole is not None and refunded >= whole else "part_refunded"


def _is_surely_paid(facts: Facts, was_paid: bool | None) -> bool:
    if was_paid or facts.finished:
        return True
    if facts.pay_on_delivery:
        return False
    return facts.delivery != "none" if was_paid is None else facts.delivery in ("full", "partial", "delivered")


def facts_without_status(*, was_paid: bool, paid: int | None, refunded: int | None, total: int | None) -> Facts:
    """The facts of an order in a report without 订单状态 (Tmall's): paid when a payment time is told, closed when all
    of it went back. Such a report tells nothing of delivery."""
    if not was_paid:
        return Facts("unpaid", "none")
    if refunded and refunded >= (total or paid or 0):
        return Facts("refunded", "none", cancelled=True)
    return Facts("part_refunded" if refunded else "paid", "none")
