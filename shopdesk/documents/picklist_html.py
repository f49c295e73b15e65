"""A pick list as HTML in Qt's subset: shelf after shelf, with a box to tick for each row."""

import gettext

from shopdesk.documents.markup import escaped
from shopdesk.documents.papers import Paper
from shopdesk.documents.picklist import PickList
from shopdesk.documents.sheet_style import below, quantity, small, styled, table
from shopdesk.domain.picking import PickRow

_BOX = "☐"


def picklist_html(pick: PickList, *, words: gettext.NullTranslations, paper: Paper) -> str:
    """The whole flow: how much in all, then one table whose head repeats on every page."""
    _ = words.gettext
    own_sku = not paper.is_label
    columns: list[tuple[str, str, int | None]] = [("", "center", 7), (_("Shelf"), "left", 16 if paper.is_label else 13)]
    columns += [(_("Qty"), "center", 14 if paper.is_label else 11), (_("Item"), "left", None)]
    if own_sku:
        columns.append((_("SKU"), "left", 18))
    columns.append((_("For list"), "left", 31 if paper.is_label else 24))
    head = "".join(_head(*column) for column in columns)
    rows = "".join(_row(row, words, own_sku) for row in pick.rows)
    goods = table(rows, paper, head=f"<tr>{head}</tr>")
    return styled(f'{_summary(pick, words)}{goods}<p class="plain"></p>', paper)


def _summary(pick: PickList, words: gettext.NullTranslations) -> str:
    lists, units = len(pick.list_numbers), pick.units
    told = words.ngettext("{count} piece", "{count} pieces", units).format(count=units)
    source = words.ngettext("for {count} packing list", "for {count} packing lists", lists).format(count=lists)
    return f'<p class="plain"><span class="name">{escaped(told)} {escaped(source)}</span></p>'


def _head(title: str, align: str, percent: int | None) -> str:
    width = f' width="{percent}%"' if percent else ""
    return f'<td align="{align}"{width}>{small(escaped(title))}</td>'


def _row(row: PickRow, words: gettext.NullTranslations, own_sku: bool) -> str:
    shelf = f"<b>{escaped(row.shelf)}</b>" if row.shelf.strip() else "–"
    goods = [f"<b>{escaped(row.title or row.sku)}</b>", escaped(row.variant)]
    if row.sku.strip() and not own_sku:
        goods.append(small(escaped(row.sku)))
    item = below(goods)
    sku = f"<td>{escaped(row.sku)}</td>" if own_sku else ""
    return (
        f'<tr><td align="center"><span class="name">{_BOX}</span></td><td>{shelf}</td>'
        f'<td align="center">{_quantity(row, words)}</td><td>{item}</td>{sku}'
        f"<td>{_shares(row)}</td></tr>"
    )


def _quantity(row: PickRow, words: gettext.NullTranslations) -> str:
    count = quantity(row.quantity)
    if not row.picked:
        return count
    return below([count, small(escaped(words.gettext("{count} picked").format(count=row.picked)))])


def _shares(row: PickRow) -> str:
    """The lists that wait for these goods, each with its share where there are several."""
    if len(row.lists) == 1:
        return small(escaped(row.lists[0][0]))
    return small(below(f"{escaped(number)}&nbsp;×&nbsp;{units}" for number, units in row.lists))
