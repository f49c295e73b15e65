"""Orders, their lines, what a platform last said about them, and refunds."""

from datetime import date, datetime

from sqlalchemy import JSON, Index, String, UniqueConstraint, text

from shopdesk.db.tables.base import Base, Key, Mapped, Money, Text, mapped_column, reference


class Order(Base):
    """One order. Amounts are minor units of `currency`; statuses are codes of `domain.orders`."""

    __tablename__ = "orders"
    __table_args__ = (
        UniqueConstraint("platform", "account", "platform_order"),
        Index("ix_orders_ordered_at_id", "ordered_at", "id"),
        Index("ix_orders_status_ordered_at", "status", "ordered_at", "id"),
        Index("ix_orders_problems", "id", sqlite_where=text("problems != '[]'")),  # few, and counted after each change
    )
    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String, unique=True)
    platform: Mapped[Text]
    account: Mapped[Text]
    platform_order: Mapped[str | None]
    status: Mapped[str]
    payment: Mapped[str] = mapped_column(String, default="unpaid")
    delivery: Mapped[str] = mapped_column(String, default="none")
    pay_on_delivery: Mapped[bool] = mapped_column(default=False)
    hold_until: Mapped[date | None]
    flag: Mapped[Text]
    problems: Mapped[list[str]] = mapped_column(JSON, default=list)
    ordered_at: Mapped[datetime]
    local_day: Mapped[date] = mapped_column(index=True)
    paid_at: Mapped[datetime | None]
    ship_by: Mapped[datetime | None]
    promised_delivery: Mapped[datetime | None]
    shipped_at: Mapped[datetime | None]
    signed_at: Mapped[datetime | None]
    signed_source: Mapped[Text]  # import, carrier, hand
    cancelled_at: Mapped[datetime | None]
    close_reason: Mapped[Text]
    customer_id: Mapped[int | None] = reference("customer.id", nullable=True)
    buyer_id: Mapped[Text]
    buyer_name: Mapped[Text]
    buyer_phone: Mapped[Text]
    buyer_email: Mapped[Text]
    country: Mapped[Text]
    region: Mapped[Text]
    city: Mapped[Text]
    district: Mapped[Text]
    street: Mapped[Text]
    postcode: Mapped[Text]
    address_raw: Mapped[Text]
    currency: Mapped[str]
    goods: Mapped[Money]
    discount: Mapped[Money]
    shipping: Mapped[Money]
    tax: Mapped[Money]
    fees: Mapped[Money]
    total: Mapped[Money]
    paid: Mapped[Money]
    refunded: Mapped[Money]
    units: Mapped[int] = mapped_column(default=0)
    payment_method: Mapped[Text]
    payment_reference: Mapped[Text]
    invoice_title: Mapped[Text]
    shipping_method: Mapped[Text]
    carrier: Mapped[Text]
    tracking: Mapped[Text]
    buyer_message: Mapped[Text]
    seller_memo: Mapped[Text]
    extra: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    batch_id: Mapped[int | None] = reference("import_batch.id", nullable=True)
    created_at: Mapped[datetime]


class OrderLine(Base):
    """One line of an order; `line` counts from 1. `price` may be None when finer than the smallest unit."""

    __tablename__ = "order_line"
    __table_args__ = (UniqueConstraint("order_id", "line"),)
    id: Mapped[Key]
    order_id: Mapped[int] = reference("orders.id")
    line: Mapped[int]
    import_key: Mapped[str | None]
    provisional: Mapped[bool] = mapped_column(default=False)
    product_id: Mapped[int | None] = reference("product.id", nullable=True)
    sku: Mapped[Text] = mapped_column(index=True)
    title: Mapped[Text]
    variant: Mapped[Text]
    personalisation: Mapped[Text]
    quantity: Mapped[int]
    price: Mapped[int | None]
    discount: Mapped[Money]
    total: Mapped[Money]
    shipped: Mapped[int] = mapped_column(default=0)
    returned: Mapped[int] = mapped_column(default=0)
    refunded: Mapped[Money]


class OrderImport(Base):
    """What the platform last said about an order, field by field: tells a newer file from an older one, and
    leaves what was edited here alone unless the platform itself changed that cell."""

    __tablename__ = "order_import"
    id: Mapped[Key]  # the order's id
    batch_id: Mapped[int] = reference("import_batch.id")
    payload: Mapped[str]  # canonical JSON text of domain.importing.image()


class Refund(Base):
    """Money given back, by the day it was paid."""

    __tablename__ = "refund"
    id: Mapped[Key]
    order_id: Mapped[int] = reference("orders.id")
    case_id: Mapped[int | None] = reference("aftersales_case.id", nullable=True)
    amount: Mapped[int]
    currency: Mapped[str]
    paid_at: Mapped[datetime]
    local_day: Mapped[date] = mapped_column(index=True)
    source: Mapped[str]  # import, hand
    note: Mapped[Text]
