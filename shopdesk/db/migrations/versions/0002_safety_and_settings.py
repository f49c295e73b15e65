"""Attachments, carriers, mappings, saved filters, the stock ledger, customers kept apart, outdated slips, replies."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("packing_list", sa.Column("stale_print", sa.Integer(), nullable=True))
    op.create_index(
        op.f("ix_orders_problems"), "orders", ["id"], unique=False, sqlite_where=sa.text("problems != '[]'")
    )
    op.create_index("ix_journal_entry_at", "journal_entry", ["at", "id"], unique=False)
    op.create_index("ix_journal_entry_action", "journal_entry", ["action"], unique=False)
    op.create_table(
        "carrier",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("tracking_url", sa.String(), nullable=False),
        sa.Column("cut_off", sa.String(), nullable=False),
        sa.Column("prices", sa.JSON(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carrier")),
        sa.UniqueConstraint("code", name=op.f("uq_carrier_code")),
    )
    op.create_table(
        "import_mapping",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("header", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_mapping")),
        sa.UniqueConstraint("header", name=op.f("uq_import_mapping_header")),
    )
    op.create_table(
        "saved_filter",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filter")),
        sa.UniqueConstraint("page", "name", name=op.f("uq_saved_filter_page_name")),
    )
    op.create_table(
        "customer_apart",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["first_id"], ["customer.id"], name=op.f("fk_customer_apart_first_id")),
        sa.ForeignKeyConstraint(["second_id"], ["customer.id"], name=op.f("fk_customer_apart_second_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_apart")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_customer_apart_first_id_second_id")),
    )
    op.create_index(op.f("ix_customer_apart_first_id"), "customer_apart", ["first_id"], unique=False)
    op.create_index(op.f("ix_customer_apart_second_id"), "customer_apart", ["second_id"], unique=False)
    op.create_table(
        "stock_move",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("staff", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_stock_move_product_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_move")),
    )
    op.create_index(op.f("ix_stock_move_product_id"), "stock_move", ["product_id"], unique=False)
    op.create_table(
        "reply",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("scenario", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("favourite", sa.Boolean(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("starter", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(length=20), nullable=False),
        sa.Column("updated_at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_reply_product_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
        sa.UniqueConstraint("number", name=op.f("uq_reply_number")),
    )
    for column in ("code", "product_id", "scenario", "status"):
        op.create_index(op.f(f"ix_reply_{column}"), "reply", [column], unique=False)
    op.create_table(
        "reply_use",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("staff", sa.String(), nullable=False),
        sa.Column("scenario", sa.String(), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("inquiry_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["aftersales_case.id"], name=op.f("fk_reply_use_case_id")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_reply_use_customer_id")),
        sa.ForeignKeyConstraint(["inquiry_id"], ["inquiry.id"], name=op.f("fk_reply_use_inquiry_id")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_reply_use_order_id")),
        sa.ForeignKeyConstraint(["reply_id"], ["reply.id"], name=op.f("fk_reply_use_reply_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_use")),
    )
    for column in ("case_id", "customer_id", "inquiry_id", "order_id", "reply_id"):
        op.create_index(op.f(f"ix_reply_use_{column}"), "reply_use", [column], unique=False)
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("inquiry_id", sa.Integer(), nullable=True),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("packing_list_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("reply_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("staff", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["aftersales_case.id"], name=op.f("fk_attachment_case_id")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_attachment_customer_id")),
        sa.ForeignKeyConstraint(["inquiry_id"], ["inquiry.id"], name=op.f("fk_attachment_inquiry_id")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_attachment_order_id")),
        sa.ForeignKeyConstraint(["packing_list_id"], ["packing_list.id"], name=op.f("fk_attachment_packing_list_id")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_attachment_product_id")),
        sa.ForeignKeyConstraint(["reply_id"], ["reply.id"], name=op.f("fk_attachment_reply_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_case_id"), "attachment", ["case_id"], unique=False)
    op.create_index(op.f("ix_attachment_customer_id"), "attachment", ["customer_id"], unique=False)
    op.create_index(op.f("ix_attachment_inquiry_id"), "attachment", ["inquiry_id"], unique=False)
    op.create_index(op.f("ix_attachment_order_id"), "attachment", ["order_id"], unique=False)
    op.create_index(op.f("ix_attachment_packing_list_id"), "attachment", ["packing_list_id"], unique=False)
    op.create_index(op.f("ix_attachment_product_id"), "attachment", ["product_id"], unique=False)
    op.create_index(op.f("ix_attachment_reply_id"), "attachment", ["reply_id"], unique=False)
    op.create_index(op.f("ix_attachment_sha256"), "attachment", ["sha256"], unique=False)
    # What was counted before the ledger began is its first line.
    op.execute(
        "INSERT INTO stock_move (id, product_id, quantity, cause, note, at, staff) "
        "SELECT row_number() OVER (ORDER BY id), id, stock, 'opening', '', created_at, '' "
        "FROM product WHERE stock IS NOT NULL"
    )
    op.execute("INSERT INTO counter (name, last) SELECT 'stock_move', count(*) FROM stock_move")
