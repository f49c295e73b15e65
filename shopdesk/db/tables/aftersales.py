"""After-sales cases. The table is `aftersales_case` because CASE is a word of SQL."""

from datetime import date, datetime

from sqlalchemy import JSON, String, UniqueConstraint

from shopdesk.db.tables.base import Base, Key, Mapped, Money, Text, mapped_column, reference


class Case(Base):
    """A return, exchange, refund, repair, resend, complaint, carrier inquiry or advice."""

    __tablename__ = "aftersales_case"
    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String, unique=True)
    kind: Mapped[str]
    status: Mapped[str] = mapped_column(String, index=True)
    reason: Mapped[Text]
    responsible: Mapped[Text]  # shop supplier carrier customer platform
    subject: Mapped[Text]
    customer_id: Mapped[int | None] = reference("customer.id", nullable=True)
    assignee_id: Mapped[int | None] = reference("staff.id", nullable=True)
    inquiry_id: Mapped[int | None] = reference("inquiry.id", nullable=True)
    priority: Mapped[str] = mapped_column(String, default="normal")
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    currency: Mapped[Text]
    asked: Mapped[int | None]
    agreed: Mapped[int | None]
    paid: Mapped[Money]
    return_carrier: Mapped[Text]
    return_tracking: Mapped[Text]
    received_at: Mapped[datetime | None]
    opened_at: Mapped[datetime]
    local_day: Mapped[date] = mapped_column(index=True)
    first_reply_at: Mapped[datetime | None]
    waiting_since: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    resolution: Mapped[Text]
    rating: Mapped[int | None]


class CaseOrder(Base):
    """An order the case is about."""

    __tablename__ = "case_order"
    __table_args__ = (UniqueConstraint("case_id", "order_id"),)
    id: Mapped[Key]
    case_id: Mapped[int] = reference("aftersales_case.id")
    order_id: Mapped[int] = reference("orders.id")


class CaseLine(Base):
    """An order line the case is about, how many, and what came of it."""

    __tablename__ = "case_line"
    __table_args__ = (UniqueConstraint("case_id", "order_line_id"),)
    id: Mapped[Key]
    case_id: Mapped[int] = reference("aftersales_case.id")
    order_line_id: Mapped[int] = reference("order_line.id")
    quantity: Mapped[int]
    outcome: Mapped[Text]  # return repair replace refund resend spare_part reject
    received: Mapped[int] = mapped_column(default=0)
