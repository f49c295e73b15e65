"""How much of an order line may still come back, over all cases; and finding the line a person means."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, and_, or_, select

from shopdesk.db.door import chunks
from shopdesk.db.tables import Case, CaseLine, Order, OrderLine, PackingLine
from shopdesk.domain.aftersales import GIVEN_UP, RETURNING, LineFacts, counts_as_returned


def line_facts(connection: Connection, line_ids: Sequence[int], except_case: int | None = None) -> dict[int, LineFacts]:
    """What is known of order lines, by id. Units claimed by `except_case` itself are not counted as taken."""
    claimed, received_here = _claims(connection, line_ids, except_case)
    out: dict[int, LineFacts] = {}
    line = OrderLine
    query = select(line.id, Order.number, line.line, line.quantity, line.shipped, line.returned)
    query = query.join(Order, Order.id == line.order_id)
    for part in chunks(line_ids):
        for line_id, order, number, ordered, shipped, returned in connection.execute(query.where(line.id.in_(part))):
            # What an import told as returned has no case; what cases received is in both.
            taken = max(claimed.get(line_id, 0), returned - received_here.get(line_id, 0))
            out[line_id] = LineFacts(order, number, ordered, shipped, taken)
    return out


def _claims(
    connection: Connection, line_ids: Sequence[int], except_case: int | None
) -> tuple[dict[int, int], dict[int, int]]:
    """Units that other cases claim back, and units that this case received; both by order line id."""
    claimed: dict[int, int] = defaultdict(int)
    here: dict[int, int] = {}
    wants = and_(Case.kind.in_(RETURNING), Case.status.not_in(GIVEN_UP))
    query = (
        select(CaseLine.order_line_id, Case.id, Case.kind, wants, CaseLine.quantity, CaseLine.received)
        .join(Case, Case.id == CaseLine.case_id)
        .where(or_(wants, CaseLine.received > 0))
    )
    for part in chunks(line_ids):
        found = connection.execute(query.where(CaseLine.order_line_id.in_(part)))
        for line_id, case_id, kind, wanted, quantity, received in found:
            came = received if counts_as_returned(kind) else 0
            if case_id == except_case:
                here[line_id] = came
            else:
                claimed[line_id] += max(quantity, came) if wanted else came
    return claimed, here


def line_of(connection: Connection, order_id: int, line: int | None, sku: str) -> int | None:
    """The id of an order's line by its number, else by SKU when only one line has it."""
    query = select(OrderLine.id).where(OrderLine.order_id == order_id)
    query = query.where(OrderLine.line == line) if line is not None else query.where(OrderLine.sku == sku)
    found = list(connection.execute(query.limit(2)).scalars())
    return found[0] if len(found) == 1 else None


def orders_of_lines(connection: Connection, line_ids: Sequence[int]) -> dict[int, int]:
    """The order's id by line id."""
    out: dict[int, int] = {}
    for part in chunks(line_ids):
        query = select(OrderLine.id, OrderLine.order_id).where(OrderLine.id.in_(part))
        for line_id, order_id in connection.execute(query):
            out[line_id] = order_id
    return out


def in_use(connection: Connection, line_ids: Sequence[int]) -> set[int]:
    """Lines that a case or a packing list, cancelled ones included, tells about: they cannot be deleted."""
    out: set[int] = set()
    for part in chunks(line_ids):
        for column in (CaseLine.order_line_id, PackingLine.order_line_id):
            out.update(connection.execute(select(column).where(column.in_(part))).scalars())
    return out
