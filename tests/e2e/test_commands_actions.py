"""`do`: each action of the order, packing, inquiry and after-sales desks, and what each refuses."""

from typing import Any

import pytest

from tests.e2e.command_line import CommandLine, everything

BUYER: dict[str, Any] = {"name": "Buyer A", "phone": "555-0100", "email": "buyer.a@example.com"}
LINES: list[dict[str, Any]] = [
    {"sku": "MUG", "title": "Mug", "quantity": 2, "price": "10.00"},
    {"sku": "BOWL", "title": "Bowl", "quantity": 1, "price": "7.50", "discount": "0.50"},
]


def order(run: CommandLine, **more: Any) -> str:
    """Enters an order of 32.00, paid; gives its number."""
    values = {"buyer": BUYER, "currency": "USD", "lines": LINES, "shipping": "5.00", "paid": "32.00", **more}
    return str(run.do("order.create", **values)["number"])


def shown(run: CommandLine, kind: str, number: str, *names: str) -> list[Any]:
    record = run("show", kind, number)
    return [record[name] for name in names]


def test_an_order_from_entry_to_the_door(run: CommandLine) -> None:
    number = order(run)
    assert number == "SO-2026-000001"
    state = ("status", "payment", "delivery")
    assert shown(run, "order", number, *state, "goods", "total") == ["to_confirm", "paid", "none", "27.00", "32.00"]
    run.do("order.confirm", orders=[number])
    run.do("order.hold", orders=[number], until="2026-12-01")
    assert run.do_refused("packing.make", orders=[number])[0] == "packing.on_hold"
    run.do("order.release", order=number)
    run.do("order.flag", orders=[number], flag="red")
    run.do("order.note", order=number, text="call first")
    assert shown(run, "order", number, *state) == ["to_ship", "paid", "none"]
    some = run.do("packing.make", orders=[number], quantities=[{"line": 1, "quantity": 1}])["number"]
    rest = run.do("packing.make", orders=[number])["number"]
    assert [line["quantity"] for line in run("show", "packing-list", rest)["lines"]] == [1, 1]
    run.do("packing.scan", list=some, code="MUG")
    run.do("packing.pack", lists=[some], packed_by="owner")
    run.do("packing.ship", lists=[some], carrier="SF", tracking="SF1234567890123")
    assert shown(run, "order", number, *state) == ["to_ship", "paid", "partial"]  # the remainder stays to ship
    run.do("packing.ship", orders=[number], carrier="SF", tracking="SF1234567890124")
    assert shown(run, "order", number, *state) == ["shipped", "paid", "full"]
    package = run("show", "packing-list", some)["packages"][0]
    assert (package["carrier"], package["tracking"]) == ("SF", "SF1234567890123")
    run.do("order.deliver", orders=[number], signed_on="2026-11-22")
    assert shown(run, "order", number, *state) == ["completed", "paid", "delivered"]
    actions = [event["action"] for event in run("show", "order", number)["history"]]
    assert actions[0] == "order.create"
    assert actions[-1] == "order.deliver"


def test_the_answer_of_an_action(run: CommandLine) -> None:
    values = run.values({"buyer": BUYER, "lines": LINES})
    assert run("do", "order.create", "--json-in", values) == {
        "value": {"number": "SO-2026-000001", "numbers": ["SO-2026-000001"], "skipped": []},
        "changes": {"lines": 2, "orders": 1},
    }
    second = order(run)
    run.do("order.confirm", orders=[second])
    both = run.do("order.confirm", orders=[second, order(run)])  # what does not fit is named, the rest is done
    assert (both["numbers"], both["skipped"]) == (["SO-2026-000003"], [[second, "move.not_allowed"]])


LINE = LINES[0]
NO_ORDERS: list[tuple[dict[str, Any], str, str]] = [
    ({"buyer": {}}, "form.required", "name"),
    ({"buyer": "Buyer A"}, "form.type", "buyer"),
    ({"lines": []}, "form.required", "lines"),
    ({"lines": "Mug"}, "form.type", "lines"),
    ({"lines": [{**LINE, "quantity": 0}]}, "form.quantity", "quantity"),
    ({"lines": [{**LINE, "quantity": 1.5}]}, "form.type", "quantity"),
    ({"lines": [{**LINE, "quantity": 10**30}]}, "form.quantity", "quantity"),
    ({"lines": [{**LINE, "price": "10.005"}]}, "form.amount", "price"),
    ({"lines": [{**LINE, "price": "-1"}]}, "form.amount", "price"),
    ({"lines": [{**LINE, "price": "NaN"}]}, "form.amount", "price"),
    ({"lines": [{**LINE, "price": "9" * 30}]}, "form.amount", "price"),
    ({"lines": [{**LINE, "price": "99999999999999", "quantity": 1_000_000}]}, "form.amount", "price"),
    ({"lines": [{**LINE, "discount": "20.01"}]}, "form.amount", "discount"),
    ({"shipping": "-5"}, "form.amount", "shipping"),
    ({"paid": "100000"}, "form.above_total", "paid"),
    ({"currency": "RMB"}, "form.choice", "currency"),
    ({"flag": "pink"}, "form.choice", "flag"),
    ({"customer": "CU-2026-000099"}, "record.missing", "customer"),
]


def test_orders_that_are_refused(run: CommandLine) -> None:
    number = order(run)
    before = run.text("list", "orders")
    for wrong, code, field in NO_ORDERS:
        got, where = run.do_refused("order.create", **{"buyer": BUYER, "lines": LINES, "currency": "USD", **wrong})
        assert (got, where["field"]) == (code, field), wrong
        if "buyer" not in wrong and "paid" not in wrong:  # kept where they are not given
            assert run.do_refused("order.update", order=number, **wrong)[0] == code, wrong
    assert run.text("list", "orders") == before


@pytest.mark.parametrize("content", ["", "{", "[1]", "5", '{"a": "\\ud800"}'])
def test_values_that_are_no_object(run: CommandLine, content: str) -> None:
    path = run.folder / "values.json"
    path.write_text(content, encoding="utf-8")
    assert run.refused("do", "order.create", "--json-in", path)[0] == "do.json"


def test_actions_that_need_something(run: CommandLine) -> None:
    assert run.refused("do", "order.juggle") == ("action.unknown", {"action": "order.juggle"})
    assert run.refused("do", "order.create", "--json-in", run.folder / "none.json")[0] == "file.missing"
    actions = run("actions")["actions"]
    for action in actions:
        needed = [field["name"] for field in action["fields"] if field["required"]]
        if needed:
            code, where = run.refused("do", action["id"])
            assert (code, where["field"]) in {("form.required", name) for name in [*needed, "name"]}, action
    assert {run.do_refused("order.confirm", orders=["SO-0"])[0], run.do_refused("packing.pick", list="PL-0")[0],
            run.do_refused("inquiry.message", inquiry="IQ-0", text="x")[0],
            run.do_refused("case.refund", case="AS-0", amount="1.00")[0]} == {"record.missing"}  # fmt: skip


def test_steps_that_are_refused(run: CommandLine) -> None:
    number = order(run)
    for wrong, code in (
        (("order.hold", {"orders": [number], "until": "2026-11-01"}), "hold.past"),
        (("order.hold", {"orders": [number], "until": "soon"}), "form.date"),
        (("order.flag", {"orders": [number], "flag": "pink"}), "form.choice"),
        (("order.note", {"order": number, "text": " "}), "form.required"),
        (("order.deliver", {"orders": [number]}), "move.not_allowed"),
        (("packing.make", {"orders": [number]}), "move.not_allowed"),
    ):
        assert run.do_refused(wrong[0], **wrong[1])[0] == code, wrong
    run.do("order.confirm", orders=[number])
    made = run.do("packing.make", orders=[number], quantities=[{"line": 1, "quantity": 2}])["number"]
    before = everything(run)
    for action, values, code in (
        ("order.confirm", {"orders": [number]}, "move.not_allowed"),
        ("order.update", {"order": number, "lines": [LINES[1]], "paid": "0"}, "quantity.below_packed"),
        ("order.cancel", {"orders": [number]}, "order.on_packing_list"),
        ("packing.make", {"orders": [number], "quantities": [{"line": 1, "quantity": 1}]}, "quantity.above_ordered"),
        ("packing.make", {"orders": [number], "quantities": [{"line": 9, "quantity": 1}]}, "record.missing"),
        ("packing.scan", {"list": made, "code": "BOWL"}, "scan.unknown"),
        ("packing.scan", {"list": made, "code": "MUG", "quantity": 3}, "scan.too_many"),
        ("packing.deliver", {"lists": [made]}, "move.not_allowed"),
        ("packing.ship", {}, "form.required"),
    ):
        assert run.do_refused(action, **values)[0] == code, (action, values)
    assert everything(run) == before
    run.do("packing.cancel", lists=[made])
    run.do("order.cancel", orders=[number], reason="asked to")
    assert shown(run, "order", number, "status", "close_reason") == ["cancelled", "asked to"]
    assert run.do_refused("order.update", order=number, seller_memo="x")[0] == "move.not_allowed"


def test_an_unpaid_order_ships_on_delivery_only(run: CommandLine) -> None:
    unpaid, cash = order(run, paid="0"), order(run, paid="0", pay_on_delivery=True)
    assert [shown(run, "order", number, "status")[0] for number in (unpaid, cash)] == ["awaiting_payment", "to_confirm"]
    run.do("order.confirm", orders=[cash])
    made = run.do("packing.make", orders=[cash, unpaid])
    assert [number for number, _code in made["skipped"]] == [unpaid]
    run.do("order.pay", orders=[unpaid])
    assert shown(run, "order", unpaid, "payment", "paid") == ["paid", "32.00"]


def test_an_order_is_changed_field_by_field(run: CommandLine) -> None:
    customer = run.do("customer.create", name="Buyer B", email="b@example.com")["number"]
    number = order(run)
    before = run("show", "order", number)
    run.do("order.update", order=number, seller_memo="gift", address={"city": "Springfield"}, customer=customer)
    after = run("show", "order", number)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"seller_memo", "address", "customer", "history"}
    assert (after["customer"], after["address"]["city"]) == (customer, "Springfield")


def test_an_inquiry(run: CommandLine) -> None:
    number = run.do("inquiry.create", channel="wechat", contact="buyer-a", message="Is it blue?", products=["MUG"])[
        "number"
    ]
    assert number == "IQ-2026-000001"
    run.do("inquiry.message", inquiry=number, text="Yes")
    assert shown(run, "inquiry", number, "status", "first_reply_at") == ["replied", "2026-11-22T08:00:00Z"]
    run.do("inquiry.follow_up", inquiry=number, follow_up_at="2026-12-01T00:00:00Z")
    run.do("inquiry.link", inquiry=number, order=order(run))
    assert shown(run, "inquiry", number, "order", "follow_up_at") == ["SO-2026-000001", "2026-12-01T00:00:00Z"]
    for action, values, code in (
        ("inquiry.create", {"channel": "smoke", "contact": "x"}, "form.choice"),
        ("inquiry.message", {"inquiry": number, "text": "x", "direction": "up"}, "form.choice"),
        ("inquiry.move", {"inquiry": number, "status": "lost"}, "form.required"),
        ("inquiry.move", {"inquiry": number, "status": "new"}, "move.not_allowed"),
        ("inquiry.follow_up", {"inquiry": number, "follow_up_at": "2020-01-01"}, "date.past"),
        ("inquiry.assign", {"inquiry": number, "assignee": "Nobody"}, "staff.unknown"),
        ("inquiry.link", {"inquiry": number, "order": "SO-0"}, "record.missing"),
    ):
        assert run.do_refused(action, **values)[0] == code, (action, values)
    messages = run("show", "inquiry", number)["messages"]
    assert [(message["direction"], message["text"]) for message in messages] == [("in", "Is it blue?"), ("out", "Yes")]


def test_an_aftersales_case(run: CommandLine) -> None:
    number = order(run)
    run.do("order.confirm", orders=[number])
    run.do("packing.ship", orders=[number], carrier="SF", tracking="SF1234567890123")
    opened: dict[str, Any] = {"kind": "return", "reason": "size", "orders": [number], "asked": "10.00"}
    for wrong, code in (
        ({"kind": "magic"}, "form.choice"),
        ({"orders": ["SO-0"]}, "record.missing"),
        ({"lines": [{"line": 1, "quantity": 3}]}, "quantity.above_ordered"),
        ({"asked": "10.005"}, "form.amount"),
    ):
        assert run.do_refused("case.open", **{**opened, **wrong})[0] == code, wrong
    case = run.do("case.open", **opened, lines=[{"line": 1, "quantity": 1}])["number"]
    run.do("case.receive", case=case, carrier="SF", tracking="SF1234567890125")
    run.do("case.refund", case=case, amount="10.00", paid_on="2026-11-21")
    assert shown(run, "order", number, "payment", "refunded", "cases") == ["part_refunded", "10.00", [case]]
    assert [line["returned"] for line in run("show", "order", number)["lines"]] == [1, 0]
    assert shown(run, "case", case, "paid", "currency") == ["10.00", "USD"]
    for action, values, code in (
        ("case.refund", {"amount": "22.01"}, "refund.above_paid"),
        ("case.refund", {"amount": "0"}, "form.amount"),
        ("case.refund", {"amount": "1.00", "paid_on": "2027-01-01"}, "date.in_future"),
        ("case.receive", {"lines": [{"line": 1, "quantity": 1}]}, "quantity.above_case"),
        ("case.rate", {"rating": 6}, "rating.range"),
        ("case.move", {"status": "closed"}, "move.not_allowed"),
        ("case.message", {"text": ""}, "form.required"),
    ):
        assert run.do_refused(action, case=case, **values)[0] == code, (action, values)
    run.do("case.refund", case=case, amount="22.00")
    assert shown(run, "order", number, "payment", "refunded") == ["refunded", "32.00"]


def test_photos_of_a_product(run: CommandLine) -> None:
    from PySide6.QtGui import QColor, QImage

    image = QImage(2_000, 1_000, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    path = run.folder / "mug.jpg"
    assert image.save(str(path))
    run.do("product.create", sku="MUG", title="Mug")
    before = everything(run)
    assert run.do("product.add_photo", sku="MUG", photo=str(path))["number"] == "MUG"
    assert run.rows("products")[0]["photos"] == 1
    (kept,) = run.shop.with_name(f"{run.shop.name}.files").iterdir()
    assert (QImage.fromData(kept.read_bytes()).width(), len(kept.name)) == (1_600, 64)
    assert run.do_refused("product.add_photo", sku="MUG", photo=str(run.shop))[0] == "photo.unreadable"
    assert run.do_refused("product.add_photo", sku="MUG", photo=str(run.folder / "no.jpg"))[0] == "file.missing"
    assert run.do_refused("product.add_photo", sku="MUG", photo=7)[0] == "form.type"
    assert run.do_refused("product.add_photo", sku="MUG")[0] == "form.required"
    assert run.do_refused("product.remove_photo", sku="MUG", place=2)[0] == "photo.no_place"
    run.do("product.remove_photo", sku="MUG", place=1)
    assert everything(run) == before
    run("undo"), run("undo")
    assert everything(run) == before


def test_customers_merged_and_taken_back_byte_for_byte(demo: CommandLine) -> None:
    from tests.exchange.exports import SHOPIFY_HEADER, shopify_head

    for name, email in (("#9001", "a@example.com"), ("#9002", "a.two@example.com")):
        demo("import", demo.export_file(SHOPIFY_HEADER, shopify_head(name, Email=email)))
    owners = {row["platform_order"]: row["customer"] for row in demo.rows("orders")}
    keep, gone = owners["#9001"], owners["#9002"]
    before = everything(demo)
    assert demo.do("customer.merge", keep=keep, others=[gone])["number"] == keep
    assert gone not in everything(demo)
    (kept,) = [row for row in demo.rows("customers") if row["number"] == keep]
    assert kept["orders"] == 2
    demo("import", demo.export_file(SHOPIFY_HEADER, shopify_head("#9003", Email="A.Two@example.com")))
    assert {row["customer"] for row in demo.rows("orders", "--where", "platform_order=#9003")} == {keep}
    for others, code in (([keep], "customer.same"), ([gone], "record.missing"), ([], "form.required")):
        assert demo.do_refused("customer.merge", keep=keep, others=others)[0] == code
    assert [demo("undo")["undone"]["action"] for _step in range(2)] == ["import", "customer.merge"]
    assert everything(demo) == before
