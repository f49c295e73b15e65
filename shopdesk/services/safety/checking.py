"""Check data: what contradicts itself in a shop, and putting right what can be derived."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shopdesk.db import backup as files
from shopdesk.db import search
from shopdesk.db.queries import health
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Order
from shopdesk.domain.errors import UserError
from shopdesk.services.desk import Desk
from shopdesk.services.safety import backups as backup_service

_STEPS_BETWEEN_LOOKS = 20_000
NAMES = ("integrity", "foreign_keys", "search", "stock_ledger", "order_totals", "refunds", "backups")

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Check:
    """One check: how many places it found wrong, and how many of them were put right."""

    name: str
    found: int
    repaired: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """All checks. `ok`: nothing wrong is left."""

    checks: tuple[Check, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing wrong is left."""
        return all(check.repaired >= check.found for check in self.checks)

    def as_json(self) -> dict[str, Any]:
        """As the command `check` answers."""
        told = [{"name": item.name, "found": item.found, "repaired": item.repaired} for item in self.checks]
        return {"ok": self.ok, "checks": told}


def check(desk: Desk, *, repair: bool = False, backups: bool = True, report: Report = lambda _d, _a: None) -> Checked:
    """Runs every check; with `repair` a backup is made first and what can be derived is put right.

    Repaired: search index, stock ledger, amounts of orders entered here, refunded amounts, and indexes. Rows that
    refer to what is gone, and a file that is damaged itself, need a backup to be restored. `report` hears checks
    done and in all, and may raise Cancelled. Raises UserError `backup.*`, `shop.*`.
    """
    found = _look(desk, backups, report)
    if not repair or not any(found.values()):
        return Checked(tuple(Check(name, count) for name, count in found.items()))
    if not found["integrity"]:
        backup_service.back_up(desk)
    with desk.write("check.repair", undoable=False) as unit:
        _repair(unit, found)
        unit.commit()
    left = _look(desk, backups, lambda _done, _all: None)
    return Checked(tuple(Check(name, count, max(0, count - left[name])) for name, count in found.items()))


def repair_rescued(desk: Desk) -> None:
    """Puts right in a rescued shop what can be derived; nothing of it can be undone."""
    with desk.shop.read() as connection:
        search_off = health.unsearchable(connection)
    with desk.write("shop.rescue", undoable=False) as unit:
        _repair(unit, {"integrity": 0, "search": search_off})
        unit.commit()


def is_whole(desk: Desk, stop: Callable[[], bool]) -> bool:
    """SQLite's quick look at the whole file, after an end that nobody wanted; `stop()` true ends it early.

    Raises UserError `shop.*`.
    """

    held: list[Any] = []

    def hold(connection: Any) -> None:
        held.append(connection)
        connection.set_progress_handler(lambda: int(stop()), _STEPS_BETWEEN_LOOKS)

    try:
        with desk.shop.read(hold) as connection:
            try:
                return health.quick(connection)
            finally:
                held[0].set_progress_handler(None, 0)
    except UserError as error:
        if error.code == "shop.damaged":
            return False
        raise


def _look(desk: Desk, backups: bool, report: Report) -> dict[str, int]:
    with desk.shop.read() as connection:
        looks: dict[str, Callable[[], int]] = {
            "integrity": lambda: len(health.integrity(connection)),
            "foreign_keys": lambda: len(health.foreign_keys(connection)),
            "search": lambda: health.unsearchable(connection),
            "stock_ledger": lambda: len(health.stock_off(connection)),
            "order_totals": lambda: len(health.totals_off(connection)),
            "refunds": lambda: len(health.refunds_off(connection)),
            "backups": lambda: _backups(desk) if backups else 0,
        }
        found: dict[str, int] = {}
        for place, (name, look) in enumerate(looks.items()):
            report(place, len(looks))
            found[name] = look() if not found.get("integrity") or name == "backups" else 0
        report(len(looks), len(looks))
    return found


def _backups(desk: Desk) -> int:
    """Backups that cannot be read, among the newest of each place."""
    newest = [next(iter(files.listed(place)), None) for place in backup_service.places(desk)]
    return sum(1 for backup in newest if backup is not None and files.verify(backup.path))


def _repair(unit: Unit, found: dict[str, int]) -> None:
    connection, door = unit.connection, unit.door
    if found["integrity"]:
        connection.exec_driver_sql("REINDEX")
        if health.integrity(connection):
            raise UserError("shop.damaged", path=str(connection.engine.url.database))
    door.update(Order, health.totals_off(connection))
    door.update(Order, {row: {"refunded": paid} for row, paid in health.refunds_off(connection).items()})
    door.post_stock(health.stock_off(connection))
    if found["search"]:
        search.rebuild(connection)
