"""What was promised to a customer, what is to be done, what one shift hands over to the next."""

from datetime import date, datetime

from sqlalchemy import String

from shopdesk.db.tables.base import Base, Key, Mapped, Text, mapped_column, reference


class Task(Base):
    """One thing to do. `kind`: promise, task, hand_over; `status`: open, done, dropped.

    It is for one person, for a role, or for whoever sees it, and about at most one inquiry, case, order or customer.
    """

    __tablename__ = "task"
    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String, unique=True)
    kind: Mapped[str] = mapped_column(String, default="task")
    status: Mapped[str] = mapped_column(String, default="open", index=True)
    text: Mapped[Text]
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    assignee_id: Mapped[int | None] = reference("staff.id", nullable=True)
    role: Mapped[Text]
    inquiry_id: Mapped[int | None] = reference("inquiry.id", nullable=True)
    case_id: Mapped[int | None] = reference("aftersales_case.id", nullable=True)
    order_id: Mapped[int | None] = reference("orders.id", nullable=True)
    customer_id: Mapped[int | None] = reference("customer.id", nullable=True)
    created_at: Mapped[datetime]
    local_day: Mapped[date]
    staff: Mapped[Text]  # who wrote it down
    closed_at: Mapped[datetime | None]
