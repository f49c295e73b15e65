"""Photos and other files that belong to a record; their bytes lie in `<shop>.files/`, named by SHA-256."""

from datetime import datetime

from shopdesk.db.tables.base import Base, Key, Mapped, Text, mapped_column, reference


class Attachment(Base):
    """One file of exactly one record, in the order of `position` (the first photo of a product is its picture)."""

    __tablename__ = "attachment"
    id: Mapped[Key]
    product_id: Mapped[int | None] = reference("product.id", nullable=True)
    customer_id: Mapped[int | None] = reference("customer.id", nullable=True)
    inquiry_id: Mapped[int | None] = reference("inquiry.id", nullable=True)
    order_id: Mapped[int | None] = reference("orders.id", nullable=True)
    packing_list_id: Mapped[int | None] = reference("packing_list.id", nullable=True)
    case_id: Mapped[int | None] = reference("aftersales_case.id", nullable=True)
    reply_id: Mapped[int | None] = reference("reply.id", nullable=True)
    position: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(index=True)
    name: Mapped[Text]  # as the person's file was called
    media_type: Mapped[Text]
    bytes: Mapped[int]
    at: Mapped[datetime]
    staff: Mapped[Text]
