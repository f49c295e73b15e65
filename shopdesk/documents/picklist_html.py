"""A pick list as HTML in Qt's subset: shelf after shelf, with a box to tick for each row."""

import gettext

from shopdesk.documents.markup import escaped
from shopdesk.documents.papers import Paper
from shopdesk.documents.picklist import PickList
from shopdesk.documents.sheet_style import stylesheet
from shopdesk.domain.picking import PickRow

_BOX = "☐"


def picklist_html(pick: PickList, *, words: gettext.NullTranslations, paper: Paper) -> str:
    """The whole flow: how much in all, then one table whose head repeats on every page."""
    _ = words.gettext
    own_sku = not paper.is_label
    columns: list[tuple[str, str, int | None]] = [("", "center", 7), (_("Shelf"), "left", 16 if paper.is_label else 13)]
    columns += [(_("Qty"), "center", 12 if paper.is_label else 9), (_("Item"), "left", None)]
    if own_sku:
        columns.append((_("SKU"), "left", 20))
    columns.append((_("For list"), "left", 29 if paper.is_label else 22))
    head = "".join(_head(*column) for column in columns)
    rows = "".join(_row(row, words, own_sku) for row in pick.rows)
    return (
        f"<html><head><style>{stylesheet(paper)}</style></head><body>{_summary(pick, words)}"
        '<table class="goods" width="100%" cellspacing="0" cellpadding="0">'
        f'<thead><tr>{head}</tr></thead>{rows}</table><p class="contact"></p></body></html>'
    )


def _summary(pick: PickList, words: gettext.NullTranslations) -> str:
    lists, units = len(pick.list_numbers), pick.units
    told = words.ngettext("{count} piece", "{count} pieces", units).format(count=units)
    source = words.ngettext("for {count} packing list", "for {count} packing lists", lists).format(count=lists)
    return f'<p class="name">{escaped(told)} {escaped(source)}</p>'


def _head(title: str, align: str, percent: int | None) -> str:
    width = f' width="{percent}%"' if percent else ""
    return f'<th class="head" align="{align}"{width}>{escaped(title)}</th>'


def _row(row: PickRow, words: gettext.NullTranslations, own_sku: bool) -> str:
    shelf = f"<b>{escaped(row.shelf)}</b>" if row.shelf.strip() else "–"
    item = f'<p class="title">{escaped(row.title or row.sku)}</p>'
    if row.variant.strip():
        item += f'<p class="variant">{escaped(row.variant)}</p>'
    if row.sku.strip() and not own_sku:
        item += f'<p class="detail">{escaped(row.sku)}</p>'
    sku = f'<td class="cell"><p class="sku">{escaped(row.sku)}</p></td>' if own_sku else ""
    return (
        f'<tr><td class="cell" align="center"><p class="tick">{_BOX}</p></td><td class="cell">{shelf}</td>'
        f'<td class="cell" align="center">{_quantity(row, words)}</td><td class="cell">{item}</td>{sku}'
        f'<td class="cell">{_shares(row)}</td></tr>'
    )


def _quantity(row: PickRow, words: gettext.NullTranslations) -> str:
    count = f'<p class="{"many" if row.quantity > 1 else "one"}">{row.quantity}</p>'
    if not row.picked:
        return count
    done = words.gettext("{count} picked").format(count=row.picked)
    return f'{count}<p class="detail">{escaped(done)}</p>'


def _shares(row: PickRow) -> str:
    """The lists that wait for these goods, each with its share where there are several."""
    if len(row.lists) == 1:
        return f'<p class="detail">{escaped(row.lists[0][0])}</p>'
    return "".join(f'<p class="detail">{escaped(number)} × {units}</p>' for number, units in row.lists)
