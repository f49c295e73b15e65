"""Cells that follow from others and from the clock: they may be reckoned anew at any time.

An action that moves them journals them like every cell, so that undo puts back what was there. What the clock, other
opening hours or another policy make of them is written without the journal, and stands in nobody's way.
"""

from collections.abc import Mapping
from typing import Final

DERIVED: Final[Mapping[str, frozenset[str]]] = {
    "aftersales_case": frozenset(
        {"policy", "first_reply_due", "next_reply_due", "resolution_due", "refund_due", "escalation_at"}
    ),
}
