"""Packing slips: preview, print, PDF, and the mark that they were printed."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from shopdesk.documents.papers import Paper
from shopdesk.services import packing, slips
from shopdesk.ui.packing.bulk import numbers_of
from shopdesk.ui.packing.paper_dialog import Asked, PaperDialog, Ready, say_saved
from shopdesk.ui.printing.fonts import missing_coverage
from shopdesk.ui.printing.render import slips_pdf
from shopdesk.ui.printing.sheets import slip_sheet
from shopdesk.words import _, plural


class SlipDialog(PaperDialog):
    """The slips of the selected lists, in the order of the table."""

    kind: ClassVar[str] = "slips"
    has_prices: ClassVar[bool] = True

    def title(self) -> str:
        return plural("Print {count} slip", "Print {count} slips", len(self.ids))

    @staticmethod
    def read(desk: Any, asked: Asked) -> Ready:
        numbers, stopped = slips.printable(desk, numbers_of(desk, asked.ids))
        found = slips.slips(desk, numbers, prices=asked.prices)
        sheets = tuple(slip_sheet(slip, asked.paper, prices=asked.prices, language=asked.language) for slip in found)
        missing = missing_coverage(text for sheet in sheets for text in (sheet.html, *sheet.band.words()))
        before = sum(1 for slip in found if slip.printed)
        return Ready(asked, sheets, tuple(numbers), tuple(missing), before, len(stopped))

    @staticmethod
    def write_pdf(desk: Any, asked: Asked, path: str, report: Callable[..., None]) -> tuple[str, ...]:
        numbers, _stopped = slips.printable(desk, numbers_of(desk, asked.ids))
        found = slips.slips(desk, numbers, prices=asked.prices)
        slips_pdf(
            path, found, asked.paper, prices=asked.prices, language=asked.language, offset=asked.offset,
            progress=report,
        )  # fmt: skip
        return tuple(numbers)

    def file_name(self, ready: Ready) -> str:
        if len(ready.numbers) == 1:
            return f"{ready.numbers[0]}.pdf"
        day = self.context.desk.local_day(self.context.now()).isoformat()
        return _("Packing slips {day}").format(day=day) + ".pdf"

    def summary(self, ready: Ready, pages: int | None) -> str:
        parts = [plural("{count} slip", "{count} slips", len(ready.sheets))]
        if pages is not None:
            parts.append(plural("{count} page", "{count} pages", pages))
        if ready.printed_before:
            count = ready.printed_before
            parts.append(
                plural("{count} was printed before and says so", "{count} were printed before and say so", count)
            )
        if ready.stopped:
            parts.append(
                plural(
                    "{count} is left out: its order changed and nobody has seen it",
                    "{count} are left out: their orders changed and nobody has seen it",
                    ready.stopped,
                )
            )
        return " · ".join(parts)

    def after(self, numbers: Sequence[str], paper: Paper, path: str = "") -> None:
        if not numbers:
            return
        context, notice = self.context, self.page_notice
        sentence = plural("{count} slip printed", "{count} slips printed", len(numbers))
        if path:
            sentence = plural("{count} slip saved as PDF", "{count} slips saved as PDF", len(numbers))
            say_saved(notice, sentence, path)
        context.save(packing.record_print, list(numbers), paper.name, said=sentence, failed=notice.show_error)
