"""The story of one record in sections: the head at once, the rest when it has been read."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import Any

from PySide6.QtWidgets import QScrollArea

from shopdesk.domain.errors import UserError
from shopdesk.services.history import Event
from shopdesk.ui.context import Context
from shopdesk.ui.journal.words import HistoryWords
from shopdesk.ui.measure import characters
from shopdesk.ui.records.links import Link, RecordLinks
from shopdesk.ui.widgets.detail_panel import DetailPanel, Section
from shopdesk.ui.widgets.key_values import Fact, KeyValues
from shopdesk.ui.widgets.timeline import Timeline
from shopdesk.words import _


class RecordPanel(DetailPanel):
    """Subclasses fill `read`, `head` and `tell`; `sections` names all of theirs in the order on screen."""

    def __init__(self, context: Context, key: str, sections: Sequence[str]) -> None:
        super().__init__(f"{key}.panel", context.preferences)
        self.context = context
        self.key = key
        self.story: Any = None
        self.row: Any = None
        for name in sections:
            self.section(name, "")
            self.hide_section(name)

    # For subclasses

    def read(self, row_id: int) -> Any:
        """The story of a row, which has `row`; runs on the read lane."""
        raise TypeError(f"{type(self).__name__} reads nothing")

    def head(self, row: Any) -> None:
        """Show the header of a row."""

    def tell(self, story: Any) -> None:
        """Fill the sections."""

    # What the page uses

    def show_row(self, row: Any | None) -> None:
        """Show the record of a row; again with the same one after a change."""
        if row is not None and (self.row is None or self.row.id != row.id):
            self._scroll_to_top()
        self.row = row
        if row is None:
            self.story = None
            return
        self.head(row)
        self.context.tasks.latest(
            f"{self.key}.story",
            lambda _interrupted: self.read(row.id),
            receiver=self,
            done=self._show_story,
            failed=self._gone,
        )

    def read_again(self) -> None:
        """Something changed somewhere: look whether it concerns this record."""
        if self.row is not None:
            self.show_row(self.row)

    # What subclasses use

    @property
    def zone(self) -> tzinfo:
        """The shop's zone."""
        zone: tzinfo = self.context.desk.zone
        return zone

    def fresh(self, key: str, title: str) -> Section:
        """An empty section."""
        section = self.section(key, title)
        section.clear()
        return section

    def facts(self, rows: Sequence[Fact]) -> KeyValues:
        """Facts whose values stand below each other in all sections."""
        made = KeyValues(rows)
        made.layout().setColumnMinimumWidth(0, characters(self, 15))  # type: ignore[union-attr]
        return made

    def show_facts(self, key: str, title: str, rows: Sequence[Fact]) -> None:
        """A section of facts, hidden when none has a value."""
        if any(row[1] for row in rows):
            self.fresh(key, title).add(self.facts(rows))
        else:
            self.hide_section(key)

    def show_links(self, key: str, title: str, rows: Sequence[Link]) -> None:
        """A section of records to go to, hidden when there is none."""
        if rows:
            name = f"{self.objectName()}.{key}"
            self.fresh(key, title).add(RecordLinks(name, rows, self.context.open_record))
        else:
            self.hide_section(key)

    def show_history(self, events: Sequence[Event], words: HistoryWords, currency: str = "") -> None:
        """The section of the history."""
        told = words.tell(events, currency, self.zone)
        name = f"{self.objectName()}.timeline"
        self.fresh("history", _("History")).add(Timeline(name, told, self.context.now(), self.zone))

    # Inside

    def _scroll_to_top(self) -> None:
        scroll = self.findChild(QScrollArea, f"{self.objectName()}.scroll")
        if scroll is not None:
            scroll.verticalScrollBar().setValue(0)

    def _show_story(self, story: Any) -> None:
        if self.row is None or story.row.id != self.row.id or story == self.story:
            return
        self.story = story
        self.setUpdatesEnabled(False)
        self.head(story.row)
        self.tell(story)
        self.setUpdatesEnabled(True)

    def _gone(self, _error: UserError) -> None:
        """It was undone or deleted meanwhile; the list says so by itself."""
        self.story = None
