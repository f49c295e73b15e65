"""Real exports from the folder named in SHOPDESK_SAMPLES, against counts made independently."""

import contextlib
import csv
import os
from pathlib import Path

import pytest

from shopdesk.domain.errors import UserError
from shopdesk.domain.imported import ImportedFile
from shopdesk.exchange.reading import read_files

FOLDER = os.environ.get("SHOPDESK_SAMPLES")
pytestmark = pytest.mark.skipif(not FOLDER, reason="SHOPDESK_SAMPLES names no folder of real export files")


def read(name: str, **options: object) -> ImportedFile:
    return read_files([str(Path(FOLDER or "") / name)], **options)[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "currency", "orders", "lines", "units", "total"),
    [
        ("shopify/kidsliving_orders_ZAR.csv", "ZAR", 50, 101, 101, 14_769_900),
        ("shopify/zhang_orders_crlf_56rows.csv", "BDT", 50, 55, 56, 9_065_286),
        ("shopify/zhang_orders_bengali.csv", "BDT", 3, 3, 5, 580_000),
        ("shopify/ramkumar_devstore_orders_INR.csv", "INR", 51, 121, 258, 59_068_329),
    ],
)
def test_shopify_orders(name: str, currency: str, orders: int, lines: int, units: int, total: int) -> None:
    file = read(name)
    assert (file.platform, file.kind, file.problems) == ("shopify", "orders", [])
    assert {order.currency for order in file.orders} == {currency}
    assert len(file.orders) == orders
    told = [line for order in file.orders for line in order.lines]
    assert (len(told), sum(line.quantity for line in told)) == (lines, units)
    assert sum(order.total or 0 for order in file.orders) == total


def test_kidsliving_statuses_and_postcodes() -> None:
    orders = read("shopify/kidsliving_orders_ZAR.csv").orders
    assert sum(order.payment == "paid" for order in orders) == 35
    assert sum(order.payment == "unpaid" and not order.cancelled for order in orders) == 13
    assert sum(order.cancelled for order in orders) == 2
    assert orders[0].postcode == "4440"


def test_pay_on_delivery_where_it_is_told() -> None:
    orders = read("shopify/zhang_orders_crlf_56rows.csv").orders
    assert sum(order.pay_on_delivery for order in orders) == 46
    assert all(read_order.pay_on_delivery for read_order in read("shopify/zhang_orders_bengali.csv").orders)


def test_shopify_customers_and_products() -> None:
    customers = read("shopify/oks_customers_1511rows.csv")
    assert len(customers.customers) == len({person.key for person in customers.customers}) == 1511
    products = read("shopify/official_products_apparel.csv", currency="USD")
    assert len(products.products) == 22
    assert len({item.key for item in products.products}) == 22


def test_taobao_lists_with_destroyed_numbers() -> None:
    folder = Path(FOLDER or "") / "taobao"
    paths = [str(folder / f"ExportOrder{kind}List_2012_gbk.csv") for kind in ("", "Detail")]
    orders, items = read_files(paths)
    assert (orders.rows, orders.orders, len(orders.problems)) == (2, [], 2)
    assert (items.kind, items.orders) == ("lines", [])
    assert {problem.code for problem in (*orders.problems, *items.problems)} == {"id.destroyed"}
    assert [row for row, _cells in orders.refused_rows] == [2, 3]


@pytest.mark.parametrize(
    ("name", "orders", "lines", "units", "items"),
    [
        ("etsy/EtsySoldOrderItems2020.csv", 57, 70, 73, 26_255),
        ("etsy/EtsySoldOrderItems2021.csv", 109, 136, 158, 56_830),
    ],
)
def test_etsy_items(name: str, orders: int, lines: int, units: int, items: int) -> None:
    file = read(name)
    assert (file.platform, file.kind, file.problems, len(file.orders)) == ("etsy", "lines", [], orders)
    told = [line for order in file.orders for line in order.lines]
    assert (len(told), sum(line.quantity for line in told), sum(line.total for line in told)) == (lines, units, items)
    assert all(order.payment == "paid" and order.paid_at and order.buyer_name for order in file.orders)


def test_etsy_orders() -> None:
    file = read("etsy/EtsySoldOrders2019_namesdropped.csv")
    assert (file.platform, file.kind, len(file.orders)) == ("etsy", "orders", 955)
    assert sum(order.payment == "refunded" for order in file.orders) == 2
    assert sum(order.payment == "part_refunded" for order in file.orders) == 6
    assert {order.delivery for order in file.orders} == {"full"}
    # Zeros are lost, dates in step: Etsy's odd and even numbers run 22 days apart there.
    assert {problem.code for problem in file.problems} == {"postcode.zeros_lost", "postcode.zeros_restored"}
    assert {problem.severity for problem in file.problems} == {"warning"}


def test_amazon_sale_report() -> None:
    file = read("amazon/amazon_in_sale_report_cut_a.csv", currency="INR")
    assert (file.platform, file.rows, len(file.orders), file.problems) == ("amazon", 16_879, 15_467, [])
    assert sum(len(order.lines) for order in file.orders) == 16_879
    assert sum(order.total or 0 for order in file.orders) == 1_110_392_100


def test_amazon_unshipped_orders() -> None:
    file = read("amazon/amazon_unshipped_orders_30col.txt")
    assert (file.platform, len(file.orders), file.problems) == ("amazon", file.rows, [])
    assert {(order.payment, order.delivery, order.currency) for order in file.orders} == {("paid", "none", "INR")}
    assert all(order.ship_by and order.street and order.extra["days-past-promise"] < "0" for order in file.orders)


def test_woocommerce() -> None:
    file = read("woocommerce/wc_script_export_109rows.csv")
    assert (file.platform, file.rows, len(file.orders), file.problems) == ("woocommerce", 109, 100, [])
    assert sum(len(order.lines) for order in file.orders) == 109
    assert sum(order.payment == "unpaid" for order in file.orders) == 4
    assert sum(order.total or 0 for order in file.orders) == 4_044_691
    products = read("woocommerce/wc_sample_products.csv")
    assert (len(products.products), products.rows, products.problems) == (22, 24, [])
    assert {item.title for item in products.products if item.variant} == {"T-Shirt", "Hoodie"}


def test_every_western_header(tmp_path: Path) -> None:
    text = (Path(FOLDER or "") / "headers" / "western.txt").read_text(encoding="utf-8")
    known = {}
    for number, line in enumerate(text.splitlines()):
        if line.startswith("#") or not line:
            continue
        path = tmp_path / f"{number}.csv"
        mark = "\t" if "\t" in line else ";" if line.count(";") > 5 else ","
        names = next(csv.reader([line], delimiter=mark))
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, delimiter=mark).writerows([names, ["405-0000001-0000001", *["1"] * (len(names) - 1)]])
        with contextlib.suppress(UserError):
            known[names[0]] = read_files([str(path)])[0].platform
    assert known == {"amazon-order-id": "amazon", "Sale Date": "etsy", "Order Number": "woocommerce"}


def test_every_taobao_header_ever_seen(tmp_path: Path) -> None:
    text = (Path(FOLDER or "") / "headers" / "taobao_tmall.txt").read_text(encoding="utf-8")
    headers = [line.split(",") for line in text.splitlines() if line.startswith("订单编号")]
    kinds = []
    for number, header in enumerate(headers):
        path = tmp_path / f"{number}.csv"
        numbers = {"订单编号": "2026100300001111", "购买数量": "1", "价格": "1.00", "总金额": "1.00"}
        row = ",".join(numbers.get(name, "") for name in header)
        path.write_text(",".join(header) + "\n" + row + "\n", encoding="gb18030")
        file = read_files([str(path)])[0]
        assert [order.platform_order for order in file.orders] == ["2026100300001111"]
        kinds.append(file.kind)
    assert kinds == ["orders", "orders", "orders", "lines", "orders"]


def test_tmall_report() -> None:
    file = read("taobao/tmall_order_report_28010rows.csv")
    assert (file.platform, file.ids_count_rows, len(file.orders)) == ("tmall", True, 28_010)
    assert [problem.code for problem in file.problems] == ["id.counts_rows"]
    sums = [sum(getattr(order, name) or 0 for order in file.orders) for name in ("total", "paid", "refunded")]
    assert sums == [299_576_061, 190_248_715, 57_233_592]
    assert sum(order.payment == "unpaid" for order in file.orders) == 3_923
    assert sum(order.payment == "refunded" and order.cancelled for order in file.orders) == 5_132


def test_mapped_table_of_half_a_million_lines() -> None:
    names = {
        "platform_order": "InvoiceNo", "sku": "StockCode", "title": "Description", "quantity": "Quantity",
        "price": "UnitPrice", "ordered_at": "InvoiceDate", "buyer_id": "CustomerID", "country": "Country",
    }  # fmt: skip
    file = read("load/online_retail_541909rows.csv.gz", mapping={"columns": names, "currency": "GBP"})
    refused = {problem.order for problem in file.problems}
    assert file.rows == 541_909
    assert len(file.orders) + len(file.returns) + len(refused) == 25_900
    assert file.orders[0].buyer_id == "17850"
