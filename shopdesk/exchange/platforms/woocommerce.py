"""WooCommerce: orders as plug-ins and scripts export them, products as WooCommerce itself does."""

from shopdesk.domain.cells import fold_name
from shopdesk.exchange.platforms.columns import all_names, spellings
from shopdesk.exchange.platforms.format import Format
from shopdesk.exchange.platforms.woocommerce_columns import LINE_COLUMNS, ORDER_COLUMNS, PLACES, PRODUCT_COLUMNS
from shopdesk.exchange.platforms.woocommerce_orders import read_orders
from shopdesk.exchange.platforms.woocommerce_products import read_products
from shopdesk.exchange.platforms.woocommerce_status import facts_of

_ORDERS_KNOWN = all_names(ORDER_COLUMNS) | all_names(LINE_COLUMNS) | all_names(PLACES["shipping"])
_ORDERS_KNOWN |= all_names(PLACES["billing"])
_NUMBERS = spellings("order number", "order number formatted", "order id", "order no", "order no.", "order #", "number")
_NUMBERS |= frozenset({"id"})
_STATUS = spellings("order status", "status", "post status")
_TOTALS = spellings(
    "order total amount", "order total", "total amount", "total", "grand total", "order line total", "item cost",
    "item total", "line items", "n. revenue", "net sales",
)  # fmt: skip
# Columns of other platforms that have an order number, a status and a total too.
_OTHERS = spellings(
    "lineitem name", "lineitem quantity", "amazon order id", "buyer user id", "card processing fees", "listing id",
    "sales record number", "buyer username", "ship to name", "financial status", "order item id", "custom label",
)  # fmt: skip
# Names that only exporters of WooCommerce give.
_OWN = spellings(
    "payment method title", "order total amount", "wt import key", "cart discount amount", "first name (billing)",
    "email (billing)", "city (billing)", "order subtotal amount", "download permissions", "shipping method title",
    "order line total", "n. revenue (formatted)",
)  # fmt: skip
# Names that others might give too.
_PLAIN = spellings(
    "order key", "customer ip address", "order currency", "customer note", "billing email", "billing first name",
    "billing address 1", "fee total", "line items", "line item 1", "date created", "discount total", "shipping total",
)  # fmt: skip
_NEEDS = (_NUMBERS, _STATUS | spellings("order date", "date created"), _TOTALS)


def _has_its_statuses(header: list[str], below: list[list[str]]) -> bool:
    """Whether the statuses are words that WooCommerce uses (`wc-processing`, `on-hold`)."""
    at = next((index for index, name in enumerate(header) if name in _STATUS), None)
    told = [row[at] for row in below if len(row) > at and row[at].strip()] if at is not None else []
    return any(facts_of(fold_name(text)) is not None for text in told)


ORDERS = Format(
    platform="woocommerce",
    kind="orders",
    needs=(*_NEEDS, _OWN),
    known=_ORDERS_KNOWN,
    read=read_orders,
    excludes=_OTHERS,
    family=("woocommerce",),
)
PLAIN_ORDERS = Format(
    platform="woocommerce",
    kind="orders",
    needs=(*_NEEDS, _PLAIN),
    known=_ORDERS_KNOWN,
    read=read_orders,
    excludes=_OTHERS,
    family=("woocommerce",),
    vouch=_has_its_statuses,
)
PRODUCTS = Format(
    platform="woocommerce",
    kind="products",
    needs=tuple(spellings(*PRODUCT_COLUMNS[field]) for field in ("id", "type", "title", "price")),
    known=all_names(PRODUCT_COLUMNS),
    read=read_products,
    excludes=spellings("order id", "order number"),
    family=("woocommerce",),
)
FORMATS = (ORDERS, PLAIN_ORDERS, PRODUCTS)
