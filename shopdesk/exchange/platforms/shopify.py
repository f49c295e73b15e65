"""Shopify: orders, customers and products as its admin exports them."""

from shopdesk.exchange.platforms import shopify_columns, shopify_customers, shopify_products
from shopdesk.exchange.platforms.format import Format
from shopdesk.exchange.platforms.shopify_customers import read_customers
from shopdesk.exchange.platforms.shopify_orders import read_orders
from shopdesk.exchange.platforms.shopify_products import read_products

ORDERS = Format(
    platform="shopify",
    kind="orders",
    needs=(
        frozenset({"name"}),
        frozenset({"lineitem name"}),
        frozenset({"lineitem quantity"}),
        frozenset({"financial status", "total", "created at", "subtotal"}),
    ),
    known=shopify_columns.KNOWN,
    read=read_orders,
    family=("shopify",),
)
CUSTOMERS = Format(
    platform="shopify",
    kind="customers",
    needs=(
        frozenset({"email"}),
        frozenset({"first name"}),
        frozenset({"last name"}),
        frozenset({"accepts email marketing", "accepts marketing", "accepts sms marketing", "total spent"}),
    ),
    known=shopify_customers.KNOWN,
    read=read_customers,
    family=("shopify",),
)
PRODUCTS = Format(
    platform="shopify",
    kind="products",
    needs=(
        frozenset({"handle", "url handle"}),
        frozenset({"title"}),
        frozenset({"variant price", "price", "variant sku", "sku"}),
        frozenset({"option1 value", "option1 name", "variant price"}),
    ),
    known=shopify_products.KNOWN,
    read=read_products,
    family=("shopify",),
)
FORMATS = (ORDERS, CUSTOMERS, PRODUCTS)
