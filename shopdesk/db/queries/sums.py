"""What selected records add up to, in a few queries however many they are; currencies are never added."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from shopdesk.db.door import chunks
from shopdesk.db.tables import Case, Order, PackingLine, Product
from shopdesk.domain.listing import Sums

_LONG = 64  # ids in a row that are worth a range of their own


def orders(connection: Connection, ids: Sequence[int]) -> Sums:
    """Totals by currency, and units."""
    amounts: Counter[str] = Counter()
    units = 0
    query = select(Order.currency, func.sum(Order.total), func.sum(Order.units)).group_by(Order.currency)
    for currency, total, number in _rows(connection, query, Order.id, ids):
        amounts[currency] += total
        units += number
    return _sums(amounts, units)


def packing_lists(connection: Connection, ids: Sequence[int]) -> Sums:
    """Units that lie in the lists."""
    query = select(func.coalesce(func.sum(PackingLine.quantity), 0))
    return Sums((), sum(row[0] for row in _rows(connection, query, PackingLine.packing_list_id, ids)))


def cases(connection: Connection, ids: Sequence[int]) -> Sums:
    """What was paid back, by currency."""
    query = select(Case.currency, func.sum(Case.paid)).where(Case.currency != "").group_by(Case.currency)
    return _sums(_counted(_rows(connection, query, Case.id, ids)))


def customers(connection: Connection, ids: Sequence[int]) -> Sums:
    """What they spent, by currency: paid less refunded, cancelled orders left out."""
    query = select(Order.currency, func.sum(Order.paid - Order.refunded)).where(Order.status != "cancelled")
    return _sums(_counted(_rows(connection, query.group_by(Order.currency), Order.customer_id, ids)))


def products(connection: Connection, ids: Sequence[int]) -> Sums:
    """Units in stock where they were counted, and what they are worth at their price, by currency."""
    amounts: Counter[str] = Counter()
    units = 0
    stock = func.coalesce(Product.stock, 0)
    query = select(Product.currency, func.sum(stock * func.coalesce(Product.price, 0)), func.sum(stock))
    for currency, worth, number in _rows(connection, query.group_by(Product.currency), Product.id, ids):
        amounts[currency or ""] += worth
        units += number
    return _sums(amounts, units)


def _counted(rows: Iterable[Any]) -> "Counter[str]":
    found: Counter[str] = Counter()
    for currency, amount in rows:
        found[currency] += amount
    return found


def _sums(amounts: "Counter[str]", units: int | None = None) -> Sums:
    told = tuple(sorted((currency, minor) for currency, minor in amounts.items() if currency and minor))
    return Sums(told, units)


def _rows(connection: Connection, query: Any, key: Any, ids: Sequence[int]) -> Iterable[Any]:
    """The rows of `query` over records whose `key` is among `ids`, part by part: long runs of ids as ranges."""
    alone: list[int] = []
    for first, last in _runs(sorted(ids)):
        if last - first < _LONG:
            alone.extend(range(first, last + 1))
        else:
            yield from connection.execute(query.where(key.between(first, last)))
    for part in chunks(alone):
        yield from connection.execute(query.where(key.in_(part)))


def _runs(ids: Sequence[int]) -> Iterable[tuple[int, int]]:
    first = last = ids[0] if ids else 0
    for row_id in ids[1:]:
        if row_id != last + 1:
            yield first, last
            first = row_id
        last = row_id
    if ids:
        yield first, last
