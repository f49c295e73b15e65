"""Several services' work as one action: one transaction, one journal entry, one undo step."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shopdesk.db.shop import Unit
from shopdesk.domain.changes import Changes
from shopdesk.services.desk import Desk


@dataclass
class Joined(Desk):
    """A desk whose units of work are all the same one; what services do at it is kept together or not at all."""

    unit: Unit | None = None

    @contextmanager
    def write(self, action: str, *, undoable: bool = True, attach: dict[str, Path] | None = None) -> Iterator[Unit]:
        """The one unit, under the name that it was begun with."""
        assert self.unit is not None
        assert attach is None, action
        yield self.unit

    @property
    def changes(self) -> Changes:
        """What was changed, when all is done."""
        assert self.unit is not None
        return self.unit.door.changes


@contextmanager
def as_one(desk: Desk, action: str) -> Iterator[Joined]:
    """Everything that services write at the desk given is the one `action`. An error takes all of it back."""
    with desk.write(action) as unit:
        yield Joined(desk.shop, desk.staff, desk.clock, desk._settings, unit)
        unit.commit()
