"""`slips`."""

import os
from pathlib import Path
from typing import Any

from shopdesk import words
from shopdesk.commands.context import Context
from shopdesk.documents.papers import paper_named
from shopdesk.domain.errors import UserError
from shopdesk.services import history, packing
from shopdesk.services.desk import Desk
from shopdesk.services.slips import Prepared, prepare_slips
from shopdesk.words import _


def run_slips(context: Context) -> None:
    """`slips OUT.pdf [--order NO]… [--paper] [--preview] [--prices]`."""
    options = context.options
    with context.desk() as desk:
        paper = paper_named(options.paper or str(desk.setting("paper")))
        _check_writable(Path(options.out))
        prepared = prepare_slips(desk, options.order, preview=options.preview, prices=options.prices)
        try:
            placed = _print(context, desk, prepared, paper)
        except BaseException:  # Ctrl+C too: lists without their paper would be half a thing
            if prepared.changes.entry_id is not None:
                history.take_back(desk, prepared.changes.entry_id)
            raise
        if prepared.numbers:
            packing.record_print(desk, prepared.numbers, paper.name)
    lists = [
        {
            "number": slip.number or None, "orders": [order.number for order in slip.orders],
            "first_page": sheet.first_page, "pages": sheet.pages,
        }
        for slip, sheet in zip(prepared.slips, placed, strict=True)
    ]  # fmt: skip
    answer = {
        "pdf": options.out, "paper": paper.name, "pages": sum(item["pages"] for item in lists),
        "lists": lists, "made": prepared.made,
    }  # fmt: skip

    def show(value: dict[str, Any]) -> str:
        told = {"lists": len(value["lists"]), "pages": value["pages"], "path": value["pdf"]}
        return _("{lists} packing slips on {pages} pages: {path}").format(**told)

    for number, code in prepared.skipped:
        if code == "packing.order_changed":
            context.say(_("Left out: {number} changed on its platform and nobody has seen it.").format(number=number))
    context.answer(answer, show)


def _print(context: Context, desk: Desk, prepared: Prepared, paper: Any) -> list[Any]:
    # Paper needs Qt's fonts and painter, but no screen.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    from shopdesk.ui.printing.fonts import missing_coverage
    from shopdesk.ui.printing.render import slips_pdf

    application = QGuiApplication.instance() or QGuiApplication([])
    missing = missing_coverage(text for slip in prepared.slips for text in _texts(slip))
    if missing:
        context.say(_("No installed font has these characters, they will print as boxes: {characters}").format(
            characters=" ".join(missing[:20])
        ))  # fmt: skip
    language = desk.setting("paper_language") or words.language()
    placed = slips_pdf(
        context.options.out,
        prepared.slips,
        paper,
        prices=bool(context.options.prices),
        language=language,
        progress=lambda done, total: context.progress("slips", done, total),
    )
    del application
    return placed


def _texts(slip: Any) -> list[str]:
    told = [slip.ship_to.name, *slip.ship_to.lines, slip.shop.name]
    return told + [f"{line.title} {line.variant} {line.personalisation}" for line in slip.lines]


def _check_writable(path: Path) -> None:
    """Before any list is made: a PDF that cannot be written must change nothing."""
    if path.is_dir() or not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        raise UserError("slips.unwritable", path=str(path))
    if path.exists() and not os.access(path, os.W_OK):
        raise UserError("slips.unwritable", path=str(path))
