"""Taobao's and Tmall's order list and item list, quirk by quirk."""

from datetime import UTC, datetime

import pytest

from shopdesk.domain.imported import ImportedFile
from shopdesk.exchange.reading import read_files
from tests.exchange.exports import (
    TAOBAO_HEADER,
    TAOBAO_LINES_HEADER,
    Read,
    Write,
    columns,
    csv_text,
    taobao_row,
)

TMALL_REPORT = columns("订单编号,总金额,买家实际支付金额,收货地址 ,订单创建时间,订单付款时间 ,退款金额")
TMALL_2025 = columns("订单编号,支付单号,买家应付货款,总金额,订单状态,收货地址,订单创建时间,商品标题")
ITEMS_2021 = columns(
    "子订单编号,主订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码,支付单号,"
    "买家应付货款,买家实际支付金额,退款状态,退款金额,订单创建时间,订单付款时间"
)


def item(number: str, **cells: str) -> dict[str, str]:
    row = {
        "订单编号": number,
        "标题": "蓝色马克杯",
        "价格": "10.00",
        "购买数量": "1",
        "外部系统编号": "MUG",
        "商品属性": "颜色：蓝色;尺码：大",
        "订单状态": "买家已付款，等待卖家发货",
        "商家编码": "MUG-B",
    }
    return row | cells


def test_an_order(taobao: Read) -> None:
    file = taobao(taobao_row(买家留言="请快一点", 订单备注="'送礼物", 商家备忘="老客户"), default_zone="Europe/Paris")
    assert (file.platform, file.kind, file.encoding) == ("taobao", "orders", "gb18030")
    assert (file.zone, file.currency) == ("Asia/Shanghai", "CNY")
    order = file.orders[0]
    assert order.platform_order == "2026100300001111"
    assert (order.goods, order.shipping, order.total, order.paid) == (2000, 0, 2000, 2000)
    assert order.ordered_at == datetime(2026, 10, 3, 4, 4, tzinfo=UTC)
    assert (order.payment, order.delivery, order.finished, order.cancelled) == ("paid", "none", False, False)
    assert (order.region, order.city, order.district) == ("广东省", "湛江市", "赤坎区")
    assert (order.street, order.postcode, order.country) == ("示例路 1号", "524000", "CN")
    assert (order.buyer_id, order.buyer_name, order.buyer_phone) == ("买家甲", "买家甲", "13800000000")
    assert (order.buyer_message, order.seller_memo, order.close_reason) == ("请快一点", "老客户\n送礼物", "")
    assert order.extra["店铺Id" if "店铺Id" in order.extra else "买家支付积分"] == "0"


@pytest.mark.parametrize(
    ("status", "paid_at", "facts"),
    [
        ("等待买家付款", "", ("unpaid", "none", False, False)),
        ("买家已付款，等待卖家发货", "2026-10-03 12:05", ("paid", "none", False, False)),
        ("买家已付款,等待卖家发货", "2026-10-03 12:05", ("paid", "none", False, False)),
        ("卖家部分发货", "2026-10-03 12:05", ("paid", "partial", False, False)),
        ("卖家已发货，等待买家确认", "2026-10-03 12:05", ("paid", "full", False, False)),
        ("买家已签收", "2026-10-03 12:05", ("paid", "delivered", False, False)),
        ("交易成功", "2026-10-03 12:05", ("paid", "delivered", True, False)),
        ("交易关闭", "", ("unpaid", "none", False, True)),
        ("交易关闭", "2026-10-03 12:05", ("refunded", "none", False, True)),
        ("付款以前，卖家或买家主动关闭交易", "", ("unpaid", "none", False, True)),
        ("付款以后用户退款成功，交易自动关闭", "2026-10-03 12:05", ("refunded", "none", False, True)),
        ("买家已付定金，等待买家付尾款", "", ("part_paid", "none", False, False)),
    ],
)
def test_statuses(taobao: Read, status: str, paid_at: str, facts: tuple[str, str, bool, bool]) -> None:
    cells = {"订单状态": status, "订单付款时间 ": paid_at, "买家实际支付金额": "20.00" if paid_at else "0"}
    order = taobao(taobao_row(**cells)).orders[0]
    assert (order.payment, order.delivery, order.finished, order.cancelled) == facts


def test_pay_on_delivery(taobao: Read) -> None:
    cells = {"订单状态": "等待卖家发货，货到付款", "订单付款时间 ": "", "买家实际支付金额": "0"}
    order = taobao(taobao_row(**cells)).orders[0]
    assert (order.payment, order.pay_on_delivery) == ("unpaid", True)


def test_unknown_status(taobao: Read) -> None:
    file = taobao(taobao_row(订单状态="新鲜状态"))
    assert [(problem.code, problem.severity) for problem in file.problems] == [("status.unknown", "warning")]
    assert file.orders[0].payment == "paid"


def test_refunds_and_signing(taobao: Read) -> None:
    file = taobao(
        taobao_row("1111111111111111", 订单状态="交易成功", 退款金额="5.00", 确认收货时间="2026-10-09 08:00:00"),
        taobao_row("2222222222222222", 订单状态="交易成功", 退款金额="20元", 发货时间="2026-10-04 08:00:00"),
    )
    first, second = file.orders
    assert (first.payment, first.refunded, first.finished) == ("part_refunded", 500, True)
    assert first.signed_at == datetime(2026, 10, 9, tzinfo=UTC)
    assert (second.payment, second.shipped_at) == ("refunded", datetime(2026, 10, 4, tzinfo=UTC))


def test_tracking_invoice_and_changed_address(taobao: Read) -> None:
    cells = {
        "物流单号 ": "No:SF0000000000001",
        "物流公司": "示例快递",
        "发票抬头": "示例公司",
        "修改后的收货地址": "买家乙，86-13800000001，上海 上海市 浦东新区 示例路2号",
        "修改后的sku": "颜色：红色",
    }
    order = taobao(taobao_row(**cells)).orders[0]
    assert (order.tracking, order.carrier, order.invoice_title) == ("SF0000000000001", "示例快递", "示例公司")
    assert (order.buyer_name, order.buyer_phone) == ("买家乙", "13800000001")
    assert (order.region, order.district, order.street) == ("上海", "浦东新区", "示例路2号")
    assert order.lines[0].variant == "颜色：红色"


@pytest.mark.parametrize(
    ("titles", "kinds", "units", "lines"),
    [
        ("蓝色马克杯", "1", "2", [("蓝色马克杯", 2, 1000, 2000)]),
        ("杯子，带勺", "1", "1", [("杯子，带勺", 1, 2000, 2000)]),
        ("杯子，盘子", "2", "2", [("杯子", 1, None, 0), ("盘子", 1, None, 0)]),
        ("杯子，杯子", "2", "2", [("杯子", 1, None, 0), ("杯子", 1, None, 0)]),
        ("杯子，盘子", "2", "3", [("杯子，盘子", 3, None, 2000)]),
        ("杯子，带勺，盘子", "2", "2", [("杯子，带勺，盘子", 2, None, 2000)]),
        ("", "1", "2", []),
    ],
)
def test_provisional_lines(taobao: Read, titles: str, kinds: str, units: str, lines: list[object]) -> None:
    order = taobao(taobao_row(**{"宝贝标题 ": titles, "宝贝种类 ": kinds, "宝贝总数量": units})).orders[0]
    assert [(line.title, line.quantity, line.price, line.total) for line in order.lines] == lines
    assert order.lines_provisional is bool(lines)
    assert len({line.key for line in order.lines}) == len(lines)
    assert order.units == int(units)


@pytest.mark.parametrize(
    "cells",
    [{"收货人姓名": "买**"}, {"联系手机": "1******0000"}, {"买家会员名": "买***甲"}, {"收货人姓名": "##密文"}],
)
def test_masked_buyers(taobao: Read, cells: dict[str, str]) -> None:
    order = taobao(taobao_row(**cells)).orders[0]
    assert order.buyer_masked
    assert "*" not in order.buyer_id


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"订单编号": "1.37359E+14"}, "id.destroyed"),
        ({"订单编号": ""}, "order.number_missing"),
        ({"总金额": "贵"}, "money.unreadable"),
        ({"总金额": "-20.00"}, "money.negative"),
        ({"宝贝总数量": "-2"}, "line.quantity"),
        ({"订单创建时间": "0000-00-00 00:00:00"}, "date.out_of_range"),
        ({"订单创建时间": "9999-01-01"}, "date.out_of_range"),
    ],
)
def test_refused(taobao: Read, cells: dict[str, str], code: str) -> None:
    file = taobao(taobao_row("3333333333333333"), taobao_row() | cells)
    assert [(problem.code, problem.row) for problem in file.problems] == [(code, 3)]
    assert [order.platform_order for order in file.orders] == ["3333333333333333"]


def test_digits_cut_by_a_spreadsheet(taobao: Read) -> None:
    file = taobao(taobao_row("202610030000111000"), taobao_row("202610030000222000"))
    assert [problem.code for problem in file.problems] == ["id.destroyed", "id.destroyed"]


def test_destroyed_numbers_that_became_alike_are_no_duplicates_to_choose_from(taobao: Read) -> None:
    file = taobao(taobao_row("1.37359E+14"), taobao_row("1.37359E+14"), taobao_row("202610030000111000"))
    assert [(problem.code, problem.row) for problem in file.problems] == [("id.destroyed", 2), ("id.destroyed", 3)]


@pytest.mark.parametrize("words", ["无退款申请", "没有申请退款", "-"])
def test_no_refund_in_words(taobao: Read, words: str) -> None:
    (order,) = taobao(taobao_row() | {"退款金额": words}).orders
    assert order.refunded is None


def test_duplicate_numbers(taobao: Read) -> None:
    file = taobao(taobao_row(), taobao_row("4444444444444444"), taobao_row())
    assert [problem.row for problem in file.problems if problem.code == "order.duplicate"] == [2, 4]
    assert len(file.orders) == 1


def test_comma_lines_captions_and_totals(write: Write) -> None:
    text = (
        "卖出的宝贝\r\n" + csv_text(TAOBAO_HEADER, [taobao_row()]) + ",,,,\r\n" * 3 + "\r\n总计,,,20.00\r\n" + "," * 60
    )
    file = read_files([write(text, encoding="gb18030")])[0]
    assert [order.row for order in file.orders] == [3]
    assert [(problem.code, problem.found) for problem in file.problems] == [("row.left_out", "8")]


def test_total_mismatch(taobao: Read) -> None:
    file = taobao(taobao_row(总金额="99.00"))
    assert [(problem.code, problem.severity) for problem in file.problems] == [("order.total_mismatch", "warning")]


@pytest.mark.parametrize(
    ("cells", "platform"),
    [
        ({}, "taobao"),
        ({"店铺名称": "示例旗舰店"}, "tmall"),
        ({"天猫卡券抵扣": "3.00"}, "tmall"),
        ({"天猫卡券抵扣": "0.00"}, "taobao"),
    ],
)
def test_tmall_says_so(taobao: Read, cells: dict[str, str], platform: str) -> None:
    assert taobao(taobao_row(**cells)).platform == platform


def test_the_person_names_the_platform(taobao: Read) -> None:
    assert taobao(taobao_row(), platform="tmall").platform == "tmall"


def test_tmall_report_without_status(write: Write) -> None:
    rows = [
        ["1", "178.8", "0.0", "上海", "2026-10-03 00:00:00", "", "0.0"],
        ["2", "21.0", "21.0", "内蒙古自治区", "2026-10-02 23:59:54", "2026-10-03 00:00:02", "0.0"],
        ["3", "37.0", "0.0", "安徽省", "2026-10-02 23:59:35", "2026-10-03 00:00:02", "37.0"],
        ["4", "30.0", "10.0", "湖南省", "2026-10-02 23:58:34", "2026-10-02 23:58:44", "20.0"],
    ]
    file = read_files([write(csv_text(TMALL_REPORT, rows))])[0]
    assert (file.platform, file.ids_count_rows) == ("tmall", True)
    assert [problem.code for problem in file.problems] == ["id.counts_rows"]
    assert [(order.payment, order.cancelled, order.refunded, order.paid) for order in file.orders] == [
        ("unpaid", False, 0, 0),
        ("paid", False, 0, 2100),
        ("refunded", True, 3700, 0),
        ("part_refunded", False, 2000, 1000),
    ]
    assert not file.order_fields & {"delivery", "lines", "finished", "buyer_name"}


def test_tmall_2025_with_packed_address(write: Write) -> None:
    rows = [
        ["2026100300001111", "1", "20.00", "20.00", "卖家已发货,等待买家确认",
         "买家甲，86-13800000000，广东省深圳市福田区某街道1号", "2026-10-03 12:00:00", "蓝色马克杯"],
    ]  # fmt: skip
    file = read_files([write(csv_text(TMALL_2025, rows))])[0]
    order = file.orders[0]
    assert (file.platform, order.delivery, order.payment) == ("tmall", "full", "paid")
    assert (order.buyer_name, order.buyer_phone) == ("买家甲", "13800000000")
    assert (order.region, order.city, order.district, order.street) == ("广东省", "深圳市", "福田区", "某街道1号")
    assert order.lines[0].title == "蓝色马克杯"


def test_item_list(write: Write) -> None:
    rows = [
        item('="2026100300001111"'),
        item('="2026100300001111"', 商品属性="颜色：红色", 购买数量="3", 备注="刻字：甲"),
        item('="2026100300001111"'),
        item('="5555555555555555"', 购买数量="-1"),
    ]
    file = read_files([write(csv_text(TAOBAO_LINES_HEADER, rows), encoding="gb18030")])[0]
    assert (file.kind, file.platform, file.platform_certain) == ("lines", "taobao", False)
    order = file.orders[0]
    assert [(line.sku, line.variant, line.quantity, line.total) for line in order.lines] == [
        ("MUG-B", "颜色：蓝色;尺码：大", 1, 1000),
        ("MUG-B", "颜色：红色", 3, 3000),
        ("MUG-B", "颜色：蓝色;尺码：大", 1, 1000),
    ]
    assert order.lines[1].personalisation == "刻字：甲"
    assert len({line.key for line in order.lines}) == 3
    assert file.order_fields == {"lines", "payment", "delivery", "finished", "cancelled", "pay_on_delivery"}
    assert [(problem.code, problem.row) for problem in file.problems] == [("line.quantity", 5)]


def test_item_list_of_2021(write: Write) -> None:
    base = {"主订单编号": "2026100300001111", "标题": "杯子", "价格": "10.00", "购买数量": "2", "商家编码": "MUG"}
    rows = [
        base | {"子订单编号": "2026100300001112", "买家应付货款": "18.00", "退款状态": "无退款申请", "退款金额": "0",
                "订单状态": "交易成功", "订单付款时间": "2026-10-03 12:05:06"},
        base | {"子订单编号": "2026100300001113", "买家应付货款": "20.00", "退款状态": "退款成功", "退款金额": "20.00",
                "订单状态": "交易关闭", "订单付款时间": "2026-10-03 12:05:06"},
    ]  # fmt: skip
    order = read_files([write(csv_text(ITEMS_2021, rows))])[0].orders[0]
    assert [(line.key, line.total, line.discount, line.refunded) for line in order.lines] == [
        ("2026100300001112", 1800, 200, 0),
        ("2026100300001113", 2000, 0, 2000),
    ]
    assert (order.payment, order.finished, order.cancelled) == ("paid", True, False)


@pytest.mark.parametrize("orders_first", [True, False])
def test_both_lists_in_one_batch(write: Write, orders_first: bool) -> None:
    orders = write(
        csv_text(TAOBAO_HEADER, [taobao_row(店铺名称="示例专营店"), taobao_row("4444444444444444")]), "a.csv"
    )
    items = write(csv_text(TAOBAO_LINES_HEADER, [item("2026100300001111", 购买数量="2")]), "b.csv")
    paths = [orders, items] if orders_first else [items, orders]
    files: dict[str, ImportedFile] = {file.kind: file for file in read_files(paths)}
    first, second = files["orders"].orders
    assert [(line.sku, line.quantity) for line in first.lines] == [("MUG-B", 2)]
    assert (first.lines_provisional, second.lines_provisional) == (False, True)
    assert (files["lines"].platform, files["lines"].joined, files["orders"].joined) == ("tmall", True, True)
    assert "sku" in files["orders"].line_fields
