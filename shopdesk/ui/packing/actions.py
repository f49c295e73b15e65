"""What can be done on the packing page: words, keys and for which lists."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from shopdesk.domain import packing as rules
from shopdesk.ui.actions import UiAction
from shopdesk.words import mark

if TYPE_CHECKING:
    from shopdesk.ui.packing.page import PackingPage


def packing_actions(page: "PackingPage") -> tuple[UiAction, ...]:
    """The actions in the order of the toolbar: the way of a parcel through the shop."""
    key = page.key
    anything = page.can(lambda _row: True)

    def may(to: str) -> Callable[[], bool]:
        return page.can(lambda row: rules.may_move(row.status, to))

    return (
        UiAction(
            "packing.print", mark("Print slips…"), page.print_slips, "printer", ("Ctrl+P",), key, anything,
            primary=True, hint=mark("Print the slips of the selected lists, or save them as a PDF"),
        ),
        UiAction(
            "packing.make", mark("Make lists"), page.make_lists, "plus", ("Ctrl+N",), key,
            hint=mark("Make lists for all orders that are ready to pack"),
        ),
        UiAction(
            "packing.pick_list", mark("Pick list…"), page.print_pick_list, "sheet", ("L",), key,
            page.can(lambda row: row.status in rules.OPEN), hint=mark("What to take from which shelf for these lists"),
        ),
        UiAction(
            "packing.pick", mark("Start picking"), page.acting.pick, "inbox", ("I",), key,
            may("picking"),
        ),
        UiAction(
            "packing.pack", mark("Mark packed"), page.acting.pack, "box", ("B",), key,
            may("packed"),
        ),
        UiAction(
            "packing.ship", mark("Mark shipped…"), page.ask_ship, "truck", ("S",), key,
            may("shipped"),
        ),
        UiAction(
            "packing.track", mark("Tracking number…"), page.ask_tracking, "barcode", ("T",), key,
            page.can_track,
        ),
        UiAction(
            "packing.deliver", mark("Mark delivered…"), page.ask_deliver, "check", ("D",), key,
            may("delivered"),
        ),
        UiAction(
            "packing.take_over", mark("Take over the changes"), page.acting.take_over, "check", (), key,
            page.can(lambda row: bool(row.problems)), toolbar=False,
            hint=mark("Takes off what is no longer ordered; the slip is to be printed again with the new address"),
        ),
        UiAction(
            "packing.problem_seen", mark("Seen, go on"), page.acting.see_problems, "", (), key,
            page.can(lambda row: bool(row.problems)), toolbar=False,
            hint=mark("What changed has been looked at: the parcel may be packed and sent"),
        ),
        UiAction(
            "packing.cancel", mark("Cancel list"), page.acting.cancel, "x", (), key,
            may("cancelled"),
            hint=mark("Cancel the lists; their units wait for a parcel again"),
        ),
        UiAction(
            "packing.copy", mark("Copy rows"), page.copy_rows, "copy", (), key, anything,
            hint=mark("Copy the selected rows for a spreadsheet (Ctrl+C)"), toolbar=False,
        ),
    )  # fmt: skip
