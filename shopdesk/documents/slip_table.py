"""The goods on a packing slip: what is in the parcel, and what is still to come."""

import gettext

from shopdesk.documents.markup import escaped
from shopdesk.documents.papers import Paper
from shopdesk.documents.slips import Slip, SlipLine
from shopdesk.words import mark

_TOTALS = {
    "goods": mark("Goods"), "discount": mark("Discount"), "shipping": mark("Shipping"), "tax": mark("Tax"),
    "total": mark("Total"), "paid": mark("Paid"), "due": mark("To pay"),
}  # fmt: skip


def lines_table(slip: Slip, words: gettext.NullTranslations, paper: Paper, prices: bool) -> str:
    """The goods with a head that repeats on every page; price columns only when some line has a price."""
    _ = words.gettext
    priced = prices and any(line.price or line.total for line in slip.lines)
    own_sku = not paper.is_label  # a sheet is wide enough for a SKU column
    head = _head(_("Qty"), "center", _quantity_percent(paper)) + _head(_("Item"), "left")
    if own_sku:
        head += _head(_("SKU"), "left", 22)
    if priced:
        head += _head(_("Price"), "right", 14) + _head(_("Amount"), "right", 15)
    columns = 2 + own_sku + 2 * priced
    rows = "".join(_order_rows(slip, words, columns, own_sku, priced))
    rows += _units_row(slip, words, columns)
    if priced:
        rows += _total_rows(slip, words, columns)
    return (
        '<table class="goods" width="100%" cellspacing="0" cellpadding="0">'
        f"<thead><tr>{head}</tr></thead>{rows}</table>"
    )


def _quantity_percent(paper: Paper) -> int:
    return 12 if paper.is_label else 9


def _head(title: str, align: str, percent: int | None = None) -> str:
    width = f' width="{percent}%"' if percent else ""
    return f'<th class="head" align="{align}"{width}>{escaped(title)}</th>'


def _order_rows(slip: Slip, words: gettext.NullTranslations, columns: int, own_sku: bool, priced: bool) -> list[str]:
    """The lines, under a row with the order's number where several orders share the parcel."""
    if len(slip.orders) < 2:
        return [_line_row(line, words, own_sku, priced) for line in slip.lines]
    rows = []
    for order in slip.orders:
        own = [line for line in slip.lines if line.order == order.number]
        if own:
            rows.append(f'<tr><td class="group" colspan="{columns}"><b>{escaped(order.number)}</b></td></tr>')
            rows += [_line_row(line, words, own_sku, priced) for line in own]
    known = {order.number for order in slip.orders}
    rows += [_line_row(line, words, own_sku, priced) for line in slip.lines if line.order not in known]
    return rows


def _line_row(line: SlipLine, words: gettext.NullTranslations, own_sku: bool, priced: bool) -> str:
    cells = f'<td class="cell" align="center">{_quantity(line, words)}</td>'
    cells += f'<td class="cell">{_description(line, words, own_sku)}</td>'
    if own_sku:
        cells += f'<td class="cell"><p class="sku">{escaped(line.sku)}</p></td>'
    if priced:
        cells += f'<td class="cell" align="right">{escaped(line.price or "")}</td>'
        cells += f'<td class="cell" align="right">{escaped(line.total or "")}</td>'
    return f"<tr>{cells}</tr>"


def _quantity(line: SlipLine, words: gettext.NullTranslations) -> str:
    """Two and more stand out, because a forgotten second piece is the commonest packing mistake."""
    count = f'<p class="{"many" if line.quantity > 1 else "one"}">{line.quantity}</p>'
    if line.ordered <= line.quantity:
        return count
    part = words.gettext("of {ordered}").format(ordered=line.ordered)
    return f'{count}<p class="detail">{escaped(part)}</p>'


def _description(line: SlipLine, words: gettext.NullTranslations, own_sku: bool) -> str:
    _ = words.gettext
    text = f'<p class="title">{escaped(line.title or line.sku)}</p>'
    if line.variant.strip():
        text += f'<p class="variant">{escaped(line.variant)}</p>'
    if line.personalisation.strip():
        label = escaped(_("Personalised:"))
        text += f'<p class="variant">{label} <b>“{escaped(line.personalisation)}”</b></p>'
    facts = [] if own_sku or not line.sku.strip() else [escaped(line.sku)]
    if line.shelf.strip():
        facts.append(escaped(_("Shelf {shelf}").format(shelf=line.shelf)))
    separator = _(" · ")
    return text + (f'<p class="detail">{separator.join(facts)}</p>' if facts else "")


def _units_row(slip: Slip, words: gettext.NullTranslations, columns: int) -> str:
    units = sum(line.quantity for line in slip.lines)
    told = words.ngettext("piece in this parcel", "pieces in this parcel", units)
    return (
        f'<tr><td class="sum" align="center"><b>{units}</b></td>'
        f'<td class="sum" colspan="{columns - 1}">{escaped(told)}</td></tr>'
    )


def _total_rows(slip: Slip, words: gettext.NullTranslations, columns: int) -> str:
    rows = ""
    for total in slip.totals:
        label, amount = escaped(words.gettext(_TOTALS.get(total.kind, total.kind))), escaped(total.text)
        if total.kind in ("total", "due"):
            label, amount = f"<b>{label}</b>", f"<b>{amount}</b>"
        rows += (
            f'<tr><td class="total" colspan="{columns - 1}" align="right">{label}</td>'
            f'<td class="total" align="right">{amount}</td></tr>'
        )
    return rows


def remaining_table(slip: Slip, words: gettext.NullTranslations, paper: Paper) -> str:
    """What of these orders will follow in another parcel; empty when nothing will."""
    if not slip.remaining:
        return ""
    several = len(slip.orders) > 1
    separator = words.gettext(" · ")
    rows = ""
    for rest in slip.remaining:
        described = [escaped(text) for text in (rest.title or rest.sku, rest.variant) if text.strip()]
        if several:
            described.append(escaped(rest.order))
        rows += (
            f'<tr><td class="rest" width="{_quantity_percent(paper)}%" align="center">{rest.quantity}</td>'
            f'<td class="rest">{separator.join(described)}</td></tr>'
        )
    heading = escaped(words.gettext("Still to come in another parcel"))
    return (
        f'<table class="box" width="100%" cellspacing="0" cellpadding="0"><thead><tr>'
        f'<th class="resthead" colspan="2" align="left">{heading}</th></tr></thead>{rows}</table>'
    )
