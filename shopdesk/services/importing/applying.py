"""Applies a plan in one short transaction: staged rows in, changed cells set, one journal entry."""

from datetime import date, datetime
from typing import Any

from shopdesk.db import staging
from shopdesk.db.queries import imports as known
from shopdesk.db.queries import orders as order_queries
from shopdesk.db.shop import Unit
from shopdesk.db.tables import (
    Customer,
    ImportBatch,
    Order,
    OrderImport,
    OrderLine,
    PlatformAccount,
    Product,
    Refund,
)
from shopdesk.domain import importing
from shopdesk.domain import orders as rules
from shopdesk.domain.customers import with_image
from shopdesk.domain.packing import STOPPING
from shopdesk.services.desk import Desk
from shopdesk.services.importing.layout import MODELS, Numbers, new_customers, order_lines, refund
from shopdesk.services.importing.matching import customer_image, payload, product_image
from shopdesk.services.importing.plan import ChangedOrder, Plan, Tick
from shopdesk.services.stale_slips import outdate_slips


def apply(desk: Desk, unit: Unit, plan: Plan, numbers: Numbers, result: dict[str, Any], tick: Tick) -> None:
    """Writes everything of the plan through the unit's door. What `tick` raises leaves the shop as it was."""
    door = unit.door
    door.insert_keyed(
        ImportBatch,
        [
            {
                "id": numbers.batch, "number": numbers.batch_number, "at": desk.now(), "staff": desk.staff,
                "files": result["files"],
                "counts": {name: result[name] for name in ("orders", "lines", "customers", "products")},
            }
        ],
    )  # fmt: skip
    _accounts(unit, plan)
    staging.apply(unit.connection, door, MODELS, numbers.ids, tick)
    _Changes(desk, unit, plan, numbers).apply()
    _returns(desk, unit, plan)
    _customers(unit, plan)
    _products(unit, plan)
    door.subject = numbers.batch_number


def _accounts(unit: Unit, plan: Plan) -> None:
    """Remembers a platform account at its first import, so that the next file knows its zone and currency."""
    from shopdesk.db.queries.shop import accounts

    wanted = {(item.platform, item.account): item.file for item in plan.new if not item.file.ids_count_rows}
    for (platform, account), file in wanted.items():
        if account not in [name for name, _zone, _currency in accounts(unit.connection, platform)]:
            unit.door.insert_one(
                PlatformAccount, platform=platform, account=account, zone=file.zone, currency=file.currency
            )


class _Changes:
    """Orders whose platform tells something new: only the cells that it changed since last time are set."""

    def __init__(self, desk: Desk, unit: Unit, plan: Plan, numbers: Numbers) -> None:
        self._desk = desk
        self._unit = unit
        self._plan = plan
        self._batch = numbers.batch
        ids = [item.known.id for item in plan.changed]
        self._cells = known.cells(unit.connection, ids)
        self._lines = known.lines(unit.connection, ids)
        self._refunds = known.refunds(unit.connection, ids)
        self._listed = order_queries.listed(unit.connection, ids)
        self._open = order_queries.open_lists(unit.connection, ids)
        self._orders: dict[int, dict[str, Any]] = {}
        self._line_changes: dict[int, dict[str, Any]] = {}
        self._line_rows: list[dict[str, Any]] = []
        self._line_gone: list[int] = []
        self._refund_changes: dict[int, dict[str, Any]] = {}
        self._refund_rows: list[dict[str, Any]] = []
        self._customer_of = {**new_customers(plan, numbers), **plan.buyers}
        self._outdated: list[int] = []  # orders whose slips tell something else now

    def apply(self) -> None:
        if not self._plan.changed:
            return
        for item in self._plan.changed:
            self._order(item)
        door = self._unit.door
        door.delete(OrderLine, self._line_gone)
        door.update(Order, self._orders)
        door.update(OrderLine, self._line_changes)
        door.insert(OrderLine, self._line_rows)
        door.update(Refund, self._refund_changes)
        door.insert(Refund, self._refund_rows)
        door.update(
            OrderImport,
            {item.known.id: {"batch_id": self._batch, "payload": payload(item.image)} for item in self._plan.changed},
        )
        outdate_slips(self._unit, self._outdated)

    def _order(self, item: ChangedOrder) -> None:
        order, order_id, fields = item.order, item.known.id, item.fields
        now = self._cells[order_id]
        cells: dict[str, Any] = {name: getattr(order, name) for name in fields & set(importing.CELLS)}
        problems = list(now["problems"])
        if "extra" in cells:
            cells["extra"] = {**now["extra"], **order.extra}
        if "currency" in fields and "currency" not in item.last:
            cells["currency"] = order.currency  # a file without prices came first
        if fields & {*importing.AMOUNTS, "payment", "lines", "tax_included"}:
            cells |= self._amounts(item, now)
        if "ordered_at" in fields and order.ordered_at is not None:
            cells |= {"ordered_at": order.ordered_at, "local_day": self._desk.local_day(order.ordered_at)}
        if now["customer_id"] is None and item.tells_who:
            cells["customer_id"] = self._customer_of.get((item.platform, *(importing.identity(order) or ("", ""))))
        if "signed_at" in cells and order.signed_at is not None:
            cells["signed_source"] = "import"
        if "lines" in item.image and fields & {"lines", "delivery"}:
            problems += self._order_lines(item)
            cells["units"] = importing.units(order) if order.lines and not order.lines_provisional else now["units"]
        if fields & {*importing.FACTS, "pay_on_delivery"}:
            cells["status"] = rules.status_after_import(now["status"], importing.status(_after(order, item, now)))
        if item.told.kind == "orders" and "partner_missing" in problems:
            problems.remove("partner_missing")
        if self._open.get(order_id):
            # What was edited here already and the platform tells now is no news to the packer.
            news = {name for name, value in cells.items() if value != now[name]}
            if cells.get("street", now["street"]):
                news.discard("address_raw")  # nobody reads the raw address where its parts are known
            problems += importing.parcel_problems(news, item.last, item.image)
        if set(problems) - set(now["problems"]) & set(STOPPING):
            self._outdated.append(order_id)
        cells["problems"] = list(dict.fromkeys(problems))
        self._orders[order_id] = cells

    def _amounts(self, item: ChangedOrder, now: dict[str, Any]) -> dict[str, Any]:
        told = importing.amounts(item.order)
        spoken = item.told.fields
        cells = {name: told[name] for name in importing.AMOUNTS if name in item.fields}
        is_told = {"goods", "total"} & spoken or {"currency", "total"} & item.last.keys()
        if "lines" in item.fields and not is_told:
            cells |= {"goods": told["goods"], "total": told["total"]}
        if "payment" in item.fields and "paid" not in spoken:
            cells["paid"] = now["total"] if rules.is_paid(item.order.payment) else now["paid"]
            if "total" in cells and rules.is_paid(item.order.payment):
                cells["paid"] = cells["total"]
        refunded = cells.get("refunded")
        if refunded is not None:
            order_id = item.known.id
            if order_id in self._refunds:
                self._refund_changes[self._refunds[order_id]] = {"amount": refunded}
            elif refunded > 0:
                row = refund(self._desk, item.order, order_id, refunded)
                self._refund_rows.append(
                    {
                        **row,
                        "paid_at": datetime.fromisoformat(row["paid_at"]),
                        "local_day": date.fromisoformat(row["local_day"]),
                    }
                )
        return cells

    def _order_lines(self, item: ChangedOrder) -> list[str]:
        order, order_id = item.order, item.known.id
        have = self._lines[order_id]
        told = {} if order.lines_provisional else {line.key: line for line in order.lines}
        problems: list[str] = []
        before = item.last.get("lines", {})
        fresh = []
        for key, line in told.items():
            row = have.get(key)
            if row is None or row["provisional"]:
                fresh.append(line)
                continue
            cells = {
                name: getattr(line, name)
                for name in importing.LINE_CELLS
                if before.get(key, {}).get(name) != item.image["lines"][key].get(name)
            }
            sent = importing.shipped(line, order)
            if sent > row["shipped"]:
                cells["shipped"] = sent
            if cells:
                self._line_changes[row["id"]] = cells
        for key, row in have.items():
            gone = bool(told) and (key not in told or row["provisional"])
            if gone and ((row["shipped"] and not row["provisional"]) or self._listed.get(row["id"])):
                problems.append("line_removed")
            elif gone:
                self._line_gone.append(row["id"])
        if fresh:
            first = max((row["line"] for row in have.values()), default=0) + 1
            order.lines = fresh
            self._line_rows += order_lines(order, order_id, self._plan.skus, first)
            order.lines = list(told.values())
        return problems


def _after(order: Any, item: ChangedOrder, now: dict[str, Any]) -> Any:
    """The order's facts after this file: told ones, else as the last image has them."""
    from copy import copy

    out = copy(order)
    for name in (*importing.FACTS, "pay_on_delivery"):
        if name not in item.told.fields:
            setattr(out, name, item.image.get(name, now.get(name, getattr(order, name))))
    return out


def _returns(desk: Desk, unit: Unit, plan: Plan) -> None:
    """Goods and money that came back for orders the shop has."""
    ids = [item.known.id for item in plan.returns]
    cells = known.cells(unit.connection, ids)
    lines = known.lines(unit.connection, ids)
    packed = order_queries.open_lists(unit.connection, ids)
    payloads = known.payloads(unit.connection, ids)  # the same files may just have told more of these orders
    images: dict[int, dict[str, Any]] = {}
    for item in plan.returns:
        order_id, returned = item.known.id, item.returned
        amount = sum(line.total for line in returned.lines)
        order = cells[order_id]
        order["refunded"] += amount
        image = images.setdefault(order_id, known.image(payloads[order_id]))
        image["returns"] = [*image.get("returns", []), returned.platform_order]
        image["refunded"] = order["refunded"]
        for line in returned.lines:
            match = next(
                (row for row in lines[order_id].values() if (row["sku"], row["title"]) == (line.sku, line.title)), None
            )
            if match is not None:
                match["returned"] = min(match["quantity"], match["returned"] + line.quantity)
                match["refunded"] += line.total
                unit.door.set(OrderLine, match["id"], returned=match["returned"], refunded=match["refunded"])
        at = returned.at or order["ordered_at"]
        unit.door.insert_one(
            Refund, order_id=order_id, amount=amount, currency=order["currency"], paid_at=at,
            local_day=desk.local_day(at), source="import", note=returned.platform_order,
        )  # fmt: skip
        # Nobody told of a payment: what money goes back of was paid.
        order["paid"] = order["paid"] or order["total"]
        state = "refunded" if order["refunded"] >= order["paid"] else "part_refunded"
        if order["status"] == "awaiting_payment":
            facts = {name: order[name] for name in ("delivery", "pay_on_delivery")}
            told = rules.imported_status(payment=state, finished=False, cancelled=False, **facts)
            order["status"] = rules.status_after_import(order["status"], told)
        image["payment"] = state
        if order_id in packed:
            order["problems"] = list(dict.fromkeys((*order["problems"], "refund_while_packing")))
        changed = {name: order[name] for name in ("refunded", "paid", "status", "problems")}
        unit.door.set(Order, order_id, payment=state, **changed)
    outdate_slips(unit, list(packed))
    for order_id, image in images.items():
        unit.door.set(OrderImport, order_id, payload=payload(image))


def _customers(unit: Unit, plan: Plan) -> None:
    """Cells that a customers file changed since it was last imported; what was edited here stays."""
    changes: dict[int, dict[str, Any]] = {}
    for customer_id, customer, row in plan.changed_customers:
        told, last = customer_image(customer), row["imported"] or {}
        first, imported = with_image(row["imported"], told)
        if not first:
            # It tells of one who was merged into this customer: remembered, but the kept one's cells stay.
            row["imported"] = imported
            changes[customer_id] = {**changes.get(customer_id, {}), "imported": imported}
            continue
        names = ("name", "email", "phone", "country", "region", "city", "street", "postcode")
        # The first customers file meets people known from orders: it fills what is empty.
        cells = {
            name: told.get(name, "")
            for name in names
            if told.get(name) != last.get(name) and (row["imported"] is not None or not row[name])
        }
        if told.get("note") != last.get("note") and (row["imported"] is not None or not row["notes"]):
            cells["notes"] = told.get("note", "")
        row["imported"] = imported
        changes[customer_id] = {**changes.get(customer_id, {}), **cells, "imported": imported}
    unit.door.update(Customer, changes)


def _products(unit: Unit, plan: Plan) -> None:
    """Cells that a products file changed since it was last imported; what was edited here stays."""
    texts = ("sku", "barcode", "title", "variant", "category", "supplier", "currency", "shelf", "status")
    numbers = ("price", "cost", "weight_g", "stock")
    changes = {}
    for product_id, product, row in plan.changed_products:
        told, last = product_image(product), row["imported"] or {}
        cells = {name: told.get(name, "") for name in texts if told.get(name) != last.get(name)}
        cells |= {name: told.get(name) for name in numbers if told.get(name) != last.get(name)}
        changes[product_id] = {**cells, "imported": told}
    unit.door.update(Product, changes)
    unit.door.update(Product, plan.changed_prices)
