"""Small hand-made export files: fictional shops, every quirk written out."""

import csv
import io
from collections.abc import Callable, Sequence

from shopdesk.domain.imported import ImportedFile


def columns(text: str) -> list[str]:
    """The names in a header line."""
    return text.split(",")


SHOPIFY_HEADER = columns(
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,"
    "Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,"
    "Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,"
    "Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,Billing Street,"
    "Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,"
    "Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,"
    "Shipping Company,Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,"
    "Note Attributes,Cancelled at,Payment Method,Payment Reference,Refunded Amount,Vendor,"
    "Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,"
    "Tax 1 Name,Tax 1 Value,Phone,Receipt Number,Duties,Shipping Province Name"
)

TAOBAO_HEADER = columns(
    "订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,买家支付积分,总金额,返点积分,"
    "买家实际支付金额,买家实际支付积分,订单状态,买家留言,收货人姓名,收货地址 ,运送方式,联系电话 ,"
    "联系手机,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝种类 ,物流单号 ,物流公司,订单备注,宝贝总数量,"
    "店铺Id,店铺名称,订单关闭原因,卖家服务费,买家服务费,发票抬头,是否手机订单,修改后的sku,"
    "修改后的收货地址,天猫卡券抵扣,退款金额,确认收货时间,发货时间,商家备忘"
)
TAOBAO_LINES_HEADER = columns("订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码")

Write = Callable[..., str]
Read = Callable[..., ImportedFile]


def csv_text(header: Sequence[str], rows: Sequence[dict[str, str] | Sequence[str]], delimiter: str = ",") -> str:
    """A table as text; rows are lists of cells or cells by header."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        if isinstance(row, dict):
            unknown = set(row) - set(header)
            assert not unknown, unknown
            writer.writerow([row.get(name, "") for name in header])
        else:
            writer.writerow(row)
    return stream.getvalue()


def shopify_head(name: str = "#1001", **cells: str) -> dict[str, str]:
    """An ordinary paid order of one line; `cells` by header with spaces as underscores."""
    row = {
        "Name": name,
        "Email": "buyer.a@example.com",
        "Financial Status": "paid",
        "Paid at": "2026-10-03 12:05:06 +0800",
        "Fulfillment Status": "unfulfilled",
        "Currency": "USD",
        "Subtotal": "20.00",
        "Shipping": "5.00",
        "Taxes": "0.00",
        "Total": "25.00",
        "Discount Amount": "0.00",
        "Created at": "2026-10-03 12:04:05 +0800",
        "Lineitem quantity": "2",
        "Lineitem name": "Mug - Blue",
        "Lineitem price": "10.00",
        "Lineitem sku": "MUG-B",
        "Lineitem fulfillment status": "pending",
        "Lineitem discount": "0.00",
        "Shipping Name": "Buyer A",
        "Shipping Street": "1 Example Street",
        "Shipping City": "Springfield",
        "Shipping Zip": "'01234",
        "Shipping Province": "MA",
        "Shipping Country": "US",
        "Shipping Phone": "555-0100",
        "Refunded Amount": "0.00",
        "Outstanding Balance": "0.00",
        "Id": "9000000000001",
    }
    return row | {key.replace("_", " "): text for key, text in cells.items()}


def shopify_more(name: str = "#1001", **cells: str) -> dict[str, str]:
    """A continuation row: the number, e-mail and time again, line cells, nothing else."""
    row = {
        "Name": name,
        "Email": "buyer.a@example.com",
        "Created at": "2026-10-03 12:04:05 +0800",
        "Lineitem quantity": "1",
        "Lineitem name": "Plate",
        "Lineitem price": "7.00",
        "Lineitem sku": "PLATE",
        "Lineitem fulfillment status": "pending",
        "Lineitem discount": "0.00",
    }
    return row | {key.replace("_", " "): text for key, text in cells.items()}


def taobao_row(number: str = '="2026100300001111"', **cells: str) -> dict[str, str]:
    """An ordinary paid order of two units of one thing."""
    row = {
        "订单编号": number,
        "买家会员名": "买家甲",
        "买家应付货款": "20.00",
        "买家应付邮费": "0元",
        "买家支付积分": "0",
        "总金额": "20.00",
        "买家实际支付金额": "20.00",
        "订单状态": "买家已付款，等待卖家发货",
        "收货人姓名": "买家甲",
        "收货地址 ": "广东省 湛江市 赤坎区 示例路 1号(524000)",
        "运送方式": "快递",
        "联系手机": "'13800000000",
        "订单创建时间": "2026-10-3 12:04",
        "订单付款时间 ": "2026-10-03 12:05:06",
        "宝贝标题 ": "蓝色马克杯",
        "宝贝种类 ": "1",
        "宝贝总数量": "2",
        "店铺名称": "示例小店",
        "订单关闭原因": "订单未关闭",
    }
    return row | cells
