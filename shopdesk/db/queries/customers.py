"""Customers: finding one."""

from sqlalchemy import Connection, select

from shopdesk.db.tables import Customer


def id_of(connection: Connection, number: str) -> int | None:
    """The id of a customer by number."""
    return connection.execute(select(Customer.id).where(Customer.number == number)).scalar()
