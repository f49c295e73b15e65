"""A small page over a list in memory, and a window around it, for the tests of the frame."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shopdesk.ui.actions import Actions, UiAction
from shopdesk.ui.bus import Bus
from shopdesk.ui.context import Context
from shopdesk.ui.list_page import ListPage, Nothing
from shopdesk.ui.page import PageSpec
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.tasks import TaskRunner
from shopdesk.ui.vocabulary import ORDER_STATUS
from shopdesk.ui.widgets.conversation import Composer
from shopdesk.ui.widgets.detail_panel import DetailPanel
from shopdesk.ui.widgets.filter_bar import FilterChoice
from shopdesk.ui.widgets.key_values import KeyValues
from tests.ui.sources import COLUMNS, ListSource


@dataclass
class PaperDesk:
    """A shop that is only a name and a number of changes."""

    shop_name: str = "Demo shop"
    path: Path = Path("demo.shopdesk")
    version: int = 1
    written: list[Any] = field(default_factory=list)

    def data_version(self) -> int:
        return self.version

    def setting(self, key: str) -> Any:
        return {"theme": "system", "language": None}[key]


class SmallPage(ListPage):
    """Orders from a list."""

    key = "orders"
    kinds = frozenset({"orders"})
    columns = COLUMNS
    search_hint = "Number"
    first_sort = (None, False)
    rows = 500

    def make_source(self) -> ListSource:
        self.source = ListSource(self.rows)
        self.pressed: list[str] = []
        return self.source

    def make_panel(self) -> DetailPanel:
        panel = DetailPanel(f"{self.key}.panel", self.context.preferences)
        panel.set_footer(Composer(f"{self.key}.composer", [("ours", "Reply"), ("note", "Note")]))
        return panel

    def declare_filters(self) -> Sequence[FilterChoice]:
        return (
            FilterChoice("status", "Status", ORDER_STATUS),
            FilterChoice("local_day", "Date", kind="dates"),
        )

    def declare_actions(self) -> Sequence[UiAction]:
        return (
            UiAction(f"{self.key}.create", "New", self.create, "plus", ("Ctrl+N",), self.key, primary=True),
            UiAction(f"{self.key}.hold", "Hold…", self.create, "pause", (), self.key, enabled=self.has_selection),
        )

    def nothing_yet(self) -> Nothing:
        return Nothing("Nothing here yet.", "Choose file…", self.create)

    def create(self) -> None:
        self.pressed.append("create")

    def show_row(self, row: Any | None) -> None:
        self.panel.show_header(row.number if row else "")
        section = self.panel.section("facts", "Facts")
        section.clear()
        section.add(KeyValues([("Buyer", row.buyer if row else "")]))


class OtherPage(SmallPage):
    """Another tab, empty."""

    key = "customers"
    kinds = frozenset({"customers"})
    rows = 0


def make_context(tasks: TaskRunner, preferences: Preferences) -> Context:
    """A context over a paper desk."""
    return Context(PaperDesk(), Bus(), tasks, Actions(), preferences)


def specs(waiting: dict[str, int]) -> list[PageSpec]:
    """Two tabs; `waiting` are their badges, looked up when asked."""
    return [
        PageSpec(
            "orders",
            "Orders",
            "receipt",
            SmallPage,
            lambda: waiting["orders"],
            frozenset({"orders"}),
            shows=frozenset({"orders"}),
        ),
        PageSpec("customers", "Customers", "people", OtherPage, None, frozenset({"customers"}), group=1),
    ]
