"""`demo`, `list`, `show` and `search`: the same every time, all fields, conditions, order."""

from decimal import Decimal
from typing import Any

import pytest

from tests.e2e.command_line import CommandLine, everything
from tests.exchange.exports import TAOBAO_HEADER, taobao_row

FIELDS = {
    "orders": "number platform account platform_order status payment delivery pay_on_delivery hold_until flag "
    "ordered_at local_day paid_at ship_by shipped_at signed_at customer buyer.name buyer.phone buyer.email "
    "address.country address.region address.city address.district address.street address.postcode address.raw "
    "currency goods discount shipping tax total paid refunded units lines.line lines.sku lines.title "
    "lines.variant lines.personalisation lines.quantity lines.price lines.discount lines.total lines.shipped "
    "lines.returned lines.refunded buyer_message seller_memo problems packing_lists cases batch",
    "packing-lists": "number status orders lines.order lines.line lines.sku lines.quantity lines.scanned packages.no "
    "packages.box packages.net_g packages.gross_g packages.carrier packages.tracking printed_at packed_by shipped_at",
    "inquiries": "number status channel contact customer products quote created_at first_reply_at waiting_since "
    "follow_up_at lost_reason order assignee out_of_hours snoozed_until handled_s",
    "cases": "number kind status reason responsible assignee orders lines.order lines.line lines.quantity "
    "lines.outcome currency asked agreed paid opened_at first_reply_due next_reply_due resolution_due paused "
    "closed_at rating",
    "customers": "number name level points status identities orders spent.currency spent.amount last_order_at",
    "offers": "number kind status title text code condition valid_from valid_until skus channels created_at",
    "products": "sku barcode title category supplier price currency cost stock reserved available shelf status",
}


def paths(value: Any, before: str = "") -> set[str]:
    """Every field of a record, inner ones as `buyer.name`."""
    found = {before} if before else set()
    if isinstance(value, dict):
        for name, inner in value.items():
            found |= paths(inner, f"{before}.{name}" if before else name)
    if isinstance(value, list):
        for item in value:
            found |= paths(item, before) if isinstance(item, dict) else set()
    return found


@pytest.mark.parametrize("kind", FIELDS)
def test_lists_have_at_least_these_fields(demo: CommandLine, kind: str) -> None:
    if kind == "cases":  # a line of a case and a parcel of a list are not in every demo
        order = demo.rows("orders", "--where", "status=completed", "--limit", "1")[0]
        demo.do("case.open", kind="return", orders=[order["number"]], lines=[{"line": 1, "quantity": 1}])
    rows = demo.rows(kind)
    assert rows
    assert set(FIELDS[kind].split()) - set().union(*map(paths, rows)) == set()
    shown = demo("show", kind, rows[0].get("number") or rows[0]["sku"])
    assert {name: shown[name] for name in rows[0]} == rows[0]
    assert shown["history"]
    singular = "inquiry" if kind == "inquiries" else kind.removesuffix("s")
    assert demo("show", singular, rows[0].get("number") or rows[0]["sku"]) == shown


def test_values_are_written_as_promised(demo: CommandLine) -> None:
    for order in demo.rows("orders"):
        for name in ("goods", "discount", "shipping", "tax", "total", "paid", "refunded"):
            assert isinstance(order[name], str)
            assert Decimal(order[name]).as_tuple().exponent == -2
        assert order["ordered_at"].endswith("Z")
        assert len(order["ordered_at"]) == len("2026-10-03T04:05:06Z")
        assert isinstance(order["platform_order"], str | None)
    assert any(order["hold_until"] is None for order in demo.rows("orders"))


def test_two_demos_of_one_seed_and_clock_are_the_same(demo: CommandLine) -> None:
    first = everything(demo)
    demo.shop = demo.folder / "again.shopdesk"
    assert demo("demo", "--orders", "40")["orders"] == 40
    assert everything(demo) == first
    demo.shop = demo.folder / "other.shopdesk"
    demo("demo", "--orders", "40", "--seed", "2")
    assert everything(demo) != first


@pytest.mark.parametrize("count", [1, 7])
def test_a_demo_has_as_many_orders_as_asked_for(run: CommandLine, count: int) -> None:
    assert run("demo", "--orders", str(count))["orders"] == count == run("list", "orders")["count"]
    assert run.refused("demo", "--orders", str(count))[0] == "demo.not_empty"
    assert run.refused("undo")[0] == "undo.nothing"  # made by nobody who works here


# -- conditions and order ------------------------------------------------------------------------------------------


def expected(rows: list[dict[str, Any]], holds: Any) -> list[str]:
    return [row["number"] for row in rows if holds(row)]


CONDITIONS: list[tuple[list[str], Any]] = [
    (["status=to_ship"], lambda o: o["status"] == "to_ship"),
    (["status=to_ship,completed"], lambda o: o["status"] in ("to_ship", "completed")),
    (["status=to_ship", "platform=shopify"], lambda o: (o["status"], o["platform"]) == ("to_ship", "shopify")),
    (["status!=completed"], lambda o: o["status"] != "completed"),
    (["status!=completed,cancelled"], lambda o: o["status"] not in ("completed", "cancelled")),
    (["platform_order!=900000000000000003"], lambda o: o["platform_order"] != "900000000000000003"),
    (["platform_order="], lambda o: o["platform_order"] is None),
    (["platform_order!="], lambda o: o["platform_order"] is not None),
    (["total>=100"], lambda o: Decimal(o["total"]) >= 100),
    (["total>=100", "total<=200"], lambda o: 100 <= Decimal(o["total"]) <= 200),
    (["units=3"], lambda o: o["units"] == 3),
    (["local_day>=2026-11-01", "local_day<=2026-11-20"], lambda o: "2026-11-01" <= o["local_day"] <= "2026-11-20"),
    (["ordered_at>=2026-11-10T00:00:00Z"], lambda o: o["ordered_at"] >= "2026-11-10T00:00:00Z"),
    (["buyer.name~ALFA"], lambda o: "alfa" in o["buyer"]["name"].lower()),
    (["buyer.name~買家"], lambda o: "买家" in o["buyer"]["name"]),
    (["address.city=杭州市"], lambda o: o["address"]["city"] == "杭州市"),
    (["lines.sku=MUG-CEL"], lambda o: any(line["sku"] == "MUG-CEL" for line in o["lines"])),
    (["lines.quantity>=3"], lambda o: any(line["quantity"] >= 3 for line in o["lines"])),
    (["shipped_at="], lambda o: o["shipped_at"] is None),
    (["hold_until!="], lambda o: o["hold_until"] is not None),
    (["pay_on_delivery=false"], lambda o: not o["pay_on_delivery"]),
    (["packing_lists="], lambda o: not o["packing_lists"]),
    (["packing_lists!="], lambda o: o["packing_lists"]),
    (["problems!="], lambda o: o["problems"]),
    (["cases~AS-"], lambda o: o["cases"]),
    (["flag=red,yellow"], lambda o: o["flag"] in ("red", "yellow")),
    (["status=nowhere"], lambda o: False),
]


def test_conditions_choose_what_they_say(demo: CommandLine) -> None:
    rows = demo.rows("orders")
    for conditions, holds in CONDITIONS:
        options = [part for condition in conditions for part in ("--where", condition)]
        answer = demo("list", "orders", *options)
        assert [row["number"] for row in answer["rows"]] == expected(rows, holds), conditions
        assert answer["count"] == len(answer["rows"])


@pytest.mark.parametrize(
    ("arguments", "code", "where"),
    [
        (["bananas"], "list.kind", {"kind": "bananas"}),
        (["orders", "--where", "status"], "list.condition", {"found": "status"}),
        (["orders", "--where", "colour=red"], "list.field", {"field": "colour"}),
        (["orders", "--where", "colour=red", "--where", "status=nowhere"], "list.field", {"field": "colour"}),
        (["orders", "--where", "buyer.shoes=9"], "list.field", {"field": "buyer.shoes"}),
        (["orders", "--where", "lines.colour=red"], "list.field", {"field": "lines.colour"}),
        (["orders", "--sort", "colour"], "list.field", {"field": "colour"}),
    ],
)
def test_what_cannot_be_asked_for(demo: CommandLine, arguments: list[str], code: str, where: dict[str, str]) -> None:
    got, told = demo.refused("list", *arguments)
    assert got == code
    assert where.items() <= told.items()


def test_order_limit_and_offset(demo: CommandLine) -> None:
    rows = demo.rows("orders")
    assert [row["ordered_at"] for row in rows] == sorted((row["ordered_at"] for row in rows), reverse=True)
    by_total = demo.rows("orders", "--sort", "total")
    totals = [Decimal(row["total"]) for row in by_total]
    assert totals == sorted(totals)
    for spelling in (["--sort", "-total"], ["--sort=-total"]):
        assert [Decimal(row["total"]) for row in demo.rows("orders", *spelling)] == totals[::-1]
    answer = demo("list", "orders", "--sort", "total", "--limit", "3", "--offset", "2")
    assert (answer["count"], answer["rows"]) == (len(rows), by_total[2:5])
    assert demo("list", "orders", "--limit", "0") == {"count": len(rows), "rows": []}
    assert demo("list", "orders", "--offset", "99") == {"count": len(rows), "rows": []}
    assert len(demo.rows("products", "--sort", "stock", "--limit", "2")) == 2


def test_a_record_that_is_not_there(demo: CommandLine) -> None:
    for kind in FIELDS:
        assert demo.refused("show", kind, "X-1") == ("record.missing", {"kind": kind, "number": "X-1"})


# -- search --------------------------------------------------------------------------------------------------------


def test_search_folds_and_joins_words(run: CommandLine) -> None:
    address = "广东省 湛江市 赤坎区 示例路 1号(524000)"
    row = taobao_row(**{"宝贝标题 ": "Blue Mug 蓝色马克杯", "联系手机": "138 0000 1234", "收货地址 ": address})
    run("import", run.export_file(TAOBAO_HEADER, row))

    def found(text: str) -> set[str]:
        answer = run("search", text)
        assert answer["count"] == len(answer["hits"])
        return {hit["kind"] for hit in answer["hits"]}

    shown = ("蓝色", "藍色馬克杯", "杯", "blue", "BLUE", "ｂｌｕｅ ｍｕｇ", "mug blue", "bl", "1234", "000012", "湛江")
    for text in shown:
        assert "order" in found(text), text
    for text in ("green", "lu", "blue green", "", " ", "\udcb6", "%", '"', "blue OR green", "NOT blue"):
        assert found(text) == set(), text
    (hit,) = [hit for hit in run("search", "1234")["hits"] if hit["kind"] == "order"]
    assert hit == {"kind": "order", "number": "SO-2026-000001", "field": "buyer_phone", "text": "138 0000 1234"}


def test_search_counts_all_and_shows_up_to_the_limit(demo: CommandLine) -> None:
    everyone = demo("search", "buyer")
    assert everyone["count"] == len(everyone["hits"]) > 3
    assert demo("search", "buyer", "--limit", "3") == {"count": everyone["count"], "hits": everyone["hits"][:3]}
    assert demo("search", "buyer", "--limit", "0") == {"count": everyone["count"], "hits": []}
    phones = [hit["text"] for hit in demo("search", "555")["hits"] if hit["field"] == "phone"]
    assert phones
    assert all(phone.startswith("+1 555 01") and len(phone) == len("+1 555 0100") for phone in phones)  # as typed
