"""A price and stock list: ShopDesk's own in either language, or a supplier's with other words in its header."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from shopdesk import vocabulary, words
from shopdesk.domain.amounts import CURRENCIES, parse_amount
from shopdesk.domain.cells import fold_name, value
from shopdesk.domain.identifiers import clean_id, is_destroyed
from shopdesk.domain.price_list import AMOUNTS, TEXTS, PriceRow
from shopdesk.exchange.platforms.format import BadCell, Format, Reading
from shopdesk.exchange.price_list import TITLES

_LANGUAGES: Final = ("en", "zh_CN")
_MOST = 1_000_000_000  # grams or pieces
# Words of suppliers and other programs; those of the program's own list come from its catalogues.
_OTHERS: Final[Mapping[str, tuple[str, ...]]] = {
    "sku": (
        "商家编码", "sku编码", "商品编码", "货号", "编码", "款号", "item no", "item no.", "item number", "item code",
        "article", "article no", "article no.", "article number", "product code", "seller sku", "supplier sku",
        "artikelnummer", "artikel-nr.", "artikelnr.", "art.-nr.", "art-nr", "bestellnummer",
    ),
    "barcode": ("条形码", "条码", "商品条码", "国际条码", "ean", "ean13", "ean-13", "upc", "gtin", "strichcode"),
    "title": (
        "名称", "商品名称", "商品标题", "宝贝标题", "标题", "品名", "产品名称", "name", "product", "product name",
        "description", "bezeichnung", "artikel", "artikelbezeichnung",
    ),
    "variant": ("规格", "规格名称", "颜色分类", "颜色尺码", "款式", "option", "options", "variante", "ausführung"),
    "category": ("类目", "分类", "类别", "商品分类", "group", "product group", "kategorie", "warengruppe"),
    "supplier": ("供应商", "厂家", "供货商", "vendor", "manufacturer", "lieferant", "hersteller"),
    "price": (
        "价格", "售价", "单价", "销售价", "零售价", "一口价", "new price", "unit price", "retail price",
        "selling price", "sales price", "rrp", "preis", "verkaufspreis", "vk", "uvp", "einzelpreis",
    ),
    "currency": ("币种", "货币", "währung"),
    "cost": (
        "成本", "成本价", "进价", "进货价", "供货价", "采购价", "批发价", "purchase price", "cost price", "unit cost",
        "wholesale price", "net price", "einkaufspreis", "ek", "ek-preis", "nettopreis",
    ),
    "weight_g": ("重量(克)", "重量(g)", "重量g", "克重", "weight g", "weight in g", "grams", "gewicht (g)",
                 "gewicht in g"),
    "shelf": ("货架", "货位", "库位", "仓位", "location", "bin", "bin location", "lagerplatz", "lagerort"),
    "stock": (
        "库存", "库存数量", "现有库存", "实际库存", "可用库存", "库存数", "in stock", "on hand", "stock level",
        "stock quantity", "stock qty", "qty in stock", "quantity in stock", "inventory", "bestand", "lagerbestand",
    ),
    "status": ("状态", "商品状态"),
}  # fmt: skip
# A table of orders has prices and SKUs as well; who finds one of these is no price list.
_ORDERS: Final = frozenset(
    {
        "order", "order id", "order no", "order no.", "order number", "order date", "name of buyer", "invoice",
        "invoice no", "invoice no.", "invoiceno", "invoice number", "quantity", "qty", "buyer", "buyer name",
        "customer", "customer id", "customerid", "customer name", "bestellnr.", "bestellung", "menge", "kunde",
        "rechnungsnummer", "订单编号", "订单号", "订单", "子订单编号", "主订单编号", "购买数量", "数量", "买家",
        "买家会员名", "客户", "收货人", "收货人姓名", "lineitem sku", "lineitem price", "handle", "url handle",
        "transaction id",
    }
)  # fmt: skip


def _own(title: str) -> list[str]:
    return [fold_name(words.catalogue(language).gettext(title)) for language in _LANGUAGES]


_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    field: tuple(dict.fromkeys((*_own(title), *map(fold_name, _OTHERS.get(field, ())))))
    for field, title in TITLES.items()
}
_KNOWN = frozenset(name for names in _NAMES.values() for name in names)
_STATUSES = {
    fold_name(words.catalogue(language).gettext(word)): code
    for language in _LANGUAGES
    for code, word in vocabulary.PRODUCT_STATUS.items()
} | {code: code for code in vocabulary.PRODUCT_STATUS}


def read_price_list(reading: Reading) -> None:
    """Reads the rows into `reading.file.price_rows`; a row with a bad cell stays out whole."""
    at = {field: reading.table.column(*names) for field, names in _NAMES.items()}
    file = reading.file
    file.price_list = True
    file.currency = reading.currency()
    columns = {field: reading.column_name(index) for field, index in at.items()}
    taken: set[str] = set()
    key = at["sku"] if reading.table.has(*_NAMES["sku"]) else at["barcode"]
    for number, cells in reading.rows(key):
        try:
            row = _row(reading, at, cells, number)
            known = row.sku or row.barcode
            if known in taken:
                raise BadCell("price_list.twice", key, field="sku", found=known)
        except BadCell as cause:
            reading.refuse([(number, cells)], cause)
            continue
        taken.add(known)
        row.columns = columns
        row.cells = cells[: reading.table.width]
        file.price_rows.append(row)


def _row(reading: Reading, at: Mapping[str, int], cells: list[str], number: int) -> PriceRow:
    sku, barcode = clean_id(cells[at["sku"]]), clean_id(cells[at["barcode"]])
    for field, text in (("sku", sku), ("barcode", barcode)):
        if is_destroyed(text):
            raise BadCell("price_list.sku_destroyed", at[field], field=field, found=text)
    if not sku and not barcode:
        raise BadCell("price_list.unnamed", at["sku"], field="sku")
    row = PriceRow(number, sku, barcode)
    told = row.told
    for field in TEXTS:
        text = clean_id(cells[at[field]]) if field in ("barcode", "shelf") else value(cells[at[field]])
        if text:
            told[field] = text
    for field in AMOUNTS:
        amount = _amount(reading, cells, at[field], field)
        if amount is not None:
            told[field] = amount
    for field in ("stock", "weight_g"):
        whole = _whole(cells, at[field], field)
        if whole is not None:
            told[field] = whole
    currency = value(cells[at["currency"]]).upper()
    if currency and currency not in CURRENCIES:
        raise BadCell("money.unreadable", at["currency"], field="currency", expected="CNY", found=currency)
    if currency:
        told["currency"] = currency
    status = value(cells[at["status"]])
    if status:
        if fold_name(status) not in _STATUSES:
            raise BadCell("word.unknown", at["status"], field="status", found=status)
        told["status"] = _STATUSES[fold_name(status)]
    return row


def _amount(reading: Reading, cells: list[str], index: int, field: str) -> Decimal | None:
    amount = reading.amount(cells[index], index, field) if cells[index] else None
    if amount is not None and amount < 0:
        raise BadCell("money.negative", index, field=field, found=cells[index])
    return amount


def _whole(cells: list[str], index: int, field: str) -> int | None:
    text = cells[index]
    try:
        amount: Any = parse_amount(text) if text else None
    except ValueError:
        amount = Decimal("NaN")
    if amount is None:
        return None
    least = -_MOST if field == "stock" else 0  # an oversold stock that stands there may stay
    if not amount.is_finite() or amount != amount.to_integral_value() or not least <= amount <= _MOST:
        raise BadCell("number.unreadable", index, field=field, expected="0, 1, 2 …", found=text)
    return int(amount)


FORMATS = (
    Format(
        "table", "products",
        (
            frozenset(_NAMES["sku"]) | frozenset(_NAMES["barcode"]),
            frozenset(_NAMES["price"]) | frozenset(_NAMES["cost"]) | frozenset(_NAMES["stock"]),
        ),
        _KNOWN, read_price_list, excludes=_ORDERS,
    ),
)  # fmt: skip
