"""History: everything that was done in the shop, newest first."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from shopdesk.domain.changes import KINDS
from shopdesk.services import history, history_list
from shopdesk.services.history import Undone
from shopdesk.services.history_list import HistoryRow
from shopdesk.ui.actions import UiAction
from shopdesk.ui.bus import Changes
from shopdesk.ui.context import Context
from shopdesk.ui.drafts import Kept
from shopdesk.ui.history.columns import columns, filters
from shopdesk.ui.history.panel import HistoryPanel
from shopdesk.ui.history.source import HistorySource
from shopdesk.ui.journal.actions import reversed_words
from shopdesk.ui.list_page import Nothing
from shopdesk.ui.records.page import RecordPage
from shopdesk.ui.tables.query import RowSource
from shopdesk.ui.widgets.filter_bar import FilterChoice
from shopdesk.words import _, mark


class HistoryPage(RecordPage):
    """The journal, one action's changes on the right."""

    key = "history"
    kinds = KINDS
    search_hint = mark("Order number, person, what was done…")
    invitation = mark("Select an action to see what it changed.")
    listing: ClassVar[Any] = history_list
    known_by = "id"

    def __init__(self, context: Context) -> None:
        self.columns = columns(context)  # type: ignore[misc]
        super().__init__(context)

    def make_source(self) -> RowSource:
        return HistorySource(self.context.desk, history_list)

    def make_story(self, kept: Kept) -> HistoryPanel:
        return HistoryPanel(self.context, self.key)

    def declare_filters(self) -> Sequence[FilterChoice]:
        desk = self.context.desk
        return filters(lambda: history_list.people(desk), lambda: history_list.actions_in_use(desk))

    def declare_actions(self) -> Sequence[UiAction]:
        return (
            UiAction(
                "history.undo", mark("Undo this"), self.take_back, "undo", (), self.key,
                self._current(lambda row: row.undoable), hint=mark("Take this action back"), primary=True,
            ),
            UiAction(
                "history.redo", mark("Redo this"), self.do_again, "redo", (), self.key,
                self._current(lambda row: row.state == "undone"), hint=mark("Do again what was taken back"),
            ),
        )  # fmt: skip

    def nothing_yet(self) -> Nothing:
        return Nothing(mark("Nothing was done in this shop yet. Whatever you do from now on is told here."))

    def reload(self, changes: Changes | None) -> None:
        super().reload(changes)
        self.context.actions.refresh(self.key)

    def take_back(self) -> None:
        """The selected action is undone, whatever else was done since."""
        self._reverse(history.take_back, _("Taken back: {action}"))

    def do_again(self) -> None:
        """The selected action is done again."""
        self._reverse(history.do_again, _("Done again: {action}"))

    def _reverse(self, function: Callable[..., Any], said: str) -> None:
        row = self.one_row()
        if row is None:
            return

        def words(undone: Undone) -> str:
            return said.format(action=reversed_words(undone.entry))

        self.context.save(function, row.id, said=words, receiver=self, failed=self.show_error)

    def _current(self, fits: Callable[[HistoryRow], bool]) -> Callable[[], bool]:
        def enabled() -> bool:
            row = self.one_row()
            return row is not None and fits(row)

        return enabled
