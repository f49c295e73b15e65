"""What a pick list says."""

import gettext
from datetime import date

import pytest

from shopdesk.documents.papers import PAPERS, paper_named
from shopdesk.documents.picklist import PickList
from shopdesk.documents.picklist_html import picklist_html
from shopdesk.domain.errors import UserError
from shopdesk.domain.picking import PickLine, group_by_shelf

LINES = [
    PickLine("PL-1", "A", "Mug <b>", "Blue", "X", 5, 1),
    PickLine("PL-2", "A", "Mug <b>", "Blue", "X", 3, 2),
    PickLine("PL-2", "B", "Shirt", "", "", 1, 0),
]


@pytest.mark.parametrize("paper", PAPERS)
def test_says_where_what_how_many_and_for_which_list(paper):
    pick = PickList(date(2026, 10, 3), group_by_shelf(LINES), ("PL-1", "PL-2"), "Example Shop")
    html = picklist_html(pick, words=gettext.NullTranslations(), paper=PAPERS[paper])
    assert pick.units == 9
    for said in ("9 pieces", "for 2 packing lists", "<b>X</b>", ">8<", "3 picked", "Blue", "PL-1&nbsp;×&nbsp;5", "–"):
        assert said in html
    assert "Mug &lt;b&gt;" in html
    assert html.count("☐") == 2


def test_unknown_paper_is_refused():
    with pytest.raises(UserError) as refusal:
        paper_named("letter")
    assert refusal.value.code == "slips.paper"
