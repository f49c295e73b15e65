"""Orders that wait to be packed, and the packing lists made of them."""

from datetime import date
from typing import Any

import pytest

from shopdesk.db.tables import Order, Product
from shopdesk.domain.drafts import LineDraft, OrderDraft
from shopdesk.domain.errors import UserError
from shopdesk.services import orders, packing
from shopdesk.services.desk import Desk
from shopdesk.services.stale_slips import outdate_slips
from tests.services.small_shop import order_story, query

HOME = {"region": "浙江省", "city": "杭州市", "district": "西湖区", "street": "测试路1号", "postcode": "310000"}


def waiting_order(desk: Desk, *quantities: int, paid: bool = True, cod: bool = False, **fields: Any) -> str:
    """An order to ship with one line per quantity at 10.00; its number."""
    lines = tuple(
        LineDraft(title=f"Mug {place}", sku=f"MUG-{place}", quantity=quantity, price=1_000)
        for place, quantity in enumerate(quantities or (1,), start=1)
    )
    total = sum(line.total for line in lines)
    told = {"buyer_name": "买家甲", "currency": "CNY", "buyer_phone": "138 0000 0000", **HOME, **fields}
    draft = OrderDraft(lines=lines, paid=total if paid and not cod else 0, pay_on_delivery=cod, **told)
    number = orders.create_order(desk, draft).value.number
    orders.confirm_orders(desk, [number])
    return number


def product(desk: Desk, sku: str, **cells: Any) -> None:
    """A product of the shop."""
    with desk.write("test.product") as unit:
        unit.door.insert_one(Product, key=sku, sku=sku, title=sku, created_at=desk.now(), **cells)
        unit.commit()


def set_order(desk: Desk, number: str, **cells: Any) -> None:
    """Cells of an order as an import would set them."""
    with desk.write("test.set") as unit:
        unit.door.set(Order, orders.ids(desk, query(number=number))[0], **cells)
        unit.commit()


def change_on_platform(desk: Desk, number: str, code: str = "address_changed", **cells: Any) -> None:
    """An order changed by an import while it is packed: its cells, and the problem that stops it."""
    order_id = orders.ids(desk, query(number=number))[0]
    with desk.write("import") as unit:
        unit.door.set(Order, order_id, problems=[code], **cells)
        outdate_slips(unit, [order_id])
        unit.commit()


def list_story(desk: Desk, number: str) -> packing.PackingStory:
    """A packing list whole, by number."""
    return packing.story(desk, packing.ids(desk, query(number=number))[0])


def held(desk: Desk, number: str) -> dict[str, int]:
    """Units on a list, by SKU."""
    return {line.sku: line.quantity for line in list_story(desk, number).lines}


def units(desk: Desk, order: str) -> list[tuple[int, int, int]]:
    """(shipped, listed, remaining) of each line of an order."""
    return [(line.shipped, line.listed, line.remaining) for line in order_story(desk, order).lines]


def state(desk: Desk, order: str) -> tuple[str, str]:
    """Status and delivery of an order."""
    values = order_story(desk, order).values
    return values["status"], values["delivery"]


def refused(function: Any, *arguments: Any, **named: Any) -> UserError:
    """The error that a call raises."""
    with pytest.raises(UserError) as error:
        function(*arguments, **named)
    return error.value


def day(text: str) -> date:
    """A day from its ISO form."""
    return date.fromisoformat(text)
