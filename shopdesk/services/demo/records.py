"""Orders and products of the demo as if two platforms had exported them: they take the import's own way in."""

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from shopdesk.domain.imported import ImportedFile, ImportedLine, ImportedOrder, ImportedProduct
from shopdesk.services.demo.goods import Good, Goods

_FIELDS = frozenset(
    (
        "payment", "delivery", "finished", "cancelled", "pay_on_delivery", "ordered_at", "paid_at", "ship_by",
        "shipped_at", "signed_at", "cancelled_at", "buyer_id", "buyer_name", "buyer_phone", "buyer_email", "country",
        "region", "city", "district", "street", "postcode", "currency", "goods", "discount", "shipping", "tax", "total",
        "paid", "refunded", "refunded_at", "payment_method", "carrier", "tracking", "buyer_message", "seller_memo",
        "close_reason", "flag",
    )
)  # fmt: skip
_LINE_FIELDS = frozenset(("sku", "title", "variant", "quantity", "price", "discount", "total", "personalisation"))
_DAYS = 62


def product_file(goods: Goods) -> ImportedFile:
    """The demo's products."""
    file = ImportedFile("demo", None, "shopdesk", "products")
    for row, good in enumerate(goods.products, start=2):
        file.products.append(
            ImportedProduct(
                key=good.sku, row=row, sku=good.sku, barcode=f"20{row:010d}", title=good.title, variant=good.variant,
                category=good.category, supplier="示例供应商" if good.currency == "CNY" else "Sample Supplies",
                price=good.price, currency=good.currency, cost=good.cost, weight_g=good.weight_g, stock=good.stock,
                shelf=good.shelf,
            )
        )  # fmt: skip
    return file


def order_files(goods: Goods, count: int, seed: int, now: datetime, zone: ZoneInfo) -> list[ImportedFile]:
    """`count` orders of the last two months on two platforms, newest the least far along."""
    chance = random.Random(f"{seed} {count}")
    taobao = ImportedFile("demo", None, "taobao", "orders", zone=str(zone), currency="CNY", order_fields=_FIELDS,
                          line_fields=_LINE_FIELDS, joined=True)  # fmt: skip
    shopify = ImportedFile("demo", None, "shopify", "orders", zone="UTC", currency="USD", order_fields=_FIELDS,
                           line_fields=_LINE_FIELDS)  # fmt: skip
    for number in range(count):
        age = _DAYS * ((count - number - 0.5) / count) ** 2  # most of them lately
        ordered_at = (now - timedelta(days=age)).astimezone(zone)
        ordered_at = ordered_at.replace(
            hour=8 + chance.randrange(15), minute=chance.randrange(60), second=chance.randrange(60)
        )
        ordered_at = min(ordered_at.astimezone(UTC), now - timedelta(minutes=7 + (count - number)))
        abroad = chance.random() < 0.3
        file = shopify if abroad else taobao
        order = _order(chance, goods, number, ordered_at, abroad)
        _progress(chance, order, now)
        order.row = len(file.orders) + 2
        file.orders.append(order)
    for file in (taobao, shopify):
        file.rows = len(file.orders)
    return [file for file in (taobao, shopify) if file.orders]


def _order(chance: random.Random, goods: Goods, number: int, ordered_at: datetime, abroad: bool) -> ImportedOrder:
    currency = "USD" if abroad else "CNY"
    chosen = chance.sample(goods.priced_in(currency), k=chance.choice((1, 1, 1, 2, 2, 3)))
    lines = [_line(chance, good) for good in chosen]
    worth = sum(line.total for line in lines)
    discount = worth // 10 // 100 * 100 if chance.random() < 0.15 else 0
    shipping = 0 if worth > 15_000 else (695 if abroad else 800)
    tax = round((worth - discount) * 0.06) if abroad else 0
    order = ImportedOrder(
        platform_order=f"#{5_000 + number}" if abroad else f"9{number:017d}",
        ordered_at=ordered_at, currency=currency, goods=worth, discount=discount, shipping=shipping, tax=tax,
        total=worth - discount + shipping + tax, lines=lines,
    )  # fmt: skip
    (_buyer_abroad if abroad else _buyer_at_home)(chance, goods, order, number)
    return order


def _line(chance: random.Random, good: Good) -> ImportedLine:
    quantity = chance.choice((1, 1, 1, 1, 2, 2, 3))
    return ImportedLine(
        key=f"{good.sku}|{good.title}|{good.variant}|1", sku=good.sku, title=good.title, variant=good.variant,
        quantity=quantity, price=good.price, total=quantity * good.price,
        personalisation="刻字：平安喜乐" if good.sku == "PEN-BRS" and chance.random() < 0.5 else "",
    )  # fmt: skip


def _buyer_at_home(chance: random.Random, goods: Goods, order: ImportedOrder, number: int) -> None:
    person = chance.randrange(60) if number % 3 else number % 12
    names = goods.texts["cn_names"]
    region, city, district, street, postcode = goods.texts["cn_places"][person % len(goods.texts["cn_places"])]
    order.buyer_name = f"买家{names[person % 10]}{names[person // 10]}"
    order.buyer_id = f"demo_buyer_{person:03d}"
    order.buyer_phone = f"1380000{person:04d}"
    order.country, order.region, order.city, order.district = "CN", region, city, district
    order.street, order.postcode = f"{street}{person + 1}号", postcode
    order.payment_method = "支付宝"
    if chance.random() < 0.25:
        order.buyer_message = chance.choice(goods.texts["cn_messages"])
    if chance.random() < 0.12:
        order.seller_memo = chance.choice(goods.texts["memos"])
        order.flag = chance.choice(("red", "yellow", "blue"))


def _buyer_abroad(chance: random.Random, goods: Goods, order: ImportedOrder, number: int) -> None:
    person = chance.randrange(30)
    names = goods.texts["us_names"]
    region, city, street, postcode = goods.texts["us_places"][person % len(goods.texts["us_places"])]
    order.buyer_name = f"Buyer {names[person % len(names)]} {names[(person * 5 + 3) % len(names)]}"
    order.buyer_email = f"buyer{person:02d}@example.com"
    order.buyer_phone = f"+1 555 01{person:02d}"
    order.country, order.region, order.city = "US", region, city
    order.street, order.postcode = f"{person + 10} {street}", postcode
    order.payment_method = "Card"
    if chance.random() < 0.2:
        order.buyer_message = chance.choice(goods.texts["us_messages"])


def _progress(chance: random.Random, order: ImportedOrder, now: datetime) -> None:
    """How far an order of its age is along."""
    assert order.ordered_at is not None
    assert order.total is not None
    age = now - order.ordered_at
    luck = chance.random()
    if luck < 0.05 and age > timedelta(days=2):
        order.cancelled, order.cancelled_at = True, order.ordered_at + timedelta(hours=20)
        order.close_reason = "买家未付款"
        order.paid = 0
        return
    if luck > 0.95 and age < timedelta(days=6):
        order.paid = 0
        if luck > 0.98:
            order.pay_on_delivery, order.payment_method = True, "货到付款"
        return
    order.payment, order.paid = "paid", order.total
    order.paid_at = min(order.ordered_at + timedelta(minutes=chance.randrange(1, 50)), now)
    order.ship_by = order.paid_at + timedelta(hours=48)
    if age > timedelta(days=3):
        order.delivery = "full"
        order.shipped_at = order.ordered_at + timedelta(hours=chance.randrange(14, 46))
        order.carrier = "SF" if order.currency == "CNY" else "USPS"
        order.tracking = (
            f"SF{chance.randrange(10**12, 10**13)}"
            if order.currency == "CNY"
            else f"9400{chance.randrange(10**17, 10**18)}"
        )
        if age > timedelta(days=8):
            order.delivery, order.finished = "delivered", True
            order.signed_at = order.shipped_at + timedelta(hours=chance.randrange(30, 90))
            if chance.random() < 0.04:
                order.payment, order.refunded = "refunded", order.total
                order.refunded_at = order.signed_at + timedelta(days=2)
