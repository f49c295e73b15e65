"""What suits a customer and which offers are valid, beside an inquiry or an order; read after its story is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from shopdesk.services import offers, recommending
from shopdesk.services.offers import OfferRow
from shopdesk.services.recommending import Suggestion, Suits
from shopdesk.ui.advice import offer_words, words
from shopdesk.ui.advice.lines import GlanceLines
from shopdesk.ui.advice.offers_now import OffersNow, copy_offer
from shopdesk.ui.advice.suggestions import Suggestions
from shopdesk.ui.bus import Changes, concerns
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.moves import open_below
from shopdesk.ui.measure import characters
from shopdesk.ui.widgets.detail_panel import Section
from shopdesk.ui.widgets.key_values import KeyValues
from shopdesk.words import _

_KINDS: Final = frozenset({"customers", "products", "inquiry_products", "cases", "case_lines", "offers"})
_READERS: Final[dict[str, tuple[Any, Any]]] = {
    "inquiries": (recommending.for_inquiry, offers.for_inquiry),
    "orders": (recommending.for_order, offers.for_order),
}


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
        self.offers: tuple[OfferRow, ...] = ()
        context.bus.changed.connect(self._look)

    def lines(self) -> GlanceLines:
        """The lines for the head of the story that is being shown."""
        self._lines = GlanceLines(f"{self._name}.lines")
        return self._lines

    def reserve(self, number: str) -> None:
        """Make the sections, in their place, for a record; they fill when it has been read."""
        for key, title in _titles():
            self._places.fresh(key, title)
        if number == self._number:
            self._show()
        else:
            self._number, self.suits, self.offers = number, Suits(), ()
            for key, _title in _titles():
                self._places.hide(key)
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

    def copy_offer(self, anchor: QWidget) -> None:
        """The wording of the offer valid now; of several they are asked which, by a figure."""
        if len(self.offers) == 1:
            copy_offer(self.offers[0], self._context.bus)
            return
        menu = QMenu(anchor)
        menu.setObjectName(f"{self._name}.offers.menu")
        for place, row in enumerate(self.offers, start=1):
            chosen = menu.addAction(f"&{place}  {row.title}" if place < 10 else row.title)
            chosen.triggered.connect(lambda _checked=False, one=row: copy_offer(one, self._context.bus))
        open_below(menu, anchor)

    # Inside

    def _look(self, changes: Changes) -> None:
        if self._number and concerns(changes, _KINDS) and self._panel.isVisible():
            self._read()

    def _read(self) -> None:
        number, desk = self._number, self._context.desk
        suits, valid = _READERS[self._key]

        def look(interrupted: Any) -> tuple[str, Suits, tuple[OfferRow, ...]]:
            def stop(connection: Any) -> None:
                interrupted.stop_with(connection.interrupt)

            return number, suits(desk, number, stop), tuple(valid(desk, number, stop))

        self._context.tasks.latest(
            f"{self._key}.advice", look, receiver=self, done=self._take, failed=lambda _gone: None
        )

    def _take(self, found: tuple[str, Suits, tuple[OfferRow, ...]]) -> None:
        number, suits, valid = found
        if number == self._number and (suits, valid) != (self.suits, self.offers):
            self.suits, self.offers = suits, valid
            self._show()
            self._context.actions.refresh(self._key)

    def _show(self) -> None:
        today = self._context.desk.local_day(self._context.now())
        if self._lines is not None and isValid(self._lines):
            said = (_("Likes"), words.likes_line(self.suits.likes)), (_("Offers"), offer_words.line(self.offers, today))
            self._lines.show_lines(said)
        if self.suits.likes or self.suits.suggestions:
            self._show_suits(self._places.fresh("suits", _("What suits them")), today)
        else:
            self._places.hide("suits")
        if self.offers:
            now = OffersNow(f"{self._name}.offers", self.offers, today, self._context.bus, self._edit_offers)
            self._places.fresh("offers", _("Offers valid now")).add(now)
        else:
            self._places.hide("offers")

    def _edit_offers(self) -> None:
        self._context.actions.action("window.offers").trigger()

    def _show_suits(self, section: Section, today: date) -> None:
        facts = words.likes_facts(self.suits.likes, today)
        if any(fact[1] for fact in facts):
            likes = KeyValues(facts)
            likes.layout().setColumnMinimumWidth(0, characters(self._panel, 15))  # type: ignore[union-attr]
            section.add(likes)
        if self.suits.suggestions:
            add = self.add if self._key == "inquiries" else None
            name = f"{self._name}.suits"
            section.add(Suggestions(name, self._context, self.suits.suggestions, self.suits.from_bought, add))


def _titles() -> tuple[tuple[str, str], ...]:
    return (("suits", _("What suits them")), ("offers", _("Offers valid now")))
