"""A list of lasting records: one story or one form on the right, actions on what is selected."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.services.orders import Bulk
from shopdesk.ui.bus import Changes
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.panel_form import PanelForm
from shopdesk.ui.drafts import Kept
from shopdesk.ui.list_page import ListPage
from shopdesk.ui.promises import DRAFT as PROMISE
from shopdesk.ui.records.panel import RecordPanel
from shopdesk.ui.records.side import RecordSide
from shopdesk.ui.tables.query import RowSource
from shopdesk.ui.tables.service_source import ServiceSource
from shopdesk.words import _

_NEW = (
    "customer.create",
    "product.create",
    "inquiry.create",
    "case.open",
    "reply.create",
    "reservation.create",
)  # drafts of what is new


class RecordPage(ListPage):
    """Subclasses name the service module and the field that a record is known by, and make the panel."""

    invitation: ClassVar[str] = ""
    listing: ClassVar[Any] = None  # the service module: ids, rows
    known_by: ClassVar[str] = "number"
    summed: ClassVar[str] = ""  # the kind as `services.sums` knows it

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._wanted = ""
        self._form_over: int | None = None
        super().__init__(context, parent)
        self.table.records.counted.connect(self._select_wanted)

    # For subclasses

    def make_story(self, kept: Kept) -> RecordPanel:
        """The panel of this page."""
        raise TypeError(f"{type(self).__name__} has no story")

    def numbers_of(self, ids: Sequence[int]) -> list[str]:
        """What the services call the records with these ids; runs on the write lane."""
        return [str(getattr(row, self.known_by)) for row in self.listing.rows(self.context.desk, ids)]

    # ListPage

    def make_source(self) -> RowSource:
        return ServiceSource(self.context.desk, self.listing, summed=self.summed)

    def make_panel(self) -> QWidget:
        self.kept = self.context.drafts.of(self.key)
        self.story = self.make_story(self.kept)
        self.side = RecordSide(f"{self.key}.side", _(self.invitation), self.story)
        self.side.turned.connect(self._follow_form)
        return self.side

    def today(self) -> date:
        """The day it is in the shop."""
        day: date = self.context.desk.local_day(self.context.now())
        return day

    def show_row(self, row: Any | None) -> None:
        identity = self.table.current_id()
        if row is None and identity is not None:
            return  # the row is on its way; until then what is shown stays
        if self.side.form is not None and identity != self._form_over:
            self.side.form.leave()
        self.story.show_row(row)
        self.side.show_story(row is not None)
        self.context.actions.refresh(self.key)

    def reload(self, changes: Changes | None) -> None:
        super().reload(changes)
        self.story.read_again()

    def show_record(self, number: str) -> None:
        """Select the record where it stands; where the filters hide it, search for it."""
        self._wanted = number
        self._select_wanted()

    def resume(self, name: str) -> None:
        kind, _slash, number = name.partition("/")
        if not number and kind in _NEW:
            self.new()
        elif kind == PROMISE:
            from shopdesk.ui.promises.part import resume_in

            resume_in(self, number)
        elif number:
            self.resume_on(kind, number)
        else:
            self.when_selected(name, self.edit)

    def resume_on(self, kind: str, number: str) -> None:
        """A draft that belongs to a record but is not its form: it shows when the record does."""
        self.show_record(number)

    # What subclasses use

    def new(self) -> None:
        """A form for a new record."""

    def edit(self) -> None:
        """A form for the selected record."""

    def one_row(self) -> Any | None:
        """The selected row when it is exactly one."""
        rows = self.selected_rows() if self.table.selected_count() == 1 else []
        return rows[0] if rows else None

    def has_one(self) -> bool:
        """For `UiAction.enabled`."""
        return self.side.form is None and self.table.selected_count() == 1

    def some(self, fits: Callable[[Any], bool]) -> Callable[[], bool]:
        """For `UiAction.enabled`: some selected record fits (of those not loaded nobody knows, so they do)."""

        def enabled() -> bool:
            if not self.has_selection():
                return False
            rows = self.selected_rows()
            return len(rows) < self.table.selected_count() or any(fits(row) for row in rows)

        return enabled

    def open_form(self, form: PanelForm) -> None:
        """Show a form on the right side, also where that was folded away."""
        self._form_over = self.table.current_id()
        self.side.show()
        self.side.open(form)

    def save_selected(self, function: Callable[..., Any], *args: Any, undo: str, said: Callable[[Bulk], str]) -> None:
        """Call a service function with the numbers of the selected records."""
        ids = list(self.table.selected_ids())
        if ids:
            self.context.save(
                self._with_numbers, ids, function, *args, said=said, undo=undo, receiver=self, failed=self.show_error
            )

    # Inside

    def _with_numbers(self, desk: Any, ids: Sequence[int], function: Callable[..., Any], *args: Any) -> Any:
        return function(desk, self.numbers_of(ids), *args)

    def _follow_form(self) -> None:
        if self.side.form is None and not self._large:
            self.side.setVisible(self._wants_panel())
            self.table.setFocus()
        self.context.actions.refresh(self.key)

    def _select_wanted(self) -> None:
        if not self._wanted or self.table.records.total is None:
            return
        asked = ListQuery(filters=(Filter(self.known_by, "=", (self._wanted,)),))
        found = list(self.listing.ids(self.context.desk, asked, 1))
        if self.table.select_ids(found):
            self._wanted = ""
        elif self.search.text() != self._wanted:
            # Asks anew; when its rows are there, this is called again.
            super().show_record(self._wanted)
        else:
            self._wanted = ""
