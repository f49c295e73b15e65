"""The stock ledger follows the stock of products, whoever changes it: form, list, import or undo.

What a product's stock and the sum of its moves differ by is posted as one more move. So the ledger is complete by
construction, and undo is a counter-entry.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from shopdesk.db.tables import Product, StockMove

_CHUNK = 500


def post(
    connection: Connection,
    product_ids: Iterable[int],
    *,
    cause: str,
    staff: str,
    at: datetime,
    next_numbers: Callable[[str, int], range],
) -> int:
    """Posts what the stock of these products moved since the ledger's last line; returns the number of moves.

    A product counted for the first time gets a line even when there are 0 pieces.
    """
    wanted = sorted(set(product_ids))
    moves: list[dict[str, Any]] = []
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        query = (
            select(Product.id, Product.stock, func.sum(StockMove.quantity))
            .outerjoin_from(Product, StockMove, StockMove.product_id == Product.id)
            .where(Product.id.in_(part))
            .group_by(Product.id, Product.stock)
            .order_by(Product.id)
        )
        counted: list[Any] = list(connection.execute(query))
        for product_id, stock, moved in counted:
            difference = (stock or 0) - (moved or 0)
            if difference or (moved is None and stock is not None):
                moves.append({"product_id": product_id, "quantity": difference})
    if moves:
        ids = next_numbers("stock_move", len(moves))
        shared = {"cause": cause, "note": "", "at": at, "staff": staff}
        connection.execute(
            insert(StockMove.__table__),  # type: ignore[arg-type]
            [{**move, **shared, "id": row_id} for move, row_id in zip(moves, ids, strict=True)],
        )
    return len(moves)
