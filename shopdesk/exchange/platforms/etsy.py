"""Etsy: the order list EtsySoldOrders and the item list EtsySoldOrderItems, joined on Order ID.

The order list has buyers, amounts and fees, but no goods; the item list has goods and addresses, but no totals. An
item list alone makes orders whose total is that of their items; discount, shipping and tax stand beside them as
told until the order list comes.
"""

from shopdesk.exchange.platforms.columns import all_names, spellings
from shopdesk.exchange.platforms.etsy_columns import LINE_COLUMNS, ORDER_COLUMNS
from shopdesk.exchange.platforms.etsy_lines import read_lines
from shopdesk.exchange.platforms.etsy_orders import read_orders
from shopdesk.exchange.platforms.format import Format

_ITEM_ONLY = spellings("transaction id", "listing id", "item total")

ORDERS = Format(
    platform="etsy",
    kind="orders",
    needs=(
        spellings("order id"),
        spellings("sale date"),
        spellings("order total", "order value"),
        spellings("number of items", "order net", "card processing fees", "buyer user id", "ship zipcode"),
    ),
    known=all_names(ORDER_COLUMNS),
    read=read_orders,
    excludes=_ITEM_ONLY,
    family=("etsy",),
)
LINES = Format(
    platform="etsy",
    kind="lines",
    needs=(
        spellings("order id"),
        spellings("sale date"),
        spellings("item name", "title"),
        spellings("transaction id", "listing id"),
        spellings("quantity"),
        spellings("price", "item total"),
    ),
    known=all_names(LINE_COLUMNS),
    read=read_lines,
    family=("etsy",),
)
FORMATS = (ORDERS, LINES)
