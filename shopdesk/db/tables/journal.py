"""The journal: every action with what it changed. Audit trail and undo are read from the same rows."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String

from shopdesk.db.tables.base import Base, Key, Mapped, Text, mapped_column, reference


class JournalEntry(Base):
    """One action = one transaction = one undo step. `state`: done, undone, discarded (undone for good)."""

    __tablename__ = "journal_entry"
    __table_args__ = (
        Index("ix_journal_entry_staff_state", "staff", "state", "id"),
        Index("ix_journal_entry_at", "at", "id"),
        Index("ix_journal_entry_action", "action"),
    )
    id: Mapped[Key]
    action: Mapped[str]
    staff: Mapped[Text]
    at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String, default="done")
    undoable: Mapped[bool] = mapped_column(default=True)
    schema: Mapped[str]  # the revision it was made under; not undone across a migration
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    subject: Mapped[Text]  # number of the record it was about, or of how many
    undone_at: Mapped[datetime | None]
    undone_order: Mapped[int] = mapped_column(default=0)  # redo takes the highest first


class JournalChange(Base):
    """One changed or deleted row: only the cells that changed, or the whole row when deleted."""

    __tablename__ = "journal_change"
    __table_args__ = (Index("ix_journal_change_row", "table_name", "row_id"),)
    id: Mapped[Key]
    entry_id: Mapped[int] = reference("journal_entry.id")
    table_name: Mapped[str]
    row_id: Mapped[int]
    operation: Mapped[str]  # update, delete
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON, nullable=True)


class JournalRange(Base):
    """Rows created by an entry, as a range of ids."""

    __tablename__ = "journal_range"
    __table_args__ = (Index("ix_journal_range_rows", "table_name", "first_id", "last_id"),)
    id: Mapped[Key]
    entry_id: Mapped[int] = reference("journal_entry.id")
    table_name: Mapped[str]
    first_id: Mapped[int]
    last_id: Mapped[int]


class JournalKept(Base):
    """Created rows as they were when their creation was undone; redo puts them back. `row_id` is the first one's."""

    __tablename__ = "journal_kept"
    id: Mapped[Key]
    entry_id: Mapped[int] = reference("journal_entry.id")
    table_name: Mapped[str]
    row_id: Mapped[int]
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
