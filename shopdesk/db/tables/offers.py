"""Offers: what the shop gives at the moment, and to whom it may be said."""

from datetime import date, datetime

from sqlalchemy import JSON, String

from shopdesk.db.tables.base import Base, Key, Mapped, Text, mapped_column


class Offer(Base):
    """One offer with its wording. Days are the shop's, both included; None: open. Empty lists mean all."""

    __tablename__ = "offer"
    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String, unique=True)
    kind: Mapped[str] = mapped_column(String, default="discount")  # discount, bundle, gift, free_shipping, other
    status: Mapped[str] = mapped_column(String, default="active", index=True)  # active, ended
    title: Mapped[Text]
    text: Mapped[Text]  # as it is said to a customer
    code: Mapped[Text]  # the coupon's code, where there is one
    condition: Mapped[Text]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    skus: Mapped[list[str]] = mapped_column(JSON, default=list)
    channels: Mapped[list[str]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime]
