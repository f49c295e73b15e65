"""What stands on a packing slip: goods, what is still to come, and amounts where they are wanted."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from shopdesk.db.queries import orders as order_queries
from shopdesk.db.queries import packing, parcels
from shopdesk.db.queries.orders import Line
from shopdesk.db.queries.packing import HeldLine
from shopdesk.db.queries.parcels import Goods, Share
from shopdesk.documents.amounts import amount_text
from shopdesk.documents.slips import Slip, SlipAddress, SlipLine, SlipOrder, SlipRemaining, SlipShop, SlipTotal
from shopdesk.domain import orders as order_rules
from shopdesk.domain import packing as rules
from shopdesk.domain.postal import address_lines
from shopdesk.services.desk import Desk

Values = Mapping[str, Any]


def build(desk: Desk, connection: Any, ids: Sequence[int], *, prices: bool) -> list[Slip]:
    """The slips of lists by id, in that order, from a handful of queries however many there are."""
    return _Builder(desk, connection, ids, prices).slips()


class _Builder:
    def __init__(self, desk: Desk, connection: Any, ids: Sequence[int], prices: bool) -> None:
        self._desk = desk
        self._prices = prices
        self._lists = packing.cells(connection, ids)
        self._held = packing.held(connection, ids)
        self._packages = packing.packages(connection, ids)
        self._prints = packing.printed(connection, ids)
        held = [line for lines in self._held.values() for line in lines]
        order_ids = list(dict.fromkeys(line.order_id for line in held))
        self._orders = parcels.order_cells(connection, order_ids)
        self._lines: dict[int, list[Line]] = order_queries.lines(connection, order_ids)
        self._goods: Mapping[int, Goods] = parcels.goods(
            connection, [(line.order_line_id, line.product_id, line.sku) for line in held]
        )
        self._shares: dict[int, list[Share]] = defaultdict(list)  # by order line
        for share in parcels.shares(connection, order_ids):
            self._shares[share.order_line_id].append(share)
        names = ("address", "phone", "email", "thanks", "logo")
        settings = {name: str(desk.setting(name) or "") for name in names}
        self._thanks = settings.pop("thanks")
        self._shop = SlipShop(desk.shop_name, **settings)

    def slips(self) -> list[Slip]:
        return [self._slip(list_id, values) for list_id, values in self._lists.items()]

    def _slip(self, list_id: int, values: Values) -> Slip:
        held = self._held[list_id]
        orders = [self._orders[order_id] for order_id in dict.fromkeys(line.order_id for line in held)]
        return Slip(
            number=values["number"],
            created=values["local_day"],
            shop=self._shop,
            ship_to=_address(orders[0]) if orders else SlipAddress(""),
            orders=tuple(_order(order) for order in orders),
            lines=tuple(self._line(line) for line in held),
            remaining=tuple(line for order in orders for line in self._remaining(list_id, order)),
            totals=self._totals(held, orders) if self._prices else (),
            carrier=values["carrier"],
            tracking=values["tracking"],
            note=values["note"],
            thanks=self._thanks,
            pay_on_delivery=self._collect(list_id, orders),
            package_count=max(1, len(self._packages.get(list_id, ()))),
            printed=len(self._prints.get(list_id, ())),
        )

    def _line(self, line: HeldLine) -> SlipLine:
        goods = self._goods.get(line.order_line_id)
        price, total = self._amounts(line) if self._prices else (None, None)
        return SlipLine(
            order=line.order, sku=line.sku, title=line.title, variant=line.variant,
            personalisation=line.personalisation, quantity=line.quantity, ordered=line.ordered,
            shelf=goods.shelf if goods else "", price=price, total=total,
        )  # fmt: skip

    def _amounts(self, held: HeldLine) -> tuple[str | None, str]:
        currency = self._orders[held.order_id]["currency"]
        line = self._of(held)
        price = None if line.price is None else amount_text(line.price, currency)
        return price, amount_text(rules.share(line.total, 0, held.quantity, line.quantity), currency)

    def _of(self, held: HeldLine) -> Line:
        return next(line for line in self._lines[held.order_id] if line.id == held.order_line_id)

    def _remaining(self, list_id: int, order: Values) -> list[SlipRemaining]:
        """Units in neither this list nor an earlier one; a reprint says the same as the first print."""
        out = []
        for line in self._lines[order["id"]]:
            gone = self._sent_elsewhere(line) + self._units_until(line, list_id)
            if line.quantity > gone:
                out.append(SlipRemaining(order["number"], line.sku, line.title, line.variant, line.quantity - gone))
        return out

    def _units_until(self, line: Line, list_id: int) -> int:
        """Units of a line in this list and in those made before it."""
        return sum(share.quantity for share in self._shares[line.id] if share.packing_list_id <= list_id)

    def _sent_elsewhere(self, line: Line) -> int:
        """Units that left without a list of ours, as an imported file told."""
        ours = sum(share.quantity for share in self._shares[line.id] if share.status in ("shipped", "delivered"))
        return max(0, line.shipped - ours)

    def _collect(self, list_id: int, orders: Sequence[Values]) -> str | None:
        """What the carrier collects: of an order in several parcels, each parcel's part by its units."""
        due: dict[str, int] = {}
        for order in orders:
            if order["pay_on_delivery"] and not order_rules.is_paid(order["payment"]):
                lines = self._lines[order["id"]]
                until = sum(self._units_until(line, list_id) for line in lines)
                own = sum(
                    share.quantity
                    for line in lines
                    for share in self._shares[line.id]
                    if share.packing_list_id == list_id
                )
                whole = sum(line.quantity for line in lines)
                part = rules.share(order["total"] - order["paid"], until - own, own, whole)
                due[order["currency"]] = due.get(order["currency"], 0) + part
        return " + ".join(amount_text(amount, currency) for currency, amount in due.items()) or None

    def _totals(self, held: Sequence[HeldLine], orders: Sequence[Values]) -> tuple[SlipTotal, ...]:
        """The order's sums when the list is one order whole, else only the goods in this parcel."""
        currencies = {order["currency"] for order in orders}
        if len(currencies) != 1:
            return ()
        currency = currencies.pop()
        order = orders[0]
        whole = sum(line.quantity for line in self._lines[order["id"]])
        if len(orders) == 1 and sum(line.quantity for line in held) == whole:
            due = order["total"] - order["paid"]
            amounts = {
                "goods": order["goods"], "discount": -order["discount"], "shipping": order["shipping"],
                "tax": order["tax"], "total": order["total"], "paid": order["paid"], "due": due,
            }  # fmt: skip
            shown = [
                (kind, amount)
                for kind, amount in amounts.items()
                if kind in ("goods", "total") or (amount and (kind != "paid" or due > 0) and (kind != "due" or due > 0))
            ]
        else:
            goods = sum(rules.share(self._of(line).total, 0, line.quantity, self._of(line).quantity) for line in held)
            shown = [("goods", goods)]
        return tuple(SlipTotal(kind, amount_text(amount, currency)) for kind, amount in shown)


def _address(order: Values) -> SlipAddress:
    parts = ("country", "region", "city", "district", "street", "postcode")
    lines = address_lines(**{name: order[name] for name in parts}, raw=order["address_raw"])
    return SlipAddress(order["buyer_name"], order["buyer_phone"], lines)


def _order(order: Values) -> SlipOrder:
    return SlipOrder(
        number=order["number"], platform=order["platform"], platform_order=order["platform_order"] or "",
        ordered_on=order["local_day"], buyer_message=order["buyer_message"], seller_memo=order["seller_memo"],
        shipping_method=order["shipping_method"],
    )  # fmt: skip
