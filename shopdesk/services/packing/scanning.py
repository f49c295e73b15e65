"""Goods checked against a list by scanning them."""

from shopdesk.db.queries import packing, parcels, stopped
from shopdesk.db.tables import PackingLine, PackingList
from shopdesk.domain import packing as rules
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.services.desk import Desk
from shopdesk.services.orders import Bulk
from shopdesk.services.packing.finding import list_id_of


def scan(desk: Desk, number: str, code: str, quantity: int = 1) -> Outcome[Bulk]:
    """Counts `quantity` units with that SKU or barcode as in the parcel; the first scan of a draft starts picking.

    Raises UserError `scan.unknown` for goods that the list does not hold, `scan.too_many` with `allowed`,
    `form.quantity`, `move.not_allowed` once the parcel has left or was cancelled, `packing.order_changed`.
    """
    if quantity < 1:
        raise UserError("form.quantity", field="quantity", found=quantity)
    with desk.write("packing.scan") as unit:
        list_id = list_id_of(unit.connection, number)
        status = packing.cells(unit.connection, [list_id])[list_id]["status"]
        if status not in rules.OPEN:
            raise UserError("move.not_allowed", number=number, status=status, action="packing.scan")
        if problems := stopped.problems(unit.connection, [list_id]):
            raise UserError("packing.order_changed", number=number, problems=list(problems[list_id]))
        held = packing.held(unit.connection, [list_id])[list_id]
        goods = parcels.goods(unit.connection, [(line.order_line_id, line.product_id, line.sku) for line in held])
        lines = []
        for line in held:
            product = goods.get(line.order_line_id)
            codes = (line.sku, product.sku, product.barcode) if product else (line.sku,)
            if rules.is_code(code, codes):
                lines.append(line)
        if not lines:
            raise UserError("scan.unknown", field="code", found=code, number=number)
        rooms = [line.quantity - line.scanned for line in lines]
        if quantity > sum(rooms):
            raise UserError("scan.too_many", field="quantity", found=quantity, allowed=sum(rooms), scanned=code)
        taken = zip(lines, rules.spread(rooms, quantity), strict=True)
        unit.door.update(PackingLine, {line.id: {"scanned": line.scanned + units} for line, units in taken})
        if status == "draft":
            unit.door.set(PackingList, list_id, status="picking")
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)
