"""Quotes: what an inquiry would cost, until when."""

from datetime import date, datetime

from sqlalchemy import String

from shopdesk.db.tables.base import Base, Key, Mapped, Money, Text, mapped_column, reference


class Quote(Base):
    """A quote for an inquiry. `bundle_price` is the price of all lines together, instead of their sum.

    `status`: open, accepted (an order came of it), replaced (by a later one), declined.
    """

    __tablename__ = "quote"
    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String, unique=True)
    inquiry_id: Mapped[int] = reference("inquiry.id")
    order_id: Mapped[int | None] = reference("orders.id", nullable=True)
    status: Mapped[str] = mapped_column(String, default="open")
    currency: Mapped[str]
    bundle_price: Mapped[int | None]
    discount: Mapped[Money]
    shipping: Mapped[Money]
    total: Mapped[Money]
    valid_until: Mapped[date | None]
    note: Mapped[Text]
    created_at: Mapped[datetime]
    local_day: Mapped[date]
    staff: Mapped[Text]


class QuoteLine(Base):
    """A line of a quote: a product, or words for what the shop has no product of. Money in the quote's currency."""

    __tablename__ = "quote_line"
    id: Mapped[Key]
    quote_id: Mapped[int] = reference("quote.id")
    line: Mapped[int]
    product_id: Mapped[int | None] = reference("product.id", nullable=True)
    sku: Mapped[Text]
    title: Mapped[Text]
    variant: Mapped[Text]
    quantity: Mapped[int] = mapped_column(default=1)
    price: Mapped[Money]
    discount: Mapped[Money]
