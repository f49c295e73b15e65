"""The shop itself: settings that travel with the file, staff, platform accounts, counters, import batches."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint

from shopdesk.db.tables.base import Base, Key, Mapped, Text, mapped_column


class Setting(Base):
    """One setting of the shop, by key (`name`, `zone`, `currency`, `language` …)."""

    __tablename__ = "setting"
    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String, unique=True)
    value: Mapped[Any] = mapped_column(JSON, nullable=True)


class Staff(Base):
    """A person who works here."""

    __tablename__ = "staff"
    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String, unique=True)
    roles: Mapped[list[str]] = mapped_column(JSON, default=list)
    status: Mapped[str] = mapped_column(String, default="active")
    since: Mapped[str | None]


class PlatformAccount(Base):
    """One account of the shop on one platform, with the zone and currency its files are in."""

    __tablename__ = "platform_account"
    __table_args__ = (UniqueConstraint("platform", "account"),)
    id: Mapped[Key]
    platform: Mapped[str]
    account: Mapped[Text]
    zone: Mapped[str | None]
    currency: Mapped[str | None]


class Carrier(Base):
    """Who carries parcels: names, tracking page (`{tracking}` stands for the number), cut-off `HH:MM` in the shop's
    zone. `prices` is the price table: `{"currency", "rows": [{"to": "CN-11", "up_to_g": 1000, "price": 1200, …}]}`.
    """

    __tablename__ = "carrier"
    id: Mapped[Key]
    code: Mapped[str] = mapped_column(String, unique=True)
    name: Mapped[Text]
    phone: Mapped[Text]
    tracking_url: Mapped[Text]
    cut_off: Mapped[Text]
    prices: Mapped[dict[str, Any] | None] = mapped_column(JSON, nullable=True)
    status: Mapped[str] = mapped_column(String, default="active")


class ImportMapping(Base):
    """How a table of no known platform was read last time, known again by its header."""

    __tablename__ = "import_mapping"
    id: Mapped[Key]
    header: Mapped[str] = mapped_column(String, unique=True)  # SHA-256 of the folded column names
    name: Mapped[Text]  # what the person calls such a file
    columns: Mapped[list[str]] = mapped_column(JSON)  # the header as found
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON)  # as `--map` takes it
    at: Mapped[datetime]


class SavedFilter(Base):
    """A view of a page that somebody gave a name: its filters, search text and sorting."""

    __tablename__ = "saved_filter"
    __table_args__ = (UniqueConstraint("page", "name"),)
    id: Mapped[Key]
    page: Mapped[str]
    name: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    state: Mapped[dict[str, Any]] = mapped_column(JSON)


class Counter(Base):
    """The last number given out, by name: row ids (`orders`) and people's numbers (`SO-2026`). Never goes back."""

    __tablename__ = "counter"
    name: Mapped[str] = mapped_column(String, primary_key=True)
    last: Mapped[int]


class ImportBatch(Base):
    """One import: which files, what came of them."""

    __tablename__ = "import_batch"
    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String, unique=True)
    at: Mapped[datetime]
    staff: Mapped[Text]
    files: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    counts: Mapped[dict[str, Any]] = mapped_column(JSON)
