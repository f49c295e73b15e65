"""Codes and the words people read for them. A table per field: code → (word, colour role).

Roles are those of `theme.ROLES`: waiting = somebody has to do something, active = it is moving, ok = done well,
trouble = it went wrong, muted = over or not begun.
"""

from typing import Final

from shopdesk.words import _, mark

Words = dict[str, tuple[str, str]]

ORDER_STATUS: Final[Words] = {
    "draft": (mark("Draft"), "muted"),
    "awaiting_payment": (mark("Awaiting payment"), "waiting"),
    "to_confirm": (mark("To confirm"), "waiting"),
    "to_ship": (mark("To ship"), "active"),
    "shipped": (mark("Shipped"), "ok"),
    "completed": (mark("Completed"), "muted"),
    "cancelled": (mark("Cancelled"), "muted"),
}
PAYMENT: Final[Words] = {
    "unpaid": (mark("Unpaid"), "waiting"),
    "part_paid": (mark("Part paid"), "waiting"),
    "paid": (mark("Paid"), "ok"),
    "part_refunded": (mark("Part refunded"), "trouble"),
    "refunded": (mark("Refunded"), "trouble"),
}
DELIVERY: Final[Words] = {
    "none": (mark("Not sent"), "muted"),
    "partial": (mark("Part sent"), "waiting"),
    "full": (mark("Sent"), "active"),
    "delivered": (mark("Delivered"), "ok"),
    "refused": (mark("Refused"), "trouble"),
    "returning": (mark("Coming back"), "trouble"),
    "lost": (mark("Lost"), "trouble"),
}
PACKING_STATUS: Final[Words] = {
    "draft": (mark("To pick"), "waiting"),
    "picking": (mark("Picking"), "active"),
    "packed": (mark("Packed"), "active"),
    "shipped": (mark("Shipped"), "ok"),
    "delivered": (mark("Delivered"), "muted"),
    "cancelled": (mark("Cancelled"), "muted"),
}
INQUIRY_STATUS: Final[Words] = {
    "new": (mark("New"), "waiting"),
    "replied": (mark("Replied"), "active"),
    "following_up": (mark("Following up"), "active"),
    "won": (mark("Won"), "ok"),
    "lost": (mark("Lost"), "muted"),
    "reopened": (mark("Reopened"), "waiting"),
}
CASE_STATUS: Final[Words] = {
    "open": (mark("Open"), "waiting"),
    "awaiting_approval": (mark("Awaiting approval"), "waiting"),
    "waiting_customer": (mark("Waiting for customer"), "active"),
    "waiting_goods": (mark("Waiting for goods"), "active"),
    "inspecting": (mark("Inspecting"), "waiting"),
    "acting": (mark("In progress"), "waiting"),
    "resolved": (mark("Resolved"), "ok"),
    "closed": (mark("Closed"), "muted"),
    "rejected": (mark("Rejected"), "muted"),
    "withdrawn": (mark("Withdrawn"), "muted"),
    "reopened": (mark("Reopened"), "trouble"),
}
CASE_KIND: Final[Words] = {
    "return": (mark("Return"), ""),
    "exchange": (mark("Exchange"), ""),
    "refund": (mark("Refund"), ""),
    "repair": (mark("Repair"), ""),
    "resend": (mark("Resend"), ""),
    "complaint": (mark("Complaint"), ""),
    "carrier_inquiry": (mark("Carrier inquiry"), ""),
    "advice": (mark("Advice"), ""),
}
CASE_REASON: Final[Words] = {
    "size": (mark("Size"), ""),
    "colour": (mark("Colour"), ""),
    "not_as_described": (mark("Not as described"), ""),
    "damaged": (mark("Damaged"), ""),
    "wrong_item": (mark("Wrong item"), ""),
    "missing_item": (mark("Missing item"), ""),
    "late": (mark("Late"), ""),
    "lost": (mark("Lost"), ""),
    "quality": (mark("Quality"), ""),
    "changed_mind": (mark("Changed mind"), ""),
    "price": (mark("Price"), ""),
    "attitude": (mark("Attitude"), ""),
    "customs": (mark("Customs"), ""),
    "other": (mark("Other"), ""),
}
RESPONSIBLE: Final[Words] = {
    "shop": (mark("Shop"), ""),
    "supplier": (mark("Supplier"), ""),
    "carrier": (mark("Carrier"), ""),
    "customer": (mark("Customer"), ""),
    "platform": (mark("Platform"), ""),
}
CASE_OUTCOME: Final[Words] = {
    "return": (mark("Return"), ""),
    "repair": (mark("Repair"), ""),
    "replace": (mark("Replace"), ""),
    "refund": (mark("Refund"), ""),
    "resend": (mark("Resend"), ""),
    "spare_part": (mark("Spare part"), ""),
    "reject": (mark("Reject"), ""),
}
LOST_REASON: Final[Words] = {
    "price": (mark("Price"), ""),
    "stock": (mark("Out of stock"), ""),
    "size": (mark("Size"), ""),
    "shipping": (mark("Shipping"), ""),
    "no_answer": (mark("No answer"), ""),
    "bought_elsewhere": (mark("Bought elsewhere"), ""),
    "other": (mark("Other"), ""),
}
PRIORITY: Final[Words] = {
    "low": (mark("Low"), "muted"),
    "normal": (mark("Normal"), ""),
    "high": (mark("High"), "waiting"),
    "urgent": (mark("Urgent"), "trouble"),
}
FLAG: Final[Words] = {
    "red": (mark("Red flag"), "flag.red"),
    "yellow": (mark("Yellow flag"), "flag.yellow"),
    "green": (mark("Green flag"), "flag.green"),
    "blue": (mark("Blue flag"), "flag.blue"),
    "purple": (mark("Purple flag"), "flag.purple"),
}
CHANNEL: Final[Words] = {
    "wechat": (mark("WeChat"), ""),
    "wangwang": (mark("Wangwang"), ""),
    "whatsapp": (mark("WhatsApp"), ""),
    "email": (mark("E-mail"), ""),
    "phone": (mark("Phone"), ""),
    "walk_in": (mark("Walk-in"), ""),
    "social": (mark("Social media"), ""),
    "platform": (mark("Platform"), ""),
}
PLATFORM: Final[Words] = {
    "taobao": (mark("Taobao"), ""),
    "tmall": (mark("Tmall"), ""),
    "shopify": (mark("Shopify"), ""),
    "etsy": (mark("Etsy"), ""),
    "woocommerce": (mark("WooCommerce"), ""),
    "amazon": (mark("Amazon"), ""),
    "pinduoduo": (mark("Pinduoduo"), ""),
    "jd": (mark("JD"), ""),
    "douyin": (mark("Douyin"), ""),
    "1688": (mark("1688"), ""),
    "youzan": (mark("Youzan"), ""),
    "weidian": (mark("Weidian"), ""),
    "ebay": (mark("eBay"), ""),
    "square": (mark("Square"), ""),
    "squarespace": (mark("Squarespace"), ""),
    "shopee": (mark("Shopee"), ""),
    "temu": (mark("Temu"), ""),
    "table": (mark("Table"), ""),
    "shopdesk": (mark("Entered here"), ""),
}
CUSTOMER_STATUS: Final[Words] = {
    "active": (mark("Active"), "ok"),
    "blocked": (mark("Blocked"), "trouble"),
}
PRODUCT_STATUS: Final[Words] = {
    "active": (mark("Active"), "ok"),
    "hidden": (mark("Hidden"), "muted"),
}


def word(table: Words, code: str | None) -> str:
    """The word for `code` in the language in use; a code nobody listed is shown as it is, None as nothing."""
    if not code:
        return ""
    entry = table.get(code)
    return _(entry[0]) if entry else code


def role(table: Words, code: str | None) -> str:
    """The colour role of `code`; muted when nobody listed it."""
    entry = table.get(code or "")
    return (entry[1] if entry else "") or "muted"
