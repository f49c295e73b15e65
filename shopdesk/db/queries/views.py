"""Saved filters: views of a page that somebody gave a name."""

from typing import Any

from sqlalchemy import Connection, func, select

from shopdesk.db.tables import SavedFilter


def of_page(connection: Connection, page: str) -> list[tuple[int, str, dict[str, Any]]]:
    """(id, name, state) of a page's views, in their order."""
    query = select(SavedFilter.id, SavedFilter.name, SavedFilter.state).where(SavedFilter.page == page)
    return [(row.id, row.name, row.state) for row in connection.execute(query.order_by(SavedFilter.position))]


def next_position(connection: Connection, page: str) -> int:
    """The place behind the last view of a page."""
    last = connection.execute(select(func.max(SavedFilter.position)).where(SavedFilter.page == page)).scalar()
    return 0 if last is None else int(last) + 1
