"""The look of paper, in the CSS that Qt's rich text knows, sized by the paper.

Black only, no tints: a thermal label printer turns grey into dots. Four sizes of type. Every length is in dots of
the layout's fine grid, which Qt calls px; so no screen has a say. Rules between rows are drawn by the renderer.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from shopdesk.documents.papers import DOTS_PER_INCH, Paper

BAND_GOES_HERE = "<!-- band -->"
INDENTED = "margin-left"  # only what a customer said stands in, beside a bar that the renderer draws
_CLASS = re.compile(' class="([a-z]+)"')


def styled(body: str, paper: Paper) -> str:
    """A whole document whose classes are written out as inline styles.

    `BAND_GOES_HERE` marks where the renderer keeps room for the head of the first page. Inline, because Qt reads a
    style sheet anew for every document and tries each rule on each element, which costs 500 slips half a second.
    Text cannot be mistaken for a class: its quotation marks are escaped.
    """
    rules = _rules(paper)
    inline = _CLASS.sub(lambda found: f' style="{rules[found[1]]}"', body)
    return f"<html><body>{BAND_GOES_HERE}{inline}</body></html>"


def table(rows: str, paper: Paper, head: str = "") -> str:
    """A table over the whole width; `head` is a row that repeats on every page."""
    thead = f"<thead>{head}</thead>" if head else ""
    padding = _dots(0.8 if paper.is_label else 1.2)
    frame = f'class="table" width="100%" cellspacing="0" cellpadding="{padding}"'
    return f"<table {frame}>{thead}{rows}</table>"


def small(markup: str) -> str:
    """`markup` (already escaped) in small print."""
    return f'<span class="small">{markup}</span>'


def below(lines: Iterable[str]) -> str:
    """Pieces of markup one below the other in one paragraph, empty ones left out: far cheaper than paragraphs."""
    return "<br/>".join(line for line in lines if line)


def quantity(count: int) -> str:
    """A number of pieces as markup. Two and more stand out: a forgotten second piece is the commonest mistake."""
    if count == 1:
        return '<span class="large">1</span>'
    if count < 1000:
        return f'<span class="name">{count}</span>'
    return f"<b>{count}</b>"  # in its narrow column it would break in the middle of the number


def _dots(millimetres: float) -> int:
    return round(millimetres * DOTS_PER_INCH / 25.4)


@lru_cache(maxsize=8)
def _rules(paper: Paper) -> dict[str, str]:
    def size(factor: float) -> str:
        return f"font-size:{round(paper.base_pt * factor * DOTS_PER_INCH / 72)}px"

    gap = 2.1 if paper.is_label else 3.7
    pad = 0.8 if paper.is_label else 1.3
    line = _dots(0.25)
    return {
        # paragraphs
        "plain": "margin:0",
        "apart": f"margin:0;margin-top:{_dots(gap)}px",
        "address": f"{size(1.2)};margin:0",
        "units": f"font-weight:bold;margin:0;margin-top:{_dots(pad)}px",
        "message": f"margin:0;margin-top:{_dots(gap)}px;{INDENTED}:{_dots(3)}px",
        "thanks": f"margin:0;margin-top:{_dots(gap * 1.5)}px",
        # runs of type
        "name": f"{size(1.65)};font-weight:bold",
        "large": size(1.2),
        "small": size(0.85),
        # tables and cells
        "table": f"margin-top:{_dots(gap)}px",
        "collect": f"{size(1.2)};border:{2 * line}px solid #000;padding:{_dots(pad * 1.3)}px",
        "note": f"border:{line}px solid #000;padding:{_dots(pad * 1.8)}px;font-style:italic",
    }
