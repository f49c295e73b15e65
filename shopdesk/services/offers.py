"""Offers of the shop: entered, changed, ended, and which may be said now about what a customer asks or ordered."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from shopdesk.db.queries import inquiries as inquiry_queries
from shopdesk.db.queries import offers as queries
from shopdesk.db.queries import orders as order_queries
from shopdesk.db.queries import recommending as goods
from shopdesk.db.queries.offers import OfferRow as OfferRow
from shopdesk.db.tables import Offer
from shopdesk.domain import offers as rules
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import Filter
from shopdesk.domain.offers import OfferDraft
from shopdesk.services import bulk
from shopdesk.services.desk import Desk
from shopdesk.services.numbered import Numbered

_found = bulk.find(queries.id_of, queries.cells)
_inquiry = bulk.find(inquiry_queries.id_of, inquiry_queries.cells)
_order = bulk.find(order_queries.id_of, order_queries.full)
_TEXTS = ("title", "text", "code", "condition")


def valid_today(desk: Desk, filters: Sequence[Filter]) -> list[Filter]:
    """Filters with `valid=yes|no` turned into today, which the list compares with. Raises UserError `form.date`."""
    out = []
    for item in filters:
        if item.field == "valid":
            negated = (item.operator == "!=") != (item.values == ("no",))
            days = (_day(desk, value) for value in item.values)
            item = Filter("valid", "!=" if negated else "=", tuple(days))
        out.append(item)
    return out


def _day(desk: Desk, value: str) -> str:
    if value in ("yes", "no"):
        return desk.local_day(desk.now()).isoformat()
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise UserError("form.date", field="valid", found=value) from error


def offers(desk: Desk) -> list[OfferRow]:
    """Every offer: those valid now, then those to come, then what is over."""
    today = desk.local_day(desk.now())
    with desk.shop.read() as connection:
        rows = queries.all_rows(connection)
    order = ("valid", "later", "over", "ended")
    return sorted(rows, key=lambda row: order.index(state(row, today)))


def state(row: OfferRow, today: date) -> str:
    """`valid`, `later`, `over` or `ended`."""
    return rules.state(row.status, row.valid_from, row.valid_until, today)


def valid(
    desk: Desk,
    connection: Any,
    skus: Collection[str] | None = None,
    channel: str | None = None,
    day: date | None = None,
) -> list[OfferRow]:
    """What may be said today (or on `day`) about these products there; None: about any, anywhere."""
    found = queries.valid(connection, day or desk.local_day(desk.now()))
    return [row for row in found if rules.fits(row.skus, row.channels, skus, channel)]


def valid_on(
    desk: Desk, day: date | None = None, skus: Collection[str] | None = None, channel: str | None = None
) -> list[OfferRow]:
    """What may be said on a day (None: today)."""
    with desk.shop.read() as connection:
        return valid(desk, connection, skus, channel, day)


def for_inquiry(desk: Desk, number: str, interruptible: Any = None) -> list[OfferRow]:
    """What may be said to who asked. Raises UserError `record.missing`."""
    with desk.shop.read(interruptible) as connection:
        ((inquiry_id, values),) = _inquiry(connection, [number]).items()
        asked = goods.asked(connection, inquiry_id)
        # Who asks about nothing in particular may hear of every offer.
        skus = goods.goods_of(connection, asked).skus if asked else None
        return valid(desk, connection, skus, values["channel"])


def for_order(desk: Desk, number: str, interruptible: Any = None) -> list[OfferRow]:
    """What may be said to whose order it is. Raises UserError `record.missing`."""
    with desk.shop.read(interruptible) as connection:
        ((order_id, values),) = _order(connection, [number]).items()
        ordered = goods.ordered(connection, order_id)
        skus = goods.goods_of(connection, ordered).skus if ordered else None
        return valid(desk, connection, skus, values["platform"])


def draft_of(desk: Desk, number: str) -> OfferDraft:
    """An offer as a form takes it. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        (values,) = _found(connection, [number]).values()
    plain = {name: values[name] for name in OfferDraft.__dataclass_fields__}
    return OfferDraft(**{**plain, "skus": tuple(values["skus"]), "channels": tuple(values["channels"])})


def create_offer(desk: Desk, draft: OfferDraft) -> Outcome[Numbered]:
    """Enters an offer. Raises UserError `form.*`."""
    draft.check()
    with desk.write("offer.create") as unit:
        number = unit.door.number("OF", desk.year())
        unit.door.insert_one(Offer, number=number, status="active", created_at=desk.now(), **_cells(draft))
        unit.door.subject = number
        unit.commit()
    return Outcome(Numbered(number), unit.door.changes)


def update_offer(desk: Desk, number: str, draft: OfferDraft) -> Outcome[Numbered]:
    """Saves an edited offer. Raises UserError `form.*`, `record.missing`."""
    draft.check()
    return _set(desk, "offer.update", number, _cells(draft))


def end_offer(desk: Desk, number: str, ended: bool = True) -> Outcome[Numbered]:
    """Ends an offer from now on, or lets it go on. Raises UserError `record.missing`."""
    status = "ended" if ended else "active"
    return _set(desk, "offer.end" if ended else "offer.resume", number, {"status": status})


def _set(desk: Desk, action: str, number: str, cells: dict[str, Any]) -> Outcome[Numbered]:
    with desk.write(action) as unit:
        ((offer_id, _values),) = _found(unit.connection, [number]).items()
        unit.door.set(Offer, offer_id, **cells)
        unit.door.subject = number
        unit.commit()
    return Outcome(Numbered(number), unit.door.changes)


def _cells(draft: OfferDraft) -> dict[str, Any]:
    return {
        **{name: getattr(draft, name).strip() for name in _TEXTS},
        "kind": draft.kind,
        "valid_from": draft.valid_from,
        "valid_until": draft.valid_until,
        "skus": list(dict.fromkeys(sku.strip() for sku in draft.skus if sku.strip())),
        "channels": list(dict.fromkeys(draft.channels)),
    }
