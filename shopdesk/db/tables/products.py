"""What the shop sells: one row per sellable variant."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String

from shopdesk.db.tables.base import Base, Key, Mapped, Text, mapped_column, reference


class Product(Base):
    """A sellable variant with its own SKU. `stock` is the sum of its moves; None: not counted."""

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
    # As a products file last told.
    imported: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), nullable=True)


class StockMove(Base):
    """One line of the stock ledger: what came or went, and why. Never changed or deleted; undo adds a counter-entry."""

    __tablename__ = "stock_move"
    id: Mapped[Key]
    product_id: Mapped[int] = reference("product.id")
    quantity: Mapped[int]  # pieces, negative where they went
    cause: Mapped[
        str
    ]  # the action that did it (`product.update`, `import`, `undo` …); `opening` before there was a ledger
    note: Mapped[Text]
    at: Mapped[datetime]
    staff: Mapped[Text]
