"""What columns of orders are called: words for each field, the ones that say it best first, and marks of platforms."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from shopdesk.domain.cells import clean
from shopdesk.domain.text import fold

# English, Chinese (traditional characters are folded), German, then French, Spanish, Italian and Japanese.
WORDS: Final[dict[str, str]] = {
    "platform_order": "order number|order id|order no|amazon order id|order|order reference|invoice no|invoice number|"
    "invoice|transaction id|sales order|receipt number|主订单编号|主订单号|订单号|订单编号|平台订单号|平台单号|订单id|"
    "交易订单号|商户订单号|单号|bestellnummer|bestell id|bestell nr|bestellung|auftragsnummer|auftrags nr|auftrag|"
    "rechnungsnummer|belegnummer|numéro de commande|n° de commande|n° commande|commande|número de pedido|"
    "nº de pedido|pedido|numero ordine|n° ordine|ordine|注文番号|注文id|受注番号",
    "sku": "sku|seller sku|item sku|lineitem sku|custom label|stock code|product code|item code|article number|"
    "商家编码|商家编码 规格维度|商品编码|sku编码|单品货号|货号|商品货号|商家编码 商品维度|artikelnummer|artikel nr|"
    "art nr|beitrags sku|contribution sku|référence article|référence produit|referencia|codice articolo|codice|"
    "商品コード|品番|sku id|商品id|商品编号|product id|item number",
    "title": "title|item title|product name|item name|lineitem name|product title|product|item|description|article|"
    "商品名称|商品标题|宝贝标题|货品标题|选购商品|全部商品名称|商品|货品名称|商品信息|商品说明|交易说明|品名|"
    "produktname|artikelname|artikelbezeichnung|artikel|bezeichnung|produkt|beschreibung|nom du produit|produit|"
    "désignation|nombre del producto|producto|artículo|descripción|prodotto|articolo|descrizione|商品名",
    "variant": "variant|variation|variation details|lineitem variant|modifiers applied|options|option|size|colour|"
    "color|商品规格|规格|商品属性|型号|颜色|variante|ausführung|größe|farbe|taille|couleur|talla|taglia|variación|"
    "オプション|price point name",
    "personalisation": "personalisation|personalization|engraving|gravur|wunschtext|刻字|定制内容|定制信息",
    "quantity": "quantity|qty|lineitem quantity|units|pieces|number of items|商品数量|订购数量|购买数量|数量|件数|"
    "宝贝总数量|gekaufte menge|menge|anzahl|stückzahl|stück|quantité|qté|cantidad|quantità|個数|数量 個",
    "price": "unit price|price|item price|lineitem price|sold for|selling price|price each|单价|商品单价|价格|京东价|"
    "销售价|einzelpreis|stückpreis|preis|preis pro stück|prix unitaire|prix|precio unitario|precio|prezzo unitario|"
    "prezzo|単価|価格|item cost",
    "line_total": "line total|item total|line amount|gross sales|商品总价|货品总价|商品金额|行金额|小计|订单小计|"
    "gesamteinzelhandelspreis|gesamtbasispreis|positionssumme|zeilensumme|zwischensumme|total ligne|"
    "total de línea|totale riga|order line total",
    "line_discount": "line discount|item discount|lineitem discount|discounts|zeilenrabatt",
    "line_tax": "item tax|line tax|product tax total|produktsteuer gesamtbetrag|order line tax",
    "ordered_at": "order date|ordered at|created at|purchase date|sale date|invoice date|order time|order created|"
    "created|date of order|date|下单时间|订单创建时间|订单提交时间|订单成交时间|成交时间|创建时间|订单下单时间|"
    "下单日期|交易时间|日期|bestelldatum|kaufdatum|auftragsdatum|bestellt am|verkauft am|rechnungsdatum|datum|"
    "date de commande|date d'achat|fecha de pedido|fecha de compra|fecha|data ordine|data|注文日時|注文日|日付",
    "paid_at": "paid at|payment date|date paid|paid on date|paid on|paid|付款时间|支付时间|买家付款时间|订单付款时间|"
    "付款确认时间|zahlungsdatum|bezahlt am|date de paiement|fecha de pago|data pagamento|入金日|支払日",
    "shipped_at": "shipped at|date shipped|ship date|shipped on date|shipped on|fulfilled at|shipped|发货时间|"
    "versanddatum|versendet am|verschickt am|date d'expédition|fecha de envío|data spedizione|発送日|出荷日",
    "signed_at": "delivered at|delivered on|date delivered|确认收货时间|签收时间|zugestellt am|geliefert am",
    "cancelled_at": "cancelled at|canceled at|date cancelled|取消时间|storniert am",
    "buyer_name": "ship to name|shipping name|recipient name|recipient|full name|customer name|buyer name|buyer|"
    "customer|consignee|name|收货人姓名|收货人|收件人|收件人姓名|收件者姓名|收货人 提货人|收货人 提货人姓名|客户姓名|"
    "姓名|客户|买家姓名|name des empfängers|empfänger|name des käufers|käufer|kundenname|kunde|destinataire|"
    "nom du client|nom|client|nombre del cliente|destinatario|cliente|nombre|nome|お届け先名|氏名|顧客名|"
    "bill to name|billing name|交易对方|post to name",
    "buyer_phone": "ship to phone|shipping phone|phone|phone number|mobile|telephone|tel|buyer phone|customer phone|"
    "收件人手机号|收货人手机号|收货人手机号 提货人手机号|收货人 提货人手机号|联系手机|手机|手机号|收件人手机|联系电话|"
    "电话|电话号码|telefonnummer des empfängers|telefon|telefonnummer|handy|mobil|téléphone|teléfono|móvil|telefono|"
    "cellulare|電話番号|billing phone|post to phone",
    "buyer_email": "email|e mail|buyer email|customer email|email address|mail|e mail adresse|virtuelle e mail|"
    "邮箱|电子邮箱|电子邮件|correo electrónico|correo|メールアドレス|メール",
    "buyer_id": "customer id|buyer username|buyer user id|buyer id|username|user id|买家会员名|买家昵称|下单帐号|"
    "下单账号|会员名|买家id|对方账号|kundennummer|kunden nr|nutzername des käufers|identifiant client|id cliente|"
    "codice cliente|顧客id|会員番号",
    "country": "ship to country|shipping country|ship country|country|country code|国家|收货国家|versandland|"
    "lieferland|land|pays|país|paese|nazione|国名|post to country|billing country",
    "region": "ship to state|shipping province|ship state|state|province|region|省|省份|收货人省份|"
    "versandbundesland|bundesland|région|provincia|estado provincia|regione|都道府県",
    "city": "ship to city|shipping city|ship city|city|town|市|城市|收货人城市|versandort|ort|stadt|ville|ciudad|"
    "città|localidad|市区町村",
    "district": "district|suburb|区|区县|收货人地区|stadtteil|quartier|distrito",
    "street": "ship to address 1|shipping address1|shipping address 1|shipping street|address 1|address1|"
    "address line 1|street 1|street|街道|街道 镇|versandadresse 1|adresse 1|straße|rue|calle|via|番地|"
    "post to address 1",
    "postcode": "ship to zip|shipping zip|ship zipcode|zip|zip code|postal code|postcode|邮编|邮政编码|"
    "versandpostleitzahl|plz|postleitzahl|code postal|código postal|cap|郵便番号|post to postcode",
    "address": "shipping address|delivery address|address|full address|收货地址|收件地址|详细地址|"
    "详细收货地址 提货地址|客户地址|地址|lieferadresse|versandadresse|adresse|anschrift|adresse de livraison|"
    "dirección de envío|dirección|indirizzo di spedizione|indirizzo|お届け先住所|住所|billing address",
    "status": "order status|status|financial status|payment status|transaction status|订单状态|交易状态|状态|"
    "bestellstatus|auftragsstatus|status der bestellung|statut de la commande|statut|estado del pedido|estado|"
    "stato ordine|stato|注文状況|ステータス|fulfillment status",
    "total": "order total|grand total|total|total price|total amount|order value|order amount|total collected|amount|"
    "用户实付金额|实付款|实付金额|订单实付金额|买家实际支付金额|订单应付金额|订单总金额|订单金额|总金额|订单总额|应付金额|"
    "合计|总价|金额|gesamtbetrag|gesamtsumme|rechnungsbetrag|endbetrag|gesamt|summe|betrag|total ttc|montant total|"
    "montant|importe total|total pedido|importe|totale|importo|合計金額|合計|order total inc tax|"
    "grand total purchased",
    "shipping": "shipping|shipping cost|shipping price|shipping and handling|postage and handling|postage|freight|"
    "delivery cost|邮费|运费|运费金额|买家支付的运费|快递费|versandkosten|versand|porto|frais de port|livraison|"
    "gastos de envío|envío|spese di spedizione|spedizione|送料",
    "discount": "discount|discount amount|order discount|coupon amount|店铺优惠折扣|平台优惠折扣|多多支付立减金额|"
    "优惠金额|折扣|优惠|折扣金额|rabatt vom verkäufer|rabatt|nachlass|remise|réduction|descuento|sconto|割引",
    "tax": "tax|taxes|sales tax|tax total|tax amount|vat|seller collected tax|税费|税额|税|mwst|ust|umsatzsteuer|"
    "steuer|tva|iva|imposta|消費税",
    "refunded": "amount refunded|refunded|refunded amount|refund amount|total refunded|refund|refunds|退款金额|"
    "订单已退款金额|已退款金额|erstattet|erstattungsbetrag|montant remboursé|reembolsado|rimborsato|返金",
    "paid": "paid amount|amount paid|paid|已付金额|bezahlter betrag|montant payé|importe pagado|importo pagato",
    "currency": "currency|currency code|order currency code|币种|货币|währung|devise|moneda|valuta|通貨",
    "payment_method": "payment method|payment type|支付方式|付款方式|收 付款方式|zahlungsart|zahlungsmethode|"
    "mode de paiement|método de pago|metodo di pagamento|支払方法",
    "payment_reference": "payment reference|payment id|paypal transaction id|支付单号|支付id|zahlungsreferenz",
    "shipping_method": "shipping method|shipping service|delivery method|ship method|寄送方式|配送方式|运送方式|"
    "versandart|mode de livraison|método de envío|配送方法",
    "carrier": "carrier|courier|shipping carrier|快递公司|物流公司|承运商|transportdienstleister|"
    "versanddienstleister|transporteur|transportista|corriere|配送業者",
    "tracking": "tracking number|tracking no|tracking|tracking id|waybill|awb|快递单号|运单号|物流单号|"
    "sendungsnummer|versandnummer|trackingnummer|numéro de suivi|número de seguimiento|numero di tracking|"
    "追跡番号|送り状番号",
    "buyer_message": "buyer note|customer note|customer message|message|note from buyer|买家留言|买家备注|留言|"
    "kundennotiz|nachricht|message du client|mensaje|nota del cliente|備考",
    "seller_memo": "private notes|seller note|note|notes|memo|商家备注|卖家备注|订单备注|商家订单备注|备注|notiz|"
    "anmerkung|bemerkung|remarque|notas|メモ",
    "zone": "time zone|timezone|时区|zeitzone|fuseau horaire|zona horaria|fuso orario|タイムゾーン",
}  # fmt: skip
# A second column that belongs to the first: parts of a name, further lines of an address, the time of a date.
FURTHER: Final[dict[str, str]] = {
    "buyer_name": "first name|last name|vorname|nachname|vorname des empfängers|nachname des empfängers|prénom|"
    "nombre|apellido|apellidos|cognome",
    "street": "ship to address 2|shipping address2|shipping address 2|address 2|address2|address 3|address line 2|"
    "street 2|versandadresse 2|versandadresse 3|adresse 2|post to address 2",
    "ordered_at": "time|order time|时间|uhrzeit|zeit|heure|hora|ora|時刻|时刻",
    "discount": "平台优惠折扣|多多支付立减金额|店铺优惠折扣",
    "buyer_phone": "联系手机|联系电话|mobile|phone|telefon|handy|mobil",
    "line_tax": "versandsteuer gesamtbetrag",
}  # fmt: skip
# Words that make something else of a column in whose name those of a field stand too.
OTHER_THINGS: Final[dict[str, str]] = {
    "platform_order": "子|sub|status|date|total|item|关联|下游|微商|备注|来源|类型|渠道|状态|时间|金额|note|artikel|网",
    "title": "price point|类|id|编|码|number|code|steuer|tax|status|种类|数",
    "price": "point|total|shipping|tax|gift|versand|基|steuer",
    "total": "tax|steuer|quantity|shipped|refund|versand|number|数|rate|shipping|gift|items|discount|rabatt|fee|"
    "优惠|退款|运费|邮费|费用|结算|balance",
    "discount": "涨价|code|coupon details|码|名称|shipping|ship|方式|details|name|temu",
    "tax": "rate|type|name|id|included|identifier|status|city|state|zip|country|satz|号|shipping|gift|ship",
    "quantity": "shipped|种类|退|总|赠|refund|versandte|zu versendende|return",
    "shipping": "tax|discount|method|service|address|name|city|zip|state|country|phone|province|date|steuer|status|"
    "street|company|postal|first|last|promotion|global|international|by|info",
    "status": "item|artikel|details|fulfillment|售后|配送|退款|vault|verification|tax|收款",
    "buyer_name": "product|item|file|店|商品|user|vorname|nachname|first|last|company|公司|device|staff|discount|"
    "price|coupon|carrier|tax|campaign",
    "currency": "rate",
    "address": "ip|mail|2|3|line 2",
    "city": "tax|item",
    "country": "tax|item|billing",
    "region": "tax|item",
    "postcode": "tax|item",
    "ordered_at": "ship|paid|deliver|update|promise|last|birth|due|payment|commitment|feedback|完成|付款|支付|发货|"
    "结算|收货|承诺|退款|预约|取消|上传|versand|liefer|zahlung",
    "tracking": "company|公司|status",
    "sku": "quantity|price|name",
    "refunded": "status|reason|date|时间|状态|单号",
    "variant": "数|价|price point",
    "buyer_phone": "配送",
}  # fmt: skip
# Columns that only one platform's files have together.
PLATFORM_MARKS: Final[tuple[tuple[str, str], ...]] = (
    ("temu", "bestell id|beitrags sku"),
    ("temu", "order id|contribution sku"),
    ("square", "transaction id|payment id|event type"),
    ("square", "transaction id|payment id|pan suffix"),
    ("pinduoduo", "商品总价|多多支付立减金额"),
    ("douyin", "主订单编号|子订单编号"),
    ("1688", "货品总价|买家会员名"),
    ("1688", "货品标题|卖家公司名"),
    ("jd", "京东价|订购数量"),
    ("jd", "下单帐号|订购数量"),
    ("youzan", "全部商品名称|商品种类数"),
    ("weidian", "收货人 提货人姓名|收货人 提货人手机号"),
    ("ebay", "sales record number|buyer username"),
    ("ebay", "verkaufsprotokollnummer|bestellnummer"),
    ("ebay", "sales record number|order number"),
    ("squarespace", "lineitem name|private notes|order id"),
    ("shopee", "订单编号|订单小计|收件者姓名"),
)

_BRACKETS = re.compile(r"\([^()]*\)")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MARKS = re.compile(r"[\s_\-./#:&*,;\"'?!+]+")
Characters = Mapping[int, str] | None


def normalised(header: str, characters: Characters = None) -> str:
    """A column's name for comparing: no brackets, signs or capitals; CamelCase in words; simplified characters."""
    text = fold(_CAMEL.sub(" ", clean(header)), characters)
    plain = _BRACKETS.sub(" ", text)
    return _MARKS.sub(" ", plain).strip() or _MARKS.sub(" ", text).strip()


class Vocabulary:
    """The words of all fields, folded once."""

    def __init__(self, characters: Characters) -> None:
        self.best = {field: self._phrases(words, characters) for field, words in WORDS.items()}
        self.further = {field: frozenset(self._phrases(words, characters)) for field, words in FURTHER.items()}
        self.others = {field: self._phrases(words, characters) for field, words in OTHER_THINGS.items()}
        self.marks = tuple((name, frozenset(self._phrases(words, characters))) for name, words in PLATFORM_MARKS)
        self.all = frozenset(phrase for phrases in self.best.values() for phrase in phrases).union(
            *self.further.values()
        )

    @staticmethod
    def _phrases(words: str, characters: Characters) -> tuple[str, ...]:
        return tuple(normalised(word, characters) for word in words.split("|"))

    def score(self, field: str, name: str) -> float:
        """How well a normalised column name says `field`: 0 not at all, from 80 on by exactly a word for it."""
        phrases = self.best[field]
        if name in phrases:
            return 100 - min(20, phrases.index(name) / 4)
        if any(_begins(name, other) for other in self.others.get(field, ())):
            return 0
        held = [phrase for phrase in phrases if _holds(name, phrase)]
        return max((35 + 35 * len(phrase) / len(name) for phrase in held), default=0)

    def platform(self, names: Iterable[str]) -> str | None:
        """The platform whose marks are among the normalised column names."""
        have = frozenset(names)
        return next((platform for platform, marks in self.marks if marks <= have), None)


def _holds(name: str, phrase: str) -> bool:
    """Whether the phrase stands in the name: Latin ones as whole words, Chinese ones anywhere."""
    if _is_latin(phrase):
        return f" {phrase} " in f" {name} "
    return (len(phrase) > 1 or len(name) < 4) and phrase in name


def _begins(name: str, other: str) -> bool:
    """Whether a word of the name begins so (`tax` of `taxes`, `steuer`), Chinese anywhere."""
    return f" {other}" in f" {name}" if _is_latin(other) else other in name


def _is_latin(phrase: str) -> bool:
    return phrase[0] < "\u2e80"


def vocabulary(characters: Characters = None) -> Vocabulary:
    """The words, folded with a table of characters."""
    return _vocabulary(_Table(characters))


class _Table:
    """A table of characters that can be the key of a cache."""

    def __init__(self, characters: Characters) -> None:
        self.characters = characters

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Table) and other.characters is self.characters

    def __hash__(self) -> int:
        return id(self.characters)


@lru_cache(maxsize=4)
def _vocabulary(table: _Table) -> Vocabulary:
    return Vocabulary(table.characters)
