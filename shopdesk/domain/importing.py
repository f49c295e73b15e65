"""Comparing what a platform tells now with what it told last, and turning it into the shop's own cells.

An image is what was last imported of an order, as plain JSON values: only cells that are not empty. A field that the
file has no column for keeps its last image; one whose column is there but blank loses it.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any

from shopdesk.domain import orders as rules
from shopdesk.domain.identifiers import is_hidden
from shopdesk.domain.imported import ImportedLine, ImportedOrder

FACTS = ("payment", "delivery", "refunded", "finished", "cancelled")
AMOUNTS = ("goods", "discount", "shipping", "tax", "fees", "total", "paid", "refunded")
# Cells of an order that are taken over as told.
CELLS = (
    "payment", "delivery", "pay_on_delivery", "paid_at", "ship_by", "promised_delivery", "shipped_at", "signed_at",
    "cancelled_at", "close_reason", "flag", "buyer_id", "buyer_name", "buyer_phone", "buyer_email", "country", "region",
    "city", "district", "street", "postcode", "address_raw", "payment_method", "payment_reference", "invoice_title",
    "shipping_method", "carrier", "tracking", "buyer_message", "seller_memo", "extra",
)  # fmt: skip
LINE_CELLS = (
    "sku", "title", "variant", "personalisation", "quantity", "price", "discount", "total", "returned", "refunded",
)  # fmt: skip
_NOT_IMAGED = {"platform_order", "row", "lines", "lines_provisional", "buyer_masked", "units"}
_ADDRESS = frozenset(
    {"country", "region", "city", "district", "street", "postcode", "address_raw", "buyer_name", "buyer_phone"}
)
_REFUNDED = frozenset({"part_refunded", "refunded"})
INSTANTS = ("ordered_at", "paid_at", "ship_by", "promised_delivery", "shipped_at", "signed_at", "cancelled_at",
            "refunded_at")  # fmt: skip
_SENT = ("full", "delivered", "refused", "returning", "lost")
Image = dict[str, Any]


def plain(value: Any) -> Any:
    """A cell as JSON holds it: instants as `2026-10-03T04:05:06Z`."""
    if isinstance(value, datetime):
        moment = value if value.tzinfo is UTC else value.astimezone(UTC)
        return f"{moment.isoformat()[:19]}Z"
    return value


class Imager:
    """Draws images of the orders of one file; the fields it speaks of are looked up once."""

    def __init__(self, order_fields: Iterable[str], line_fields: Iterable[str]) -> None:
        self._names = sorted(set(order_fields) - _NOT_IMAGED)
        self._cells = _getter(self._names)
        self._instants = [name for name in self._names if name in INSTANTS]
        self._line_names = [name for name in LINE_CELLS if name in set(line_fields)]
        self._line_cells = _getter(self._line_names)

    def image(self, order: ImportedOrder) -> Image:
        """What an order's file tells, empty cells left out."""
        cells = zip(self._names, self._cells(order), strict=True)
        out: Image = {name: value for name, value in cells if value}
        for name in self._instants:
            if name in out:
                out[name] = plain(out[name])
        if order.lines and not order.lines_provisional:
            out["lines"] = {
                line.key: {
                    name: value for name, value in zip(self._line_names, self._line_cells(line), strict=True) if value
                }
                for line in order.lines
            }
        return out


@lru_cache(64)
def imager(order_fields: frozenset[str], line_fields: frozenset[str]) -> Imager:
    """The imager for files that speak of these fields."""
    return Imager(order_fields, line_fields)


def _getter(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    if not names:
        return lambda _record: ()
    if len(names) == 1:
        return lambda record: (getattr(record, names[0]),)
    return attrgetter(*names)


def merge(last: Image, told: Image, order_fields: Iterable[str], line_fields: Iterable[str]) -> Image:
    """The image after this file: fields it speaks of as told, others as they were."""
    merged = dict(last)
    for name in set(order_fields) - _NOT_IMAGED:  # lines stay until real ones are told
        merged.pop(name, None)
    merged.update(told)
    if "extra" in told and "extra" in last:  # the files of one platform fill it together
        merged["extra"] = {**last["extra"], **told["extra"]}
    if "lines" in told:
        known = last.get("lines", {})
        spoken = set(line_fields)
        merged["lines"] = {
            key: {name: value for name, value in known.get(key, {}).items() if name not in spoken} | cells
            for key, cells in told["lines"].items()
        }
    # In the order in which an image is drawn: texts of equal images are equal.
    lines = merged.pop("lines", None)
    ordered = dict(sorted(merged.items()))
    return ordered if lines is None else {**ordered, "lines": lines}


def left_to_items(order: ImportedOrder, order_fields: frozenset[str], last: Image) -> frozenset[str]:
    """The fields that an item list may still tell of an order whose order list was told: states that go on, lines,
    and what the list left out. Of refunds it knows nothing.
    """
    going_on = {*FACTS, "lines", "extra", "paid_at", "shipped_at", "signed_at"}
    left = {name for name in order_fields if name in going_on or name not in last}
    if str(last.get("payment", "")).endswith("refunded") and order.payment == "paid":
        left -= {"payment"}
    return frozenset(left)


def facts(order: ImportedOrder, order_fields: frozenset[str]) -> dict[str, object]:
    """The paid, sent, refunded and closed state that a file tells; only what it has columns for."""
    return {name: getattr(order, name) for name in FACTS if name in order_fields}


def changed_fields(last: Image, merged: Image) -> set[str]:
    """Order fields that differ between two images; `lines` when any line does."""
    return {name for name in last.keys() | merged.keys() if last.get(name) != merged.get(name)}


def parcel_problems(changed: Iterable[str], last: Image, now: Image) -> list[str]:
    """What a platform changed that matters to a parcel being made, as codes of problems.

    `changed` are the cells of the order that become different by it, `last` and `now` the images before and after.
    """
    cells = set(changed)
    problems = []
    if cells & _ADDRESS:
        problems.append("address_changed")
    if cells & {"buyer_message", "seller_memo"}:
        problems.append("memo_changed")
    if _money_went_back(last, now):
        problems.append("refund_while_packing")
    if now.get("cancelled") and not last.get("cancelled"):
        problems.append("cancelled_while_packing")
    if "lines" in last and _goods(last) != _goods(now):
        problems.append("lines_changed")
    return problems


def _money_went_back(last: Image, now: Image) -> bool:
    """Whether more was refunded since, on the order or its lines, or the payment's state says so."""

    def of_lines(image: Image) -> int:
        return sum(int(line.get("refunded") or 0) for line in image.get("lines", {}).values())

    more = int(now.get("refunded") or 0) > int(last.get("refunded") or 0) or of_lines(now) > of_lines(last)
    return more or (now.get("payment") in _REFUNDED and now.get("payment") != last.get("payment"))


def _goods(image: Image) -> dict[str, tuple[Any, ...]]:
    """What of the lines a packer sees."""
    names = ("sku", "title", "variant", "personalisation", "quantity")
    lines: dict[str, Image] = image.get("lines", {})
    return {key: tuple(line.get(name) for name in names) for key, line in lines.items()}


def amounts(order: ImportedOrder) -> dict[str, int]:
    """All amounts in minor units, what the file leaves out drawn from the rest."""
    lines = sum(line.total for line in order.lines)
    discount, shipping, tax = order.discount or 0, order.shipping or 0, order.tax or 0
    added = 0 if order.tax_included else tax
    if order.goods is not None:
        goods = order.goods
    elif order.lines:
        goods = lines
    else:
        goods = max(0, (order.total or 0) + discount - shipping - added)
    total = order.total if order.total is not None else goods - discount + shipping + added
    refunded = order.refunded or 0
    paid = order.paid
    if paid is None:
        paid = total if rules.is_paid(order.payment) else 0
    return {
        "goods": goods, "discount": discount, "shipping": shipping, "tax": tax, "fees": order.fees or 0,
        "total": total, "paid": paid, "refunded": refunded,
    }  # fmt: skip


def units(order: ImportedOrder) -> int:
    """Units over all lines, or as the file states."""
    return sum(line.quantity for line in order.lines) if order.lines else order.units or 0


def shipped(line: ImportedLine, order: ImportedOrder) -> int:
    """Units of a line that already left, as far as the platform tells."""
    if order.delivery in _SENT:
        return line.quantity
    return min(line.shipped or 0, line.quantity)


def status(order: ImportedOrder) -> str:
    """The order's status as its platform tells it."""
    return rules.imported_status(
        payment=order.payment,
        delivery=order.delivery,
        finished=order.finished,
        cancelled=order.cancelled,
        pay_on_delivery=order.pay_on_delivery,
    )


def knows_buyer(image: Image) -> bool:
    """Whether what was last told of an order names its buyer."""
    told = {name: image.get(name, "") for name in ("buyer_id", "buyer_email", "buyer_phone")}
    return identity(ImportedOrder("", buyer_masked=bool(image.get("buyer_masked")), **told)) is not None


def identity(order: ImportedOrder) -> tuple[str, str] | None:
    """(kind, handle) that makes a buyer the same person on one platform: login, else e-mail, else phone.

    None for a masked buyer: masks of different people look alike.
    """
    if order.buyer_masked or any(map(is_hidden, (order.buyer_id, order.buyer_email, order.buyer_phone))):
        return None
    if order.buyer_id:
        return "login", order.buyer_id
    if order.buyer_email:
        return "email", order.buyer_email.lower()
    digits = "".join(character for character in order.buyer_phone if character.isdigit())
    return ("phone", digits) if len(digits) >= 6 and len(set(digits)) > 1 else None
