"""Papers and missing letters in words."""

from collections.abc import Sequence

from shopdesk.documents.papers import PAPERS
from shopdesk.ui import display
from shopdesk.ui.printing.units import Offset
from shopdesk.words import _

_NAMED = 8


def paper_title(name: str) -> str:
    """What people call a paper."""
    paper = PAPERS.get(name)
    if paper is None:
        return name
    size = {"width": f"{paper.width:g}", "height": f"{paper.height:g}"}
    if paper.is_label:
        return _("Label {width} × {height} mm").format(**size)
    return _("{paper} ({width} × {height} mm)").format(paper=name.upper(), **size)


def uncovered(missing: Sequence[str]) -> str:
    """The warning about characters that no installed font has."""
    shown = " ".join(missing[:_NAMED])
    if len(missing) > _NAMED:
        shown = _("{characters} and {count} more").format(characters=shown, count=display.count(len(missing) - _NAMED))
    return _(
        "No font on this computer has: {characters}. They would print as empty boxes. Install a font for this "
        "script (for Chinese: Noto Sans CJK) and open this sheet again."
    ).format(characters=shown)


def moved(offset: Offset) -> str:
    """By how much a print is moved: "moved 2 mm right, 0.5 mm up"."""
    across = _("{length} mm right") if offset.right > 0 else _("{length} mm left")
    along = _("{length} mm down") if offset.down > 0 else _("{length} mm up")
    parts = [
        words.format(length=f"{abs(length):g}") for words, length in ((across, offset.right), (along, offset.down))
        if length
    ]  # fmt: skip
    return _("moved {how}").format(how=display.list_of(parts)) if parts else _("not moved")
