"""Packing lists (shipments), what they hold, their parcels, and each time they were printed."""

from datetime import date, datetime

from sqlalchemy import String, UniqueConstraint

from shopdesk.db.tables.base import Base, Key, Mapped, Text, mapped_column, reference


class PackingList(Base):
    """One shipment to one address; may carry lines of several orders."""

    __tablename__ = "packing_list"
    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String, unique=True)
    status: Mapped[str] = mapped_column(String, default="draft", index=True)
    carrier: Mapped[Text]
    service: Mapped[Text]
    tracking: Mapped[Text]
    note: Mapped[Text]
    packed_by: Mapped[Text]
    created_at: Mapped[datetime]
    local_day: Mapped[date] = mapped_column(index=True)
    packed_at: Mapped[datetime | None]
    shipped_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    stale_print: Mapped[int | None]  # the last print (by id) that says something else than the order does now


class PackingLine(Base):
    """How many of one order line go into this list, and how many were scanned."""

    __tablename__ = "packing_line"
    __table_args__ = (UniqueConstraint("packing_list_id", "order_line_id"),)
    id: Mapped[Key]
    packing_list_id: Mapped[int] = reference("packing_list.id")
    order_line_id: Mapped[int] = reference("order_line.id")
    quantity: Mapped[int]
    scanned: Mapped[int] = mapped_column(default=0)


class Package(Base):
    """One parcel of a list, numbered from 1; weights in grams."""

    __tablename__ = "package"
    __table_args__ = (UniqueConstraint("packing_list_id", "no"),)
    id: Mapped[Key]
    packing_list_id: Mapped[int] = reference("packing_list.id")
    no: Mapped[int]
    box: Mapped[Text]
    net_g: Mapped[int | None]
    gross_g: Mapped[int | None]
    carrier: Mapped[Text]
    tracking: Mapped[Text] = mapped_column(index=True)


class PackingPrint(Base):
    """One print of one list; the first is the original, later ones are reprints."""

    __tablename__ = "packing_print"
    id: Mapped[Key]
    packing_list_id: Mapped[int] = reference("packing_list.id")
    at: Mapped[datetime]
    staff: Mapped[Text]
    paper: Mapped[Text]
