"""What was written, in order: by the customer, by us, and notes to ourselves."""

from datetime import datetime

from shopdesk.db.tables.base import Base, Key, Mapped, Text, reference


class Message(Base):
    """One message or note on exactly one inquiry, case or order. `direction`: in, out, note."""

    __tablename__ = "message"
    id: Mapped[Key]
    inquiry_id: Mapped[int | None] = reference("inquiry.id", nullable=True)
    case_id: Mapped[int | None] = reference("aftersales_case.id", nullable=True)
    order_id: Mapped[int | None] = reference("orders.id", nullable=True)
    direction: Mapped[str]
    at: Mapped[datetime]
    staff: Mapped[Text]
    text: Mapped[Text]
    handled_s: Mapped[int | None]  # seconds somebody had the record open for it
