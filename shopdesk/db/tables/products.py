"""What the shop sells: one row per sellable variant."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String

from shopdesk.db.tables.base import Base, Key, Mapped, Text, mapped_column


class Product(Base):
    """A sellable variant with its own SKU. `stock` is the last count known; None: not counted."""

    __tablename__ = "product"
    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String, unique=True)  # the SKU, else handle and options of the platform
    sku: Mapped[Text] = mapped_column(index=True)
    barcode: Mapped[Text]
    title: Mapped[Text]
    variant: Mapped[Text]
    category: Mapped[Text]
    supplier: Mapped[Text]
    price: Mapped[int | None]
    currency: Mapped[Text]
    cost: Mapped[int | None]
    weight_g: Mapped[int | None]
    shelf: Mapped[Text]
    stock: Mapped[int | None]
    status: Mapped[str] = mapped_column(String, default="active")
    created_at: Mapped[datetime]
    imported: Mapped[dict[str, Any] | None] = mapped_column(JSON, nullable=True)  # as a products file last told
