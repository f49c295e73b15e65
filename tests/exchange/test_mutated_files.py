"""Files after accidents: never a traceback, never half an order, never an amount that the file does not say."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopdesk.domain import money
from shopdesk.domain.errors import UserError
from shopdesk.domain.imported import ImportedFile
from shopdesk.exchange.reading import read_files
from shopdesk.sentences import SENTENCES
from tests.exchange.etsy_exports import ITEMS_HEADER, etsy_item, etsy_order, etsy_second_item
from tests.exchange.etsy_exports import ORDERS_HEADER as ETSY_HEADER
from tests.exchange.exports import (
    SHOPIFY_HEADER,
    TAOBAO_HEADER,
    csv_text,
    shopify_head,
    shopify_more,
    taobao_row,
)
from tests.exchange.mutations import Export, broken, possible_totals, records, told_totals
from tests.exchange.test_amazon import ALL, plate, sold
from tests.exchange.test_woocommerce import SCRIPT, script_row

SHOPIFY = Export(
    "shopify",
    csv_text(
        SHOPIFY_HEADER,
        [
            shopify_head("#1001", Subtotal="27.00", Total="32.00", Notes='says "hello", twice\nand goes on'),
            shopify_more("#1001"),
            shopify_head("#1002", Total="1149.00", Subtotal="1144.00", Lineitem_price="572.00"),
            shopify_head("#1003", Financial_Status="voided", Shipping_Name="Größe Ö", Shipping_Phone="'+49 555 0100"),
        ],
    ).encode(),
    "utf-8",
    "Name",
    "Total",
)
TAOBAO = Export(
    "taobao",
    csv_text(
        TAOBAO_HEADER,
        [
            taobao_row('="2026100300001111"'),
            taobao_row('="2026100300002222"', 总金额="118.50", 买家应付货款="118.50", 买家实际支付金额="118.50"),
            taobao_row('="2026100300003333"', 订单状态="交易关闭", 买家留言="请用盒子，谢谢"),
        ],
    ).encode("gb18030"),
    "gb18030",
    "订单编号",
    "总金额",
)
ETSY = Export(
    "etsy",
    csv_text(
        ETSY_HEADER,
        [
            etsy_order("1900000001"),
            etsy_order("1900000003", Order_Total="1149.00", Order_Value="1144.50", Full_Name="Größe Ö"),
            etsy_order("1900000005", Status="Canceled", Street_1='1 "Old" Street,\nBack yard'),
        ],
    ).encode(),
    "utf-8",
    "Order ID",
    "Order Total",
)
ETSY_ITEMS = Export(
    "etsy items",
    csv_text(ITEMS_HEADER, [etsy_item(), etsy_second_item(), etsy_item("1900000003", "2200000009")]).encode(),
    "utf-8",
    "Order ID",
    "no total",
)
WOOCOMMERCE = Export(
    "woocommerce",
    csv_text(
        SCRIPT,
        [
            script_row("501"), script_row("501", Product_Name="Plate, \"deep\""),
            script_row("502", Total_Amount="1149.00", Status="completed"), script_row("503", Name="Größe Ö"),
        ],
    ).encode(),
    "utf-8",
    "Order ID",
    "Total Amount",
)  # fmt: skip
AMAZON = Export(
    "amazon",
    csv_text(ALL, [sold(), plate(), sold("111-0000002-0000002", order_status="Shipped")], "\t").encode(),
    "utf-8",
    "amazon-order-id",
    "no total",
    "\t",
)
EXPORTS = {export.name: export for export in (SHOPIFY, TAOBAO, ETSY, ETSY_ITEMS, WOOCOMMERCE, AMAZON)}
MAPPING = {"columns": {"platform_order": "No", "sku": "SKU", "quantity": "Qty", "price": "Price", "total": "Total",
                       "ordered_at": "Date", "buyer_name": "Who"}}  # fmt: skip
MAPPED = Export(
    "table",
    b"No;Date;Who;SKU;Qty;Price;Total\r\nA-1;2026-10-03;Buyer A;MUG;2;10,00;25,00\r\n"
    b"A-1;2026-10-03;Buyer A;CUP;1;5,00;25,00\r\n"
    b"A-2;2026-10-04;\xc3\x84nne;MUG;1;10,00;10,00\r\n",
    "utf-8",
    "No",
    "Total",
    ";",
)


def read(path: Path, data: bytes, **options: Any) -> list[ImportedFile] | None:
    """The file read; None where it was refused with one of our sentences."""
    path.write_bytes(data)
    try:
        return read_files([str(path)], **options)
    except UserError as error:
        refusal = error.code
    assert refusal in SENTENCES
    return None


def hold_to_it(files: list[ImportedFile], data: bytes, export: Export) -> None:
    """Every order of the file goes in with the total that the file says, or something says why not."""
    found = records(data, export, files[0].encoding)
    told = told_totals(found, export)
    rows = len(found)
    last = "" if data.endswith((b"\n", b"\r")) else " ".join(found[-1] if found else [])
    for file in files:
        said = {problem.order for problem in file.problems if problem.order} | set(file.refused_orders.values())
        whole = {problem.code for problem in file.problems if problem.row is None}
        for problem in file.problems:
            assert problem.code in SENTENCES
            assert problem.row is None or 1 <= problem.row <= max(rows, 1) + 2
        for order in file.orders:
            texts = told.get(order.platform_order)
            if texts is None or order.total is None or not any(texts):
                continue
            whole_order = order.platform_order not in last
            possible = {money.to_minor(amount, order.currency) for amount in possible_totals(texts, whole_order)}
            assert order.total in possible or whole, (order, texts)
        taken = {order.platform_order for order in file.orders} | {item.platform_order for item in file.returns}
        if not whole:
            assert {name for name, texts in told.items() if any(texts)} <= taken | said


CHECKS = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.mark.parametrize("name", EXPORTS)
@settings(max_examples=250, suppress_health_check=CHECKS)
@given(data=st.data())
def test_a_broken_export_lies_about_nothing(tmp_path: Path, name: str, data: st.DataObject) -> None:
    export = EXPORTS[name]
    content = data.draw(broken(export))
    files = read(tmp_path / "export.csv", content)
    if files is not None:
        hold_to_it(files, content, export)


@settings(max_examples=250, suppress_health_check=CHECKS)
@given(data=st.data())
def test_a_broken_mapped_table_lies_about_nothing(tmp_path: Path, data: st.DataObject) -> None:
    content = data.draw(broken(MAPPED))
    files = read(tmp_path / "table.csv", content, mapping=MAPPING | {"decimal": ","})
    if files is not None:
        hold_to_it(files, content, MAPPED)


@settings(max_examples=150, suppress_health_check=CHECKS)
@given(content=st.binary(max_size=4000))
def test_bytes_of_any_kind_are_refused_or_read(tmp_path: Path, content: bytes) -> None:
    read(tmp_path / "any.csv", content)
    read(tmp_path / "any.xlsx", b"PK\x03\x04" + content)
    read(tmp_path / "any.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + content)
    read(tmp_path / "any.gz", b"\x1f\x8b\x08" + content)
