"""Columns and filters of the replies table."""

from collections.abc import Callable, Sequence

from shopdesk.services.replies.reading import ReplyRow
from shopdesk.ui import display, vocabulary
from shopdesk.ui.records.columns import has_room, in_use
from shopdesk.ui.replying.marks import in_words, shown_fields
from shopdesk.ui.tables.columns import Column
from shopdesk.ui.widgets.filter_bar import FilterChoice
from shopdesk.words import _, mark

Values = Callable[[], Sequence[str]]

STATE: vocabulary.Words = vocabulary.REPLY_STATUS | {"expired": (mark("Expired"), "trouble")}
_FAVOURITE: vocabulary.Words = {"yes": (mark("Favourites"), ""), "no": (mark("Others"), "")}
_EXPIRED: vocabulary.Words = {"yes": (mark("Expired"), "trouble"), "no": (mark("Not expired"), "")}


def filters(folders: Values, products: Values) -> tuple[FilterChoice, ...]:
    """What ＋Filter offers; folders and products are those in use."""
    return (
        FilterChoice("kind", mark("Kind"), vocabulary.REPLY_KIND),
        FilterChoice("scenario", mark("Scenario"), vocabulary.SCENARIO),
        FilterChoice("language", mark("Language"), vocabulary.LANGUAGE),
        FilterChoice("folder", mark("Folder"), in_use(folders)),
        FilterChoice("status", mark("Status"), vocabulary.REPLY_STATUS),
        FilterChoice("favourite", mark("Favourite"), _FAVOURITE, single=True),
        FilterChoice("expired", mark("Valid until"), _EXPIRED, single=True),
        FilterChoice("product", mark("Product"), in_use(products)),
    )


def text_of(row: ReplyRow) -> str:
    """The text in one line, its fields in words."""
    return " ".join(in_words(shown_fields(row.text)).split())


def _star(row: ReplyRow) -> str:
    return _("Favourite") if row.favourite else ""


def _title(row: ReplyRow) -> str:
    return ", ".join(part for part in (row.title, _star(row)) if part)


def columns(state: Callable[[ReplyRow], str]) -> tuple[Column, ...]:
    """The columns; `state` tells a reply's code in `STATE` today."""
    return (
        Column(
            "title", mark("Reply title"), lambda r: r.title, width=22, sort="title", stretch=True, tooltip=text_of,
            icon=lambda r: ("star", "flag.yellow") if r.favourite else None, spoken=_title,
        ),
        Column("code", mark("Shortcut"), lambda r: r.code, width=11, sort="code"),
        Column(
            "scenario", mark("Scenario"), lambda r: vocabulary.word(vocabulary.SCENARIO, r.scenario), width=16,
            sort="scenario",
        ),
        Column("folder", mark("Folder"), lambda r: r.folder, width=12, sort="folder", muted=True),
        Column(
            "language", mark("Language"), lambda r: vocabulary.word(vocabulary.LANGUAGE, r.language), width=8,
            sort="language", muted=True,
        ),
        Column(
            "kind", mark("Kind"), lambda r: vocabulary.word(vocabulary.REPLY_KIND, r.kind), width=12, sort="kind",
            hidden=not has_room(),
        ),
        Column("product", mark("Product"), lambda r: r.product or "", width=10, hidden=not has_room()),
        Column(
            "valid_until", mark("Valid until"), lambda r: display.day_full(r.valid_until) if r.valid_until else "",
            width=11, sort="valid_until", plain=lambda r: r.valid_until.isoformat() if r.valid_until else "",
            hidden=True,
        ),
        Column(
            "used", mark("Used"), lambda r: display.count(r.used) if r.used else "", width=6, align="right",
            sort="used", descending_first=True, plain=lambda r: str(r.used),
        ),
        Column(
            "status", mark("Status"), lambda r: vocabulary.word(STATE, state(r)), width=10, sort="status",
            dot=lambda r: vocabulary.role(STATE, state(r)),
        ),
        Column(
            "favourite", mark("Favourite"), _star, width=9, sort="favourite", descending_first=True, hidden=True,
        ),
        Column("number", mark("Number"), lambda r: r.number, width=15, sort="number", hidden=True),
        Column("text", mark("Text"), text_of, width=30, muted=True, tooltip=lambda r: r.text, hidden=True),
    )  # fmt: skip
