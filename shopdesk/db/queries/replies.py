"""Replies: the list, its rows, what may be offered now, and how they were used."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, func, or_, select

from shopdesk.db.door import chunks, table_of
from shopdesk.db.prepared import Prepared
from shopdesk.db.queries.lists import ListSpec
from shopdesk.db.tables import Case, Customer, Inquiry, Order, Product, Reply, ReplyUse
from shopdesk.domain.errors import UserError

REPLIES: Table = table_of(Reply)
USES: Table = table_of(ReplyUse)
_USED = select(func.count(ReplyUse.id)).where(ReplyUse.reply_id == Reply.id).correlate(REPLIES).scalar_subquery()


def _favourite(value: str) -> ColumnElement[bool]:
    return REPLIES.c.favourite.is_(value == "yes")


def _product(value: str) -> ColumnElement[bool]:
    """`product=SKU`; an empty one finds replies for no product in particular."""
    if not value:
        return REPLIES.c.product_id.is_(None)
    found: ColumnElement[bool] = func.coalesce(
        REPLIES.c.product_id.in_(select(Product.id).where(Product.sku == value)), False
    )
    return found


def _expired(value: str) -> ColumnElement[bool]:
    """`expired=DAY`: approved, and its last day was before that one. Services turn `yes` into today."""
    try:
        today = date.fromisoformat(value)
    except ValueError as error:
        raise UserError("form.date", field="expired", found=value) from error
    return and_(REPLIES.c.status == "approved", func.coalesce(REPLIES.c.valid_until < today, False))


SPEC = ListSpec(
    kind="reply",
    table=REPLIES,
    columns={
        name: REPLIES.c[name]
        for name in ("number", "kind", "status", "scenario", "language", "title", "folder", "code", "starter")
    },
    special={"favourite": _favourite, "product": _product, "expired": _expired},
    sorts={
        "created_at": (),  # ids are given in order of entry
        "updated_at": (REPLIES.c.updated_at,),
        "number": (REPLIES.c.number,),
        "kind": (REPLIES.c.kind,),
        "language": (REPLIES.c.language,),
        "favourite": (REPLIES.c.favourite,),
        "title": (REPLIES.c.title,),
        "scenario": (REPLIES.c.scenario, REPLIES.c.language),
        "folder": (REPLIES.c.folder, REPLIES.c.title),
        "code": (REPLIES.c.code,),
        "status": (REPLIES.c.status,),
        "valid_until": (REPLIES.c.valid_until,),
        "used": (_USED,),
    },
    default_sort="created_at",
)


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """One row of the replies table."""

    id: int
    number: str
    kind: str
    status: str
    scenario: str
    language: str
    title: str
    text: str
    folder: str
    code: str
    favourite: bool
    valid_until: date | None
    product: str | None
    starter: str
    used: int


def rows(connection: Connection, ids: Sequence[int]) -> list[ReplyRow]:
    """Table rows by id, in the order of `ids`; ids that are gone are left out."""
    found = cells(connection, ids)
    names = ReplyRow.__dataclass_fields__
    return [ReplyRow(**{name: found[row_id][name] for name in names}) for row_id in ids if row_id in found]


def cells(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Every column of replies by id, the product's SKU and how often each was used."""
    query = select(REPLIES, Product.sku.label("product"), _USED.label("used"))
    query = query.outerjoin(Product, Product.id == REPLIES.c.product_id)
    out: dict[int, dict[str, Any]] = {}
    for part in chunks(ids):
        for row in connection.execute(query.where(REPLIES.c.id.in_(part))).mappings():
            out[row["id"]] = dict(row)
    return out


_LISTED = (
    "number", "kind", "status", "scenario", "language", "title", "text", "folder", "code", "favourite", "valid_until",
    "product", "used", "created_at", "updated_at",
)  # fmt: skip


def full(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Replies as commands list them, by id."""
    return {
        row_id: {name: row[name] for name in _LISTED} for row_id, row in cells(connection, ids).items()
    }  # fmt: skip


def history_rows(_connection: Connection, reply_id: int) -> dict[str, list[int]]:
    """The rows whose history is the reply's, by table."""
    return {"reply": [reply_id]}


def id_of(connection: Connection, number: str) -> int | None:
    """The id of a reply by its number, or by its `/code` when only one has it."""
    found = connection.execute(select(Reply.id).where(Reply.number == number)).scalar()
    if found is not None or not number.startswith("/"):
        return found
    others = list(connection.execute(select(Reply.id).where(Reply.code == number).limit(2)).scalars())
    return others[0] if len(others) == 1 else None


def holder_of(connection: Connection, code: str, language: str) -> int | None:
    """The id of a reply in this language that has the code: nobody else may take it."""
    same = (Reply.code == code, Reply.language == language, Reply.status != "hidden")
    return connection.execute(select(func.min(Reply.id)).where(*same)).scalar()


def starters(connection: Connection) -> set[str]:
    """Which of the shipped replies were loaded before."""
    return set(connection.execute(select(Reply.starter).where(Reply.starter != "")).scalars())


def usable(connection: Connection, today: date) -> list[ReplyRow]:
    """The replies that may be offered now, in order of entry."""
    query = select(REPLIES, Product.sku.label("product"))
    query = query.outerjoin(Product, Product.id == REPLIES.c.product_id).order_by(REPLIES.c.id)
    query = query.where(Reply.status == "approved", or_(Reply.valid_until.is_(None), Reply.valid_until >= today))
    names = [name for name in ReplyRow.__dataclass_fields__ if name != "used"]
    return [
        ReplyRow(**{name: row[name] for name in names}, used=0) for row in connection.execute(query).mappings()
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Used:
    """What the assistant learns from: after these words a person sent this reply."""

    id: int
    reply: int
    scenario: str
    asked: str


def uses(connection: Connection, most: int) -> list[Used]:
    """The newest uses that followed a customer's words, oldest first."""
    query = select(ReplyUse.id, ReplyUse.reply_id, ReplyUse.scenario, ReplyUse.asked).where(ReplyUse.asked != "")
    query = query.order_by(ReplyUse.id.desc()).limit(most)
    return [Used(*row) for row in connection.execute(query)][::-1]


@dataclass(frozen=True, slots=True)
class Sent:
    """One use of a reply, for its story. Whom it went to by number, as far as that was known; `name` a customer's."""

    at: datetime
    staff: str
    scenario: str
    asked: str
    text: str
    customer: str | None = None
    inquiry: str | None = None
    case: str | None = None
    order: str | None = None
    name: str = ""


def sent(connection: Connection, reply_id: int, limit: int = 20) -> list[Sent]:
    """The latest uses of a reply, newest first."""
    query = (
        select(
            ReplyUse.at, ReplyUse.staff, ReplyUse.scenario, ReplyUse.asked, ReplyUse.text, Customer.number,
            Inquiry.number, Case.number, Order.number,
            func.coalesce(func.nullif(Customer.name, ""), func.nullif(Inquiry.contact, ""), Order.buyer_name, ""),
        )
        .outerjoin(Customer, Customer.id == ReplyUse.customer_id)
        .outerjoin(Inquiry, Inquiry.id == ReplyUse.inquiry_id)
        .outerjoin(Case, Case.id == ReplyUse.case_id)
        .outerjoin(Order, Order.id == ReplyUse.order_id)
        .where(ReplyUse.reply_id == reply_id)
        .order_by(ReplyUse.id.desc())
        .limit(limit)
    )  # fmt: skip
    return [Sent(*row) for row in connection.execute(query)]


_EDITION = Prepared(
    select(
        func.count(),
        func.coalesce(func.sum(Reply.revision), 0),
        func.coalesce(func.max(Reply.id), 0),
        select(func.coalesce(func.max(ReplyUse.id), 0)).scalar_subquery(),
        select(func.coalesce(func.max(Product.id), 0)).scalar_subquery(),
    )
)


def edition(connection: Connection) -> tuple[int, ...]:
    """Changes when replies, their uses or the newest product (told last) did.

    Revisions are never given out twice, also not after undo.
    """
    return _EDITION.all(connection)[0]


def folders(connection: Connection) -> list[str]:
    """Every folder in use."""
    query = select(Reply.folder).where(Reply.folder != "").distinct().order_by(Reply.folder)
    return list(connection.execute(query).scalars())


def products(connection: Connection) -> list[str]:
    """The SKU of every product that has replies of its own."""
    query = select(Product.sku).where(Product.id.in_(select(Reply.product_id))).order_by(Product.sku)
    return list(connection.execute(query).scalars())


def by_code(connection: Connection, begun: str, today: date, limit: int) -> list[ReplyRow]:
    """Replies that may be offered now and whose code begins so; favourites first, then those used most."""
    usable = (REPLIES.c.status == "approved", or_(REPLIES.c.valid_until.is_(None), REPLIES.c.valid_until >= today))
    begins = func.substr(func.lower(REPLIES.c.code), 1, len(begun)) == begun.lower()
    query = select(REPLIES.c.id).where(REPLIES.c.code != "", begins, *usable)
    query = query.order_by(REPLIES.c.favourite.desc(), _USED.desc(), REPLIES.c.code, REPLIES.c.id).limit(limit)
    return rows(connection, list(connection.execute(query).scalars()))
