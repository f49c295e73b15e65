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
    # Deadlines as they stood after the last event; None: no limit, met, or standing still.
    policy: Mapped[str] = mapped_column(String, default="", server_default="")  # the name of the one that counts
    first_reply_due: Mapped[datetime | None]
    next_reply_due: Mapped[datetime | None]
    resolution_due: Mapped[datetime | None]
    refund_due: Mapped[datetime | None]
    escalation_at: Mapped[datetime | None] = mapped_column(index=True)  # the earliest of them


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


class CaseEvent(Base):
    """A case came into a status. The clocks of its deadlines and the time spent in each state are read from these."""

    __tablename__ = "case_event"
    id: Mapped[Key]
    case_id: Mapped[int] = reference("aftersales_case.id")
    at: Mapped[datetime]
    status: Mapped[str]
    staff: Mapped[Text]


class DeadlinePolicy(Base):
    """Until when customers hear from us, in seconds of working time.

    Empty lists mean all; the first that fits counts.
    """

    __tablename__ = "deadline_policy"
    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String, unique=True)
    position: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(String, default="active")
    kinds: Mapped[list[str]] = mapped_column(JSON, default=list)
    priorities: Mapped[list[str]] = mapped_column(JSON, default=list)
    levels: Mapped[list[str]] = mapped_column(JSON, default=list)
    platforms: Mapped[list[str]] = mapped_column(JSON, default=list)
    first_reply: Mapped[int | None]
    next_reply: Mapped[int | None]
    resolution: Mapped[int | None]
    refund: Mapped[int | None]


class ReturnRule(Base):
    """How long goods may come back without a reason, and the warranty, for orders of a span of days.

    Empty lists mean all; the first rule that fits counts. `days` are counted from the day after signing, `hours`
    from the minute; where both are given the longer wins. `exempt`: such goods are not taken back without a reason.
    """

    __tablename__ = "return_rule"
    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String, unique=True)
    position: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(String, default="active")
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    platforms: Mapped[list[str]] = mapped_column(JSON, default=list)
    countries: Mapped[list[str]] = mapped_column(JSON, default=list)
    categories: Mapped[list[str]] = mapped_column(JSON, default=list)
    skus: Mapped[list[str]] = mapped_column(JSON, default=list)
    levels: Mapped[list[str]] = mapped_column(JSON, default=list)
    days: Mapped[int | None]
    hours: Mapped[int | None]
    past_holidays: Mapped[bool] = mapped_column(default=True)
    exempt: Mapped[Text]  # why: custom_made, perishable, digital, newspaper, other; "" where it is not
    warranty_months: Mapped[int | None]
    note: Mapped[Text]
