"""The pick list over several packing lists: preview, print, PDF."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from shopdesk.documents.papers import Paper
from shopdesk.services import slips
from shopdesk.ui.packing.bulk import numbers_of
from shopdesk.ui.packing.paper_dialog import Asked, PaperDialog, Ready, say_saved
from shopdesk.ui.printing.fonts import missing_coverage
from shopdesk.ui.printing.render import pick_list_pdf
from shopdesk.ui.printing.sheets import pick_sheet
from shopdesk.words import _, plural


class PickListDialog(PaperDialog):
    """What to take from which shelf for the selected lists that are open."""

    kind: ClassVar[str] = "pick_list"

    def title(self) -> str:
        return _("Pick list")

    @staticmethod
    def read(desk: Any, asked: Asked) -> Ready:
        found = slips.pick_list(desk, numbers_of(desk, asked.ids))
        sheet = pick_sheet(found, asked.paper, language=asked.language)
        missing = missing_coverage((sheet.html, *sheet.band.words()))
        return Ready(asked, (sheet,), found.list_numbers, tuple(missing))

    @staticmethod
    def write_pdf(desk: Any, asked: Asked, path: str, report: Callable[..., None]) -> tuple[str, ...]:
        found = slips.pick_list(desk, numbers_of(desk, asked.ids))
        pick_list_pdf(path, found, asked.paper, language=asked.language, offset=asked.offset)
        report(1, 1)
        return found.list_numbers

    def file_name(self, ready: Ready) -> str:
        day = self.context.desk.local_day(self.context.now()).isoformat()
        return _("Pick list {day}").format(day=day) + ".pdf"

    def summary(self, ready: Ready, pages: int | None) -> str:
        parts = [plural("For {count} open list", "For {count} open lists", len(ready.numbers))]
        if pages is not None:
            parts.append(plural("{count} page", "{count} pages", pages))
        return " · ".join(parts)

    def after(self, numbers: Sequence[str], paper: Paper, path: str = "") -> None:
        sentence = _("Pick list saved as PDF") if path else _("Pick list printed")
        if path:
            say_saved(self.page_notice, sentence, path)
        self.context.bus.message.emit(sentence, None)
