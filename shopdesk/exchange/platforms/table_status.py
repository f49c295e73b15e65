"""What a status cell of any table may say, in English, German, Chinese and some other languages."""

from dataclasses import dataclass
from functools import lru_cache

from shopdesk.domain.cells import fold_name
from shopdesk.domain.payment_words import is_pay_on_delivery
from shopdesk.exchange.platforms.taobao_status import facts_of


@dataclass(slots=True, frozen=True)
class TableFacts:
    """A status in the shop's terms; what it does not tell is None."""

    payment: str | None = None
    delivery: str | None = None
    finished: bool = False
    cancelled: bool = False
    pay_on_delivery: bool = False


_PHRASES: dict[str, TableFacts] = {
    phrase: facts
    for phrases, facts in (
        (
            "unpaid|pending|pending payment|awaiting payment|on hold|open|offen|unbezahlt|未付款|failed|待付款|"
            "zahlung ausstehend|wartet auf zahlung|en attente de paiement|non payé|pendiente|pendiente de pago|"
            "no pagado|in attesa di pagamento|non pagato|未入金|入金待ち",
            TableFacts("unpaid", "none"),
        ),
        ("authorized|authorised", TableFacts("unpaid", "none")),
        ("partially paid|part paid|teilweise bezahlt|部分付款", TableFacts("part_paid", "none")),
        (
            "paid|processing|awaiting shipment|ready to ship|to ship|unshipped|unfulfilled|confirmed|new|bezahlt|"
            "in bearbeitung|nicht versandt|noch nicht versandt|versandbereit|zu versenden|已付款|付款成功|待出库|"
            "等待出库|待发货|payé|payée|à expédier|en préparation|pagado|por enviar|pagato|da spedire|入金済み|未発送",
            TableFacts("paid", "none"),
        ),
        ("partially shipped|partial|partially fulfilled|teilweise versandt", TableFacts("paid", "partial")),
        (
            "shipped|sent|dispatched|fulfilled|in transit|versandt|versendet|verschickt|unterwegs|等待确认收货|"
            "已发货待收货|expédié|expédiée|enviado|spedito|発送済み",
            TableFacts("paid", "full"),
        ),
        (
            "delivered|zugestellt|geliefert|签收|已收货|livré|livrée|entregado|consegnato|配達完了",
            TableFacts("paid", "delivered"),
        ),
        (
            "completed|complete|finished|done|abgeschlossen|完成|terminé|completado|completato|完了",
            TableFacts("paid", "delivered", finished=True),
        ),
        (
            "cancelled|canceled|voided|void|closed|expired|storniert|abgebrochen|取消|作废|annulé|annulée|cancelado|annullato|キャンセル",
            TableFacts(cancelled=True),
        ),
        ("refunded|erstattet|退款成功|已退款|remboursé|reembolsado|rimborsato|返金済み", TableFacts("refunded")),
        ("partially refunded|teilweise erstattet|部分退款", TableFacts("part_refunded")),
        ("returned|returning|retourniert|退货", TableFacts("paid", "returning")),
    )
    for phrase in phrases.split("|")
}


@lru_cache(maxsize=1024)
def table_facts(status: str) -> TableFacts | None:
    """The facts of a status cell; None where its words are unknown."""
    text = fold_name(status).replace("_", " ").replace("-", " ").removeprefix("wc ")
    known = _PHRASES.get(text)
    if known is not None:
        return known
    facts = facts_of(status)
    if facts is not None:
        return TableFacts(facts.payment, facts.delivery, facts.finished, facts.cancelled, facts.pay_on_delivery)
    return TableFacts("unpaid", "none", pay_on_delivery=True) if is_pay_on_delivery(text) else None
