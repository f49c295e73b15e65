"""What customers wish: noted with one key where it is heard, counted by theme and product."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from shopdesk.db.queries import aftersales as case_queries
from shopdesk.db.queries import customers as customer_queries
from shopdesk.db.queries import inquiries as inquiry_queries
from shopdesk.db.queries import orders as order_queries
from shopdesk.db.queries import products as product_queries
from shopdesk.db.queries import recommending as goods
from shopdesk.db.queries import wishes as queries
from shopdesk.db.queries.wishes import WishCount as WishCount
from shopdesk.db.queries.wishes import WishRow as WishRow
from shopdesk.db.tables import Wish
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.wishes import WishDraft
from shopdesk.services.desk import Desk
from shopdesk.services.numbered import Numbered

_IDS: Final = {
    "inquiry": inquiry_queries.id_of, "case": case_queries.id_of, "order": order_queries.id_of,
    "customer": customer_queries.id_of, "product": product_queries.id_of,
}  # fmt: skip
_WHOLE: Final[dict[str, Any]] = {
    "inquiry": inquiry_queries.cells, "case": case_queries.cells, "order": order_queries.full,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both included; None: open."""

    first: date | None = None
    last: date | None = None


_EVER = Span()


def log_wish(desk: Desk, draft: WishDraft) -> Outcome[Numbered]:
    """Notes a wish; whose inquiry, case or order it is, is who wishes. Raises UserError `form.*`, `record.missing`."""
    draft.check()
    now = desk.now()
    with desk.write("wish.log") as unit:
        ids = {name: _id(unit.connection, name, getattr(draft, name)) for name in _IDS}
        if ids["customer"] is None:
            ids["customer"] = _whose(unit.connection, ids)
        unit.door.insert_one(
            Wish,
            theme=draft.theme,
            text=draft.text.strip(),
            at=now,
            local_day=desk.local_day(now),
            staff=desk.staff,
            **{f"{name}_id": row_id for name, row_id in ids.items()},
        )
        about = next((getattr(draft, name) for name in _IDS if getattr(draft, name)), None)
        unit.door.subject = about or draft.text.strip()[:60]
        unit.commit()
    return Outcome(Numbered(about or ""), unit.door.changes)


def product_about(desk: Desk, kind: str, number: str) -> str:
    """The SKU of the one product that an inquiry or an order is about; "" where there are several or none."""
    with desk.shop.read() as connection:
        row_id = _IDS[kind](connection, number) if kind in ("inquiry", "order") else None
        if row_id is None:
            return ""
        found = goods.asked(connection, row_id) if kind == "inquiry" else goods.ordered(connection, row_id)
        keys = goods.keys(connection, list(found))
        return next(iter(keys.values())) if len(keys) == 1 else ""


def counts(desk: Desk, span: Span = _EVER) -> list[WishCount]:
    """Wishes by theme and product, the most wished first."""
    with desk.shop.read() as connection:
        return queries.counts(connection, span.first, span.last)


def told(desk: Desk, one: WishCount, span: Span = _EVER) -> Sequence[WishRow]:
    """The wishes behind a count, newest first."""
    with desk.shop.read() as connection:
        return queries.told(
            connection, theme=one.theme, product_id=one.product_id, any_product=False, first=span.first, last=span.last
        )


def _id(connection: Any, name: str, number: str | None) -> int | None:
    if not number:
        return None
    row_id = _IDS[name](connection, number)
    if row_id is None:
        raise UserError("record.missing", field=name, number=number)
    return row_id


def _whose(connection: Any, ids: dict[str, int | None]) -> int | None:
    for name, whole in _WHOLE.items():
        row_id = ids[name]
        if row_id is not None:
            customer: int | None = whole(connection, [row_id])[row_id]["customer_id"]
            return customer
    return None
