"""Import end to end on a real shop: counts, merging, older files, undo, and that nothing is half done."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from shopdesk.db.tables import Order
from shopdesk.domain.drafts import LineDraft, OrderDraft
from shopdesk.domain.errors import Cancelled, UserError
from shopdesk.services import history, imports, orders, packing
from shopdesk.services.desk import Desk
from shopdesk.services.imports import ImportOptions
from shopdesk.services.listing import KINDS, list_records
from tests.exchange.exports import (
    SHOPIFY_HEADER,
    TAOBAO_HEADER,
    TAOBAO_LINES_HEADER,
    csv_text,
    shopify_head,
    shopify_more,
    taobao_row,
)
from tests.services.small_shop import dump, query


@pytest.fixture
def write(tmp_path: Path) -> Any:
    """Writes a file and returns its path."""

    def save(name: str, header: Any, *rows: Any) -> str:
        path = tmp_path / name
        path.write_text(csv_text(header, rows), encoding="utf-8")
        return str(path)

    return save


def shopify(write: Any, *rows: Any, name: str = "orders.csv") -> str:
    return str(write(name, SHOPIFY_HEADER, *rows))


def taobao(write: Any, *rows: Any, name: str = "orders.csv") -> str:
    return str(write(name, TAOBAO_HEADER, *rows))


def items(write: Any, *rows: Any, name: str = "items.csv") -> str:
    return str(write(name, TAOBAO_LINES_HEADER, *rows))


def item(number: str = '="2026100300001111"', sku: str = "MUG-B", quantity: str = "2", **cells: str) -> dict[str, str]:
    row = {"订单编号": number, "标题": "蓝色马克杯", "价格": "10.00", "购买数量": quantity, "商家编码": sku,
           "商品属性": "颜色：蓝色", "订单状态": "买家已付款，等待卖家发货"}  # fmt: skip
    return row | cells


def run(desk: Desk, *paths: str, **options: Any) -> dict[str, Any]:
    """Imports and gives the answer."""
    return imports.import_files(desk, list(paths), ImportOptions(**options)).value


def all_orders(desk: Desk) -> list[dict[str, Any]]:
    """Every order as `list orders` shows it, by platform number."""
    rows = list_records(desk, KINDS["orders"], (), "", True, None, 0)[1]
    return sorted(rows, key=lambda row: str(row["platform_order"]))


def counted(result: dict[str, Any], kind: str = "orders") -> tuple[int, ...]:
    """new, changed, unchanged, older, refused."""
    return tuple(result[kind][state] for state in ("new", "changed", "unchanged", "older", "refused"))


# -- new -----------------------------------------------------------------------------------------------------------


def test_a_file_becomes_orders_lines_and_a_customer(desk: Desk, write: Any) -> None:
    result = run(desk, shopify(write, shopify_head(), shopify_more(), shopify_head("#1002", Email="b@example.com")))
    assert counted(result) == (2, 0, 0, 0, 0)
    assert counted(result, "lines") == (3, 0, 0, 0, 0)
    assert result["customers"] == {"new": 2, "changed": 0}
    assert result["totals"] == [{"currency": "USD", "orders": 2, "units": 5, "amount": "50.00", "refunded": "0.00"}]
    first, second = all_orders(desk)
    assert (first["platform"], first["platform_order"], first["status"], first["payment"]) == (
        "shopify", "#1001", "to_ship", "paid",
    )  # fmt: skip
    assert [line["title"] for line in first["lines"]] == ["Mug - Blue", "Plate"]
    assert first["address"]["postcode"] == "01234"
    assert first["ordered_at"] == "2026-10-03T04:04:05Z"
    assert (first["batch"], second["batch"]) == (result["batch"], result["batch"])
    assert first["customer"] != second["customer"]


def test_again_is_unchanged_without_a_trace(desk: Desk, write: Any) -> None:
    path = shopify(write, shopify_head(), shopify_more())
    run(desk, path)
    before, entries = dump(desk), len(history.undoable(desk))
    result = run(desk, path)
    assert counted(result) == (0, 0, 1, 0, 0)
    assert counted(result, "lines") == (0, 0, 2, 0, 0)
    assert result["batch"] is None
    assert dump(desk) == before
    assert len(history.undoable(desk)) == entries


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({"Financial Status": "pending", "Paid at": ""}, "awaiting_payment"),
        ({"Financial Status": "pending", "Paid at": "", "Payment Method": "Cash on Delivery (COD)"}, "to_ship"),
        ({"Fulfillment Status": "fulfilled"}, "shipped"),
        ({"Financial Status": "voided"}, "cancelled"),
        ({"Cancelled at": "2026-10-04 10:00:00 +0800"}, "cancelled"),
        ({"Financial Status": "refunded", "Refunded Amount": "25.00"}, "cancelled"),
    ],
)
def test_status_of_an_imported_order(desk: Desk, write: Any, cells: dict[str, str], status: str) -> None:
    run(desk, shopify(write, shopify_head(**{key.replace(" ", "_"): text for key, text in cells.items()})))
    assert [order["status"] for order in all_orders(desk)] == [status]


# -- changed -------------------------------------------------------------------------------------------------------


def test_a_newer_file_moves_the_order_on_and_keeps_what_was_edited_here(desk: Desk, write: Any) -> None:
    run(desk, shopify(write, shopify_head(), shopify_more()))
    number = all_orders(desk)[0]["number"]
    orders.flag_orders(desk, [number], "red")
    with desk.write("order.update") as unit:
        unit.door.set(Order, 1, buyer_phone="555-0199")
        unit.commit()
    result = run(
        desk,
        shopify(write, shopify_head(Fulfillment_Status="fulfilled", Notes="leave it"), shopify_more(), name="b.csv"),
    )
    assert counted(result) == (0, 1, 0, 0, 0)
    (order,) = all_orders(desk)
    assert (order["status"], order["delivery"], order["buyer_message"]) == ("shipped", "full", "leave it")
    assert (order["flag"], order["buyer"]["phone"]) == ("red", "555-0199")
    assert [line["shipped"] for line in order["lines"]] == [2, 1]


def test_an_older_file_changes_nothing_at_all(desk: Desk, write: Any) -> None:
    run(desk, shopify(write, shopify_head(Fulfillment_Status="fulfilled")))
    before = dump(desk)
    result = run(desk, shopify(write, shopify_head(Notes="an old memo"), name="old.csv"))
    assert counted(result) == (0, 0, 0, 1, 0)
    assert result["batch"] is None
    assert dump(desk) == before


def test_a_refund_that_came_later_and_its_day(desk: Desk, write: Any) -> None:
    run(desk, shopify(write, shopify_head()))
    run(desk, shopify(write, shopify_head(Financial_Status="partially_refunded", Refunded_Amount="5.00"), name="b.csv"))
    run(desk, shopify(write, shopify_head(Financial_Status="partially_refunded", Refunded_Amount="7.50"), name="c.csv"))
    (order,) = all_orders(desk)
    assert (order["payment"], order["refunded"], order["status"]) == ("part_refunded", "7.50", "to_ship")
    with desk.shop.read() as connection:
        refunds = connection.exec_driver_sql("SELECT amount, local_day, source FROM refund").all()
    assert [tuple(row) for row in refunds] == [(750, "2026-10-03", "import")]


def test_lines_that_come_change_and_go(desk: Desk, write: Any) -> None:
    run(desk, shopify(write, shopify_head(), shopify_more()))
    newer = shopify(
        write,
        shopify_head(Lineitem_quantity="3", Subtotal="35.00", Total="40.00"),
        shopify_more(Lineitem_name="Bowl", Lineitem_sku="BOWL", Lineitem_price="5.00"),
        name="b.csv",
    )
    result = run(desk, newer)
    assert counted(result, "lines") == (1, 1, 0, 0, 0)
    (order,) = all_orders(desk)
    assert [(line["title"], line["quantity"]) for line in order["lines"]] == [("Mug - Blue", 3), ("Bowl", 1)]
    assert (order["total"], order["units"]) == ("40.00", 4)


def test_a_change_on_an_order_being_packed_is_shown_as_a_problem(desk: Desk, write: Any) -> None:
    run(desk, shopify(write, shopify_head()))
    packing.make_lists(desk, [all_orders(desk)[0]["number"]])
    run(desk, shopify(write, shopify_head(Shipping_Street="2 Other Street"), name="b.csv"))
    (order,) = all_orders(desk)
    assert order["problems"] == ["address_changed"]
    assert order["address"]["street"] == "2 Other Street"


# -- two files -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", ["orders", "items", "together"])
def test_taobao_lists_join_whichever_comes_first(desk: Desk, write: Any, first: str) -> None:
    order_list = taobao(write, taobao_row(**{"宝贝种类 ": "2", "宝贝标题 ": "蓝色马克杯，盘子", "宝贝总数量": "3"}))
    item_list = items(write, item(), item(sku="PLATE", quantity="1", 标题="盘子", 价格="0.00"))
    if first == "together":
        result = run(desk, order_list, item_list)
        assert counted(result) == (1, 0, 0, 0, 0)
        assert [file["partner_missing"] for file in result["files"]] == [False, False]
    else:
        one, other = (order_list, item_list) if first == "orders" else (item_list, order_list)
        result = run(desk, one)
        assert result["files"][0]["partner_missing"] is True
        run(desk, other)
    (order,) = all_orders(desk)
    assert [(line["sku"], line["quantity"]) for line in order["lines"]] == [("MUG-B", 2), ("PLATE", 1)]
    assert (order["total"], order["buyer"]["id"], order["status"], order["problems"]) == (
        "20.00",
        "买家甲",
        "to_ship",
        [],
    )
    assert counted(run(desk, order_list, item_list)) == (0, 0, 1, 0, 0)


def test_overlapping_files_in_one_drop_count_once_and_the_later_state_speaks(desk: Desk, write: Any) -> None:
    new = shopify(write, shopify_head(Fulfillment_Status="fulfilled"), name="new.csv")
    old = shopify(write, shopify_head(), shopify_head("#1002"), name="old.csv")
    result = run(desk, new, old)
    assert counted(result) == (2, 0, 0, 0, 0)
    assert [order["status"] for order in all_orders(desk)] == ["shipped", "to_ship"]


# -- people --------------------------------------------------------------------------------------------------------


def test_who_the_buyer_is_may_be_told_later(desk: Desk, write: Any) -> None:
    run(desk, items(write, item('="1001000000000001"'), item('="1001000000000002"'), item('="1001000000000003"')))
    assert [order["customer"] for order in all_orders(desk)] == [None] * 3
    before = dump(desk)
    rows = [taobao_row('="1001000000000001"'), taobao_row('="1001000000000002"')]
    result = run(desk, taobao(write, *rows, taobao_row('="1001000000000003"', 买家会员名="K******g")))
    assert result["customers"] == {"new": 1, "changed": 0}
    customers = {order["platform_order"]: order["customer"] for order in all_orders(desk)}
    first = customers["1001000000000001"]
    assert first is not None
    assert customers == {"1001000000000001": first, "1001000000000002": first, "1001000000000003": None}
    assert run(desk, taobao(write, *rows))["batch"] is None
    history.undo(desk)
    assert dump(desk) == before


def test_the_same_login_is_the_same_customer_and_masks_are_nobody(desk: Desk, write: Any) -> None:
    run(
        desk,
        taobao(
            write,
            taobao_row('="1001000000000001"'),
            taobao_row('="1001000000000002"', 联系手机="'13800000009"),
            taobao_row('="1001000000000003"', 买家会员名="K******g"),
            taobao_row('="1001000000000004"', 买家会员名="K******g"),
        ),
    )
    customers = [order["customer"] for order in all_orders(desk)]
    assert customers[0] == customers[1] is not None
    assert customers[2:] == [None, None]


# -- refused -------------------------------------------------------------------------------------------------------


def test_a_bad_line_keeps_its_whole_order_out_and_the_rest_goes_in(desk: Desk, write: Any, tmp_path: Path) -> None:
    path = shopify(
        write,
        shopify_head(),
        shopify_more(Lineitem_quantity="-1"),
        shopify_head("#1002", Total="25.00"),
    )
    shown = imports.preview(desk, [path])
    assert imports.save_refused(shown, str(tmp_path / "refused.csv")) == 2
    assert "#1001" in (tmp_path / "refused.csv").read_text(encoding="utf-8-sig")
    result = run(desk, path)
    assert counted(result) == (1, 0, 0, 0, 1)
    assert counted(result, "lines")[4] == 2
    problem = result["problems"][0]
    assert (problem["code"], problem["severity"], problem["row"]) == ("line.quantity", "refused", 3)
    assert [order["platform_order"] for order in all_orders(desk)] == ["#1002"]


def test_strict_refuses_all(desk: Desk, write: Any) -> None:
    path = shopify(write, shopify_head(Lineitem_quantity="-1"), shopify_head("#1002"))
    before = dump(desk)
    with pytest.raises(UserError, match=r"import\.strict"):
        imports.import_files(desk, [path], strict=True)
    assert dump(desk) == before


def test_a_dry_run_and_an_unreadable_file_write_nothing(desk: Desk, write: Any, tmp_path: Path) -> None:
    good = shopify(write, shopify_head())
    before = dump(desk)
    assert counted(imports.import_files(desk, [good], dry_run=True).value) == (1, 0, 0, 0, 0)
    bad = tmp_path / "picture.csv"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    with pytest.raises(UserError, match=r"file\.unknown"):
        run(desk, good, str(bad))
    assert dump(desk) == before


def test_cancel_leaves_nothing(desk: Desk, write: Any) -> None:
    path = shopify(write, shopify_head())
    before = dump(desk)
    shown = imports.preview(desk, [path])
    with pytest.raises(Cancelled):
        imports.apply(desk, shown, cancelled=lambda: True)
    assert dump(desk) == before


# -- undo, and others who write --------------------------------------------------------------------------------------


def test_one_import_is_one_undo_step(desk: Desk, write: Any) -> None:
    run(desk, shopify(write, shopify_head("#0999")))
    before = dump(desk)
    newer = shopify(
        write, shopify_head("#0999", Fulfillment_Status="fulfilled"), shopify_head(), shopify_more(), name="b.csv"
    )
    run(desk, newer)
    after = dump(desk)
    history.undo(desk)
    assert dump(desk) == before
    history.redo(desk)
    assert dump(desk) == after
    history.undo(desk)
    assert counted(run(desk, newer)) == (1, 1, 0, 0, 0)


def test_an_import_that_packing_stands_on_cannot_be_undone(desk: Desk, write: Any) -> None:
    run(desk, shopify(write, shopify_head()))
    packing.make_lists(Desk(desk.shop, "second", desk.clock), [all_orders(desk)[0]["number"]])
    before = dump(desk)
    with pytest.raises(UserError, match=r"undo\.conflict"):
        history.undo(desk)
    assert dump(desk) == before


def test_what_others_saved_between_preview_and_import_is_seen(desk: Desk, write: Any) -> None:
    path = shopify(write, shopify_head())
    shown = imports.preview(desk, [path])
    run(desk, path)
    assert counted(imports.apply(desk, shown).value) == (0, 0, 1, 0, 0)
    assert len(all_orders(desk)) == 1


def test_the_search_index_is_as_if_each_record_had_been_written_alone(desk: Desk, write: Any) -> None:
    from shopdesk.db import search

    run(desk, taobao(write, taobao_row()), shopify(write, shopify_head(Notes="買家乙"), shopify_more(), name="s.csv"))
    before = dump(desk)["search_text"]
    with desk.write("check.repair") as unit:
        search.rebuild(unit.connection)
        unit.commit()
    assert dump(desk)["search_text"] == before
    assert len(orders.ids(desk, query("买家乙"))) == 1


# -- accounts ------------------------------------------------------------------------------------------------------


def test_two_accounts_are_two_shops_and_have_to_be_named(desk: Desk, write: Any) -> None:
    path = shopify(write, shopify_head())
    run(desk, path, account="north")
    run(desk, path, account="south")
    assert sorted(order["account"] for order in all_orders(desk)) == ["north", "south"]
    with pytest.raises(UserError, match=r"account\.required"):
        run(desk, path)


def test_ids_that_count_rows_are_kept_apart(desk: Desk, write: Any) -> None:
    header = ["订单编号", "总金额", "买家实际支付金额", "收货地址 ", "订单创建时间", "订单付款时间 ", "退款金额"]
    first = write("a.csv", header, ["1", "5.0", "5.0", "上海", "2026-10-01 00:00:00", "2026-10-01 00:01:00", "0.0"],
                  ["2", "6.0", "0.0", "上海", "2026-10-01 00:00:09", "", "0.0"])  # fmt: skip
    other = write("b.csv", header, ["1", "7.0", "7.0", "北京市", "2026-10-02 00:00:00", "2026-10-02 00:01:00", "0.0"],
                  ["2", "8.0", "8.0", "北京市", "2026-10-02 00:00:09", "2026-10-02 00:01:00", "0.0"])  # fmt: skip
    assert counted(run(desk, str(first))) == (2, 0, 0, 0, 0)
    result = run(desk, str(other))
    assert counted(result) == (2, 0, 0, 0, 0)
    assert "id.counts_rows" in [problem["code"] for problem in result["problems"]]
    assert counted(run(desk, str(first))) == (0, 0, 2, 0, 0)


def test_a_mapped_table(desk: Desk, write: Any) -> None:
    header = ["No", "Item", "SKU", "Qty", "Each", "When", "Who"]
    path = write("t.csv", header, ["A1", "Tea", "T", "2", "3,50", "03.10.2026 10:00", "Buyer A"],
                 ["A1", "Mug", "M", "1", "4,00", "03.10.2026 10:00", "Buyer A"])  # fmt: skip
    mapping = json.loads(
        '{"columns": {"platform_order": "No", "title": "Item", "sku": "SKU", "quantity": "Qty", "price": "Each",'
        '"ordered_at": "When", "buyer_name": "Who"}, "zone": "Europe/Berlin", "currency": "EUR",'
        '"date_order": "dmy", "decimal": ","}'
    )
    result = run(desk, str(path), mapping=mapping)
    assert result["totals"] == [{"currency": "EUR", "orders": 1, "units": 3, "amount": "11.00", "refunded": "0.00"}]
    (order,) = all_orders(desk)
    assert (order["platform"], order["ordered_at"]) == ("table", "2026-10-03T08:00:00Z")


def test_editing_an_imported_order_keeps_what_its_platform_told_about_money(desk: Desk, write: Any) -> None:
    """Tax within the prices, points, prices finer than a cent: the total is not what the fields add up to."""
    run(desk, shopify(write, shopify_head(Total="22.00", Taxes="2.00", Subtotal="20.00", Shipping="2.00")))
    number = all_orders(desk)[0]["number"]
    draft = orders.draft_of(desk, number)
    orders.update_order(desk, number, replace(draft, buyer_phone="555-0111"))
    (order,) = all_orders(desk)
    assert (order["total"], order["goods"], order["payment"]) == ("22.00", "20.00", "paid")
    more = (*draft.lines, LineDraft(title="Gift card", quantity=1, price=500))
    orders.update_order(desk, number, replace(draft, lines=more))
    (order,) = all_orders(desk)
    assert (order["total"], order["goods"], order["payment"]) == ("27.00", "25.00", "part_paid")


def test_an_import_gets_its_turn_among_others_who_never_rest(desk: Desk, write: Any, monkeypatch: Any) -> None:
    draft = OrderDraft(buyer_name="Buyer A", currency="CNY", lines=(LineDraft("Mug", 1, 4500),))
    for _one in range(imports._TRIES + 2):
        orders.create_order(desk, draft)
    shown = imports.preview(desk, [shopify(write, shopify_head())])
    tried = 0
    lay_out = imports.Layout.write

    def disturbed(self: Any, staged: Any) -> None:
        nonlocal tried
        tried += 1
        lay_out(self, staged)
        if tried <= imports._TRIES + 2:
            history.undo(desk)  # what is matched then may rest on it

    monkeypatch.setattr(imports.Layout, "write", disturbed)
    assert imports.apply(desk, shown).value["orders"]["new"] == 1
    assert tried == imports._TRIES + 3
