"""Whatever is packed, sent, cancelled and taken back in whatever order: never more leaves than was ordered."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from shopdesk.domain.errors import UserError
from shopdesk.domain.packing import OPEN
from shopdesk.services import history, packing
from tests.services.packing_shop import list_story, waiting_order
from tests.services.small_shop import open_shop, order_story, query

_ORDERED = ((5, 2), (3,))
_LINES = [(order, line) for order, quantities in enumerate(_ORDERED) for line in range(len(quantities))]


class PackingDesk(RuleBasedStateMachine):
    """Random work at the packing desk on two orders of one buyer."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.desk, _clock = open_shop(Path(self._folder.name))
        self.orders = [waiting_order(self.desk, *quantities) for quantities in _ORDERED]
        self.steps = 0  # that may be undone; the orders themselves may not

    def teardown(self) -> None:
        self.desk.close()
        self._folder.cleanup()

    def _lists(self) -> list[str]:
        return [row.number for row in packing.rows(self.desk, packing.ids(self.desk, query()))]

    def _try(self, function, *arguments, **named) -> None:
        try:
            outcome = function(self.desk, *arguments, **named)
        except UserError:
            return
        self.steps += bool(outcome.changes)

    def _list(self, place: int) -> str | None:
        lists = self._lists()
        return lists[place % len(lists)] if lists else None

    @rule(where=st.sampled_from(_LINES), quantity=st.integers(0, 6))
    def make_a_part(self, where, quantity):
        line = order_story(self.desk, self.orders[where[0]]).lines[where[1]]
        self._try(packing.make_lists, [self.orders[where[0]]], {line.id: quantity})

    @rule(together=st.booleans())
    def make_the_rest(self, together):
        self._try(packing.make_lists, self.orders, together=together)

    @rule(place=st.integers(0, 9), where=st.sampled_from(_LINES), quantity=st.integers(0, 6))
    def change(self, place, where, quantity):
        number = self._list(place)
        if number:
            line = order_story(self.desk, self.orders[where[0]]).lines[where[1]]
            self._try(packing.update_quantities, number, {line.id: quantity})

    @rule(place=st.integers(0, 9), what=st.sampled_from(["ship_lists", "cancel_lists", "mark_packed", "deliver_lists"]))
    def move(self, place, what):
        number = self._list(place)
        if number:
            self._try(getattr(packing, what), [number])

    @rule(order=st.sampled_from([0, 1]))
    def ship_order(self, order):
        self._try(packing.ship_orders, [self.orders[order]])

    @rule()
    def undo(self):
        if self.steps:
            history.undo(self.desk)
            self.steps -= 1

    @invariant()
    def nothing_is_sent_or_listed_twice(self):
        lists = [list_story(self.desk, number) for number in self._lists()]
        for number, ordered in zip(self.orders, _ORDERED, strict=True):
            story = order_story(self.desk, number)
            for line, quantity in zip(story.lines, ordered, strict=True):
                sent = self._units(lists, line.id, ("shipped", "delivered"))
                listed = self._units(lists, line.id, OPEN)
                assert (line.shipped, line.listed) == (sent, listed)
                assert sent + listed + line.remaining == quantity
            sent = sum(line.shipped for line in story.lines)
            expected = "none" if not sent else "full" if sent == sum(ordered) else "partial"
            assert story.values["delivery"] in ((expected, "delivered") if expected == "full" else (expected,))
            assert (story.values["status"] == "to_ship") == (expected != "full")

    @staticmethod
    def _units(lists, line_id, statuses):
        return sum(
            line.quantity
            for story in lists
            if story.values["status"] in statuses
            for line in story.lines
            if line.id == line_id
        )


TestPackingDesk = PackingDesk.TestCase
TestPackingDesk.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
