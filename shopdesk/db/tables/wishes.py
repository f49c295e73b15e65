"""What customers wish that the shop had or did."""

from datetime import date, datetime

from shopdesk.db.tables.base import Base, Key, Mapped, Text, mapped_column, reference


class Wish(Base):
    """One wish, by theme and, where it is about one, by product."""

    __tablename__ = "wish"
    id: Mapped[Key]
    theme: Mapped[str] = mapped_column(index=True)
    text: Mapped[Text]
    product_id: Mapped[int | None] = reference("product.id", nullable=True)
    customer_id: Mapped[int | None] = reference("customer.id", nullable=True)
    inquiry_id: Mapped[int | None] = reference("inquiry.id", nullable=True)
    case_id: Mapped[int | None] = reference("aftersales_case.id", nullable=True)
    order_id: Mapped[int | None] = reference("orders.id", nullable=True)
    at: Mapped[datetime]
    local_day: Mapped[date] = mapped_column(index=True)
    staff: Mapped[Text]
