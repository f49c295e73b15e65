"""What of each kind of record is searched, and which records a changed row concerns."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from shopdesk.db.tables import (
    Base,
    Case,
    CaseOrder,
    Customer,
    CustomerIdentity,
    Inquiry,
    InquiryProduct,
    Message,
    Order,
    OrderLine,
    Package,
    PackingLine,
    PackingList,
    Product,
    Quote,
    Reply,
    Reservation,
)

Fields = dict[int, list[tuple[str, str]]]
# The number is part of the index rows' ids: never change one.
KINDS = {
    "order": 1,
    "inquiry": 2,
    "packing_list": 3,
    "case": 4,
    "customer": 5,
    "product": 6,
    "reply": 7,
    "reservation": 8,
}


def _table(model: type[Base]) -> Table:
    found = model.__table__
    assert isinstance(found, Table)
    return found


RECORD_TABLES: dict[str, Table] = {
    "order": _table(Order),
    "inquiry": _table(Inquiry),
    "packing_list": _table(PackingList),
    "case": _table(Case),
    "customer": _table(Customer),
    "product": _table(Product),
    "reply": _table(Reply),
    "reservation": _table(Reservation),
}
ORDER_FIELDS = (
    "number", "platform_order", "buyer_name", "buyer_id", "buyer_phone", "buyer_email", "region", "city",
    "district", "street", "postcode", "address_raw", "tracking", "invoice_title",
    "buyer_message", "seller_memo",
)  # fmt: skip
LINE_FIELDS = ("sku", "title", "variant", "personalisation")
_CUSTOMER_FIELDS = (
    "number",
    "name",
    "phone",
    "email",
    "region",
    "city",
    "district",
    "street",
    "postcode",
    "notes",
)
_REPLY_FIELDS = ("number", "title", "code", "folder", "text")
_RESERVATION_FIELDS = ("number", "contact", "note")
_PRODUCT_FIELDS = ("sku", "barcode", "title", "variant", "category", "supplier", "shelf")

# Cells that searching looks at; a change of others does not touch the index.
SEARCHED: dict[str, frozenset[str]] = {
    "orders": frozenset(ORDER_FIELDS),
    "order_line": frozenset((*LINE_FIELDS, "order_id")),
    "packing_list": frozenset({"number", "tracking", "note"}),
    "packing_line": frozenset({"packing_list_id", "order_line_id"}),
    "package": frozenset({"tracking", "packing_list_id"}),
    "inquiry": frozenset({"number", "contact", "subject", "customer_id"}),
    "inquiry_product": frozenset({"text", "product_id"}),
    "message": frozenset({"text"}),
    "aftersales_case": frozenset({"number", "subject", "customer_id", "return_tracking", "resolution"}),
    "case_order": frozenset({"order_id", "case_id"}),
    "customer": frozenset(_CUSTOMER_FIELDS),
    "customer_identity": frozenset({"handle", "customer_id"}),
    "product": frozenset(_PRODUCT_FIELDS),
    "reply": frozenset(_REPLY_FIELDS),
    "quote": frozenset({"number", "inquiry_id"}),
    "reservation": frozenset({*_RESERVATION_FIELDS, "customer_id", "product_id"}),
}


def phone_text(phone: str) -> str:
    """A phone as typed and as bare digits, so that any grouping finds it."""
    digits = "".join(character for character in phone if character.isdigit())
    return phone if digits == phone else f"{phone} {digits}"


def phone_shown(text: str) -> str:
    """What was typed, from what `phone_text` made of it."""
    return text.rpartition(" ")[0] or text


def _cells(connection: Connection, source: Table, names: Sequence[str], ids: Sequence[int]) -> Fields:
    columns = [source.c[name] for name in names]
    out: Fields = {}
    for row in connection.execute(select(source.c.id, *columns).where(source.c.id.in_(ids))):
        out[row[0]] = [
            (name, phone_text(value) if name.endswith("phone") else str(value))
            for name, value in zip(names, row[1:], strict=True)
            if value
        ]
    return out


def _append(connection: Connection, out: Fields, query: Any, names: Sequence[str]) -> None:
    for row in connection.execute(query):
        if row[0] in out:
            out[row[0]] += [(name, str(value)) for name, value in zip(names, row[1:], strict=True) if value]


def _orders(connection: Connection, ids: Sequence[int]) -> Fields:
    out = _cells(connection, _table(Order), ORDER_FIELDS, ids)
    lines = select(OrderLine.order_id, OrderLine.sku, OrderLine.title, OrderLine.variant, OrderLine.personalisation)
    _append(
        connection,
        out,
        lines.where(OrderLine.order_id.in_(ids)).order_by(OrderLine.order_id, OrderLine.line),
        LINE_FIELDS,
    )
    return out


def _packing_lists(connection: Connection, ids: Sequence[int]) -> Fields:
    out = _cells(connection, _table(PackingList), ("number", "tracking", "note"), ids)
    _append(
        connection, out,
        select(Package.packing_list_id, Package.tracking).where(Package.packing_list_id.in_(ids)), ("tracking",),
    )  # fmt: skip
    held = (
        select(
            PackingLine.packing_list_id,
            Order.number,
            Order.platform_order,
            Order.buyer_name,
            Order.buyer_phone,
        )
        .join(OrderLine, OrderLine.id == PackingLine.order_line_id)
        .join(Order, Order.id == OrderLine.order_id)
        .where(PackingLine.packing_list_id.in_(ids))
        .distinct()
    )
    _append(connection, out, held, ("order", "platform_order", "buyer_name", "buyer_phone"))
    lines = (
        select(PackingLine.packing_list_id, OrderLine.sku, OrderLine.title)
        .join(OrderLine, OrderLine.id == PackingLine.order_line_id)
        .where(PackingLine.packing_list_id.in_(ids))
    )
    _append(connection, out, lines, ("sku", "title"))
    return out


def _inquiries(connection: Connection, ids: Sequence[int]) -> Fields:
    out = _cells(connection, _table(Inquiry), ("number", "contact", "subject"), ids)
    named = select(Inquiry.id, Customer.name).join(Customer, Customer.id == Inquiry.customer_id)
    _append(connection, out, named.where(Inquiry.id.in_(ids)), ("customer",))
    asked = select(InquiryProduct.inquiry_id, InquiryProduct.text, Product.sku, Product.title).outerjoin(
        Product, Product.id == InquiryProduct.product_id
    )
    _append(connection, out, asked.where(InquiryProduct.inquiry_id.in_(ids)), ("product", "sku", "title"))
    said = select(Message.inquiry_id, Message.text).where(Message.inquiry_id.in_(ids)).order_by(Message.id)
    _append(connection, out, said, ("message",))
    quoted = select(Quote.inquiry_id, Quote.number).where(Quote.inquiry_id.in_(ids)).order_by(Quote.id)
    _append(connection, out, quoted, ("quote",))
    return out


def _reservations(connection: Connection, ids: Sequence[int]) -> Fields:
    out = _cells(connection, _table(Reservation), _RESERVATION_FIELDS, ids)
    named = select(Reservation.id, Customer.name).join(Customer, Customer.id == Reservation.customer_id)
    _append(connection, out, named.where(Reservation.id.in_(ids)), ("customer",))
    about = select(Reservation.id, Product.sku, Product.title).join(Product, Product.id == Reservation.product_id)
    _append(connection, out, about.where(Reservation.id.in_(ids)), ("sku", "title"))
    return out


def _cases(connection: Connection, ids: Sequence[int]) -> Fields:
    out = _cells(connection, _table(Case), ("number", "subject", "return_tracking", "resolution"), ids)
    named = select(Case.id, Customer.name).join(Customer, Customer.id == Case.customer_id).where(Case.id.in_(ids))
    _append(connection, out, named, ("customer",))
    about = (
        select(CaseOrder.case_id, Order.number, Order.platform_order, Order.buyer_name, Order.buyer_phone)
        .join(Order, Order.id == CaseOrder.order_id)
        .where(CaseOrder.case_id.in_(ids))
    )
    _append(connection, out, about, ("order", "platform_order", "buyer_name", "buyer_phone"))
    said = select(Message.case_id, Message.text).where(Message.case_id.in_(ids)).order_by(Message.id)
    _append(connection, out, said, ("message",))
    return out


def _customers(connection: Connection, ids: Sequence[int]) -> Fields:
    out = _cells(connection, _table(Customer), _CUSTOMER_FIELDS, ids)
    handles = select(CustomerIdentity.customer_id, CustomerIdentity.handle)
    _append(connection, out, handles.where(CustomerIdentity.customer_id.in_(ids)), ("identity",))
    return out


def _products(connection: Connection, ids: Sequence[int]) -> Fields:
    return _cells(connection, _table(Product), _PRODUCT_FIELDS, ids)


def _replies(connection: Connection, ids: Sequence[int]) -> Fields:
    return _cells(connection, _table(Reply), _REPLY_FIELDS, ids)


SOURCES: dict[str, Callable[[Connection, Sequence[int]], Fields]] = {
    "order": _orders,
    "inquiry": _inquiries,
    "packing_list": _packing_lists,
    "case": _cases,
    "customer": _customers,
    "product": _products,
    "reply": _replies,
    "reservation": _reservations,
}


def _owner_queries() -> dict[str, list[tuple[str, Any, Any]]]:
    """Per table: (kind of record, its id, the row's id that `IN` applies to)."""
    held = select(PackingLine.packing_list_id).join(OrderLine, OrderLine.id == PackingLine.order_line_id)
    return {
        "orders": [
            ("order", select(Order.id), Order.id),
            ("packing_list", held, OrderLine.order_id),
            ("case", select(CaseOrder.case_id), CaseOrder.order_id),
        ],
        "order_line": [
            ("order", select(OrderLine.order_id), OrderLine.id),
            ("packing_list", select(PackingLine.packing_list_id), PackingLine.order_line_id),
        ],
        "packing_list": [("packing_list", select(PackingList.id), PackingList.id)],
        "packing_line": [("packing_list", select(PackingLine.packing_list_id), PackingLine.id)],
        "package": [("packing_list", select(Package.packing_list_id), Package.id)],
        "inquiry": [("inquiry", select(Inquiry.id), Inquiry.id)],
        "inquiry_product": [("inquiry", select(InquiryProduct.inquiry_id), InquiryProduct.id)],
        "message": [
            ("inquiry", select(Message.inquiry_id), Message.id),
            ("case", select(Message.case_id), Message.id),
        ],
        "aftersales_case": [("case", select(Case.id), Case.id)],
        "case_order": [("case", select(CaseOrder.case_id), CaseOrder.id)],
        "customer": [
            ("customer", select(Customer.id), Customer.id),
            ("inquiry", select(Inquiry.id), Inquiry.customer_id),
            ("case", select(Case.id), Case.customer_id),
            ("reservation", select(Reservation.id), Reservation.customer_id),
        ],
        "customer_identity": [("customer", select(CustomerIdentity.customer_id), CustomerIdentity.id)],
        "reply": [("reply", select(Reply.id), Reply.id)],
        "quote": [("inquiry", select(Quote.inquiry_id), Quote.id)],
        "reservation": [("reservation", select(Reservation.id), Reservation.id)],
        "product": [
            ("product", select(Product.id), Product.id),
            ("inquiry", select(InquiryProduct.inquiry_id), InquiryProduct.product_id),
            ("reservation", select(Reservation.id), Reservation.product_id),
        ],
    }


_OWNERS = _owner_queries()


def owners(connection: Connection, table_name: str, ids: Iterable[int]) -> dict[str, set[int]]:
    """The records whose text a table's rows are part of. A record's own row counts even when it is gone by now."""
    out: dict[str, set[int]] = defaultdict(set)
    wanted = sorted(set(ids))
    for kind, query, key in _OWNERS.get(table_name, []):
        if key is RECORD_TABLES[kind].c.id or key.compare(RECORD_TABLES[kind].c.id):
            out[kind].update(wanted)
            continue
        for start in range(0, len(wanted), 500):
            rows = connection.execute(query.where(key.in_(wanted[start : start + 500]))).scalars()
            out[kind].update(row for row in rows if row is not None)
    return out
