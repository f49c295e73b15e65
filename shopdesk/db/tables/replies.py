"""Replies and knowledge, and which of them went to whom after which message."""

from datetime import date, datetime

from sqlalchemy import String

from shopdesk.db.tables.base import Base, Key, Mapped, Text, mapped_column, reference


class Reply(Base):
    """Wording for a scenario, with fields in braces. Its photos are attachments."""

    __tablename__ = "reply"
    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String, unique=True)
    kind: Mapped[str] = mapped_column(String, default="reply")  # reply, article, rule, knowledge
    status: Mapped[str] = mapped_column(String, default="draft", index=True)  # draft, approved, hidden
    scenario: Mapped[str] = mapped_column(String, index=True)
    language: Mapped[str]
    title: Mapped[Text]
    text: Mapped[Text]
    folder: Mapped[Text]
    code: Mapped[Text] = mapped_column(index=True)  # `/code`, what is typed for it
    favourite: Mapped[bool] = mapped_column(default=False)
    valid_until: Mapped[date | None]
    product_id: Mapped[int | None] = reference("product.id", nullable=True)
    starter: Mapped[Text]  # which one of the shipped set it was, "" for the shop's own
    revision: Mapped[int] = mapped_column(default=0)  # another number with every change of its cells
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class ReplyUse(Base):
    """One time that a reply was used: after which words, for which scenario, to whom, as what text."""

    __tablename__ = "reply_use"
    id: Mapped[Key]
    reply_id: Mapped[int] = reference("reply.id")
    at: Mapped[datetime]
    staff: Mapped[Text]
    scenario: Mapped[Text]
    asked: Mapped[Text]  # what the customer wrote, the first thousand characters
    text: Mapped[Text]  # what went out
    customer_id: Mapped[int | None] = reference("customer.id", nullable=True)
    inquiry_id: Mapped[int | None] = reference("inquiry.id", nullable=True)
    case_id: Mapped[int | None] = reference("aftersales_case.id", nullable=True)
    order_id: Mapped[int | None] = reference("orders.id", nullable=True)
