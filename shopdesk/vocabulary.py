"""Codes and the words people read for them: one table per field. Screen, paper and workbook share them.

A leaf. The words are English literals; whoever shows one looks it up in its own language (`word`).
One English word stands for one meaning here, because the catalogues know no context: an inquiry is “Lost”,
a parcel “Lost in transit”.
"""

from collections.abc import Callable, Mapping
from typing import Final

from shopdesk.words import mark

Words = Mapping[str, str]

ORDER_STATUS: Final[Words] = {
    "draft": mark("Draft"),
    "awaiting_payment": mark("Awaiting payment"),
    "to_confirm": mark("To confirm"),
    "to_ship": mark("To ship"),
    "shipped": mark("Shipped"),
    "completed": mark("Completed"),
    "cancelled": mark("Cancelled"),
}
ORDER_PROBLEM: Final[Words] = {
    "partner_missing": mark("The platform's second file is missing: import it too"),
    "address_changed": mark("The address changed on the platform while this was being packed"),
    "memo_changed": mark("A message or memo changed on the platform while this was being packed"),
    "refund_while_packing": mark("Money went back to the buyer while this was being packed"),
    "cancelled_while_packing": mark("Cancelled on the platform while it was being packed"),
    "lines_changed": mark("The items changed on the platform while this was being packed"),
    "changed_while_packing": mark("Changed on the platform while it was being packed"),
    "line_removed": mark("The platform took a packed or sent line away"),
}
PAYMENT: Final[Words] = {
    "unpaid": mark("Unpaid"),
    "part_paid": mark("Part paid"),
    "paid": mark("Paid"),
    "part_refunded": mark("Part refunded"),
    "refunded": mark("Refunded"),
}
DELIVERY: Final[Words] = {
    "none": mark("Not sent"),
    "partial": mark("Part sent"),
    "full": mark("Sent"),
    "delivered": mark("Delivered"),
    "refused": mark("Refused"),
    "returning": mark("Coming back"),
    "lost": mark("Lost in transit"),
}
PACKING_STATUS: Final[Words] = {
    "draft": mark("To pick"),
    "picking": mark("Picking"),
    "packed": mark("Packed"),
    "shipped": mark("Shipped"),
    "delivered": mark("Delivered"),
    "cancelled": mark("Cancelled"),
}
INQUIRY_STATUS: Final[Words] = {
    "new": mark("New"),
    "replied": mark("Replied"),
    "following_up": mark("Following up"),
    "won": mark("Won"),
    "lost": mark("Lost"),
    "reopened": mark("Reopened"),
}
CASE_STATUS: Final[Words] = {
    "open": mark("Open"),
    "awaiting_approval": mark("Awaiting approval"),
    "waiting_customer": mark("Waiting for customer"),
    "waiting_goods": mark("Waiting for goods"),
    "inspecting": mark("Inspecting"),
    "acting": mark("In progress"),
    "resolved": mark("Resolved"),
    "closed": mark("Closed"),
    "rejected": mark("Rejected"),
    "withdrawn": mark("Withdrawn"),
    "reopened": mark("Reopened"),
}
CASE_KIND: Final[Words] = {
    "return": mark("Return"),
    "exchange": mark("Exchange"),
    "refund": mark("Refund"),
    "repair": mark("Repair"),
    "resend": mark("Resend"),
    "complaint": mark("Complaint"),
    "carrier_inquiry": mark("Carrier inquiry"),
    "advice": mark("Advice"),
}
CASE_REASON: Final[Words] = {
    "size": mark("Size"),
    "colour": mark("Colour"),
    "not_as_described": mark("Not as described"),
    "damaged": mark("Damaged"),
    "wrong_item": mark("Wrong item"),
    "missing_item": mark("Missing item"),
    "late": mark("Late"),
    "lost": mark("Lost in transit"),
    "quality": mark("Quality"),
    "changed_mind": mark("Changed mind"),
    "price": mark("Price"),
    "attitude": mark("Attitude"),
    "customs": mark("Customs"),
    "other": mark("Other"),
}
RESPONSIBLE: Final[Words] = {
    "shop": mark("Shop"),
    "supplier": mark("Supplier"),
    "carrier": mark("Carrier"),
    "customer": mark("Customer"),
    "platform": mark("Platform"),
}
CASE_OUTCOME: Final[Words] = {
    "return": mark("Return"),
    "repair": mark("Repair"),
    "replace": mark("Replace"),
    "refund": mark("Refund"),
    "resend": mark("Resend"),
    "spare_part": mark("Spare part"),
    "reject": mark("Reject"),
}
LOST_REASON: Final[Words] = {
    "price": mark("Price"),
    "stock": mark("Out of stock"),
    "size": mark("Size"),
    "shipping": mark("Shipping"),
    "no_answer": mark("No answer"),
    "bought_elsewhere": mark("Bought elsewhere"),
    "other": mark("Other"),
}
QUOTE_STATUS: Final[Words] = {
    "open": mark("On offer"),
    "accepted": mark("Accepted"),
    "replaced": mark("Replaced"),
    "declined": mark("Declined"),
}
RESERVATION_STATUS: Final[Words] = {
    "open": mark("Kept"),
    "ordered": mark("Became an order"),
    "released": mark("Let go"),
}
PRIORITY: Final[Words] = {
    "low": mark("Low"),
    "normal": mark("Normal"),
    "high": mark("High"),
    "urgent": mark("Urgent"),
}
FLAG: Final[Words] = {
    "red": mark("Red flag"),
    "yellow": mark("Yellow flag"),
    "green": mark("Green flag"),
    "blue": mark("Blue flag"),
    "purple": mark("Purple flag"),
}
CHANNEL: Final[Words] = {
    "wechat": mark("WeChat"),
    "wangwang": mark("Wangwang"),
    "whatsapp": mark("WhatsApp"),
    "email": mark("E-mail"),
    "phone": mark("Phone"),
    "walk_in": mark("Walk-in"),
    "social": mark("Social media"),
    "platform": mark("Platform"),
}
PLATFORM: Final[Words] = {
    "taobao": mark("Taobao"),
    "tmall": mark("Tmall"),
    "shopify": mark("Shopify"),
    "etsy": mark("Etsy"),
    "woocommerce": mark("WooCommerce"),
    "amazon": mark("Amazon"),
    "pinduoduo": mark("Pinduoduo"),
    "jd": mark("JD"),
    "douyin": mark("Douyin"),
    "1688": mark("1688.com"),
    "youzan": mark("Youzan"),
    "weidian": mark("Weidian"),
    "ebay": mark("eBay"),
    "square": mark("Square"),
    "squarespace": mark("Squarespace"),
    "shopee": mark("Shopee"),
    "temu": mark("Temu"),
    "table": mark("Table"),
    "shopdesk": mark("Entered here"),
}
CARRIER: Final[Words] = {
    "sf": mark("SF Express"),
    "zto": mark("ZTO Express"),
    "yto": mark("YTO Express"),
    "sto": mark("STO Express"),
    "yunda": mark("Yunda Express"),
    "jt": mark("J&T Express"),
    "jd": mark("JD Logistics"),
    "ems": mark("EMS"),
    "chinapost": mark("China Post"),
    "deppon": mark("Deppon"),
    "dhl": mark("DHL"),
    "ups": mark("UPS"),
    "fedex": mark("FedEx"),
    "usps": mark("USPS"),
    "royalmail": mark("Royal Mail"),
    "deutschepost": mark("Deutsche Post"),
    "dpd": mark("DPD"),
    "gls": mark("GLS"),
    "hermes": mark("Hermes"),
    "evri": mark("Evri"),
    "canadapost": mark("Canada Post"),
    "auspost": mark("Australia Post"),
    "laposte": mark("La Poste"),
    "postnl": mark("PostNL"),
}
CUSTOMER_STATUS: Final[Words] = {
    "active": mark("Active"),
    "blocked": mark("Blocked"),
}
PRODUCT_STATUS: Final[Words] = {
    "active": mark("Active"),
    "hidden": mark("Hidden"),
}

SCENARIO: Final[Words] = {
    "product_question": mark("Product question"),
    "price_promotion": mark("Price and offers"),
    "price_protection": mark("Price protection"),
    "order_change": mark("Order change"),
    "order_cancel": mark("Order cancellation"),
    "payment": mark("Payment"),
    "invoice": mark("Invoice"),
    "urge_shipping": mark("When it ships"),
    "logistics": mark("Delivery"),
    "return": mark("Return"),
    "exchange": mark("Exchange"),
    "refund": mark("Refund"),
    "quality_issue": mark("Quality issue"),
    "repair_install": mark("Repair and installation"),
    "complaint": mark("Complaint"),
    "other": mark("Other"),
}
REPLY_KIND: Final[Words] = {
    "reply": mark("Reply"),
    "article": mark("Article"),
    "rule": mark("Platform rule"),
    "knowledge": mark("Product knowledge"),
}
REPLY_STATUS: Final[Words] = {
    "draft": mark("Draft"),
    "approved": mark("Approved"),
    "hidden": mark("Hidden"),
}
REPLY_FIELD: Final[Words] = {
    "buyer": mark("Buyer"),
    "order": mark("Order"),
    "product": mark("Product"),
    "quantity": mark("Quantity"),
    "price": mark("Price"),
    "total": mark("Total"),
    "carrier": mark("Carrier"),
    "tracking": mark("Tracking number"),
    "tracking_link": mark("Tracking page"),
    "ship_by": mark("Ship by"),
    "shipped_on": mark("Sent on"),
    "signed_on": mark("Signed for on"),
    "return_until": mark("Return until"),
    "refund": mark("Refund"),
    "address": mark("Address"),
    "phone": mark("Phone"),
    "stock": mark("Stock"),
    "shop": mark("Shop"),
    "shop_address": mark("Address of the shop"),
    "staff": mark("Who writes"),
    "today": mark("Today"),
    "offer": mark("Offer"),
}
FOUND: Final[Words] = {
    "order": mark("Order"),
    "tracking": mark("Tracking number"),
    "phone": mark("Phone"),
    "email": mark("E-mail"),
    "address": mark("Address"),
    "product": mark("Product"),
    "amount": mark("Amount"),
}
TASK_KIND: Final[Words] = {
    "promise": mark("Promise"),
    "task": mark("Task"),
    "hand_over": mark("Hand-over note"),
}
TASK_STATUS: Final[Words] = {
    "open": mark("Open"),
    "done": mark("Done"),
    "dropped": mark("Dropped"),
}
OFFER_KIND: Final[Words] = {
    "discount": mark("Discount"),
    "bundle": mark("Bundle"),
    "gift": mark("Gift"),
    "free_shipping": mark("Free shipping"),
    "other": mark("Other"),
}
OFFER_STATUS: Final[Words] = {
    "active": mark("Active"),
    "ended": mark("Ended"),
}
OFFER_STATE: Final[Words] = {
    "valid": mark("Valid now"),
    "later": mark("To come"),
    "over": mark("Run out"),
    "ended": mark("Ended"),
}
WISH_THEME: Final[Words] = {
    "new_product": mark("Something new"),
    "restock": mark("Back in stock"),
    "size": mark("Sizes"),
    "colour": mark("Colours"),
    "material": mark("Material"),
    "price": mark("Prices"),
    "packaging": mark("Packaging"),
    "shipping": mark("Shipping"),
    "service": mark("Service"),
    "other": mark("Other"),
}
ROLE: Final[Words] = {
    "owner": mark("Owner"),
    "promotion": mark("Promotion"),
    "inquiries": mark("Pre-sale"),
    "orders": mark("Order desk"),
    "packing": mark("Packing"),
    "aftersales": mark("After-sales"),
}
LANGUAGE: Final[Words] = {
    "en": mark("English"),
    "zh": mark("Chinese"),
}

ACTION: Final[Words] = {
    "order.create": mark("New order"),
    "order.update": mark("Edit order"),
    "order.confirm": mark("Confirm"),
    "order.pay": mark("Mark paid"),
    "order.hold": mark("Hold"),
    "order.release": mark("Release"),
    "order.flag": mark("Flag"),
    "order.deliver": mark("Mark delivered"),
    "order.cancel": mark("Cancel order"),
    "order.note": mark("Note"),
    "order.problem_seen": mark("Problem seen"),
    "packing.make": mark("Make packing lists"),
    "packing.quantities": mark("Change quantities"),
    "packing.pick": mark("Start picking"),
    "packing.scan": mark("Scan"),
    "packing.pack": mark("Mark packed"),
    "packing.track": mark("Tracking number"),
    "packing.ship": mark("Mark shipped"),
    "packing.deliver": mark("Mark delivered"),
    "packing.cancel": mark("Cancel packing list"),
    "packing.print": mark("Print"),
    "packing.take_over": mark("Take over the changes"),
    "inquiry.create": mark("New inquiry"),
    "inquiry.update": mark("Edit inquiry"),
    "inquiry.message": mark("Message"),
    "inquiry.move": mark("Change status"),
    "inquiry.assign": mark("Assign"),
    "inquiry.follow_up": mark("Follow-up"),
    "inquiry.link": mark("Link to order"),
    "inquiry.add_product": mark("Add product"),
    "inquiry.log": mark("Log a call or visit"),
    "inquiry.snooze": mark("Snooze"),
    "inquiry.merge": mark("Merge inquiries"),
    "inquiry.make_customer": mark("Make customer"),
    "inquiry.edit_many": mark("Edit inquiries"),
    "quote.save": mark("Quote"),
    "quote.decline": mark("Decline quote"),
    "quote.order": mark("Order from quote"),
    "reservation.create": mark("Pre-order"),
    "reservation.update": mark("Edit pre-order"),
    "reservation.extend": mark("Extend pre-order"),
    "reservation.release": mark("Let pre-order go"),
    "reservation.order": mark("Order from pre-order"),
    "inquiry.capture": mark("File from the chat"),
    "inquiry.add_photo": mark("Add photo"),
    "inquiry.remove_photo": mark("Remove photo"),
    "inquiry.first_photo": mark("First photo"),
    "case.open": mark("New case"),
    "case.update": mark("Edit case"),
    "case.message": mark("Message"),
    "case.move": mark("Change status"),
    "case.assign": mark("Assign"),
    "case.receive": mark("Goods received"),
    "case.refund": mark("Record refund"),
    "case.rate": mark("Rating"),
    "customer.create": mark("New customer"),
    "customer.update": mark("Edit customer"),
    "customer.block": mark("Block customer"),
    "customer.unblock": mark("Unblock customer"),
    "product.create": mark("New product"),
    "product.update": mark("Edit product"),
    "product.add_photo": mark("Add photo"),
    "product.remove_photo": mark("Remove photo"),
    "product.first_photo": mark("First photo"),
    "product.export": mark("Price list"),
    "product.hide": mark("Hide product"),
    "product.show": mark("Show product"),
    "reply.create": mark("New reply"),
    "reply.update": mark("Edit reply"),
    "reply.approve": mark("Approve reply"),
    "reply.withdraw": mark("Make a draft"),
    "reply.hide": mark("Hide reply"),
    "reply.show": mark("Show reply"),
    "reply.use": mark("Use reply"),
    "reply.load_starter": mark("Load starter replies"),
    "reply.import": mark("Import replies"),
    "reply.export": mark("Export replies"),
    "reply.faq": mark("Publish questions and answers"),
    "reply.add_photo": mark("Add photo"),
    "reply.remove_photo": mark("Remove photo"),
    "offer.create": mark("New offer"),
    "offer.update": mark("Edit offer"),
    "offer.end": mark("End offer"),
    "offer.resume": mark("Offer again"),
    "wish.log": mark("Note a wish"),
    "task.create": mark("Note a promise or task"),
    "task.update": mark("Edit promise or task"),
    "task.done": mark("Kept or done"),
    "task.drop": mark("Drop promise or task"),
    "task.reopen": mark("Take up again"),
    "reply.first_photo": mark("First photo"),
    "reply.favourite": mark("Favourite"),
    "reply.edit_many": mark("Edit replies"),
    "return_rule.save": mark("Edit return rule"),
    "return_rule.delete": mark("Delete return rule"),
    "return_rule.order": mark("Order of the return rules"),
    "policy.save": mark("Edit deadlines"),
    "policy.delete": mark("Delete deadlines"),
    "policy.order": mark("Order of the deadlines"),
    "case.deadlines": mark("Deadlines reckoned anew"),
    "settings.update": mark("Settings"),
    "settings.read": mark("Read settings"),
    "account.add": mark("Add account"),
    "account.update": mark("Edit account"),
    "account.delete": mark("Delete account"),
    "carrier.save": mark("Edit carrier"),
    "carrier.delete": mark("Delete carrier"),
    "order.edit_many": mark("Edit orders"),
    "customer.edit_many": mark("Edit customers"),
    "product.edit_many": mark("Edit products"),
    "check.repair": mark("Repair data"),
    "shop.rescue": mark("Rescue a damaged shop"),
    "customer.merge": mark("Merge customers"),
    "customer.apart": mark("Keep apart"),
    "view.save": mark("Save view"),
    "view.forget": mark("Forget view"),
    "mapping.save": mark("Remember columns"),
    "mapping.rename": mark("Rename columns"),
    "mapping.delete": mark("Forget columns"),
    "staff.add": mark("Add staff"),
    "import": mark("Import"),
}


def word(table: Words, code: str | None, translate: Callable[[str], str]) -> str:
    """The word for `code` in the language of `translate`; a code nobody listed is shown as it is, None as nothing."""
    if not code:
        return ""
    entry = table.get(code)
    return translate(entry) if entry else code


def person(staff: str, translate: Callable[[str], str]) -> str:
    """Who works here; a shop in which nobody was entered has an owner."""
    return translate(mark("Owner")) if staff == "owner" else staff
