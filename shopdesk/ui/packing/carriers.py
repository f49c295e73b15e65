"""Carriers to choose from: those this shop sends with first, its own, then the common ones. Any other may be typed."""

from typing import Any

from shopdesk.services import packing
from shopdesk.ui import carrier_names
from shopdesk.ui.widgets.typed_choice import TypedChoice
from shopdesk.words import _


class CarrierBox(TypedChoice):
    """A carrier chosen or typed."""

    def __init__(self, name: str, desk: Any) -> None:
        super().__init__(name, _("Carrier"), hint=_("Carrier"))
        self._desk = desk

    def offer_known(self, chosen: str | None = None) -> None:
        """Fill the list again; `chosen` stands in the field (None: the carrier used most)."""
        used = packing.carriers(self._desk)
        names = carrier_names.offered(self._desk, used)
        self.offer((name, name) for name in names)
        self.set_value(chosen if chosen is not None else next((name for name in used if name in names), ""))
