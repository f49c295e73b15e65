"""One document for paper: what flows over its pages and what stands in its head band and page line."""

from dataclasses import dataclass

from shopdesk import words
from shopdesk.documents.dates import day_text
from shopdesk.documents.markup import plain
from shopdesk.documents.papers import Paper
from shopdesk.documents.picklist import PickList
from shopdesk.documents.picklist_html import picklist_html
from shopdesk.documents.slip_html import slip_html
from shopdesk.documents.slips import Slip


@dataclass(frozen=True, slots=True)
class Band:
    """The head of a first page. `code` is drawn as a barcode with the text beneath; empty: none."""

    title: str
    lines: tuple[str, ...]
    caption: str
    code: str = ""
    logo: str | None = None

    def words(self) -> tuple[str, ...]:
        """Everything it says, from top to bottom."""
        return tuple(text for text in (self.title, *self.lines, self.caption, self.code) if text)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document ready to be laid out. `page_line` has the places {page} and {pages}."""

    number: str
    html: str
    band: Band
    page_line: str
    paper: Paper
    chinese: bool = False


def slip_sheet(slip: Slip, paper: Paper, *, prices: bool = False, language: str = "en", memo: bool = False) -> Sheet:
    """One packing slip in `language`."""
    spoken = words.catalogue(language)
    _ = spoken.gettext
    shop = slip.shop
    reach = _(" · ").join(plain(text) for text in (shop.phone, shop.email) if text.strip())
    # On a label the shop's address stands with the carrier's; here its name is enough.
    about = () if paper.is_label else tuple(text for text in (plain(shop.address), reach) if text)
    caption = _("Packing slip · {date}").format(date=day_text(slip.created, spoken))
    # A preview of an order that no list holds yet has no number.
    line = _("{number} · page {page} of {pages}") if slip.number else _("Page {page} of {pages}")
    if slip.printed:
        line = _("{number} · reprint · page {page} of {pages}")
    html = slip_html(slip, words=spoken, paper=paper, prices=prices, memo=memo)
    return Sheet(
        number=slip.number,
        html=html,
        band=Band(plain(shop.name), about, caption, slip.number, shop.logo),
        page_line=line.replace("{number}", slip.number),
        paper=paper,
        chinese=is_chinese(language),
    )


def pick_sheet(pick: PickList, paper: Paper, *, language: str = "en") -> Sheet:
    """One pick list in `language`."""
    spoken = words.catalogue(language)
    _ = spoken.gettext
    return Sheet(
        number="",
        html=picklist_html(pick, words=spoken, paper=paper),
        band=Band(_("Pick list"), (plain(pick.shop_name),), day_text(pick.created, spoken)),
        page_line=_("Pick list · page {page} of {pages}"),
        paper=paper,
        chinese=is_chinese(language),
    )


def is_chinese(language: str) -> bool:
    """Whether a paper in `language` is set in Chinese type."""
    return words.normalise(language) == "zh_CN"
