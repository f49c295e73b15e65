"""A shop with an eventful November 2026: three currencies, cancelled orders, refunds across months, awkward texts."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from shopdesk.db.tables import (
    Case,
    CaseOrder,
    Customer,
    Inquiry,
    Order,
    OrderLine,
    Package,
    PackingLine,
    PackingList,
    PackingPrint,
    Refund,
)
from shopdesk.services.desk import Desk

LONG_MEMO = "长" * 40_000
AWKWARD = (
    '=HYPERLINK("http://example.com","pay")', "+cmd|' /C calc'!A0", "-1+1", "@SUM(A1)", "#N/A", "bell\x07 and \x0b tab",
    "<script>alert(1)</script> & 'co'", "_x000D_ kept", "  spaces  ", "🙂 emoji",
)  # fmt: skip
# (currency, price in minor units, platform): prices that binary fractions cannot hold
_KINDS = (("CNY", 995, "taobao"), ("ZAR", 124_533, "shopify"), ("JPY", 1_980, ""), ("CNY", 8_410, "1688"))


def fill(desk: Desk, orders: int = 60) -> None:
    """Writes `orders` orders from the last of October to the first of December, and what hangs on them."""
    with desk.write("test.fill") as unit:
        people = unit.door.insert(Customer, [_customer(place, desk.now()) for place in range(1, 8)])
        rows = [_order(desk, place, orders, people) for place in range(orders)]
        ids = unit.door.insert(Order, rows)
        lines = [line for order_id, row in zip(ids, rows, strict=True) for line in _lines(order_id, row)]
        unit.door.insert(OrderLine, lines)
        unit.door.insert(Refund, _refunds(desk, list(zip(ids, rows, strict=True))))
        _conversations(desk, unit, ids, people)
        unit.commit()
    _ship(desk)


def _customer(place: int, now: datetime) -> dict[str, Any]:
    name = AWKWARD[0] if place == 1 else f"Buyer {chr(64 + place)}"
    return {
        "number": f"C-2026-{place:06d}",
        "name": name,
        "phone": f"555-010{place}",
        "city": "深圳",
        "created_at": now,
    }


def _order(desk: Desk, place: int, orders: int, people: range) -> dict[str, Any]:
    currency, price, platform = _KINDS[place % 4]
    # Every order has its own moment, from 31 October to 2 December in the shop's zone.
    at = datetime(2026, 10, 30, 20, 30, tzinfo=UTC) + timedelta(minutes=place * (33 * 24 * 60) // orders)
    goods = price * (1 + place % 3)
    cancelled = place % 9 == 3
    return {
        "number": f"SO-2026-{place + 1:06d}", "platform": platform, "account": "main" if platform else "",
        "platform_order": f"88{place:016d}" if platform else None,
        "status": "cancelled" if cancelled else "completed" if place % 2 else "to_ship",
        "payment": "unpaid" if cancelled else "paid", "ordered_at": at, "local_day": desk.local_day(at),
        "paid_at": None if cancelled else at, "customer_id": people[place % 6] if place % 5 else None,
        "buyer_name": AWKWARD[place % len(AWKWARD)] if place % 4 == 0 else f"买家{chr(65 + place % 26)}",
        "buyer_phone": "138 0000 0000", "buyer_email": f"buyer{place % 9}@example.com", "country": "CN",
        "region": "广东省", "city": "深圳市", "street": "科技路 1 号", "postcode": "051800",
        "currency": currency, "goods": goods, "discount": 5 * (place % 2), "shipping": 12, "tax": place % 7,
        "total": goods - 5 * (place % 2) + 12 + place % 7,
        "paid": 0 if cancelled else goods, "units": 1 + place % 3, "flag": "red" if place % 8 == 0 else "",
        "tracking": f"000{place:09d}", "carrier": "顺丰", "buyer_message": "请尽快发货\n谢谢" if place % 6 == 0 else "",
        "seller_memo": LONG_MEMO if place == 20 else "", "created_at": at,
    }  # fmt: skip


def _lines(order_id: int, row: dict[str, Any]) -> list[dict[str, Any]]:
    first = {
        "order_id": order_id, "line": 1, "sku": f"00{order_id % 7}-A", "title": "T-shirt 纯棉T恤",
        "variant": "Blue / XL", "quantity": row["units"], "price": row["goods"] // row["units"], "total": row["goods"],
    }  # fmt: skip
    gift = first | {"line": 2, "sku": "GIFT", "title": "Sticker", "quantity": 1, "price": None, "total": 0}
    return [first, gift] if order_id % 3 == 0 else [first]


def _refunds(desk: Desk, rows: list[tuple[int, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Every sixth order gives money back a fortnight later: from October into November, from November into December,
    cancelled orders among them."""
    out = []
    for order_id, row in rows[::6]:
        at = row["ordered_at"] + timedelta(days=14)
        out.append(
            {
                "order_id": order_id, "amount": 333 + order_id, "currency": row["currency"], "paid_at": at,
                "local_day": desk.local_day(at), "source": "hand", "note": "+cmd",
            }
        )  # fmt: skip
    return out


def _conversations(desk: Desk, unit: Any, ids: range, people: range) -> None:
    at = datetime(2026, 11, 10, 2, tzinfo=UTC)
    base = {"created_at": at, "local_day": desk.local_day(at)}
    for row in (
            {"number": "IN-2026-000001", "status": "won", "channel": "wechat", "contact": "买家甲", "subject": "尺码",
             "customer_id": people[6], "order_id": ids[1], "first_reply_at": at + timedelta(minutes=3), **base},
            {"number": "IN-2026-000002", "status": "new", "channel": "email", "contact": "=1+1", **base},
            {"number": "IN-2026-000003", "status": "lost", "channel": "phone", "lost_reason": "price",
             "created_at": at, "local_day": date(2026, 12, 1)},
    ):  # fmt: skip
        unit.door.insert_one(Inquiry, **row)
    cases = [
        unit.door.insert_one(Case, **row)
        for row in (
            {"number": "AS-2026-000001", "kind": "return", "status": "resolved", "reason": "size", "currency": "JPY",
             "asked": 1980, "agreed": 1500, "paid": 1500, "opened_at": at, "local_day": desk.local_day(at)},
            {"number": "AS-2026-000002", "kind": "advice", "status": "open", "opened_at": at,
             "local_day": desk.local_day(at)},
        )
    ]  # fmt: skip
    unit.door.insert_one(CaseOrder, case_id=cases[0], order_id=ids[2])


def _ship(desk: Desk) -> None:
    at = datetime(2026, 11, 30, 16, 30, tzinfo=UTC)  # in Shanghai it is December already
    with desk.write("test.ship") as unit:
        begun = [("shipped", at - timedelta(days=3)), ("cancelled", at - timedelta(days=2)), ("draft", at)]
        lists = [
            unit.door.insert_one(
                PackingList,
                number=f"PL-2026-{place:06d}",
                status=status,
                created_at=made,
                local_day=desk.local_day(made),
            )
            for place, (status, made) in enumerate(begun, start=1)
        ]
        unit.door.insert(
            PackingLine, [{"packing_list_id": lists[0], "order_line_id": line, "quantity": 2} for line in (1, 2)]
        )
        unit.door.insert(
            Package,
            [{"packing_list_id": lists[0], "no": no, "net_g": 420, "tracking": f"00{no}"} for no in (1, 2)],
        )
        unit.door.insert_one(PackingPrint, packing_list_id=lists[0], at=at)
        unit.commit()
