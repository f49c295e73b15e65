"""The journal in words: no code, no id and no JSON reaches the screen."""

from datetime import UTC

import pytest

from shopdesk import words
from shopdesk.domain.changes import KINDS
from shopdesk.services import actions
from shopdesk.ui.journal.actions import DONE, did, named
from shopdesk.ui.journal.counting import concerned, counted
from shopdesk.ui.journal.fields import CUSTOMERS, INQUIRIES, ORDERS


def test_every_action_of_the_registry_has_a_word() -> None:
    without = [action for action in actions.ACTIONS if did(action) == action]
    assert not without


def test_every_kind_of_record_is_counted_in_its_own_word() -> None:
    assert [kind for kind in KINDS if counted(kind, 1) == "1 record"] == []
    assert counted("orders", 28010) == "28,010 orders"
    assert concerned({"lines": 4, "orders": 2, "customers": 1}.items()) == "2 orders, 1 customer"
    assert concerned({"messages": 1}.items()) == "1 message"


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (("status", "to_ship", "cancelled"), "Status: To ship → Cancelled"),
        (("hold_until", None, "2026-10-09"), "On hold until: Fri 9 Oct 2026"),
        (("total", 1000, 2500), "Total: ¥10.00 → ¥25.00"),
        (("problems", ["line_removed"], []), "Problems: The platform took a packed or sent line away → empty"),
        (("pay_on_delivery", False, True), "Pay on delivery: no → yes"),
    ],
)
def test_cells_of_an_order(cell: tuple[str, object, object], told: str) -> None:
    assert ORDERS.changes([cell], "CNY", UTC) == [told]


def test_lists_groups_and_people_are_no_json() -> None:
    cells = [("tags", ["a"], ["a", "b"]), ("preferences", {}, {"Size": "L", "Fits": ["wide"]})]
    assert CUSTOMERS.changes(cells, "", UTC) == ["Tags: a → a, b", "Preferences: Size: L, Fits: wide"]
    assert INQUIRIES.changes([("assignee", "", "owner"), ("waiting_since", None, "x")], "", UTC) == [
        "Assigned to: Owner"
    ]


def test_an_action_is_found_by_its_words_in_both_languages() -> None:
    assert "order.hold" in named("hold")
    words.use("zh_CN")
    assert "order.hold" in named("hold")
    assert "order.hold" in named(did("order.hold")[:2])
    assert set(DONE) >= set(named("order"))
