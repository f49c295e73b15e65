"""Ctrl+Shift+F: search over everything in the shop."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from shopdesk.ui.dialogs.finder import Entry, Finder
from shopdesk.ui.tasks import TaskRunner
from shopdesk.words import _

_ICONS = {
    "orders": "receipt",
    "packing_lists": "box",
    "inquiries": "inbox",
    "cases": "lifebuoy",
    "customers": "people",
    "products": "tag",
    "reservations": "bookmark",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found: its kind (as in `PageSpec.shows`), number, what to call it, where it matched."""

    kind: str
    number: str
    title: str
    text: str = ""


class GlobalSearch(Finder):
    """Asks `search(text, interrupted)` on the read lane with every key; Enter opens the record on its page."""

    def __init__(
        self,
        search: Callable[..., Sequence[Hit]],
        tasks: TaskRunner,
        open_record: Callable[[str, str], object],
        parent: QWidget,
    ) -> None:
        super().__init__("search", _("Search everything"), _("Number, name, phone, address, item, message…"), parent)
        self._search = search
        self._tasks = tasks
        self._open_record = open_record

    def typed(self, text: str) -> None:
        if not text.strip():
            self.show_entries(())
            return
        self._tasks.latest(
            "search", lambda interrupted: self._search(text, interrupted), receiver=self, done=self._show_hits
        )

    def _show_hits(self, hits: Sequence[Hit]) -> None:
        entries = [
            Entry(
                hit.title or hit.number,
                lambda kind=hit.kind, number=hit.number: self._open_record(kind, number),  # type: ignore[misc]
                hit.text,
                _ICONS.get(hit.kind, "info"),
                hit.number if hit.title else "",
            )
            for hit in hits
        ]
        self.show_entries(entries, _("Nothing found."))
