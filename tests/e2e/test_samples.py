"""Real exports from the folder named in SHOPDESK_SAMPLES, from the file to paper and workbook and back.

What must come out is counted here from the files with the csv module alone.
"""

import csv
import os
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from shopdesk.services import mapping, mappings
from shopdesk.services.desk import open_desk
from tests.e2e.command_line import CommandLine, everything

FOLDER = os.environ.get("SHOPDESK_SAMPLES")
pytestmark = pytest.mark.skipif(not FOLDER, reason="SHOPDESK_SAMPLES names no folder of real export files")

# orders, lines, units and sum of order totals, as whoever collected the files counted them
SHOPIFY = {
    "kidsliving_orders_ZAR.csv": ("ZAR", 50, 101, 101, "147699.00"),
    "zhang_orders_crlf_56rows.csv": ("BDT", 50, 55, 56, "90652.86"),
    "zhang_orders_bengali.csv": ("BDT", 3, 3, 5, "5800.00"),
    "ramkumar_devstore_orders_INR.csv": ("INR", 51, 121, 258, "590683.29"),
}
MONEY = ("goods", "discount", "shipping", "tax", "total")


def sample(*parts: str) -> Path:
    return Path(FOLDER or "").joinpath(*parts)


def cells(path: Path) -> list[dict[str, str]]:
    """The rows under the header's names, without spaces around them."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [{name.strip(): text for name, text in row.items()} for row in csv.DictReader(stream)]


def month_sums(orders: list[dict[str, Any]]) -> dict[tuple[str, str], list[Decimal]]:
    """Orders, units and money of each month and currency, cancelled ones left out, from what `list` says."""
    sums: dict[tuple[str, str], list[Decimal]] = defaultdict(lambda: [Decimal(0)] * (2 + len(MONEY)))
    for order in orders:
        if order["status"] != "cancelled":
            told = [Decimal(1), Decimal(order["units"]), *(Decimal(order[name]) for name in MONEY)]
            key = (order["local_day"][:7], order["currency"])
            sums[key] = [old + new for old, new in zip(sums[key], told, strict=True)]
    return dict(sums)


def exported_sums(run: CommandLine, months: set[str]) -> dict[tuple[str, str], list[Decimal]]:
    """The same from the answers of `export`."""
    found = {}
    for month in months:
        answer = run("export", month, run.folder / f"{month}.xlsx")
        for total in answer["totals"]:
            names = ("orders", "units", *MONEY)
            if total["orders"]:
                found[month, total["currency"]] = [Decimal(total[name]) for name in names]
    return found


@pytest.mark.parametrize("name", SHOPIFY)
def test_shopify_from_file_to_workbook_and_back(run: CommandLine, name: str) -> None:
    currency, orders, lines, units, total = SHOPIFY[name]
    run.do("inquiry.create", channel="phone", contact="555-0100")
    before = everything(run)
    answer = run("import", sample("shopify", name))
    assert answer["orders"] == {"new": orders, "changed": 0, "unchanged": 0, "older": 0, "refused": 0}
    assert answer["lines"]["new"] == lines
    assert answer["totals"] == [
        {"currency": currency, "orders": orders, "units": units, "amount": total, "refunded": "0.00"}
    ]
    listed = run.rows("orders")
    _equals_the_file(listed, cells(sample("shopify", name)))
    again = run("import", sample("shopify", name))
    assert (again["orders"]["unchanged"], again["batch"]) == (orders, None)

    ready = {order["number"] for order in run.rows("orders", "--where", "ready=yes")}
    printed = run("slips", run.folder / "slips.pdf")
    assert {number for item in printed["lists"] for number in item["orders"]} == ready
    assert printed["made"] == len(ready)
    assert exported_sums(run, {order["local_day"][:7] for order in listed}) == month_sums(listed)
    run("undo"), run("undo")
    assert everything(run) == before


def _equals_the_file(listed: list[dict[str, Any]], rows: list[dict[str, str]]) -> None:
    """Each order's money, buyer and lines, cell by cell."""
    heads = {row["Name"]: row for row in rows if row["Total"]}
    lines: dict[str, list[tuple[str, int, Decimal, str]]] = defaultdict(list)
    for row in rows:
        title, sku = row["Lineitem name"].strip(), row["Lineitem sku"].strip().lstrip("'")
        lines[row["Name"]].append((title, int(row["Lineitem quantity"]), Decimal(row["Lineitem price"]), sku))
    assert {order["platform_order"] for order in listed} == set(heads)
    for order in listed:
        head = heads[order["platform_order"]]
        for field, column in (("total", "Total"), ("shipping", "Shipping")):
            assert Decimal(order[field]) == Decimal(head[column]), (order["platform_order"], field)
        assert order["currency"] == head["Currency"]
        assert (order["status"] == "cancelled") == bool(head["Cancelled at"] or head["Financial Status"] == "voided")
        assert order["buyer"]["email"] == head["Email"].strip()
        told = [(line["quantity"], Decimal(line["price"])) for line in order["lines"]]
        assert told == [line[1:3] for line in lines[order["platform_order"]]]
        assert sum(Decimal(line["price"]) * line["quantity"] for line in order["lines"]) == sum(
            price * quantity for _title, quantity, price, _sku in lines[order["platform_order"]]
        )


def test_all_of_shopify_in_one_batch(run: CommandLine) -> None:
    paths = [sample("shopify", name) for name in SHOPIFY]
    people, goods = sample("shopify", "oks_customers_1511rows.csv"), sample("shopify", "official_products_apparel.csv")
    answer = run("import", *paths, people, goods, "--currency", "USD")
    assert (answer["orders"]["new"], answer["orders"]["refused"]) == (154, 0)
    assert [(total["currency"], total["orders"], total["amount"]) for total in answer["totals"]] == [
        ("BDT", 53, "96452.86"), ("INR", 51, "590683.29"), ("ZAR", 50, "147699.00"),
    ]  # fmt: skip
    assert answer["customers"]["new"] == run("list", "customers", "--limit", "0")["count"] >= 1511
    assert answer["products"]["new"] == 22
    kinds = Counter(file["kind"] for file in answer["files"])
    assert kinds == {"orders": 4, "customers": 1, "products": 1}
    run("undo")
    assert [run("list", kind)["count"] for kind in ("orders", "customers", "products")] == [0, 0, 0]


def test_taobao_lists_with_destroyed_numbers(run: CommandLine) -> None:
    orders, items = (sample("taobao", f"ExportOrder{kind}List_2012_gbk.csv") for kind in ("", "Detail"))
    answer = run("import", orders)
    assert answer["orders"] == {"new": 0, "changed": 0, "unchanged": 0, "older": 0, "refused": 2}
    assert answer["batch"] is None
    assert {problem["code"] for problem in answer["problems"]} == {"id.destroyed"}
    both = run("import", items, orders)
    assert (both["orders"]["new"], both["batch"]) == (0, None)
    assert [file["encoding"] for file in both["files"]] == ["gb18030", "gb18030"]
    assert run("undo", "--list")["count"] == 0


def test_a_month_of_tmall(run: CommandLine) -> None:
    path = sample("taobao", "tmall_order_report_28010rows.csv")
    rows = cells(path)
    total, paid, refunded = (
        sum(Decimal(row[name]) for row in rows) for name in ("总金额", "买家实际支付金额", "退款金额")
    )
    assert [str(total), str(paid), str(refunded)] == ["2995760.61", "1902487.15", "572335.92"]
    answer = run("import", path)
    assert answer["orders"] == {"new": 28_010, "changed": 0, "unchanged": 0, "older": 0, "refused": 0}
    (sums,) = answer["totals"]
    assert (sums["currency"], sums["amount"], sums["refunded"]) == ("CNY", str(total), str(refunded))
    listed = run.rows("orders")
    assert len(listed) == 28_010
    assert sum(Decimal(order["total"]) for order in listed) == total
    assert sum(Decimal(order["paid"]) for order in listed) == paid
    assert sum(Decimal(order["refunded"]) for order in listed) == refunded
    assert sum(order["payment"] == "unpaid" for order in listed) == sum(not row["订单付款时间"].strip() for row in rows)
    months = {order["local_day"][:7] for order in listed}
    assert exported_sums(run, months) == month_sums(listed)
    assert run("import", path)["orders"]["unchanged"] == 28_010
    run("undo")
    assert run("list", "orders")["count"] == 0


# orders, lines, units and the sum of totals, as whoever collected the files counted them; None: not counted there
WESTERN = {
    ("etsy", "EtsySoldOrderItems2020.csv"): (57, 70, 73, "262.55"),
    ("etsy", "EtsySoldOrderItems2021.csv"): (109, 136, 158, "568.30"),
    ("etsy", "EtsySoldOrders2019_namesdropped.csv"): (955, 0, None, None),
    ("amazon", "amazon_in_sale_report_cut_a.csv"): (15_467, 16_879, None, "11103921.00"),
    ("woocommerce", "wc_script_export_109rows.csv"): (100, 109, None, None),
}


@pytest.mark.parametrize(("platform", "name"), WESTERN)
def test_western_platforms(run: CommandLine, platform: str, name: str) -> None:
    orders, lines, units, total = WESTERN[platform, name]
    path = sample(platform, name)
    answer = run("import", path)
    assert answer["orders"] == {"new": orders, "changed": 0, "unchanged": 0, "older": 0, "refused": 0}
    assert (answer["lines"]["new"], answer["files"][0]["platform"]) == (lines, platform)
    (sums,) = answer["totals"]
    assert sums["orders"] == orders
    assert units in (None, sums["units"])
    assert total in (None, sums["amount"])
    listed = run.rows("orders")
    assert len(listed) == orders
    assert sum(Decimal(order["total"]) for order in listed) == Decimal(sums["amount"])
    if "OrderItems" in name:
        assert sum(Decimal(line["total"]) for order in listed for line in order["lines"]) == Decimal(total or 0)
    told = run.text("list", "orders")
    again = run("import", path)
    assert (again["orders"]["unchanged"], again["batch"]) == (orders, None)
    assert run.text("list", "orders") == told


def test_order_totals_that_are_repeated_count_once(run: CommandLine) -> None:
    for name, key, column in (
        (("etsy", "EtsySoldOrders2019_namesdropped.csv"), "Order ID", "Order Total"),
        (("woocommerce", "wc_script_export_109rows.csv"), "Order ID", "Total Amount"),
    ):
        told = {row[key]: Decimal(row[column]) for row in cells(sample(*name))}
        answer = run("import", sample(*name))
        assert Decimal(answer["totals"][0]["amount"]) == sum(told.values())
        listed = run.rows("orders", "--where", f"platform={name[0]}")
        assert {row["platform_order"]: Decimal(row["total"]) for row in listed} == told


def test_products_of_woocommerce(run: CommandLine) -> None:
    answer = run("import", sample("woocommerce", "wc_sample_products.csv"))
    assert (answer["products"]["new"], answer["problems"]) == (22, [])
    again = run("import", sample("woocommerce", "wc_sample_products.csv"))
    assert (again["products"], again["batch"]) == ({"new": 0, "changed": 0}, None)


def import_through_the_page(run: CommandLine, path: Path, **answers: Any) -> Any:
    """What the mapping page does with an unknown file: its proposal and the answers, remembered; then the import."""
    assert run.refused("import", path)[0] == "file.unknown"
    desk = open_desk(run.shop, create=True)
    found = mapping.look(desk, str(path))
    told = mapping.options(desk, found, found.mapping["columns"])
    assert told.open == set(answers) & {"currency", "decimal", "date_order"}
    mappings.save_mapping(desk, path.stem, found.header, found.mapping | answers)
    desk.close()
    return run("import", path)


def test_temu_through_the_mapping_page(run: CommandLine) -> None:
    path = sample("temu", "temu_de_order_export_7rows.csv")
    answer = import_through_the_page(run, path)
    assert (answer["orders"]["new"], answer["orders"]["refused"], answer["lines"]["new"]) == (7, 0, 7)
    assert [(file["platform"], file["mapping"]) for file in answer["files"]] == [("temu", path.stem)]
    rows = cells(path)

    def euros(name: str) -> Decimal:
        return sum((Decimal(row[name].strip("€").replace(",", ".")) for row in rows), Decimal(0))

    names = ("Gesamteinzelhandelspreis", "Produktsteuer-Gesamtbetrag", "Versandkosten", "Versandsteuer-Gesamtbetrag")
    assert answer["totals"] == [
        {"currency": "EUR", "orders": 7, "units": 7, "amount": str(sum(map(euros, names))), "refunded": "0.00"}
    ]
    listed = {order["platform_order"]: order for order in run.rows("orders")}
    assert set(listed) == {row["Bestell-ID"] for row in rows}
    first = listed[rows[0]["Bestell-ID"]]
    assert (first["ordered_at"], first["status"]) == ("2025-12-01T11:32:00Z", "to_ship")
    assert run("import", path)["orders"]["unchanged"] == 7


def test_square_through_the_mapping_page(run: CommandLine) -> None:
    path = sample("square", "square_items_33col.csv")
    rows = cells(path)
    sold = [row for row in rows if not row["Qty"].startswith("-")]
    amount = sum(Decimal(row[name].replace("$", "")) for row in sold for name in ("Net Sales", "Tax"))
    answer = import_through_the_page(run, path, currency="USD")
    orders = {row["Transaction ID"] for row in sold}
    assert (answer["orders"]["new"], answer["lines"]["new"]) == (len(orders), len(sold))
    assert [(total["currency"], total["amount"]) for total in answer["totals"]] == [("USD", str(amount))]
    # The refund names no sale: it is told, not lost.
    assert [(problem["code"], problem["row"]) for problem in answer["problems"]] == [("return.no_order", 159)]
    listed = {order["platform_order"]: order for order in run.rows("orders")}
    assert listed[rows[0]["Transaction ID"]]["ordered_at"] == "2026-05-30T17:03:14Z"
    run("undo")
    assert run("list", "orders")["count"] == 0


@pytest.mark.parametrize("name", ["alipay_records.csv", "jd_buyer_bill_preamble.csv"])
def test_bills_get_a_sensible_proposal(run: CommandLine, name: str) -> None:
    run.do("customer.create", name="Buyer A")
    desk = open_desk(run.shop)
    found = mapping.look(desk, str(sample("bills", name)))
    columns = found.mapping["columns"]
    assert [columns[key] for key in ("platform_order", "ordered_at", "total", "status")] == [
        "交易订单号", "交易时间", "金额", "交易状态",
    ]  # fmt: skip
    assert mapping.try_out(desk, found, found.mapping).refused == 0
    desk.close()
