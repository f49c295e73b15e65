"""What suits a customer, beside the story of an inquiry or an order: read when that is shown, which comes first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from shopdesk.services import recommending
from shopdesk.services.recommending import Suggestion, Suits
from shopdesk.ui.advice import words
from shopdesk.ui.advice.lines import GlanceLines
from shopdesk.ui.advice.suggestions import Suggestions
from shopdesk.ui.bus import Changes, concerns
from shopdesk.ui.context import Context
from shopdesk.ui.measure import characters
from shopdesk.ui.widgets.detail_panel import Section
from shopdesk.ui.widgets.key_values import KeyValues
from shopdesk.words import _

_KINDS: Final = frozenset({"customers", "products", "inquiry_products", "cases", "case_lines"})
_READERS: Final = {"inquiries": recommending.for_inquiry, "orders": recommending.for_order}


@dataclass(frozen=True, slots=True)
class Places:
    """Where a panel puts things: `fresh(key, title)` gives an empty section, `hide(key)` hides one."""

    fresh: Callable[[str, str], Section]
    hide: Callable[[str], object]


class Beside(QObject):
    """Belongs to a panel, which calls `reserve` while it fills its sections and `lines` for its head."""

    def __init__(self, context: Context, key: str, panel: QWidget, places: Places) -> None:
        """`key`: inquiries or orders; recommended products can be added to an inquiry."""
        super().__init__(panel)
        self._context = context
        self._key = key
        self._name = f"{panel.objectName()}.advice"
        self._panel = panel
        self._places = places
        self._number = ""
        self._lines: GlanceLines | None = None
        self.suits = Suits()
        context.bus.changed.connect(self._look)

    def lines(self) -> GlanceLines:
        """The lines for the head of the story that is being shown."""
        self._lines = GlanceLines(f"{self._name}.lines")
        return self._lines

    def reserve(self, number: str) -> None:
        """Make the sections, in their place, for a record; they fill when it has been read."""
        self._places.fresh("suits", _("What suits them"))
        if number == self._number:
            self._show(self.suits)
        else:
            self._number, self.suits = number, Suits()
            self._places.hide("suits")
            self._context.actions.refresh(self._key)
        self._read()

    def add_first(self) -> None:
        """The first recommended product is asked about, too."""
        if self.suits.suggestions:
            self.add(self.suits.suggestions[0])

    def add(self, one: Suggestion) -> None:
        """This product is asked about, too."""
        self._context.save(
            recommending.add_asked, self._number, one.key, undo=_("Add product"), receiver=self,
            said=_("{what} added").format(what=words.product(one)),
        )  # fmt: skip

    # Inside

    def _look(self, changes: Changes) -> None:
        if self._number and concerns(changes, _KINDS) and self._panel.isVisible():
            self._read()

    def _read(self) -> None:
        number, read, desk = self._number, _READERS[self._key], self._context.desk

        def look(interrupted: Any) -> tuple[str, Suits]:
            return number, read(desk, number, lambda connection: interrupted.stop_with(connection.interrupt))

        self._context.tasks.latest(
            f"{self._key}.suits", look, receiver=self, done=self._take, failed=lambda _gone: None
        )

    def _take(self, found: tuple[str, Suits]) -> None:
        number, suits = found
        if number == self._number and suits != self.suits:
            self.suits = suits
            self._show(suits)
            self._context.actions.refresh(self._key)

    def _show(self, suits: Suits) -> None:
        if self._lines is not None and isValid(self._lines):
            self._lines.show_lines([(_("Likes"), words.likes_line(suits.likes))])
        if not suits.likes and not suits.suggestions:
            self._places.hide("suits")
            return
        section = self._places.fresh("suits", _("What suits them"))
        today = self._context.desk.local_day(self._context.now())
        facts = words.likes_facts(suits.likes, today)
        if any(fact[1] for fact in facts):
            likes = KeyValues(facts)
            likes.layout().setColumnMinimumWidth(0, characters(self._panel, 15))  # type: ignore[union-attr]
            section.add(likes)
        if suits.suggestions:
            add = self.add if self._key == "inquiries" else None
            section.add(Suggestions(f"{self._name}.suits", self._context, suits.suggestions, suits.from_bought, add))
