"""Somebody who asked becomes a customer: found by the contact they go by, or made of it."""

from shopdesk.db.queries import customers as customer_queries
from shopdesk.db.queries import inquiries as queries
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Customer, CustomerIdentity, Inquiry
from shopdesk.domain.changes import Outcome
from shopdesk.domain.customers import Identity
from shopdesk.domain.errors import UserError
from shopdesk.services.buyers import reached_by
from shopdesk.services.desk import Desk
from shopdesk.services.numbered import Numbered

_NO_NAMES = ("phone", "walk_in", "email")  # channels whose contact is no login


def make_customer(desk: Desk, number: str, name: str = "") -> Outcome[Numbered]:
    """Links an inquiry to the customer of that contact, who is entered where nobody goes by it; gives their number.

    The contact becomes the phone, the e-mail or the name on the channel. Raises UserError `record.missing`,
    `form.required` for an inquiry without a contact, `inquiry.has_customer`.
    """
    with desk.write("inquiry.make_customer") as unit:
        inquiry_id = queries.id_of(unit.connection, number)
        if inquiry_id is None:
            raise UserError("record.missing", number=number)
        values = queries.cells(unit.connection, [inquiry_id])[inquiry_id]
        if values["customer_id"] is not None:
            raise UserError("inquiry.has_customer", number=number, customer=values["customer"])
        contact = values["contact"].strip()
        if not contact and not name.strip():
            raise UserError("form.required", field="contact", number=number)
        customer_id = _known(unit, contact) if contact else None
        if customer_id is None:
            customer_id = _enter(desk, unit, values["channel"], contact, name.strip())
        unit.door.set(Inquiry, inquiry_id, customer_id=customer_id)
        unit.door.subject = number
        unit.commit()
        made = customer_queries.cells(unit.connection, [customer_id])[customer_id]["number"]
    return Outcome(Numbered(made), unit.door.changes)


def _known(unit: Unit, contact: str) -> int | None:
    return customer_queries.find(unit.connection, phone=contact, email=contact, handle=contact)


def _enter(desk: Desk, unit: Unit, channel: str, contact: str, name: str) -> int:
    reached = reached_by(contact)
    number = unit.door.number("CU", desk.year())
    customer_id = unit.door.insert_one(
        Customer, number=number, created_at=desk.now(), name=name or contact,
        phone=reached.get("buyer_phone", ""), email=reached.get("buyer_email", ""),
    )  # fmt: skip
    if contact and not reached and channel not in _NO_NAMES:
        identity = Identity(channel, "login", contact)
        if customer_queries.owner_of(unit.connection, identity) is None:
            unit.door.insert_one(
                CustomerIdentity, customer_id=customer_id, platform=channel, kind="login", handle=contact
            )
    return customer_id
