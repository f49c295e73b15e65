"""The history as rows of a table: words typed are looked for in what was done, too, as this window calls it."""

from dataclasses import replace

from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.ui.journal.actions import named
from shopdesk.ui.tables.query import TableQuery
from shopdesk.ui.tables.service_source import ServiceSource


class HistorySource(ServiceSource):
    """The journal knows actions by their codes; the person knows them by their words."""

    def list_query(self, query: TableQuery) -> ListQuery:
        """Each word: part of what it was about, of who did it, or of what was done."""
        asked = super().list_query(replace(query, text=""))
        words = [Filter("said", "=", (word, *(f"={code}" for code in named(word)))) for word in query.text.split()]
        return replace(asked, filters=(*asked.filters, *words))
