"""Orders of ShopDesk's own workbook that the shop has already: a round trip changes nothing.

A workbook is a picture of the shop on the day it was written. What it says of an order that is here is never
applied; where it differs, a warning names the cells, so that nobody believes an edit in the workbook arrived.
"""

import re
from typing import Any

from shopdesk.db.queries import imports as known
from shopdesk.domain.imported import ImportedFile, ImportedOrder, Problem
from shopdesk.services.importing.plan import Plan

_COMPARED = (
    "payment", "delivery", "flag", "pay_on_delivery", "currency", "goods", "discount", "shipping", "tax", "total",
    "paid", "refunded", "ordered_at", "paid_at", "shipped_at", "signed_at", "buyer_name", "buyer_phone",
    "buyer_email", "country", "region", "city", "district", "street", "postcode", "payment_method",
    "payment_reference", "carrier", "tracking", "buyer_message", "seller_memo",
)  # fmt: skip
_LOST = re.compile(r"[\x00-\x1f\x7f]+")
_CELL = 31_000  # characters that arrive in any case
_CELLS = (*_COMPARED, "number", "platform", "account", "platform_order")


def here(connection: Any, file: ImportedFile) -> dict[str, dict[str, Any]]:
    """The orders of a workbook's file that the shop has: platform order number → the shop's cells."""
    orders = [order for order in file.orders if order.own is not None]
    if not orders:
        return {}
    by_number = known.chosen_cells(connection, _CELLS, "number", [order.own.number for order in orders if order.own])
    by_platform = known.chosen_cells(connection, _CELLS, "platform_order", [order.platform_order for order in orders])
    found: dict[str, dict[str, Any]] = {}
    for order in orders:
        for cells in (
            *by_platform.get(order.platform_order, ()),
            *by_number.get(order.own.number if order.own else "", ()),
        ):
            if _is(order, cells):
                found[order.platform_order] = cells
                break
    return found


def count_known(plan: Plan, file: ImportedFile, order: ImportedOrder, cells: dict[str, Any]) -> bool:
    """Counts an order that is here as unchanged (True), or as older where the workbook says something else."""
    differing = [name for name in _COMPARED if not _same(getattr(order, name), cells[name])]
    state = "older" if differing else "unchanged"
    plan.orders[state] += 1
    plan.lines[state] += len(order.lines)
    if differing:
        plan.problems.append(
            Problem("workbook.differs", "warning", order.row, found=", ".join(differing), expected=cells["number"],
                    file=file.path, sheet=file.sheet, order=order.platform_order)
        )  # fmt: skip
    return not differing


def _same(told: Any, here: Any) -> bool:
    """A cell cannot hold control characters or more than some 32,000 others; spaces around a text do not count."""
    if not isinstance(here, str) or not isinstance(told, str):
        return (told or None) == (here or None)
    told, here = _LOST.sub("", told).strip(), _LOST.sub("", here).strip()
    return told == here or (len(told) > _CELL and here.startswith(told[:_CELL]))


def _is(order: ImportedOrder, cells: dict[str, Any]) -> bool:
    """By the platform's number; one entered by hand by its own number and the moment it was entered for."""
    own = order.own
    assert own is not None
    if cells["platform_order"]:
        return (cells["platform"], cells["account"], cells["platform_order"]) == (
            own.platform, own.account, order.platform_order,
        )  # fmt: skip
    same = cells["number"] == own.number and own.platform == "shopdesk"
    return same and cells["ordered_at"] == order.ordered_at and cells["currency"] == order.currency
