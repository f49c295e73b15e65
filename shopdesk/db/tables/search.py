"""The text that searching looks through; the gram index beside it is made in `db.search`."""

from shopdesk.db.tables.base import Base, Key, Mapped


class SearchText(Base):
    """Folded text of one record. Its id is `record id * 16 + kind`, the same as its row in the gram index."""

    __tablename__ = "search_text"
    id: Mapped[Key]
    text: Mapped[str]
