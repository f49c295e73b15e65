"""Pre-orders: goods kept for a customer until a day."""

from datetime import date, datetime

from sqlalchemy import String

from shopdesk.db.tables.base import Base, Key, Mapped, Money, Text, mapped_column, reference


class Reservation(Base):
    """So many of a product for a customer, held to the end of `until` (the shop's day) while it is open.

    `status`: open, ordered (it became an order), released. Money in minor units of `currency`.
    """

    __tablename__ = "reservation"
    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String, unique=True)
    status: Mapped[str] = mapped_column(String, default="open", index=True)
    product_id: Mapped[int] = reference("product.id")
    quantity: Mapped[int] = mapped_column(default=1)
    customer_id: Mapped[int | None] = reference("customer.id", nullable=True)
    contact: Mapped[Text]
    channel: Mapped[Text]
    inquiry_id: Mapped[int | None] = reference("inquiry.id", nullable=True)
    order_id: Mapped[int | None] = reference("orders.id", nullable=True)
    until: Mapped[date] = mapped_column(index=True)
    price: Mapped[int | None]
    currency: Mapped[Text]
    deposit: Mapped[Money]
    note: Mapped[Text]
    created_at: Mapped[datetime]
    local_day: Mapped[date]
    staff: Mapped[Text]
    closed_at: Mapped[datetime | None]
