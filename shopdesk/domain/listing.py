"""What a list is asked for: words, filters, an order. The same shape for every kind of record."""

from dataclasses import dataclass

OPERATORS = ("=", "!=", ">=", "<=", "~")  # ~ contains


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on one field; several values mean any of them."""

    field: str
    operator: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Words are and-ed, filters are and-ed. `sort` names a field; empty is the kind's own order (newest first)."""

    text: str = ""
    filters: tuple[Filter, ...] = ()
    sort: str = ""
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Sums:
    """What records add up to: (currency, minor units) each, never added, and units where such records have them."""

    amounts: tuple[tuple[str, int], ...] = ()
    units: int | None = None
