"""A reply's fields filled in from an order, a customer, a product and the shop."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from shopdesk.db.queries import customers as customer_queries
from shopdesk.db.queries import mentions
from shopdesk.db.queries import orders as order_queries
from shopdesk.db.queries import recommending as goods
from shopdesk.db.queries import replies as queries
from shopdesk.domain import carriers as carrier_rules
from shopdesk.domain.carriers import Carrier
from shopdesk.domain.errors import UserError
from shopdesk.domain.money import to_decimal
from shopdesk.domain.replies import FIELDS, RETURN_DAYS, Filled, fill
from shopdesk.services import carriers, offers
from shopdesk.services.desk import Desk

_OF_CUSTOMER = frozenset(("buyer", "phone", "address"))
_OF_PARCEL = frozenset(("carrier", "tracking", "tracking_link"))
_OF_PRODUCT = frozenset(("product", "price", "stock"))
_OF_ORDER = frozenset(FIELDS) - {"shop", "shop_address", "staff", "today", "offer"}


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


def values(
    desk: Desk, connection: Any, about: About, language: str, wanted: Collection[str] = FIELDS
) -> dict[str, str]:
    """The fields wanted, as far as they can be told; the others are left out. Raises UserError `record.missing`."""
    told = {"shop": desk.shop_name, "shop_address": str(desk.setting("address")), "staff": desk.staff}
    told |= {"today": day_text(desk.local_day(desk.now()), language), "buyer": about.contact}
    if about.order and _OF_ORDER & frozenset(wanted):
        told |= _order(desk, connection, about.order, language, wanted)
    if about.customer and not all(told.get(name) for name in _OF_CUSTOMER & frozenset(wanted)):
        told |= {name: text for name, text in _customer(connection, about.customer).items() if text}
    if about.product and _OF_PRODUCT & frozenset(wanted):
        told |= _product(connection, about.product, language, wanted)
    if "offer" in wanted:
        told["offer"] = _offer(desk, connection, about)
    return {name: value for name, value in told.items() if value}


def _offer(desk: Desk, connection: Any, about: About) -> str:
    """The wording of the offer that ends first of those valid now for the product, or what was ordered."""
    found = goods.meant(connection, about.product, about.order)
    skus = goods.goods_of(connection, found).skus if found else None
    valid = offers.valid(desk, connection, skus)
    return valid[0].text if valid else ""


def _customer(connection: Any, number: str) -> dict[str, str]:
    row_id = _known(customer_queries.id_of(connection, number), number)
    cells = customer_queries.cells(connection, [row_id])[row_id]
    return {"buyer": cells["name"], "phone": cells["phone"], "address": _address(cells)}


def _product(connection: Any, sku: str, language: str, wanted: Collection[str]) -> dict[str, str]:
    cells = mentions.product_cells(connection, sku)
    if cells is None:
        raise UserError("record.missing", number=sku)
    told = {
        "product": _named(cells["title"] or cells["sku"], cells["variant"]),
        "price": money_text(cells["price"], cells["currency"], language),
    }
    if "stock" in wanted and cells["stock"] is not None:
        told["stock"] = str(max(0, cells["stock"] - mentions.waiting(connection, cells["id"], cells["sku"])))
    return told


def _order(desk: Desk, connection: Any, number: str, language: str, wanted: Collection[str]) -> dict[str, str]:
    found = mentions.order_cells(connection, number)
    if found is None:  # perhaps called by its platform's number
        row_id = _known(order_queries.id_of(connection, number), number)
        found = mentions.order_cells(connection, order_queries.full(connection, [row_id])[row_id]["number"])
        assert found is not None
    cells, line = found
    currency = cells["currency"]
    zone = desk.zone

    def day(moment: datetime | None) -> str:
        return day_text(moment.astimezone(zone).date(), language) if moment else ""

    signed = cells["signed_at"]
    told = {
        "order": cells["platform_order"] or cells["number"],
        "buyer": cells["buyer_name"], "phone": cells["buyer_phone"], "address": _address(cells),
        "total": money_text(cells["total"], currency, language),
        "refund": money_text(cells["refunded"] or None, currency, language),
        "ship_by": day(cells["ship_by"]), "shipped_on": day(cells["shipped_at"]), "signed_on": day(signed),
        "return_until": day(signed + timedelta(days=RETURN_DAYS)) if signed else "",
    }  # fmt: skip
    if line:
        told |= {
            "product": _named(line["title"] or line["sku"], line["variant"]), "quantity": str(line["quantity"]),
            "price": money_text(line["price"], currency, language),
        }  # fmt: skip
        if "stock" in wanted and line["sku"] and mentions.product_cells(connection, line["sku"]):
            told["stock"] = _product(connection, line["sku"], language, wanted).get("stock", "")
    if _OF_PARCEL & frozenset(wanted):
        told |= _parcel(connection, cells["id"], cells, language, wanted)
    return told


def _parcel(
    connection: Any, order_id: int, cells: Mapping[str, Any], language: str, wanted: Collection[str]
) -> dict[str, str]:
    """Carrier and tracking number: of the order, else of its newest packing list that has one."""
    carrier, tracking = cells["carrier"], cells["tracking"]
    if not tracking:
        carrier, tracking = mentions.newest_parcel(connection, order_id) or (carrier, "")
    told = {"tracking": tracking}
    if "carrier" in wanted or "tracking_link" in wanted:
        known = carriers.of(connection) if carrier else []
        told["carrier"] = _carrier_name(known, carrier, language)
        if tracking and "tracking_link" in wanted:
            told["tracking_link"] = carrier_rules.link(known, carrier, tracking)
    return told


def _carrier_name(known: Sequence[Carrier], name: str, language: str) -> str:
    """What people of that language call a carrier; a name nobody knows stays."""
    found = next((one for one in known if one.is_called(name)), None) if name else None
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
    amount = to_decimal(minor, currency)
    sign = "-" if amount < 0 else ""
    return f"{sign}{_symbol(currency, language)}{abs(amount):,}"


@cache
def _symbol(currency: str, language: str) -> str:
    from babel.numbers import get_currency_symbol

    symbol = str(get_currency_symbol(currency, locale="zh_CN" if language == "zh" else "en_US"))
    return f"{symbol} " if symbol == currency else symbol


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
