"""The goods on a packing slip: what is in the parcel, and what is still to come."""

import gettext

from shopdesk.documents.markup import escaped
from shopdesk.documents.papers import Paper
from shopdesk.documents.sheet_style import below, quantity, small, table
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
    rows = "".join(_order_rows(slip, words, 2 + own_sku + 2 * priced, own_sku, priced))
    goods = table(rows, paper, head=f"<tr>{head}</tr>") + _units(slip, words)
    return goods + _totals(slip, words, paper) if priced and slip.totals else goods


def _quantity_percent(paper: Paper) -> int:
    return 12 if paper.is_label else 9


def _head(title: str, align: str, percent: int | None = None) -> str:
    width = f' width="{percent}%"' if percent else ""
    return f'<td align="{align}"{width}>{small(escaped(title))}</td>'


def _order_rows(slip: Slip, words: gettext.NullTranslations, columns: int, own_sku: bool, priced: bool) -> list[str]:
    """The lines, under a row with the order's number where several orders share the parcel."""
    if len(slip.orders) < 2:
        return [_line_row(line, words, own_sku, priced) for line in slip.lines]
    rows = []
    for order in slip.orders:
        own = [line for line in slip.lines if line.order == order.number]
        if own:
            rows.append(f'<tr><td colspan="{columns}"><b>{escaped(order.number)}</b></td></tr>')
            rows += [_line_row(line, words, own_sku, priced) for line in own]
    known = {order.number for order in slip.orders}
    rows += [_line_row(line, words, own_sku, priced) for line in slip.lines if line.order not in known]
    return rows


def _line_row(line: SlipLine, words: gettext.NullTranslations, own_sku: bool, priced: bool) -> str:
    cells = f'<td align="center">{_quantity(line, words)}</td>'
    cells += f"<td>{_description(line, words, own_sku)}</td>"
    if own_sku:
        cells += f"<td>{escaped(line.sku)}</td>"
    if priced:
        cells += f'<td align="right">{escaped(line.price or "")}</td>'
        cells += f'<td align="right">{escaped(line.total or "")}</td>'
    return f"<tr>{cells}</tr>"


def _quantity(line: SlipLine, words: gettext.NullTranslations) -> str:
    count = quantity(line.quantity)
    if line.ordered <= line.quantity:
        return count
    return below([count, small(escaped(words.gettext("of {ordered}").format(ordered=line.ordered)))])


def _description(line: SlipLine, words: gettext.NullTranslations, own_sku: bool) -> str:
    _ = words.gettext
    lines = [f"<b>{escaped(line.title or line.sku)}</b>", escaped(line.variant)]
    if line.personalisation.strip():
        label = escaped(_("Personalised:"))
        lines.append(f"{label} <b>“{escaped(line.personalisation)}”</b>")
    facts = [] if own_sku or not line.sku.strip() else [escaped(line.sku)]
    if line.shelf.strip():
        facts.append(escaped(_("Shelf {shelf}").format(shelf=line.shelf)))
    if facts:
        lines.append(small(_(" · ").join(facts)))
    return below(lines)


def _units(slip: Slip, words: gettext.NullTranslations) -> str:
    """The packer's check sum."""
    units = sum(line.quantity for line in slip.lines)
    told = words.ngettext("{count} piece in this parcel", "{count} pieces in this parcel", units)
    return f'<p class="units">{escaped(told.format(count=units))}</p>'


def _totals(slip: Slip, words: gettext.NullTranslations, paper: Paper) -> str:
    labels, amounts = [], []
    for total in slip.totals:
        label, amount = escaped(words.gettext(_TOTALS.get(total.kind, total.kind))), escaped(total.text)
        strong = total.kind in ("total", "due")
        labels.append(f"<b>{label}</b>" if strong else label)
        amounts.append(f"<b>{amount}</b>" if strong else amount)
    cells = f'<td align="right">{below(labels)}</td><td align="right" width="22%">{below(amounts)}</td>'
    return table(f"<tr>{cells}</tr>", paper)


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
            f'<tr><td width="{_quantity_percent(paper)}%" align="center">{rest.quantity}</td>'
            f"<td>{separator.join(described)}</td></tr>"
        )
    heading = small(escaped(words.gettext("Still to come in another parcel")))
    return table(rows, paper, head=f'<tr><td colspan="2">{heading}</td></tr>')
