"""Customers and the names they go by on each platform and channel."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint

from shopdesk.db.tables.base import Base, Key, Mapped, Text, mapped_column, reference


class Customer(Base):
    """A person who buys or asks."""

    __tablename__ = "customer"
    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String, unique=True)
    name: Mapped[Text]
    phone: Mapped[Text]
    email: Mapped[Text]
    level: Mapped[Text]
    points: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(String, default="active")
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    country: Mapped[Text]
    region: Mapped[Text]
    city: Mapped[Text]
    district: Mapped[Text]
    street: Mapped[Text]
    postcode: Mapped[Text]
    notes: Mapped[Text]
    preferences: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    consent: Mapped[bool | None]
    next_callback: Mapped[datetime | None]
    created_at: Mapped[datetime]
    # As a customers file last told; of those merged into this one under "also".
    imported: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), nullable=True)


class CustomerApart(Base):
    """Two customers that look alike and whom a person knows to be two: not proposed again. The lower id first."""

    __tablename__ = "customer_apart"
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)
    id: Mapped[Key]
    first_id: Mapped[int] = reference("customer.id")
    second_id: Mapped[int] = reference("customer.id")


class CustomerIdentity(Base):
    """One name of a customer on a platform or channel: a login, an e-mail, a phone."""

    __tablename__ = "customer_identity"
    __table_args__ = (UniqueConstraint("platform", "kind", "handle"),)
    id: Mapped[Key]
    customer_id: Mapped[int] = reference("customer.id")
    platform: Mapped[str]  # a platform's code, or a channel's (wechat, phone …)
    kind: Mapped[str]  # login, email, phone
    handle: Mapped[str]
