"""Saved filters: a page's search, filters and sorting under a name, for everybody who works in the shop."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shopdesk.db.queries import views as queries
from shopdesk.db.tables import SavedFilter
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.services.desk import Desk

PAGES = ("inquiries", "orders", "packing", "aftersales", "customers", "products", "reservations", "history")
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class View:
    """One saved view. `state`: text, filters (key → values), sort, descending."""

    name: str
    state: dict[str, Any]

    @property
    def number(self) -> str:
        """What it is known by."""
        return self.name


def views(desk: Desk, page: str) -> list[View]:
    """The views of a page, in the order in which they were saved."""
    with desk.shop.read() as connection:
        return [View(name, state) for _id, name, state in queries.of_page(connection, page)]


def save_view(desk: Desk, page: str, name: str, state: Mapping[str, Any]) -> Outcome[View]:
    """Saves a view; one of the same name is replaced. Raises UserError `form.*`."""
    name = " ".join(name.split())
    if not name:
        raise UserError("form.required", field="name")
    if len(name) > LONGEST_NAME:
        raise UserError("form.too_long", field="name", limit=LONGEST_NAME)
    cells = _checked(page, state)
    with desk.write("view.save") as unit:
        known = {found: row_id for row_id, found, _state in queries.of_page(unit.connection, page)}
        if name in known:
            unit.door.set(SavedFilter, known[name], state=cells)
        else:
            place = queries.next_position(unit.connection, page)
            unit.door.insert_one(SavedFilter, page=page, name=name, position=place, state=cells)
        unit.door.subject = name
        unit.commit()
    return Outcome(View(name, cells), unit.door.changes)


def forget_view(desk: Desk, page: str, name: str) -> Outcome[View]:
    """Deletes a view. Raises UserError `record.missing`."""
    with desk.write("view.forget") as unit:
        found = {known: (row_id, state) for row_id, known, state in queries.of_page(unit.connection, page)}
        if name not in found:
            raise UserError("record.missing", number=name)
        unit.door.delete(SavedFilter, [found[name][0]])
        unit.door.subject = name
        unit.commit()
    return Outcome(View(name, found[name][1]), unit.door.changes)


def _checked(page: str, state: Mapping[str, Any]) -> dict[str, Any]:
    if page not in PAGES:
        raise UserError("form.choice", field="page", found=page, choices=", ".join(PAGES))
    text, filters = state.get("text", ""), state.get("filters", {})
    sort, descending = state.get("sort"), state.get("descending", False)
    right = (
        isinstance(text, str)
        and isinstance(filters, Mapping)
        and all(
            isinstance(key, str) and isinstance(values, list) and all(isinstance(value, str) for value in values)
            for key, values in filters.items()
        )
        and (sort is None or isinstance(sort, str))
        and isinstance(descending, bool)
    )
    if not right:
        raise UserError("form.type", field="state", expected="text, filters, sort, descending")
    return {"text": text, "filters": dict(filters), "sort": sort, "descending": descending}
