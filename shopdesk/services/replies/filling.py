"""A reply's fields filled in from an order, a customer, a product and the shop."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from shopdesk.db.queries import customers as customer_queries
from shopdesk.db.queries import orders as order_queries
from shopdesk.db.queries import products as product_queries
from shopdesk.db.queries import replies as queries
from shopdesk.domain import carriers as carrier_rules
from shopdesk.domain.errors import UserError
from shopdesk.domain.money import to_decimal
from shopdesk.domain.replies import RETURN_DAYS, Filled, fill
from shopdesk.services import carriers
from shopdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class About:
    """Whom and what a reply is for: numbers of an order and a customer, SKU of a product, a name as they go by."""

    order: str | None = None
    customer: str | None = None
    product: str | None = None
    contact: str = ""


def filled(desk: Desk, number: str, about: About) -> Filled:
    """A reply ready to copy. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        reply_id = queries.id_of(connection, number)
        if reply_id is None:
            raise UserError("record.missing", number=number)
        (row,) = queries.rows(connection, [reply_id])
        known = about if about.product else About(about.order, about.customer, row.product, about.contact)
        return fill(row.text, values(desk, connection, known, row.language))


def values(desk: Desk, connection: Any, about: About, language: str) -> dict[str, str]:
    """Every field that can be told; the others are left out. Raises UserError `record.missing`."""
    told = {
        "shop": desk.shop_name, "shop_address": str(desk.setting("address")), "staff": desk.staff,
        "today": day_text(desk.local_day(desk.now()), language), "buyer": about.contact,
    }  # fmt: skip
    if about.customer:
        told |= _customer(connection, about.customer)
    if about.product:
        told |= _product(connection, about.product, language)
    if about.order:
        told |= _order(desk, connection, about.order, language, with_product=not about.product)
    return {name: value for name, value in told.items() if value}


def _customer(connection: Any, number: str) -> dict[str, str]:
    row_id = _known(customer_queries.id_of(connection, number), number)
    cells = customer_queries.cells(connection, [row_id])[row_id]
    return {"buyer": cells["name"], "phone": cells["phone"], "address": _address(cells)}


def _product(connection: Any, sku: str, language: str) -> dict[str, str]:
    row_id = _known(product_queries.id_of(connection, sku), sku)
    (row,) = product_queries.rows(connection, [row_id])
    return {
        "product": _named(row.title or row.sku, row.variant),
        "price": money_text(row.price, row.currency, language),
        "stock": "" if row.available is None else str(max(0, row.available)),
    }


def _order(desk: Desk, connection: Any, number: str, language: str, with_product: bool) -> dict[str, str]:
    row_id = _known(order_queries.id_of(connection, number), number)
    cells = order_queries.full(connection, [row_id])[row_id]
    lines = order_queries.lines(connection, [row_id])[row_id]
    currency = cells["currency"]
    zone = desk.zone
    carrier, tracking = _parcel(connection, cells)

    def day(moment: datetime | None) -> str:
        return day_text(moment.astimezone(zone).date(), language) if moment else ""

    signed = cells["signed_at"]
    told = {
        "order": cells["platform_order"] or cells["number"],
        "buyer": cells["buyer_name"], "phone": cells["buyer_phone"], "address": _address(cells),
        "total": money_text(cells["total"], currency, language),
        "refund": money_text(cells["refunded"] or None, currency, language),
        "carrier": carrier_name(connection, carrier, language), "tracking": tracking,
        "tracking_link": carrier_rules.link(carriers.of(connection), carrier, tracking) if tracking else "",
        "ship_by": day(cells["ship_by"]), "shipped_on": day(cells["shipped_at"]), "signed_on": day(signed),
        "return_until": day(signed + timedelta(days=RETURN_DAYS)) if signed else "",
    }  # fmt: skip
    if with_product and lines:
        first = lines[0]
        told |= {
            "product": _named(first.title or first.sku, first.variant), "quantity": str(first.quantity),
            "price": money_text(first.price, currency, language),
        }  # fmt: skip
        if first.sku and (known := product_queries.by_sku(connection, first.sku)):
            told["stock"] = _product(connection, known["sku"], language)["stock"]
    return told


def _parcel(connection: Any, cells: Mapping[str, Any]) -> tuple[str, str]:
    """Carrier and tracking number: of the order, else of its newest packing list that has one."""
    from shopdesk.db.queries import packing as packing_queries

    if cells["tracking"] or not cells["packing_lists"]:
        return cells["carrier"], cells["tracking"]
    for number in reversed(cells["packing_lists"]):
        list_id = packing_queries.id_of(connection, number)
        if list_id is None:
            continue
        for package in packing_queries.full(connection, [list_id])[list_id]["packages"]:
            if package["tracking"]:
                return package["carrier"], package["tracking"]
    return cells["carrier"], ""


def carrier_name(connection: Any, name: str, language: str) -> str:
    """What people of that language call a carrier; a name nobody knows stays."""
    found = next((one for one in carriers.of(connection) if one.is_called(name)), None) if name else None
    if found is None:
        return name
    names = [one for one in (found.name, *found.names) if one]
    return next((one for one in names if one.isascii() == (language == "en")), name)


def day_text(day: date, language: str) -> str:
    """A day as people write it in a message."""
    if language == "zh":
        return f"{day.month}月{day.day}日"
    from babel.dates import format_skeleton

    return str(format_skeleton("MMMMd", day, locale="en"))


def money_text(minor: int | None, currency: str, language: str) -> str:
    """An amount with its sign, `¥89.00`; nothing for None."""
    if minor is None or not currency:
        return ""
    from babel.numbers import format_currency

    return str(format_currency(to_decimal(minor, currency), currency, locale="zh_CN" if language == "zh" else "en_US"))


def _named(title: str, variant: str) -> str:
    return f"{title} {variant}".strip() if variant and variant not in title else title


def _address(cells: Mapping[str, Any]) -> str:
    chinese = cells["country"] in ("CN", "") and not "".join(str(cells[part]) for part in ("region", "city")).isascii()
    parts = [cells[name] for name in ("region", "city", "district", "street") if cells[name]]
    if chinese:
        return "".join(dict.fromkeys(parts))
    return ", ".join([*reversed(list(dict.fromkeys(parts))), *([cells["postcode"]] if cells["postcode"] else [])])


def _known(row_id: int | None, number: str) -> int:
    if row_id is None:
        raise UserError("record.missing", number=number)
    return row_id
