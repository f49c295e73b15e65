"""What is proposed for the files of platforms that have no reader of their own, from small made-up files."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from shopdesk.services import mapping
from shopdesk.services.desk import Desk
from tests.exchange.exports import csv_text

SAMPLES = os.environ.get("SHOPDESK_SAMPLES")

FILES = Path(__file__).parents[1] / "data" / "mapping"


@pytest.mark.parametrize(
    ("file", "platform", "number", "units", "total", "at", "fields"),
    [
        ("jd", "jd", "JD-1", 3, 50_000, "2026-01-15 10:00", {"price": "京东价", "buyer_id": "下单帐号", "sku": "货号"}),
        ("pinduoduo", "pinduoduo", "260517-607198974300001", 2, 1780, "2026-05-17 10:00", {
            "discount": ["店铺优惠折扣(元)", "平台优惠折扣(元)", "多多支付立减金额(元)"]}),
        ("douyin", "douyin", "6917926768823640001", 1, 2890, "2026-09-22 00:54", {"address": "详细地址"}),
        ("1688", "1688", "1688-1", 3, 3500, "2026-10-03 10:00", {
            "buyer_phone": ["联系电话", "联系手机"], "discount": None}),
        ("youzan", "youzan", "E2026-1", 1, 120_000, "2026-10-03 10:00", {"refunded": "订单已退款金额"}),
        ("weidian", "weidian", "W-1", 2, 3000, "2026-10-03 10:00", {"buyer_name": "收货人/提货人姓名"}),
        ("ebay", "ebay", "07-10001-00001", 1, 101_500, "2026-09-07 00:00", {"sku": "Custom Label"}),
        ("ebay_de", "ebay", "07-10001-00001", 0, 111_699, "2025-12-10 00:00", {"buyer_id": "Nutzername des Käufers"}),
        ("squarespace", "squarespace", "00012", 3, 3500, "2018-07-25 21:06", {"quantity": "Lineitem quantity"}),
        ("shopee", "shopee", "S-1", 1, 56_000, None, {"buyer_phone": "電話號碼", "shipping": "買家支付的運費"}),
    ],
)  # fmt: skip
def test_the_first_order_is_right(
    desk: Desk, file: str, platform: str, number: str, units: int, total: int, at: str | None,
    fields: dict[str, Any],
) -> None:  # fmt: skip
    found = mapping.look(desk, str(FILES / f"{file}.csv"))
    assert found.mapping["platform"] == platform
    assert {key: found.mapping["columns"].get(key) for key in fields} == fields
    told = mapping.options(desk, found, found.mapping["columns"])
    answers = {"currency": "USD"} if "currency" in told.open else {}
    assert told.open <= {"currency"}
    trial = mapping.try_out(desk, found, found.mapping | answers | {"zone": "UTC"})
    assert trial.refused == 0
    order = trial.orders[0]
    assert (order.number, order.units, order.total) == (number, units, total)
    if at:
        assert order.ordered_at == datetime.fromisoformat(at).replace(tzinfo=UTC)


@pytest.mark.skipif(not SAMPLES, reason="SHOPDESK_SAMPLES names no folder of real export files")
def test_every_header_of_orders_ever_seen(desk: Desk, tmp_path: Path) -> None:
    looked = 0
    for name in ("jd", "pinduoduo", "douyin", "ali1688", "youzan_weidian", "western"):
        for line in (Path(SAMPLES or "") / "headers" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            header = line.split(max(",;\t", key=line.count))
            # Bills and reports have no buyers and no status: nobody takes them for orders.
            if (
                line.startswith(("#", '"'))
                or len(header) < 9
                or not any(part in line for part in ("状态", "tatus", "狀態"))
            ):
                continue
            if any(character.isdigit() for character in header[0]):
                continue
            path = tmp_path / f"{looked}.csv"
            path.write_text(csv_text(header, [["x"] * len(header)]), encoding="utf-8")
            columns = mapping.look(desk, str(path)).mapping["columns"]
            assert "title" in columns or "buyer_name" in columns, line
            looked += 1
    assert looked > 8
