"""Who buys, for an order that comes of an inquiry or a pre-order: the customer, else the contact they go by."""

from typing import Any

from shopdesk.db.queries import customers as queries
from shopdesk.domain.customers import phone_key
from shopdesk.domain.errors import UserError

_PLACE = ("country", "region", "city", "district", "street", "postcode")


def buyer_of(connection: Any, customer_id: int | None, contact: str, number: str) -> dict[str, Any]:
    """Buyer, address and customer as fields of an order draft.

    Raises UserError `buyer.unknown` naming the record `number` that has neither customer nor contact.
    """
    contact = contact.strip()
    told = reached_by(contact)
    if customer_id is None:
        if not contact:
            raise UserError("buyer.unknown", field="contact", number=number)
        return {"buyer_name": contact, **told}
    cells = queries.cells(connection, [customer_id])[customer_id]
    return {
        "buyer_name": cells["name"] or contact or cells["number"],
        "buyer_phone": cells["phone"] or told.get("buyer_phone", ""),
        "buyer_email": cells["email"] or told.get("buyer_email", ""),
        **{name: cells[name] for name in _PLACE},
        "customer": cells["number"],
    }


def reached_by(contact: str) -> dict[str, str]:
    """A contact that is a phone or an e-mail is one for the order, too."""
    if "@" in contact and " " not in contact and not contact.startswith("@"):
        return {"buyer_email": contact}
    digits = sum(character.isdigit() for character in contact)
    is_phone = digits >= 6 and all(character.isdigit() or character in "+-() ./" for character in contact)
    return {"buyer_phone": contact} if is_phone and phone_key(contact) else {}
