"""Which cells of which record are worth telling, and how: one table for each kind."""

from collections.abc import Mapping
from typing import Final

from shopdesk import vocabulary as words_of
from shopdesk.ui import vocabulary
from shopdesk.ui.journal.words import HistoryWords
from shopdesk.words import _, mark

ORDERS: Final = HistoryWords(
    fields={
        "status": mark("Status"),
        "payment": mark("Payment"),
        "delivery": mark("Delivery"),
        "pay_on_delivery": mark("Pay on delivery"),
        "hold_until": mark("On hold until"),
        "flag": mark("Flag"),
        "problems": mark("Problems"),
        "ship_by": mark("Ship by"),
        "signed_at": mark("Signed for"),
        "close_reason": mark("Reason"),
        "buyer_name": mark("Buyer"),
        "buyer_phone": mark("Phone"),
        "buyer_email": mark("E-mail"),
        "country": mark("Country"),
        "region": mark("Province or state"),
        "city": mark("City"),
        "district": mark("District"),
        "street": mark("Street"),
        "postcode": mark("Postcode"),
        "discount": mark("Discount"),
        "shipping": mark("Shipping"),
        "tax": mark("Tax"),
        "fees": mark("Fees"),
        "total": mark("Total"),
        "paid": mark("Paid"),
        "refunded": mark("Refunded"),
        "payment_method": mark("Payment method"),
        "payment_reference": mark("Payment reference"),
        "shipping_method": mark("Shipping method"),
        "carrier": mark("Carrier"),
        "tracking": mark("Tracking number"),
        "buyer_message": mark("Buyer's message"),
        "seller_memo": mark("Seller's memo"),
        "title": mark("Title"),
        "variant": mark("Variant"),
        "sku": mark("SKU"),
        "personalisation": mark("Personalisation"),
        "quantity": mark("Quantity"),
        "price": mark("Price"),
        "shipped": mark("Units sent"),
        "returned": mark("Units taken back"),
    },
    actions={"order.cancel": mark("Cancelled")},
    codes={
        "status": vocabulary.ORDER_STATUS,
        "payment": vocabulary.PAYMENT,
        "delivery": vocabulary.DELIVERY,
        "flag": vocabulary.FLAG,
        "problems": {code: (text, "") for code, text in words_of.ORDER_PROBLEM.items()},
    },
    dates=frozenset({"hold_until", "ship_by", "signed_at"}),
    money=frozenset({"discount", "shipping", "tax", "fees", "total", "paid", "refunded", "price"}),
)
PACKING: Final = HistoryWords(
    fields={
        "status": mark("Status"),
        "carrier": mark("Carrier"),
        "tracking": mark("Tracking number"),
        "quantity": mark("Units"),
        "scanned": mark("Scanned"),
        "packed_by": mark("Packed by"),
        "note": mark("Note"),
    },
    codes={"status": vocabulary.PACKING_STATUS},
    people=frozenset({"packed_by"}),
)
INQUIRIES: Final = HistoryWords(
    actions={
        "inquiry.move": mark("Moved"),
        "inquiry.assign": mark("Assigned"),
    },
    fields={
        "status": mark("Status"),
        "lost_reason": mark("Lost because of"),
        "follow_up_at": mark("Follow-up"),
        "channel": mark("Channel"),
        "assignee": mark("Assigned to"),
        "customer": mark("Customer"),
        "order": mark("Order"),
        "contact": mark("Contact"),
        "subject": mark("Subject"),
        "priority": mark("Priority"),
        "tags": mark("Tags"),
        "snoozed_until": mark("Snoozed until"),
        "total": mark("Total"),
        "bundle_price": mark("Price together"),
        "discount": mark("Discount"),
        "shipping": mark("Shipping"),
        "valid_until": mark("Valid until"),
    },
    codes={
        "status": {**vocabulary.INQUIRY_STATUS, **vocabulary.QUOTE_STATUS},
        "lost_reason": vocabulary.LOST_REASON,
        "channel": vocabulary.CHANNEL,
        "priority": vocabulary.PRIORITY,
    },
    dates=frozenset({"follow_up_at", "snoozed_until", "valid_until"}),
    money=frozenset({"total", "bundle_price", "discount", "shipping"}),
    people=frozenset({"assignee"}),
)
RESERVATIONS: Final = HistoryWords(
    fields={
        "status": mark("Status"),
        "until": mark("Kept until"),
        "quantity": mark("Units"),
        "customer": mark("Customer"),
        "contact": mark("Contact"),
        "channel": mark("Channel"),
        "price": mark("Price"),
        "deposit": mark("Deposit"),
        "currency": mark("Currency"),
        "note": mark("Note"),
        "order": mark("Order"),
        "inquiry": mark("Inquiry"),
    },
    codes={"status": vocabulary.RESERVATION_STATUS, "channel": vocabulary.CHANNEL},
    dates=frozenset({"until"}),
    money=frozenset({"price", "deposit"}),
)
CASES: Final = HistoryWords(
    actions={
        "case.move": mark("Moved"),
        "case.assign": mark("Assigned"),
        "case.receive": mark("Goods received"),
        "case.refund": mark("Refund recorded"),
        "case.rate": mark("Rated"),
    },
    fields={
        "status": mark("Status"),
        "kind": mark("Kind"),
        "reason": mark("Reason"),
        "responsible": mark("Responsible"),
        "assignee": mark("Assigned to"),
        "customer": mark("Customer"),
        "subject": mark("Subject"),
        "priority": mark("Priority"),
        "asked": mark("Asked back"),
        "agreed": mark("Agreed"),
        "paid": mark("Paid back"),
        "quantity": mark("Units"),
        "received": mark("Units received"),
        "outcome": mark("Outcome"),
        "return_carrier": mark("Carrier"),
        "return_tracking": mark("Tracking number"),
        "resolution": mark("Resolution"),
        "rating": mark("Rating"),
    },
    codes={
        "status": vocabulary.CASE_STATUS,
        "kind": vocabulary.CASE_KIND,
        "reason": vocabulary.CASE_REASON,
        "responsible": vocabulary.RESPONSIBLE,
        "priority": vocabulary.PRIORITY,
        "outcome": vocabulary.CASE_OUTCOME,
    },
    money=frozenset({"asked", "agreed", "paid"}),
    people=frozenset({"assignee"}),
)
CUSTOMERS: Final = HistoryWords(
    actions={
        "customer.block": mark("Blocked"),
        "customer.unblock": mark("Unblocked"),
        "order.create": mark("Came with an order"),
        "inquiry.create": mark("Came with an inquiry"),
    },
    fields={
        "status": mark("Status"),
        "name": mark("Name"),
        "phone": mark("Phone"),
        "email": mark("E-mail"),
        "level": mark("Level"),
        "points": mark("Points"),
        "tags": mark("Tags"),
        "country": mark("Country"),
        "region": mark("Province or state"),
        "city": mark("City"),
        "district": mark("District"),
        "street": mark("Street and number"),
        "postcode": mark("Postcode"),
        "notes": mark("Notes"),
        "preferences": mark("Preferences"),
        "consent": mark("May receive offers"),
        "next_callback": mark("Call back"),
        "handle": mark("Known as"),
    },
    codes={"status": vocabulary.CUSTOMER_STATUS},
    dates=frozenset({"next_callback"}),
)
PRODUCTS: Final = HistoryWords(
    actions={
        "product.hide": mark("Hidden"),
        "product.show": mark("Shown again"),
        "packing.ship": mark("Goods sent"),
        "packing.track": mark("Parcel changed"),
    },
    fields={
        "status": mark("Status"),
        "sku": mark("SKU"),
        "title": mark("Title"),
        "variant": mark("Variant"),
        "barcode": mark("Barcode"),
        "category": mark("Category"),
        "supplier": mark("Supplier"),
        "price": mark("Price"),
        "cost": mark("Cost"),
        "currency": mark("Currency"),
        "weight_g": mark("Weight (g)"),
        "shelf": mark("Shelf"),
        "stock": mark("Stock"),
    },
    codes={"status": vocabulary.PRODUCT_STATUS},
    money=frozenset({"price", "cost"}),
)
TASKS: Final = HistoryWords(
    fields={
        "status": mark("Status"),
        "kind": mark("Kind"),
        "text": mark("Promise or task"),
        "due_at": mark("By when"),
        "assignee": mark("For"),
        "role": mark("For"),
        "inquiry": mark("Inquiry"),
        "order": mark("Order"),
        "customer": mark("Customer"),
    },
    codes={"status": vocabulary.TASK_STATUS, "kind": vocabulary.TASK_KIND, "role": vocabulary.ROLE},
    dates=frozenset({"due_at"}),
    people=frozenset({"assignee"}),
)
OFFERS: Final = HistoryWords(
    fields={
        "status": mark("Status"),
        "kind": mark("Kind"),
        "title": mark("Title"),
        "text": mark("Wording"),
        "code": mark("Coupon code"),
        "condition": mark("On condition that"),
        "valid_from": mark("Valid from"),
        "valid_until": mark("Valid until"),
        "skus": mark("SKUs"),
        "channels": mark("Channels"),
    },
    codes={"kind": vocabulary.OFFER_KIND, "status": vocabulary.OFFER_STATUS},
)
REPLIES: Final = HistoryWords(
    actions={
        "reply.approve": mark("Approved"),
        "reply.withdraw": mark("Made a draft"),
        "reply.hide": mark("Hidden"),
        "reply.show": mark("Shown again"),
    },
    fields={
        "status": mark("Status"),
        "title": mark("Reply title"),
        "text": mark("Text"),
        "kind": mark("Kind"),
        "scenario": mark("Scenario"),
        "language": mark("Language"),
        "folder": mark("Folder"),
        "code": mark("Shortcut"),
        "favourite": mark("Favourite"),
        "valid_until": mark("Valid until"),
    },
    codes={
        "status": vocabulary.REPLY_STATUS,
        "kind": vocabulary.REPLY_KIND,
        "scenario": vocabulary.SCENARIO,
        "language": vocabulary.LANGUAGE,
    },
    dates=frozenset({"valid_until"}),
)
SETTINGS: Final = HistoryWords(
    fields={
        "value": mark("Value"),
        "name": mark("Name"),
        "roles": mark("Roles"),
        "status": mark("Status"),
        "zone": mark("Time zone"),
        "currency": mark("Currency"),
        "account": mark("Account"),
        "phone": mark("Phone"),
        "tracking_url": mark("Tracking page"),
        "cut_off": mark("Cut-off"),
    },
)
_SETTING: Final[Mapping[str, str]] = {
    "name": mark("Shop name"),
    "zone": mark("Time zone"),
    "currency": mark("Currency"),
    "address": mark("Address"),
    "phone": mark("Phone"),
    "email": mark("E-mail"),
    "thanks": mark("Thanks on the slip"),
    "language": mark("Language"),
    "paper": mark("Paper"),
    "paper_language": mark("Language of papers"),
    "theme": mark("Theme"),
    "backup_places": mark("Backup places"),
    "week": mark("Opening hours"),
    "holidays": mark("Days off"),
    "workdays": mark("Days worked"),
}
_BY_RECORD: Final[Mapping[str, HistoryWords]] = {
    "orders": ORDERS,
    "packing_list": PACKING,
    "inquiry": INQUIRIES,
    "quote": INQUIRIES,
    "reservation": RESERVATIONS,
    "aftersales_case": CASES,
    "customer": CUSTOMERS,
    "product": PRODUCTS,
    "task": TASKS,
    "offer": OFFERS,
    "reply": REPLIES,
}


def of_record(table: str) -> HistoryWords:
    """The words for cells of a record, by its table."""
    return _BY_RECORD.get(table, SETTINGS)


def setting(key: str) -> str:
    """What a setting is called; one without a word by its key."""
    known = _SETTING.get(key)
    return _(known) if known else key.replace("_", " ")
