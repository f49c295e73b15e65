"""A newer export changes orders that are being packed: a Shopify and a Taobao pair, by commands only."""

import pytest

from tests.e2e.command_line import CommandLine, everything
from tests.exchange.exports import SHOPIFY_HEADER, TAOBAO_HEADER, shopify_head, taobao_row

PDF = "slips.pdf"


@pytest.mark.parametrize("platform", ["shopify", "taobao"])
def test_a_changed_address_stops_the_parcel_until_it_was_seen(run: CommandLine, platform: str) -> None:
    header, row = (SHOPIFY_HEADER, shopify_head) if platform == "shopify" else (TAOBAO_HEADER, taobao_row)
    newer = {"Shipping_Street": "2 Other Street", "Notes": "call first"}
    if platform == "taobao":
        newer = {"收货地址 ": "广东省 湛江市 霞山区 示例路 2号(524000)", "买家留言": "call first"}
    run("import", run.export_file(header, row(), name="monday.csv"))
    pdf = run.folder / PDF
    (made,) = run("slips", pdf)["lists"]
    before = everything(run)
    run("import", run.export_file(header, row(**newer), name="tuesday.csv"))

    (order,) = run.rows("orders")
    assert order["problems"] == ["address_changed", "memo_changed"]
    assert run.rows("orders", "--where", "problem=stopping") == [order]
    (listed,) = run.rows("packing-lists", "--where", "problem=yes")
    assert (listed["problems"], listed["print_again"]) == (order["problems"], True)
    for action, values in (
        ("packing.scan", {"list": made["number"], "code": "MUG-B"}),
        ("packing.pack", {"lists": [made["number"]]}),
        ("packing.ship", {"lists": [made["number"]]}),
        ("packing.ship", {"orders": [order["number"]]}),
    ):
        code, where = run.do_refused(action, **values)
        assert (code, where["problems"]) == ("packing.order_changed", order["problems"])
    pdf.unlink()
    assert run.refused("slips", pdf)[0] == "packing.order_changed"
    assert not pdf.exists()
    event = run("show", "order", order["number"])["history"][-1]
    told = {field["field"]: (field["before"], field["after"]) for field in event["fields"]}
    assert event["action"] == "import"
    assert told["buyer_message"] == ("", "call first")
    assert told["street"] == (
        ("1 Example Street", "2 Other Street") if platform == "shopify" else ("示例路 1号", "示例路 2号")
    )

    stopped = everything(run)
    run.do("order.problem_seen", orders=[order["number"]])
    assert run("undo")["undone"]["action"] == "order.problem_seen"
    assert everything(run) == stopped
    run("redo")
    assert run.do_refused("order.problem_seen", order=order["number"])[0] == "order.no_problem"
    assert [item["number"] for item in run("slips", pdf)["lists"]] == [made["number"]]
    assert run.refused("slips", pdf)[0] == "slips.nothing"
    run.do("packing.ship", lists=[made["number"]])
    run("undo"), run("undo"), run("undo")  # shipped, seen, imported
    prints = [record.pop("printed_at") for record in run.rows("packing-lists")]
    assert len(prints[0]) == 2  # paper does not go back into the printer
    assert run.text("list", "orders") in before


def test_a_cancelled_and_refunded_order_is_taken_off_its_list(run: CommandLine) -> None:
    run("import", run.export_file(SHOPIFY_HEADER, shopify_head(), name="monday.csv"))
    number = run.do("packing.make", orders=[run.rows("orders")[0]["number"]])["number"]
    back = {"Financial_Status": "refunded", "Refunded_Amount": "25.00", "Cancelled_at": "2026-10-04 09:00:00 +0800"}
    run("import", run.export_file(SHOPIFY_HEADER, shopify_head(**back), name="tuesday.csv"))
    (order,) = run.rows("orders")
    assert (order["status"], order["problems"]) == ("cancelled", ["refund_while_packing", "cancelled_while_packing"])
    assert run.do_refused("packing.take_over", list="PL-2026-000099")[0] == "record.missing"
    run.do("packing.take_over", list=number)
    assert [(item["number"], item["status"]) for item in run.rows("packing-lists")] == [(number, "cancelled")]
    assert run.rows("orders")[0]["problems"] == []
