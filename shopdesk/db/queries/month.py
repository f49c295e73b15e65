"""One month: its rows for the workbook, and its figures summed by the database apart from them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from shopdesk.db.door import Model, chunks, table_of
from shopdesk.db.tables import (
    Case,
    CaseOrder,
    Customer,
    Inquiry,
    InquiryProduct,
    Order,
    OrderLine,
    Package,
    PackingLine,
    PackingList,
    PackingPrint,
    Product,
    Refund,
    Staff,
)
from shopdesk.domain.month import HAND, Figures, Group, Month, MonthFacts
from shopdesk.domain.month_rows import (
    CaseFacts,
    CustomerFacts,
    InquiryFacts,
    LineFacts,
    OrderFacts,
    PackingFacts,
    RefundFacts,
    customers_of_month,
)

_ORDER = table_of(Order).c
_COUNTED = Order.status != "cancelled"  # cancelled orders are listed, not summed
_PLATFORM = func.coalesce(func.nullif(Order.platform, ""), HAND)
_SUMS = ("units", "goods", "discount", "shipping", "tax", "total")


def month_facts(connection: Connection, month: Month) -> MonthFacts:
    """Everything of one month: orders by their local day, refunds by the day paid, the rest by the day begun."""
    orders = _orders(connection, month)
    inquiries = _inquiries(connection, month)
    wanted = {row.customer_id for row in orders} | {row.customer_id for row in inquiries}
    known = _customers(connection, sorted(row_id for row_id in wanted if row_id is not None))
    return MonthFacts(
        month=month,
        orders=orders,
        lines=_lines(connection, month),
        inquiries=inquiries,
        cases=_cases(connection, month),
        refunds=_refunds(connection, month),
        packing=_packing(connection, month),
        customers=customers_of_month(orders, inquiries, known),
        groups=_groups(connection, month),
        counts=_counts(connection, month),
    )


def _within(column: Any, month: Month) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.between(month.first, month.last)
    return found


def _columns(model: Model, names: Sequence[str], special: Mapping[str, Any]) -> list[Any]:
    """The columns of a record by its field names; `special` names those that are not the model's own."""
    own = table_of(model).c
    return [special[name] if name in special else own[name] for name in names]


# -- rows ----------------------------------------------------------------------------------------------------------


def _orders(connection: Connection, month: Month) -> list[OrderFacts]:
    special = {"customer": Customer.number, "platform": _PLATFORM}
    query = (
        select(*_columns(Order, OrderFacts._fields, special))
        .select_from(Order)
        .outerjoin(Customer, Customer.id == Order.customer_id)
    )
    query = query.where(_within(Order.local_day, month)).order_by(Order.ordered_at, Order.id)
    return [OrderFacts._make(row) for row in connection.execute(query)]


def _lines(connection: Connection, month: Month) -> list[LineFacts]:
    of_order = {"order": Order.number, "platform": _PLATFORM}
    of_order |= {name: _ORDER[name] for name in ("local_day", "status", "currency")}
    query = (
        select(*_columns(OrderLine, LineFacts._fields, of_order))
        .select_from(OrderLine)
        .join(Order, Order.id == OrderLine.order_id)
    )
    query = query.where(_within(Order.local_day, month)).order_by(Order.ordered_at, Order.id, OrderLine.line)
    return [LineFacts._make(row) for row in connection.execute(query)]


def _inquiries(connection: Connection, month: Month) -> list[InquiryFacts]:
    special = {"customer": Customer.number, "assignee": Staff.name, "order": Order.number, "products": Inquiry.id}
    query = (
        select(*_columns(Inquiry, InquiryFacts._fields, special))
        .select_from(Inquiry)
        .outerjoin(Customer, Customer.id == Inquiry.customer_id)
        .outerjoin(Staff, Staff.id == Inquiry.assignee_id)
        .outerjoin(Order, Order.id == Inquiry.order_id)
        .where(_within(Inquiry.local_day, month))
        .order_by(Inquiry.created_at, Inquiry.id)
    )
    products = _joined(
        connection,
        select(
            InquiryProduct.inquiry_id,
            func.coalesce(func.nullif(InquiryProduct.text, ""), func.nullif(Product.title, ""), Product.sku),
        )
        .outerjoin(Product, Product.id == InquiryProduct.product_id)
        .join(Inquiry, Inquiry.id == InquiryProduct.inquiry_id)
        .where(_within(Inquiry.local_day, month))
        .order_by(InquiryProduct.inquiry_id, InquiryProduct.id),
    )
    rows = [InquiryFacts._make(row) for row in connection.execute(query)]
    return [row._replace(products=products.get(int(row.products), "")) for row in rows]


def _cases(connection: Connection, month: Month) -> list[CaseFacts]:
    special = {
        "customer": Customer.number,
        "customer_name": Customer.name,
        "assignee": Staff.name,
        "orders": Case.id,
    }
    query = (
        select(*_columns(Case, CaseFacts._fields, special))
        .select_from(Case)
        .outerjoin(Customer, Customer.id == Case.customer_id)
        .outerjoin(Staff, Staff.id == Case.assignee_id)
        .where(_within(Case.local_day, month))
        .order_by(Case.opened_at, Case.id)
    )
    numbers = _joined(
        connection,
        select(CaseOrder.case_id, Order.number)
        .join(Order, Order.id == CaseOrder.order_id)
        .join(Case, Case.id == CaseOrder.case_id)
        .where(_within(Case.local_day, month))
        .order_by(CaseOrder.case_id, Order.number),
    )
    rows = [CaseFacts._make(row) for row in connection.execute(query)]
    return [row._replace(orders=numbers.get(int(row.orders), "")) for row in rows]


def _refunds(connection: Connection, month: Month) -> list[RefundFacts]:
    special = {
        "platform": _PLATFORM,
        "order": Order.number,
        "order_day": Order.local_day,
        "buyer_name": Order.buyer_name,
        "case": Case.number,
    }
    query = (
        select(*_columns(Refund, RefundFacts._fields, special))
        .select_from(Refund)
        .join(Order, Order.id == Refund.order_id)
        .outerjoin(Case, Case.id == Refund.case_id)
        .where(_within(Refund.local_day, month))
        .order_by(Refund.paid_at, Refund.id)
    )
    return [RefundFacts._make(row) for row in connection.execute(query)]


def _packing(connection: Connection, month: Month) -> list[PackingFacts]:
    column = table_of(PackingList).c
    later = {"orders", "buyer_name", "units", "parcels", "net_g", "gross_g", "printed"}
    names = [name for name in PackingFacts._fields if name not in later]
    mine = _within(PackingList.local_day, month)
    query = select(PackingList.id, *(column[name] for name in names)).where(mine)
    query = query.order_by(PackingList.created_at, PackingList.id)
    lists = {row[0]: dict(zip(names, row[1:], strict=True)) for row in connection.execute(query)}

    held = (
        select(PackingLine.packing_list_id, Order.number, Order.buyer_name, func.sum(PackingLine.quantity))
        .join(PackingList, PackingList.id == PackingLine.packing_list_id)
        .join(OrderLine, OrderLine.id == PackingLine.order_line_id)
        .join(Order, Order.id == OrderLine.order_id)
        .where(mine)
        .group_by(PackingLine.packing_list_id, Order.id)
        .order_by(PackingLine.packing_list_id, Order.number)
    )
    contents: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
    for list_id, number, buyer, units in connection.execute(held):
        contents[list_id].append((number, buyer, int(units)))
    parcels = _parcels(connection, mine)
    prints = select(PackingPrint.packing_list_id, func.count()).join(
        PackingList, PackingList.id == PackingPrint.packing_list_id
    )
    prints = prints.where(mine).group_by(PackingPrint.packing_list_id)
    printed = {list_id: int(times) for list_id, times in connection.execute(prints)}
    out = []
    for list_id, values in lists.items():
        boxes = parcels.get(list_id, _NO_PARCELS)
        values["tracking"] = values["tracking"] or boxes["tracking"]
        out.append(
            PackingFacts(
                **values,
                orders=", ".join(number for number, _buyer, _units in contents[list_id]),
                buyer_name=", ".join(dict.fromkeys(buyer for _number, buyer, _units in contents[list_id])),
                units=sum(units for _number, _buyer, units in contents[list_id]),
                parcels=boxes["parcels"],
                net_g=boxes["net_g"],
                gross_g=boxes["gross_g"],
                printed=printed.get(list_id, 0),
            )
        )
    return out


_NO_PARCELS: dict[str, Any] = {"parcels": 0, "net_g": None, "gross_g": None, "tracking": ""}


def _parcels(connection: Connection, mine: ColumnElement[bool]) -> dict[int, dict[str, Any]]:
    """Parcels of packing lists by list id: how many, what they weigh, their tracking numbers."""
    out: dict[int, dict[str, Any]] = {}
    query = (
        select(Package.packing_list_id, Package.net_g, Package.gross_g, Package.tracking)
        .join(PackingList, PackingList.id == Package.packing_list_id)
        .where(mine)
        .order_by(Package.packing_list_id, Package.no)
    )
    for list_id, net, gross, tracking in connection.execute(query):
        found = out.setdefault(list_id, dict(_NO_PARCELS))
        found["parcels"] += 1
        for name, weight in (("net_g", net), ("gross_g", gross)):
            if weight is not None:
                found[name] = (found[name] or 0) + weight
        found["tracking"] = ", ".join(filter(None, (found["tracking"], tracking)))
    return out


def _customers(connection: Connection, ids: Sequence[int]) -> dict[int, CustomerFacts]:
    column = table_of(Customer).c
    query = select(*(column[name] for name in CustomerFacts._fields))
    found: dict[int, CustomerFacts] = {}
    for part in chunks(ids):
        for row in connection.execute(query.where(Customer.id.in_(part))):
            found[row[0]] = CustomerFacts._make(row)
    return found


def _joined(connection: Connection, query: Select[int, Any]) -> dict[int, str]:
    """(owner id, text) rows as one text by owner."""
    texts: dict[int, list[str]] = defaultdict(list)
    for owner, text in connection.execute(query):
        texts[owner].append(text or "")
    return {owner: ", ".join(filter(None, parts)) for owner, parts in texts.items()}


# -- figures -------------------------------------------------------------------------------------------------------


def _groups(connection: Connection, month: Month) -> list[Group]:
    """Figures by day, platform and currency: orders by their day, refunds by the day paid."""
    found: dict[tuple[date, str, str], Figures] = defaultdict(Figures)
    platform = _PLATFORM.label("platform")
    sums = select(Order.local_day, platform, Order.currency, func.count(), *(func.sum(_ORDER[name]) for name in _SUMS))
    sums = sums.where(_within(Order.local_day, month), _COUNTED)
    for day, code, currency, orders, *amounts in connection.execute(
        sums.group_by(Order.local_day, platform, Order.currency)
    ):
        found[day, code, currency].add(
            Figures(orders=orders, **dict(zip(_SUMS, (int(amount) for amount in amounts), strict=True)))
        )
    back = select(Refund.local_day, platform, Refund.currency, func.sum(Refund.amount))
    back = back.join(Order, Order.id == Refund.order_id).where(_within(Refund.local_day, month))
    for day, code, currency, amount in connection.execute(back.group_by(Refund.local_day, platform, Refund.currency)):
        found[day, code, currency].add(Figures(refunded=int(amount)))
    return [Group(*key, figures) for key, figures in sorted(found.items())]


def _counts(connection: Connection, month: Month) -> dict[str, int]:
    """How many records of each kind the month has."""

    def count(column: Any, *conditions: ColumnElement[bool]) -> int:
        query = select(func.count()).where(_within(column, month), *conditions)
        return int(connection.execute(query).scalar_one())

    lines = select(func.count()).select_from(OrderLine).join(Order, Order.id == OrderLine.order_id)
    return {
        "orders_cancelled": count(Order.local_day, Order.status == "cancelled"),
        "lines": int(connection.execute(lines.where(_within(Order.local_day, month))).scalar_one()),
        "inquiries": count(Inquiry.local_day),
        "inquiries_won": count(Inquiry.local_day, Inquiry.status == "won"),
        "cases": count(Case.local_day),
        "cases_done": count(Case.local_day, Case.status.in_(("resolved", "closed"))),
        "refunds": count(Refund.local_day),
        "packing_lists": count(PackingList.local_day),
        "packing_shipped": count(PackingList.local_day, PackingList.status.in_(("shipped", "delivered"))),
    }
