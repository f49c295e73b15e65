"""Inquiries before a sale."""

from datetime import date, datetime

from sqlalchemy import JSON, String, false

from shopdesk.db.tables.base import Base, Key, Mapped, Text, mapped_column, reference


class Inquiry(Base):
    """Somebody asks. `waiting_since` is set while the customer wrote last."""

    __tablename__ = "inquiry"
    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String, unique=True)
    status: Mapped[str] = mapped_column(String, index=True)
    channel: Mapped[Text]
    contact: Mapped[Text]
    subject: Mapped[Text]
    customer_id: Mapped[int | None] = reference("customer.id", nullable=True)
    assignee_id: Mapped[int | None] = reference("staff.id", nullable=True)
    order_id: Mapped[int | None] = reference("orders.id", nullable=True)
    priority: Mapped[str] = mapped_column(String, default="normal")
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime]
    local_day: Mapped[date] = mapped_column(index=True)
    first_reply_at: Mapped[datetime | None]
    waiting_since: Mapped[datetime | None]
    follow_up_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    lost_reason: Mapped[Text]
    snoozed_until: Mapped[datetime | None]
    # It came while the shop was closed.
    out_of_hours: Mapped[bool] = mapped_column(default=False, server_default=false())


class InquiryProduct(Base):
    """A product asked about: one the shop knows, or just what the customer called it."""

    __tablename__ = "inquiry_product"
    id: Mapped[Key]
    inquiry_id: Mapped[int] = reference("inquiry.id")
    product_id: Mapped[int | None] = reference("product.id", nullable=True)
    text: Mapped[Text]
    quantity: Mapped[int] = mapped_column(default=1)
