"""`import`: its answer, what counts as what, and that it undoes whole."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.command_line import CommandLine, everything
from tests.exchange.exports import (
    SHOPIFY_HEADER,
    TAOBAO_HEADER,
    TAOBAO_LINES_HEADER,
    shopify_head,
    shopify_more,
    taobao_row,
)

STATES = ("new", "changed", "unchanged", "older", "refused")
ANSWER = {"batch", "dry_run", "files", "orders", "lines", "customers", "products", "totals", "problems"}
FILE = {
    "path", "sheet", "platform", "kind", "account", "encoding", "zone", "currency", "mapping", "rows",
    "partner_missing",
}  # fmt: skip
PROBLEM = {"file", "sheet", "row", "column", "field", "code", "severity", "expected", "found", "text"}


def counted(answer: dict[str, Any], kind: str = "orders") -> tuple[int, ...]:
    assert list(answer[kind]) == list(STATES)
    return tuple(answer[kind].values())


def test_the_answer_of_an_import(run: CommandLine) -> None:
    path = run.export_file(
        SHOPIFY_HEADER, shopify_head(), shopify_more(), shopify_head("#1002", Lineitem_quantity="-1"),
        shopify_head("#1003", Currency="JPY", Total="1500", Subtotal="1500", Shipping="0", Lineitem_price="750"),
    )  # fmt: skip
    answer = run("import", path)
    assert set(answer) == ANSWER
    assert (answer["batch"], answer["dry_run"]) == ("IM-2026-000001", False)
    (file,) = answer["files"]
    assert set(file) == FILE
    assert {name: file[name] for name in ("path", "sheet", "platform", "kind", "encoding", "rows")} == {
        "path": path, "sheet": None, "platform": "shopify", "kind": "orders", "encoding": "utf-8", "rows": 4,
    }  # fmt: skip
    assert (counted(answer), counted(answer, "lines")) == ((2, 0, 0, 0, 1), (3, 0, 0, 0, 1))
    assert answer["customers"] == {"new": 1, "changed": 0}
    assert answer["products"] == {"new": 0, "changed": 0}
    assert answer["totals"] == [
        {"currency": "JPY", "orders": 1, "units": 2, "amount": "1500", "refunded": "0"},
        {"currency": "USD", "orders": 1, "units": 3, "amount": "25.00", "refunded": "0.00"},
    ]
    problem = next(item for item in answer["problems"] if item["severity"] == "refused")
    assert set(problem) == PROBLEM
    assert (problem["row"], problem["column"], problem["code"]) == (4, "Lineitem quantity", "line.quantity")
    assert {order["batch"] for order in run.rows("orders")} == {"IM-2026-000001"}


def test_a_dry_run_says_the_same_and_writes_nothing(demo: CommandLine) -> None:
    path = demo.export_file(SHOPIFY_HEADER, shopify_head(), shopify_head("#1002", Email="b@example.com"))
    before = everything(demo)
    dry = demo("import", path, "--dry-run")
    assert everything(demo) == before
    done = demo("import", path)
    assert (dry["batch"], dry["dry_run"]) == (None, True)
    assert {**dry, "batch": done["batch"], "dry_run": False} == done


def test_again_is_unchanged_without_a_trace(run: CommandLine) -> None:
    path = run.export_file(SHOPIFY_HEADER, shopify_head(), shopify_more(), shopify_head("#1002"))
    first = run("import", path)
    before, undoable = everything(run), run("undo", "--list")
    again = run("import", path)
    assert (counted(again), counted(again, "lines")) == ((0, 0, 2, 0, 0), (0, 0, 3, 0, 0))
    assert (again["batch"], again["totals"]) == (None, first["totals"])
    assert (everything(run), run("undo", "--list")) == (before, undoable)


def test_undo_of_an_import_is_byte_for_byte_what_was_before(demo: CommandLine) -> None:
    first = demo.export_file(SHOPIFY_HEADER, shopify_head(), shopify_head("#1002", Email="b@example.com"))
    demo("import", first)
    before = everything(demo)
    newer = demo.export_file(
        SHOPIFY_HEADER,
        shopify_head(Fulfillment_Status="fulfilled", Notes="leave it"),
        shopify_more(),
        shopify_head("#1003", Email="c@example.com"),
        name="newer.csv",
    )
    answer = demo("import", newer)
    assert counted(answer)[:2] == (1, 1)
    after = everything(demo)
    undone = demo("undo")
    assert set(undone) == {"undone", "next"}
    assert {"action", "by", "at", "changes"} <= set(undone["undone"])
    assert (undone["undone"]["action"], undone["next"]["action"]) == ("import", "import")
    assert everything(demo) == before
    demo("redo")
    assert everything(demo) == after
    demo("undo"), demo("undo")
    assert counted(demo("import", first)) == (2, 0, 0, 0, 0)


def test_an_older_file_never_rolls_back(run: CommandLine) -> None:
    stages = [
        {"Financial_Status": "pending", "Paid_at": ""},
        {},
        {"Fulfillment_Status": "fulfilled"},
        {"Fulfillment_Status": "fulfilled", "Financial_Status": "refunded", "Refunded_Amount": "25.00"},
    ]
    files = [
        run.export_file(SHOPIFY_HEADER, shopify_head(Notes=f"as of {at}", **cells), name=f"{at}.csv")
        for at, cells in enumerate(stages)
    ]
    run("import", files[3])
    before = everything(run)
    for older in files[:3]:
        assert counted(run("import", older)) == (0, 0, 0, 1, 0)
        assert everything(run) == before
    run("undo")
    for newer in files:
        assert sum(counted(run("import", newer))[:2]) == 1
    (order,) = run.rows("orders")
    assert (order["buyer_message"] + order["seller_memo"], order["refunded"]) == ("as of 3", "25.00")


def test_two_taobao_files_in_either_order_and_together(run: CommandLine) -> None:
    orders = run.export_file(TAOBAO_HEADER, taobao_row(), name="list.csv", encoding="gb18030")
    item = {
        "订单编号": '="2026100300001111"',
        "标题": "蓝色马克杯",
        "价格": "10.00",
        "购买数量": "2",
        "商家编码": "MUG-B",
    }
    items = run.export_file(TAOBAO_LINES_HEADER, item, name="items.csv", encoding="gb18030")
    shown = []
    for number, batches in enumerate(([[orders, items]], [[orders], [items]], [[items], [orders]])):
        run.shop = run.folder / f"{number}.shopdesk"
        missing = [[file["partner_missing"] for file in run("import", *batch)["files"]] for batch in batches]
        assert missing == ([[False, False]] if len(batches) == 1 else [[True], [False]])
        (order,) = run.rows("orders")
        names = ("platform_order", "status", "total", "units", "buyer", "problems")
        shown.append({name: order[name] for name in names})
        assert [(line["sku"], line["quantity"], line["price"]) for line in order["lines"]] == [("MUG-B", 2, "10.00")]
    assert shown[0] == shown[1] == shown[2]


def test_strict_refuses_all_for_one(run: CommandLine) -> None:
    path = run.export_file(SHOPIFY_HEADER, shopify_head(), shopify_head("#1002", Lineitem_quantity="-1"))
    code, where = run.refused("import", path, "--strict")
    assert (code, where["row"], where["reason"], where["count"]) == ("import.strict", 3, "line.quantity", 1)
    assert not run.shop.exists()


def test_one_unreadable_file_refuses_the_batch(run: CommandLine) -> None:
    good = run.export_file(SHOPIFY_HEADER, shopify_head())
    assert run.refused("import", good, run.folder / "none.csv")[0] == "file.missing"
    assert not run.shop.exists()


def test_zone_and_currency_come_from_the_account_then_the_shop(run: CommandLine) -> None:
    cells = {"Created_at": "2026-10-03 23:30:00", "Paid_at": "", "Currency": ""}
    one = run.export_file(SHOPIFY_HEADER, shopify_head(**cells), name="1.csv")
    two = run.export_file(SHOPIFY_HEADER, shopify_head("#1002", **cells), name="2.csv")

    def told(answer: dict[str, Any]) -> list[Any]:
        return [answer["files"][0][name] for name in ("account", "zone", "currency")]

    assert told(run("import", one, "--dry-run")) == [None, "Asia/Shanghai", "CNY"]
    own = ("--account", "east", "--timezone", "America/New_York", "--currency", "eur")
    assert told(run("import", one, *own)) == ["east", "America/New_York", "EUR"]
    assert told(run("import", two)) == ["east", "America/New_York", "EUR"]  # the platform's only account
    order = run.rows("orders", "--where", "platform_order=#1002")[0]
    assert (order["account"], order["ordered_at"], order["local_day"]) == ("east", "2026-10-04T03:30:00Z", "2026-10-04")
    assert told(run("import", one, "--account", "west")) == ["west", "Asia/Shanghai", "CNY"]
    assert run.refused("import", two)[0] == "account.required"
    whole = run.export_file(SHOPIFY_HEADER, shopify_head("#9"), name="9.csv")
    assert told(run("import", whole, "--account", "west")) == ["west", None, "USD"]  # its cells name both


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--platform", "moon"], "platform.unknown"),
        (["--platform", "table"], "map.missing"),
        (["--timezone", "Mars/Olympus"], "zone.unknown"),
        (["--currency", "RMB"], "currency.unknown"),
        (["--map", "none.json"], "file.missing"),
    ],
)
def test_options_that_say_nothing_known(run: CommandLine, options: list[str], code: str) -> None:
    assert run.refused("import", run.export_file(SHOPIFY_HEADER, shopify_head()), *options)[0] == code


# -- a mapped table ------------------------------------------------------------------------------------------------

COLUMNS = {
    "platform_order": "InvoiceNo", "sku": "StockCode", "title": "Description", "quantity": "Quantity",
    "price": "UnitPrice", "ordered_at": "InvoiceDate", "buyer_id": "CustomerID", "country": "Country",
}  # fmt: skip
TABLE = list(COLUMNS.values())


def mapped(*rows: tuple[str, str, str, str]) -> list[list[str]]:
    """Rows of number, SKU, quantity and price."""
    return [
        [number, sku, f"Thing {sku}", quantity, price, "1/12/2026 8:26", "17850.0", "Exampleland"]
        for number, sku, quantity, price in rows
    ]


def mapping(folder: Path, **more: Any) -> str:
    path = folder / "map.json"
    path.write_text(json.dumps({"columns": COLUMNS, "currency": "GBP", **more}), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("status", [None, "completed"])
@pytest.mark.parametrize("told", [3, 2])  # with the return, or before it
def test_a_table_with_its_returns_imported_again_and_a_longer_one_after_it(
    run: CommandLine, status: str | None, told: int
) -> None:
    rows = [("536365", "A", "6", "2.50"), ("536365", "B", "2", "3.00"), ("C536365", "A", "-2", "2.50")]
    october = run.export_file(TABLE, *mapped(*rows[:told]), name="october.csv")
    more = mapped(*rows, ("C536390", "Z", "-1", "1.00"), ("536390", "Z", "1", "1.00"))
    for row in more:
        row[-1] = "Otherland"  # told of the order, together with its return
    november = run.export_file(TABLE, *more, name="november.csv")
    options = ("--map", mapping(run.folder, date_order="dmy", **({"status": status} if status else {})))
    first = run("import", october, *options)
    assert first["totals"][0]["refunded"] == ("5.00" if told == 3 else "0.00")
    before = everything(run)
    again = run("import", october, *options)
    assert (again["batch"], again["orders"]["changed"], again["orders"]["older"]) == (None, 0, 0)
    assert again["totals"] == first["totals"]
    assert everything(run) == before
    run("import", november, *options)
    order = next(each for each in run.rows("orders") if each["platform_order"] == "536365")
    assert order["address"]["country"] == "Otherland"
    assert (order["payment"], order["refunded"]) == ("part_refunded", "5.00")
    assert [line["returned"] for line in order["lines"]] == [2, 0]
    assert run("import", november, *options)["batch"] is None
    run("undo")
    assert everything(run) == before


def test_a_mapped_table_with_returns(run: CommandLine) -> None:
    sold = run.export_file(TABLE, *mapped(("536365", "A", "6", "2.555"), ("536365", "B", "2", "3.00")), name="sold.csv")
    back = run.export_file(TABLE, *mapped(("C536365", "B", "-1", "3.00"), ("C999", "B", "-1", "3.00")), name="back.csv")
    options = ("--map", mapping(run.folder, date_order="dmy", zone="Europe/London"))
    answer = run("import", sold, *options)
    assert answer["totals"] == [
        {"currency": "GBP", "orders": 1, "units": 8, "amount": "21.33", "refunded": "0.00"}  # 6 × 2.555 = 15.33
    ]
    (order,) = run.rows("orders")
    assert (order["ordered_at"], order["local_day"]) == ("2026-12-01T08:26:00Z", "2026-12-01")
    assert [(line["price"], line["total"]) for line in order["lines"]] == [(None, "15.33"), ("3.00", "6.00")]
    before = everything(run)
    answer = run("import", back, *options)
    assert counted(answer) == (0, 1, 0, 0, 1)
    assert [(problem["code"], problem["row"]) for problem in answer["problems"]] == [("return.no_order", 3)]
    (order,) = run.rows("orders")
    assert (order["refunded"], [line["returned"] for line in order["lines"]]) == ("3.00", [0, 1])
    assert counted(run("import", back, *options)) == (0, 0, 1, 0, 1)
    run("undo")
    assert everything(run) == before
    run.shop = run.folder / "together.shopdesk"
    (total,) = run("import", sold, back, *options)["totals"]
    assert (total["amount"], total["refunded"], run.rows("orders")[0]["refunded"]) == ("21.33", "3.00", "3.00")


@pytest.mark.parametrize(
    ("content", "found"), [(b"\xff\x00", "“0xff”"), (b'{\n "columns": oops}', "“2:13 oops}”"), (b"[" * 100_000, "“…”")]
)
def test_a_mapping_that_is_no_json_is_shown_where(run: CommandLine, content: bytes, found: str) -> None:
    path = run.folder / "map.json"
    path.write_bytes(content)
    table = run.export_file(TABLE, *mapped(("1", "A", "1", "1")))
    error = json.loads(run.text("import", table, "--map", path, code=1))["error"]
    assert error["code"] == "map.invalid"
    assert found in error["text"]


@pytest.mark.parametrize(
    "content", ["[]", "{", '{"colums": {}}', '{"columns": {"platform_order": "X", "bogus": "Y"}}', '{"columns": 5}',
                '{"columns": {"platform_order": "InvoiceNo"}, "date_order": "xyz"}'],
)  # fmt: skip
def test_a_mapping_that_is_wrong(run: CommandLine, content: str) -> None:
    path = run.folder / "map.json"
    path.write_text(content, encoding="utf-8")
    code, where = run.refused("import", run.export_file(TABLE, *mapped(("1", "A", "1", "1"))), "--map", path)
    assert code == "map.invalid"
    assert where["found"]
    assert where["expected"]


def test_a_price_list_out_and_in_again(run: CommandLine) -> None:
    from openpyxl import load_workbook

    run.do("product.create", sku="007", title="Mug", price="19.00", currency="CNY", stock=5)
    path = run.folder / "prices.xlsx"
    assert run.do("product.export", file=str(path)) == {"file": str(path), "rows": 1}
    assert run.do_refused("product.export", file=str(path))[0] == "export.exists"
    before = everything(run)
    answer = run("import", path)
    assert (answer["batch"], answer["files"][0]["kind"], answer["prices"]["unchanged"]) == (None, "products", 1)
    assert everything(run) == before
    book = load_workbook(path)
    sheet = book.worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    sheet.cell(2, titles.index("Stock") + 1).value = 9
    sheet.append(["CUP", None, "Cup", None, None, None, 7.5])
    sheet.append(["GONE", None, None, None, None, None, 7.5])
    book.save(path)
    answer = run("import", path, "--dry-run")
    assert answer["products"] == {"new": 1, "changed": 1}
    assert answer["prices"] == {
        "new": 1, "changed": 1, "unchanged": 0, "refused": 1,
        "changes": [
            {"row": 2, "sku": "007", "title": "Mug", "field": "stock", "before": 5, "after": 9, "currency": "CNY"}
        ],
    }  # fmt: skip
    assert [(p["code"], p["row"], p["column"]) for p in answer["problems"]] == [("price_list.unknown", 4, "SKU")]
    assert everything(run) == before
    run("import", path)
    assert [(row["sku"], row["price"], row["stock"]) for row in run.rows("products", "--sort", "sku")] == [
        ("007", "19.00", 9), ("CUP", "7.50", None),
    ]  # fmt: skip
    run("undo")
    assert everything(run) == before


def test_a_mapping_kept_by_a_script_reads_the_next_file(run: CommandLine) -> None:
    header = ["No", "Item", "Sum"]
    path = run.export_file(header, ["A-1", "Mug", "5.00"], ["A-2", "Cup", "7.00"])
    assert run.refused("import", path)[0] == "file.unknown"
    mapping = {"columns": {"platform_order": "No", "title": "Item", "total": "Sum"}, "currency": "EUR"}
    run.do("mapping.save", name="Fair", header=header, mapping=mapping)
    answer = run("import", path)
    assert (counted(answer), answer["files"][0]["mapping"]) == ((2, 0, 0, 0, 0), "Fair")
    run.do("mapping.rename", name="Fair", to="Market")
    assert run("import", path)["files"][0]["mapping"] == "Market"
    run.do("mapping.delete", name="Market")
    assert run.refused("import", path)[0] == "file.unknown"
    assert run.do_refused("mapping.save", name="Fair", header=header[1:], mapping=mapping)[0] == "map.column_missing"
    assert run.do_refused("mapping.save", name="Fair", header=header, mapping={"columns": 5})[0] == "map.invalid"
