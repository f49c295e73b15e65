"""What was done, in a word, by the journal's action."""

from typing import Any, Final

from shopdesk import vocabulary
from shopdesk.words import _, mark

DONE: Final[vocabulary.Words] = {
    "order.create": mark("Order entered"),
    "order.update": mark("Order edited"),
    "order.confirm": mark("Confirmed"),
    "order.pay": mark("Marked as paid"),
    "order.hold": mark("Put on hold"),
    "order.release": mark("Released from hold"),
    "order.flag": mark("Flag changed"),
    "order.deliver": mark("Marked as delivered"),
    "order.cancel": mark("Order cancelled"),
    "order.note": mark("Note written"),
    "order.problem_seen": mark("Problem seen"),
    "order.edit_many": mark("Orders edited together"),
    "packing.make": mark("Packing list made"),
    "packing.quantities": mark("Packing list changed"),
    "packing.pick": mark("Picking begun"),
    "packing.scan": mark("Scanned"),
    "packing.pack": mark("Packed"),
    "packing.track": mark("Tracking number changed"),
    "packing.ship": mark("Shipped"),
    "packing.take_over": mark("Changes taken over"),
    "packing.deliver": mark("Parcel delivered"),
    "packing.cancel": mark("Packing list cancelled"),
    "packing.print": mark("Slip printed"),
    "inquiry.create": mark("Inquiry filed"),
    "inquiry.update": mark("Inquiry edited"),
    "inquiry.message": mark("Message or note"),
    "inquiry.move": mark("Inquiry moved on"),
    "inquiry.assign": mark("Inquiry assigned"),
    "inquiry.follow_up": mark("Follow-up set"),
    "inquiry.link": mark("Order linked"),
    "inquiry.add_product": mark("Product added"),
    "inquiry.log": mark("Call or visit logged"),
    "inquiry.snooze": mark("Snoozed or woken"),
    "inquiry.merge": mark("Inquiries merged"),
    "inquiry.make_customer": mark("Linked to a customer"),
    "inquiry.edit_many": mark("Inquiries edited together"),
    "quote.save": mark("Quote made"),
    "quote.decline": mark("Quote declined"),
    "quote.order": mark("Order made from a quote"),
    "reservation.create": mark("Pre-order entered"),
    "reservation.update": mark("Pre-order edited"),
    "reservation.extend": mark("Pre-order extended"),
    "reservation.release": mark("Pre-order let go"),
    "reservation.order": mark("Order made from pre-orders"),
    "inquiry.capture": mark("Filed from the chat"),
    "inquiry.add_photo": mark("Photo added"),
    "inquiry.remove_photo": mark("Photo removed"),
    "inquiry.first_photo": mark("Photo put first"),
    "case.open": mark("Case opened"),
    "case.update": mark("Case edited"),
    "case.message": mark("Message or note"),
    "case.move": mark("Case moved on"),
    "case.assign": mark("Case assigned"),
    "case.receive": mark("Goods came back"),
    "case.refund": mark("Refund paid"),
    "case.rate": mark("Case rated"),
    "case.deadlines": mark("Deadlines reckoned anew"),
    "customer.create": mark("Customer entered"),
    "customer.update": mark("Customer edited"),
    "customer.block": mark("Customer blocked"),
    "customer.unblock": mark("Customer unblocked"),
    "customer.merge": mark("Customers merged"),
    "customer.apart": mark("Customers kept apart"),
    "customer.edit_many": mark("Customers edited together"),
    "product.create": mark("Product entered"),
    "product.update": mark("Product edited"),
    "product.add_photo": mark("Photo added"),
    "product.remove_photo": mark("Photo removed"),
    "product.first_photo": mark("Photo put first"),
    "product.hide": mark("Product hidden"),
    "product.show": mark("Product shown again"),
    "product.edit_many": mark("Products edited together"),
    "reply.create": mark("Reply entered"),
    "reply.update": mark("Reply edited"),
    "reply.approve": mark("Reply approved"),
    "reply.withdraw": mark("Reply made a draft"),
    "reply.hide": mark("Reply hidden"),
    "reply.show": mark("Reply shown again"),
    "reply.use": mark("Reply used"),
    "reply.load_starter": mark("Starter replies loaded"),
    "reply.import": mark("Replies imported"),
    "reply.add_photo": mark("Photo added"),
    "reply.remove_photo": mark("Photo removed"),
    "offer.create": mark("Offer entered"),
    "offer.update": mark("Offer edited"),
    "offer.end": mark("Offer ended"),
    "offer.resume": mark("Offered again"),
    "wish.log": mark("Wish noted"),
    "task.create": mark("Promise or task noted"),
    "task.update": mark("Promise or task edited"),
    "task.done": mark("Promise kept or task done"),
    "task.drop": mark("Promise or task dropped"),
    "task.reopen": mark("Promise or task taken up again"),
    "reply.first_photo": mark("Photo put first"),
    "reply.favourite": mark("Favourites changed"),
    "reply.edit_many": mark("Replies edited together"),
    "stock.receive": mark("Stock changed"),
    "settings.update": mark("Settings changed"),
    "staff.add": mark("Staff added"),
    "policy.save": mark("Deadlines edited"),
    "policy.delete": mark("Deadlines deleted"),
    "policy.order": mark("Deadlines put in another order"),
    "return_rule.save": mark("Return rule edited"),
    "return_rule.delete": mark("Return rule deleted"),
    "return_rule.order": mark("Return rules put in another order"),
    "view.save": mark("View saved"),
    "view.forget": mark("View forgotten"),
    "check.repair": mark("Data repaired"),
    "import": mark("Imported from a file"),
    "demo": mark("Made as an example"),
}


def did(action: str) -> str:
    """What an action of the journal did; one without such a word by the name of its command."""
    text = DONE.get(action)
    return _(text) if text else vocabulary.word(vocabulary.ACTION, action, _)


def reversed_words(entry: Any) -> str:
    """An action as the sentence about its undo names it: "Hold · SO-2026-000123"."""
    about = "" if entry.subject.isdecimal() else entry.subject
    return " · ".join(part for part in (vocabulary.word(vocabulary.ACTION, entry.action, _), about) if part)


def named(word: str) -> list[str]:
    """The actions that have a word in their name, in the language in use or in English."""
    wanted = word.casefold()
    found = []
    for action in dict.fromkeys((*DONE, *vocabulary.ACTION)):
        name = vocabulary.ACTION.get(action, "")
        if wanted in f"{did(action)} {_(name)} {name} {DONE.get(action, '')} {action}".casefold():
            found.append(action)
    return found
