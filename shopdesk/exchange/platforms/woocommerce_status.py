"""What WooCommerce means by an order's status, its own and those of common plug-ins, in any spelling."""

from dataclasses import dataclass
from functools import lru_cache

from shopdesk.domain.cells import fold_name
from shopdesk.exchange.platforms.table_status import table_facts


@dataclass(slots=True, frozen=True)
class Facts:
    """A status in the shop's terms. `payment` None: the date of payment decides."""

    payment: str | None
    delivery: str
    finished: bool = False
    cancelled: bool = False


_UNPAID = Facts("unpaid", "none")
_STATUSES = {
    "pending": _UNPAID,
    "pending payment": _UNPAID,
    "on hold": _UNPAID,
    "failed": _UNPAID,
    "checkout draft": _UNPAID,
    "draft": _UNPAID,
    "auto draft": _UNPAID,
    "processing": Facts("paid", "none"),
    "partially paid": Facts("part_paid", "none"),
    "partial payment": Facts("part_paid", "none"),
    "partial shipped": Facts("paid", "partial"),
    "completed": Facts("paid", "full", finished=True),
    "cancelled": Facts(None, "none", cancelled=True),
    "canceled": Facts(None, "none", cancelled=True),
    "trash": Facts(None, "none", cancelled=True),
    "refunded": Facts("refunded", "none"),
    "fehlgeschlagen": _UNPAID,
    "in wartestellung": _UNPAID,
    "wartend": _UNPAID,
    "zahlung ausstehend": _UNPAID,
    "rückerstattet": Facts("refunded", "none"),
    "fertiggestellt": Facts("paid", "full", finished=True),
    "en attente": _UNPAID,
    "en cours": Facts("paid", "none"),
    "terminée": Facts("paid", "full", finished=True),
    "annulée": Facts(None, "none", cancelled=True),
    "remboursée": Facts("refunded", "none"),
    "échouée": _UNPAID,
    "procesando": Facts("paid", "none"),
    "completado": Facts("paid", "full", finished=True),
    "cancelado": Facts(None, "none", cancelled=True),
    "reembolsado": Facts("refunded", "none"),
    "待付款": _UNPAID,
    "保留": _UNPAID,
    "失败": _UNPAID,
    "处理中": Facts("paid", "none"),
    "正在处理": Facts("paid", "none"),
    "已完成": Facts("paid", "full", finished=True),
    "已取消": Facts(None, "none", cancelled=True),
    "已退款": Facts("refunded", "none"),
}


@lru_cache(maxsize=1024)
def facts_of(status: str) -> Facts | None:
    """The facts of an order's status; None where its words are unknown."""
    text = fold_name(status).replace("_", " ").replace("-", " ").removeprefix("wc ")
    known = _STATUSES.get(text)
    if known is not None:
        return known
    told = table_facts(status)
    return Facts(told.payment, told.delivery or "none", told.finished, told.cancelled) if told else None
