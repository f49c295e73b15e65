"""Etsy, WooCommerce and Amazon through the commands: whichever file comes first, and again, and an older one."""

from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest

from tests.e2e.command_line import CommandLine
from tests.exchange.etsy_exports import ITEMS_HEADER, ORDERS_HEADER, etsy_item, etsy_order, etsy_second_item
from tests.exchange.test_amazon import ALL, UNSHIPPED, plate, sold, waiting
from tests.exchange.test_woocommerce import SCRIPT, script_row

OURS = ("number", "batch", "customer")  # given in the order in which records came


def shown(run: CommandLine) -> list[dict[str, Any]]:
    """What `list orders` says, but for the numbers that depend on which order came first."""
    rows = [{name: told for name, told in row.items() if name not in OURS} for row in run.rows("orders")]
    return sorted(rows, key=lambda row: str(row["platform_order"]))


def unchanged(answer: dict[str, Any]) -> tuple[int, bool]:
    states = answer["orders"]
    assert sum(states.values()) == states["unchanged"], states
    return states["unchanged"], answer["batch"] is None


def etsy_files(run: CommandLine) -> dict[str, str]:
    """Three orders: sent, waiting, and one of which a part went back; a guest among them."""
    lists = (
        etsy_order("1900000001", Date_Shipped="11/14/2020"),
        etsy_order("1900000003", Buyer="", Buyer_User_ID="", Full_Name="Guest B"),
        etsy_order("1900000005", Adjusted_Order_Total="20.00", Adjusted_Net_Order_Amount="17.50"),
    )
    sent = {"Date_Shipped": "11/14/2020"}
    items = (
        etsy_second_item("1900000005", Transaction_ID="31"),
        etsy_item("1900000001", "11", **sent), etsy_second_item("1900000001", **sent, Transaction_ID="12"),
        etsy_item("1900000003", "21", Buyer="", Ship_Name="Guest B"),
    )  # fmt: skip
    return {
        "orders": run.export_file(ORDERS_HEADER, *lists, name="orders.csv"),
        "items": run.export_file(ITEMS_HEADER, *items, name="items.csv"),
    }


def test_etsy_whichever_file_comes_first(new_run: Callable[[], CommandLine]) -> None:
    outcomes = []
    for order in (("orders", "items"), ("items", "orders")):
        run = new_run()
        files = etsy_files(run)
        first = run("import", files[order[0]])
        assert first["files"][0]["partner_missing"] is True
        assert first["orders"]["new"] == 3
        second = run("import", files[order[1]])
        assert (second["orders"]["changed"], second["files"][0]["partner_missing"]) == (3, False)
        outcomes.append(shown(run))
        for name in (*order, *order):
            assert unchanged(run("import", files[name])) == (3, True)
        assert unchanged(run("import", *files.values())) == (3, True)
    for batch in permutations(("orders", "items")):
        run = new_run()
        files = etsy_files(run)
        answer = run("import", *(files[name] for name in batch))
        assert (answer["orders"]["new"], answer["lines"]["new"]) == (3, 4)
        assert not any(file["partner_missing"] for file in answer["files"])
        outcomes.append(shown(run))
        assert unchanged(run("import", files["items"])) == (3, True)
    assert all(outcome == outcomes[0] for outcome in outcomes)
    sent, guest, part = outcomes[0]
    assert (sent["status"], sent["total"], sent["paid"], sent["units"]) == ("shipped", "24.50", "24.50", 3)
    assert [line["title"] for line in sent["lines"]] == ['Fox | stickers, "gift"', "Owl print"]
    assert (guest["status"], guest["buyer"]["name"], guest["problems"]) == ("to_ship", "Guest B", [])
    assert (part["payment"], part["refunded"]) == ("part_refunded", "4.50")


def test_an_item_list_alone_says_that_its_partner_is_missing(run: CommandLine) -> None:
    answer = run("import", run.export_file(ITEMS_HEADER, etsy_item(), etsy_second_item()))
    assert answer["totals"] == [
        {"currency": "USD", "orders": 1, "units": 3, "amount": "20.00", "refunded": "0.00"}
    ]  # fmt: skip
    assert run.rows("orders")[0]["problems"] == ["partner_missing"]


def test_an_older_export_of_etsy_takes_nothing_back(run: CommandLine) -> None:
    before = run.export_file(ORDERS_HEADER, etsy_order(), name="before.csv")
    after = run.export_file(ORDERS_HEADER, etsy_order(Date_Shipped="11/14/2020"), name="after.csv")
    run("import", after)
    told = shown(run)
    assert run("import", before)["orders"]["older"] == 1
    assert shown(run) == told
    # Older items of an order that has none yet are taken, its states are not.
    run("import", run.export_file(ITEMS_HEADER, etsy_item(), etsy_second_item(), name="items.csv"))
    (order,) = shown(run)
    assert (order["status"], order["delivery"], len(order["lines"])) == ("shipped", "full", 2)
    assert [line["shipped"] for line in order["lines"]] == [2, 1]


def test_woocommerce_moves_forward_only(run: CommandLine) -> None:
    waits = run.export_file(SCRIPT, script_row(Status="pending", Date_Paid=""), name="1.csv")
    paid = run.export_file(SCRIPT, script_row(), name="2.csv")
    done = run.export_file(SCRIPT, script_row(Status="completed"), name="3.csv")
    statuses = []
    for path in (waits, paid, done, paid, waits):
        run("import", path)
        statuses.append(run.rows("orders")[0]["status"])
    assert statuses == ["awaiting_payment", "to_ship", "completed", "completed", "completed"]
    assert unchanged(run("import", done)) == (1, True)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("pending", "awaiting_payment"), ("processing", "to_ship"), ("on-hold", "awaiting_payment"),
        ("completed", "completed"), ("cancelled", "cancelled"), ("refunded", "cancelled"),
        ("failed", "awaiting_payment"), ("checkout-draft", "awaiting_payment"),
    ],
)  # fmt: skip
def test_statuses_of_woocommerce(run: CommandLine, status: str, expected: str) -> None:
    paid = {} if status in ("processing", "completed", "refunded") else {"Date_Paid": ""}
    run("import", run.export_file(SCRIPT, script_row(Status=status, **paid)))
    assert run.rows("orders")[0]["status"] == expected


def test_amazon_prices_and_addresses_come_from_two_reports(new_run: Callable[[], CommandLine]) -> None:
    cells = {"sales_channel": "Amazon.in", "currency": "INR", "ship_city": "BENGALURU", "ship_state": "KARNATAKA",
             "ship_postal_code": "560001", "ship_country": "IN"}  # fmt: skip
    outcomes = []
    for names in (("all", "waiting"), ("waiting", "all"), ("both",)):
        run = new_run()
        both = [waiting(), waiting(sku="PLATE", product_name="Plate", order_item_id="2", quantity_purchased="1")]
        files = {
            "all": run.export_file(ALL, sold(**cells), plate(**cells), name="all.csv"),
            "waiting": run.export_file(UNSHIPPED, *both, name="waiting.csv"),
        }
        if names == ("both",):
            run("import", *files.values())
        else:
            for name in names:
                run("import", files[name])
        outcomes.append(shown(run))
        for path in files.values():
            assert unchanged(run("import", path)) == (1, True)
    assert outcomes[0] == outcomes[1] == outcomes[2]
    (order,) = outcomes[0]
    assert (order["currency"], order["total"], order["buyer"]["name"]) == ("INR", "29.00", "Receiver B")
    assert (order["ship_by"], order["address"]["street"]) == ("2026-10-08T18:29:59Z", "1 Example Street, Near the well")
    assert [(line["sku"], line["price"], line["total"]) for line in order["lines"]] == [
        ("MUG-B", "10.00", "18.00"),
        ("PLATE", "7.00", "7.00"),
    ]


def test_what_amazon_sends_is_not_to_pack(run: CommandLine) -> None:
    own = sold("111-0000001-0000001")
    theirs = sold("111-0000002-0000002", fulfillment_channel="Amazon", order_status="Shipping", item_status="")
    run("import", run.export_file(ALL, own, theirs))
    statuses = {row["platform_order"]: row["status"] for row in run.rows("orders")}
    assert statuses == {"111-0000001-0000001": "to_ship", "111-0000002-0000002": "shipped"}
    assert [row["platform_order"] for row in run.rows("orders", "--where", "ready=yes")] == ["111-0000001-0000001"]
    text = run.export_file(ALL, own | {"order-status": "Shipped"}, name="later.csv")
    run("import", text)
    assert {row["status"] for row in run.rows("orders")} == {"shipped"}


def test_traces_of_a_spreadsheet_are_told_in_words(run: CommandLine) -> None:
    dates = ["11/08/20", "11/09/20", "11/11/20", "2011-12-20", "11/13/20", "11/14/20"]
    rows = [etsy_order(str(1900000001 + 2 * at), Sale_Date=text, Ship_Zipcode="1234") for at, text in enumerate(dates)]
    answer = run("import", run.export_file(ORDERS_HEADER, *rows, {"Sale Date": "Total", "Order Total": "147.00"}))
    assert answer["orders"]["new"] == 6
    assert answer["totals"][0]["amount"] == "147.00"
    told = {problem["code"]: problem for problem in answer["problems"]}
    assert set(told) == {"postcode.zeros_restored", "date.misread", "row.left_out"}
    assert (told["date.misread"]["row"], told["date.misread"]["severity"]) == (5, "warning")
    assert "2020-11-12" in told["date.misread"]["text"]
    assert told["row.left_out"]["text"].endswith(": 8.")
