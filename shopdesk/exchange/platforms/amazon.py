"""Amazon: the reports all orders, new orders and unshipped orders, and sale reports cut out of them.

All of them are one row per item under column names that are the same in every marketplace. What Amazon itself
fulfils is never to be packed: such an order counts as sent as soon as it is paid.
"""

import re

from shopdesk.exchange.platforms.amazon_columns import COLUMNS
from shopdesk.exchange.platforms.amazon_orders import read_orders
from shopdesk.exchange.platforms.columns import all_names, spellings
from shopdesk.exchange.platforms.format import Format

_NUMBER = re.compile(r"(?:\d{3}|[A-Z]\d{2})-\d{7}-\d{7}", re.IGNORECASE)
_NUMBERS = spellings("amazon order id", "order id")
_KNOWN = all_names(COLUMNS)


def _has_amazon_numbers(header: list[str], below: list[list[str]]) -> bool:
    """Whether nearly all order numbers look like Amazon's, `405-8078784-5731545`."""
    at = next((index for index, name in enumerate(header) if name in _NUMBERS), None)
    if at is None:
        return False
    told = [row[at].strip().strip("'\"=") for row in below if len(row) > at and row[at].strip()]
    return sum(_NUMBER.fullmatch(text) is not None for text in told) * 2 > len(told) > 0


REPORT = Format(
    platform="amazon",
    kind="orders",
    needs=(
        _NUMBERS,
        spellings("purchase date"),
        spellings("product name", "sku", "asin", "item price", "order status", "order item id"),
        spellings(
            "order item id", "merchant order id", "last updated date", "payments date", "fulfillment channel",
            "promise date", "item price", "item status", "ship service level", "quantity purchased",
        ),
    ),
    known=_KNOWN,
    read=read_orders,
    family=("amazon",),
)  # fmt: skip
# A cut of a few columns under names that anybody might use.
CUT = Format(
    platform="amazon",
    kind="orders",
    needs=(
        _NUMBERS,
        spellings("date", "order date", "purchase date"),
        spellings("qty", "quantity", "quantity purchased"),
        spellings("amount", "item price", "sku", "category", "asin", "product name"),
    ),
    known=_KNOWN,
    read=read_orders,
    family=("amazon",),
    vouch=_has_amazon_numbers,
)
FORMATS = (REPORT, CUT)
