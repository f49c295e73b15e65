"""What is proposed for a table that nobody knows: by its words, by its values, and what is left open."""

from typing import Any

import pytest

from shopdesk.domain.column_values import decimal_sign
from shopdesk.domain.header_rows import header_place
from shopdesk.domain.mapping_guess import Proposal, propose
from shopdesk.exchange.platforms.table_status import table_facts
from shopdesk.exchange.zones import zone_of_cell


def guess(header: str, *rows: str, **options: Any) -> dict[str, list[str]]:
    names = header.split("|")
    proposal = proposed(header, *rows, **options)
    return {key: [names[index] for index in indexes] for key, indexes in proposal.columns.items()}


def proposed(header: str, *rows: str, **options: Any) -> Proposal:
    return propose(
        header.split("|"),
        [row.split("|") for row in rows],
        is_zone=lambda text: zone_of_cell(text) is not None,
        is_status=lambda text: table_facts(text) is not None,
        **options,
    )


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            "Order number|Item|Qty|Unit price|Order date|Customer name|Phone",
            "A-1|Mug|2|4.50|2026-10-03|Buyer A|555-0100",
        ),
        ("订单编号|商品名称|数量|单价|下单时间|收货人姓名|联系电话", "A-1|杯子|2|4.50|2026-10-03|买家甲|13800000000"),
        (
            "Bestellnummer|Artikel|Menge|Preis|Bestelldatum|Kunde|Telefon",
            "A-1|Tasse|2|4,50|3.10.2026|Käufer A|555-0100",
        ),
        (
            "N° de commande|Produit|Quantité|Prix|Date de commande|Client|Téléphone",
            "A-1|Tasse|2|4,50|3/10/2026|A|555-0100",
        ),
        ("Pedido|Artículo|Cantidad|Precio|Fecha|Cliente|Teléfono", "A-1|Taza|2|4,50|3/10/2026|A|555-0100"),
        ("Ordine|Prodotto|Quantità|Prezzo|Data|Cliente|Telefono", "A-1|Tazza|2|4,50|3/10/2026|A|555-0100"),
        ("注文番号|商品名|個数|単価|注文日|氏名|電話番号", "A-1|マグ|2|450|2026/10/3|A|03-5555-0100"),
    ],
)
def test_header_words_of_seven_languages(header: str, row: str) -> None:
    fields = ("platform_order", "title", "quantity", "price", "ordered_at", "buyer_name", "buyer_phone")
    assert guess(header, row) == {key: [name] for key, name in zip(fields, header.split("|"), strict=True)}


def test_odd_spaces_signs_and_width_do_not_count() -> None:
    found = guess("Order\u00a0number |Total（EUR）：|E-Mail  ", "A-1|5,00|a@example.com")
    assert found == {"platform_order": ["Order\u00a0number "], "total": ["Total（EUR）："], "buyer_email": ["E-Mail  "]}
    assert proposed("Order number|Total（EUR）", "A-1|5,00").options.currency == "EUR"


def test_traditional_characters_need_a_table() -> None:
    header, row = "訂單編號|訂單總金額 (TWD)", "A-1|500"
    table = {ord("訂"): "订", ord("單"): "单", ord("編"): "编", ord("號"): "号", ord("總"): "总", ord("額"): "额"}
    assert guess(header, row, characters=table) == {
        "platform_order": ["訂單編號"], "total": ["訂單總金額 (TWD)"],
    }  # fmt: skip
    assert proposed(header, row, characters=table).options.currency == "TWD"


def test_two_columns_that_compete_and_values_that_decide() -> None:
    # The better word wins; a column whose values are no dates is no date whatever it is called.
    assert guess("Order ID|Order number", "1001|A-1")["platform_order"] == ["Order number"]
    assert guess("Order|Date|Created at", "A-1|soon|2026-10-03")["ordered_at"] == ["Created at"]
    assert "discount" not in guess("Order|Discount code", "A-1|WELCOME")


def test_values_alone() -> None:
    rows = [f"x|PO-000{n}|2026-10-0{n} 10:00|buyer{n}@example.com|A mug with a long name {n}" for n in range(1, 6)]
    found = proposed("A|B|C|D|E", *rows)
    assert found.columns == {"buyer_email": (3,), "ordered_at": (2,), "platform_order": (1,), "title": (4,)}
    assert set(found.confidence.values()) == {"unsure"}
    assert found.options.open == frozenset()


def test_without_an_order_number_it_is_said() -> None:
    assert "platform_order" in proposed("Item|Price", "Mug|4.50", "Cup|5.50").options.open


def test_date_time_and_zone_in_three_columns() -> None:
    header = "Date|Time|Time Zone|Transaction ID|Payment ID|Event Type|Qty|Gross Sales|Discounts|Tax"
    row = "2026-05-30|13:03:14|Eastern Time (US & Canada)|eZv|iAF|Payment|1.0|$2.00|-$1.00|$0.14"
    found = proposed(header, row)
    names = header.split("|")
    assert [names[at] for at in found.columns["ordered_at"]] == ["Date", "Time"]
    assert [names[at] for key in ("zone", "line_total", "line_discount", "line_tax") for at in found.columns[key]] == [
        "Time Zone", "Gross Sales", "Discounts", "Tax",
    ]  # fmt: skip
    assert (found.platform, found.status, found.options.decimal) == ("square", "completed", ".")
    assert found.options.open == {"currency"}
    assert {"USD", "CAD"} <= found.options.currencies


def test_a_shared_sign_is_the_shops_currency_where_it_can_be() -> None:
    header, row = "Order|Total", "A-1|$2.00"
    assert proposed(header, row, shop_currency="CAD").options.currency == "CAD"
    assert proposed(header, row, shop_currency="CNY").options.open == {"currency"}
    assert proposed(header, "A-1|2.00", shop_currency="CNY").options.open == frozenset()


@pytest.mark.parametrize(
    ("texts", "sign", "unclear"),
    [
        (["15,00€"], ",", False),
        (["1.015,00"], ",", False),
        (["1,149.00", "1,015"], ".", False),
        (["1.015", "2.500"], None, True),
        (["1,015"], None, True),
        (["15,00", "15.00"], None, True),
        (["0.125"], ".", False),
        (["1.234.567"], ",", False),
        (["1500", "¥3"], None, False),
        (["1'234.50"], ".", False),
    ],
)
def test_the_decimal_sign_is_never_guessed(texts: list[str], sign: str | None, unclear: bool) -> None:
    assert decimal_sign(texts) == (sign, unclear)


@pytest.mark.parametrize(
    ("dates", "order", "is_open"),
    [
        (["3/10/2026", "25/10/2026"], "dmy", False),
        (["3/10/2026", "4/25/2026"], "mdy", False),
        (["3/10/2026", "4/11/2026"], None, True),
        (["3.10.2026"], "dmy", False),
        (["2026-10-03", "1. Dez. 2025, 12:32 Uhr CET(UTC+1)"], None, False),
    ],
)
def test_the_order_of_day_and_month(dates: list[str], order: str | None, is_open: bool) -> None:
    found = proposed("Order|Date", *(f"A-{n}|{date}" for n, date in enumerate(dates)))
    assert (found.options.date_order, "date_order" in found.options.open) == (order, is_open)


def test_further_columns_of_a_field() -> None:
    header = (
        "Order|First name|Last name|Address 1|Address 2|联系电话|联系手机|商品总价|店铺优惠折扣(元)|平台优惠折扣(元)"
    )
    found = guess(header, "A-1|A|Buyer|Street 1|Door 2|021-55550100|13800000000|5.00|0|1.00")
    assert found["buyer_name"] == ["First name", "Last name"]
    assert found["street"] == ["Address 1", "Address 2"]
    assert found["buyer_phone"] == ["联系电话", "联系手机"]
    assert found["discount"] == ["店铺优惠折扣(元)", "平台优惠折扣(元)"]


def test_the_header_below_captions() -> None:
    captions = [["A bill, of last month"], ["from: 2026-01-01", "to: 2026-01-31"], [], ["", ""]]
    header = ["Order number", "Date", "Amount"]
    rows = [*captions, header, ["A-1", "2026-01-02", "5.00"], ["A-2", "2026-01-03", "7.00"]]
    found = header_place(rows)
    assert found is not None
    assert found[0] == 4
    assert header_place([["one line of prose"], ["and, with a comma, another"]]) is None
    assert header_place([["1", "2", "3"], ["4", "5", "6"]]) is None


def test_days_and_sums_of_one_word() -> None:
    header = "Order|Created|Paid|Shipped|Item|Price|Refund"
    found = guess(header, "A-1|2026-10-03|2026-10-04|2026-10-05|Mug|4.50|1.00", "A-2|2026-10-04|||Cup|5.00|")
    assert {name: found.get(name) for name in ("paid_at", "shipped_at", "refunded")} == {
        "paid_at": ["Paid"], "shipped_at": ["Shipped"], "refunded": ["Refund"],
    }  # fmt: skip
    assert guess("Order|Item|Price|Paid", "A-1|Mug|4.50|4.50", "A-2|Cup|5.00|")["paid"] == ["Paid"]
