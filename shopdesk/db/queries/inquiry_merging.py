"""What hangs on an inquiry, and which other inquiries are of the same person."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from shopdesk.db.door import table_of
from shopdesk.db.tables import Attachment, Inquiry, Message, Quote
from shopdesk.db.tables.base import Base
from shopdesk.domain.inquiries import OPEN

_SHOWN = 20  # others of the same person; whoever has more looks into the list


def belonging() -> list[type[Base]]:
    """Every table with rows that belong to an inquiry, by name."""
    models = [model for model in Base.__subclasses__() if "inquiry_id" in table_of(model).columns]
    return sorted(models, key=lambda model: table_of(model).name)


def rows_of(connection: Connection, model: type[Base], inquiry_id: int) -> list[int]:
    """Rows of a table that belong to an inquiry, photos in their order."""
    table = table_of(model)
    order = [table.c.position, table.c.id] if model is Attachment else [table.c.id]
    return list(
        connection.execute(select(table.c.id).where(table.c.inquiry_id == inquiry_id).order_by(*order)).scalars()
    )


def said(connection: Connection, inquiry_id: int) -> Sequence[Any]:
    """(at, direction) of the messages, in order."""
    query = select(Message.at, Message.direction).where(Message.inquiry_id == inquiry_id)
    return connection.execute(query.order_by(Message.at, Message.id)).all()


def standing_quotes(connection: Connection, inquiry_id: int) -> list[int]:
    """The quotes that are on offer, newest first."""
    query = select(Quote.id).where(Quote.inquiry_id == inquiry_id, Quote.status == "open")
    return list(connection.execute(query.order_by(Quote.created_at.desc(), Quote.id.desc())).scalars())


def others_open(connection: Connection, values: dict[str, Any]) -> list[int]:
    """Open inquiries of the same person, newest first: the same customer, or the same contact where they wrote."""
    customer, same = values["customer_id"], []
    if values["contact"]:
        written = and_(Inquiry.contact == values["contact"], Inquiry.channel == values["channel"])
        same.append(written if customer is None else and_(written, Inquiry.customer_id.is_(None)))
    if customer is not None:
        same.append(Inquiry.customer_id == customer)
    if not same:
        return []
    query = select(Inquiry.id).where(Inquiry.status.in_(OPEN), Inquiry.id != values["id"], or_(*same))
    return list(connection.execute(query.order_by(Inquiry.id.desc()).limit(_SHOWN)).scalars())
