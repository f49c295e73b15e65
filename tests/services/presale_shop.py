"""A shop with habits: who buys walking shoes buys laces, everybody buys the bag, one customer is known well."""

from dataclasses import replace

from shopdesk.domain.customers import CustomerDraft
from shopdesk.domain.drafts import LineDraft, OrderDraft
from shopdesk.domain.inquiries import InquiryDraft, ProductAsked
from shopdesk.domain.products import ProductDraft
from shopdesk.services import customers, inquiries, orders, products
from shopdesk.services.desk import Desk

SHOES, LACES, POLISH, BAG, COAT = "Walking shoes", "Laces", "Polish", "Paper bag", "Rain coat"
_GOODS = {
    "SH-38": (SHOES, "38", "Shoes"), "SH-39": (SHOES, "39", "Shoes"), "LA-1": (LACES, "", "Care"),
    "PO-1": (POLISH, "", "Care"), "BAG": (BAG, "", ""), "CO-L": (COAT, "Green / L", "Coats"),
    "CO-XL": (COAT, "Green / XL", "Coats"),
}  # fmt: skip


def stock_goods(desk: Desk) -> None:
    """Every product: none of the polish is left, nobody counts the coats, laces are plenty."""
    for sku, (title, variant, category) in _GOODS.items():
        stock = {"PO-1": 0, "CO-L": None, "CO-XL": None}.get(sku, 40)
        draft = ProductDraft(sku, title, variant, category=category, price=1_000, currency="CNY", stock=stock)
        products.create_product(desk, draft)


def person(desk: Desk, name: str, **told: object) -> str:
    """A customer; the number."""
    return customers.create_customer(desk, replace(CustomerDraft(name), **told)).value.number  # type: ignore[arg-type]


def buys(desk: Desk, customer: str | None, *skus: str) -> str:
    """An order of these; its number."""
    lines = tuple(LineDraft(_GOODS[sku][0], 1, 1_000, sku=sku, variant=_GOODS[sku][1]) for sku in skus)
    draft = OrderDraft("Buyer A", "CNY", lines, customer=customer)
    return orders.create_order(desk, draft).value.number


def habits(desk: Desk) -> None:
    """Twelve people buy shoes with laces and polish, and a coat another day; forty only a bag."""
    for number in range(12):
        one = person(desk, f"Buyer {number}")
        buys(desk, one, "SH-39", "LA-1", "PO-1")
        buys(desk, one, "CO-L", "BAG")
    for _one in range(40):
        buys(desk, None, "BAG")


def asks(desk: Desk, customer: str | None, *skus: str) -> str:
    """An inquiry about these; its number."""
    draft = InquiryDraft("wechat", "Buyer A", customer=customer, products=tuple(ProductAsked(sku) for sku in skus))
    return inquiries.create_inquiry(desk, draft).value.number
