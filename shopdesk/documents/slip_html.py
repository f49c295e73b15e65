"""A packing slip as HTML in the subset that Qt's rich text understands; everything from outside is escaped.

What stands above (shop, list number, barcode) and below (page numbers) the flow is drawn by the printer's side.
Prices are left out unless asked for: a parcel is often a gift.
"""

import gettext

from shopdesk.documents.dates import day_text
from shopdesk.documents.markup import LONGEST_MESSAGE, escaped, escaped_lines
from shopdesk.documents.papers import Paper
from shopdesk.documents.platform_names import platform_name
from shopdesk.documents.sheet_style import below, small, styled, table
from shopdesk.documents.slip_table import lines_table, remaining_table
from shopdesk.documents.slips import Slip, SlipOrder

_CLOSING = "<!-- closing -->"


def slip_html(
    slip: Slip, *, words: gettext.NullTranslations, paper: Paper, prices: bool = False, memo: bool = False
) -> str:
    """The whole flow of one slip, in the language of `words`; `memo` prints the seller's memo too."""
    parts = [
        _address_and_orders(slip, words, paper),
        _pay_on_delivery(slip, words, paper),
        _messages(slip, words, memo),
        lines_table(slip, words, paper, prices),
        remaining_table(slip, words, paper),
        _note(slip, paper),
        _own_thanks(slip),
        f"{_CLOSING}{_closing(slip, words)}{_CLOSING}",
    ]
    return styled("".join(parts), paper)


def without_closing(html: str) -> str:
    """`slip_html` without our closing words, which alone would not be worth another page; the shop's own stay."""
    before, _, rest = html.partition(_CLOSING)
    return before + rest.rpartition(_CLOSING)[2]


def _address_and_orders(slip: Slip, words: gettext.NullTranslations, paper: Paper) -> str:
    """Receiver and orders side by side on a sheet, one below the other on a label."""
    receiver, orders = _receiver(slip, words, paper), _orders(slip, words, stacked=not paper.is_label)
    if paper.is_label:
        return f"{receiver}{orders}"
    return (
        '<table width="100%" cellspacing="0" cellpadding="0"><tr>'
        f'<td width="56%">{receiver}</td><td width="4%"></td><td width="40%">{orders}</td></tr></table>'
    )


def _receiver(slip: Slip, words: gettext.NullTranslations, paper: Paper) -> str:
    address = slip.ship_to
    caption = small(escaped(words.gettext("Ship to")))
    name = f'<span class="name">{escaped(address.name)}</span>'
    phone = f'<span class="large">{escaped(address.phone)}</span>' if address.phone.strip() else ""
    # On a label, where every line counts, the number stands beside the name.
    head = [f"{name} &nbsp;{phone}"] if paper.is_label else [name, phone]
    lines = below(escaped(line) for line in address.lines)
    return f'<p class="plain">{below([caption, *head])}</p><p class="address">{lines}</p>'


def _orders(slip: Slip, words: gettext.NullTranslations, stacked: bool) -> str:
    _ = words.gettext
    caption = _("Order") if len(slip.orders) == 1 else _("Orders")
    lines = [small(escaped(caption))]
    lines += [_order(order, words, stacked) for order in slip.orders]
    sending = [escaped(text) for text in (slip.carrier, slip.tracking) if text.strip()]
    if sending:
        sent_with = escaped(_("Sent with"))
        between = "<br/>" if stacked else _(" · ")
        lines.append(f"{sent_with} {between.join(sending)}")
    count = slip.package_count
    if count > 1:
        lines.append(escaped(words.ngettext("{count} package", "{count} packages", count).format(count=count)))
    return f'<p class="{"plain" if stacked else "apart"}">{below(lines)}</p>'


def _order(order: SlipOrder, words: gettext.NullTranslations, stacked: bool) -> str:
    platform = platform_name(order.platform, words)
    separator = words.gettext(" · ")
    known_as = " ".join(escaped(text) for text in (platform, order.platform_order) if text.strip())
    facts = [f"<b>{escaped(order.number)}</b>"]
    if known_as:
        facts.append(known_as)
    if order.ordered_on is not None:
        facts.append(escaped(day_text(order.ordered_on, words)))
    if order.shipping_method.strip():
        facts.append(escaped(order.shipping_method))
    return below(facts) if stacked else separator.join(facts)


def _pay_on_delivery(slip: Slip, words: gettext.NullTranslations, paper: Paper) -> str:
    if slip.pay_on_delivery is None:
        return ""
    _ = words.gettext
    label, amount = escaped(_("Collect on delivery")), escaped(slip.pay_on_delivery)
    return table(f'<tr><td class="collect">{label} &nbsp;<b>{amount}</b></td></tr>', paper)


def _messages(slip: Slip, words: gettext.NullTranslations, memo: bool) -> str:
    _ = words.gettext
    spoken = [(_("Buyer’s message"), order, order.buyer_message) for order in slip.orders]
    if memo:
        spoken += [(_("Our memo"), order, order.seller_memo) for order in slip.orders]
    several = len(slip.orders) > 1
    said = ""
    for caption, order, text in spoken:
        if text.strip():
            label = _(" · ").join([caption, order.number]) if several else caption
            said += f'<p class="message">{below([small(escaped(label)), escaped_lines(text)])}</p>'
    return said


def _note(slip: Slip, paper: Paper) -> str:
    if not slip.note.strip():
        return ""
    text = escaped_lines(slip.note, LONGEST_MESSAGE)
    return table(f'<tr><td class="note">{text}</td></tr>', paper)


def _own_thanks(slip: Slip) -> str:
    text = escaped_lines(slip.thanks, LONGEST_MESSAGE)
    return f'<p class="thanks"><span class="large"><b>{text}</b></span></p>' if slip.thanks.strip() else ""


def _closing(slip: Slip, words: gettext.NullTranslations) -> str:
    """Thanks, unless the shop says its own, and whom to ask."""
    _ = words.gettext
    lines = []
    if not slip.thanks.strip():
        thanks = escaped(_("Thank you for your order!"))
        lines.append(f'<span class="large"><b>{thanks}</b></span>')
    reach = [escaped(text) for text in (slip.shop.phone, slip.shop.email) if text.strip()]
    if reach:
        separator = _(" · ")
        question = escaped(_("Something not right? We will put it right:"))
        lines.append(small(f"{question} {separator.join(reach)}"))
    return f'<p class="thanks">{below(lines)}</p>' if lines else ""
