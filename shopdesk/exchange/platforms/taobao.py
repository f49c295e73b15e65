"""Taobao and Tmall: the order list of 已卖出的宝贝 and its item list, every header since 2012.

Both platforms export the same columns. A file is Tmall's only where it says so: a 店铺名称 ending in 旗舰店, 专卖店
or 专营店, an amount other than 0 in a 天猫… column, or one of Tmall's own short reports (no buyer columns: amounts and
times alone, or 商品标题 in place of 宝贝标题). Everything else is Taobao's, unless the person names the platform.
An item list cannot tell; it says so in `platform_certain`.
"""

from shopdesk.exchange.platforms.format import Format
from shopdesk.exchange.platforms.taobao_columns import LINE_NAMES, ORDER_NAMES
from shopdesk.exchange.platforms.taobao_lines import read_lines
from shopdesk.exchange.platforms.taobao_orders import read_orders

_NUMBERS = frozenset({"订单编号", "主订单编号", "子订单编号"})

ORDERS = Format(
    platform="taobao",
    kind="orders",
    needs=(
        frozenset({"订单编号", "主订单编号"}),
        frozenset({"总金额", "买家应付货款"}),
        frozenset({"买家应付货款", "买家实际支付金额", "买家会员名", "宝贝标题", "商品标题"}),
    ),
    known=ORDER_NAMES,
    read=read_orders,
    excludes=frozenset({"购买数量"}),
    zone="Asia/Shanghai",
    currency="CNY",
    family=("taobao", "tmall"),
)
LINES = Format(
    platform="taobao",
    kind="lines",
    needs=(
        _NUMBERS,
        frozenset({"标题", "商品标题", "宝贝标题"}),
        frozenset({"购买数量"}),
        frozenset({"价格", "商品价格", "宝贝价格"}),
    ),
    known=LINE_NAMES,
    read=read_lines,
    zone="Asia/Shanghai",
    currency="CNY",
    family=("taobao", "tmall"),
)
FORMATS = (ORDERS, LINES)
