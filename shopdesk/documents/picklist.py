"""A pick list on paper: what to take from which shelf for several packing lists, with a box to tick."""

from dataclasses import dataclass
from datetime import date

from shopdesk.domain.picking import PickRow


@dataclass(frozen=True, slots=True)
class PickList:
    """One walk through the stock. `rows` come from `domain.picking.group_by_shelf`."""

    created: date  # local day of the shop
    rows: tuple[PickRow, ...]
    list_numbers: tuple[str, ...]
    shop_name: str = ""

    @property
    def units(self) -> int:
        """All units to take."""
        return sum(row.quantity for row in self.rows)
