"""The desk a person works at: an open shop, who works, and the clock. Every service takes it first."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from shopdesk.db.queries import shop as shop_queries
from shopdesk.db.shop import Shop, Unit, new_shop, open_shop
from shopdesk.domain.errors import UserError

DEFAULT_STAFF = "owner"

T = TypeVar("T")


def system_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def clock_at(text: str | None) -> Callable[[], datetime]:
    """A clock that stands at an ISO moment (`--now`), UTC when it names no zone; None: the system's.

    Raises UserError `form.date`.
    """
    if not text:
        return system_clock
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UserError("form.date", field="now", found=text) from error
    fixed = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return lambda: fixed


@dataclass
class Desk:
    """An open shop with who works at it. Safe to use from several threads."""

    shop: Shop
    staff: str = DEFAULT_STAFF
    clock: Callable[[], datetime] = system_clock
    _settings: dict[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """The shop's file."""
        return self.shop.path

    def now(self) -> datetime:
        """This moment, UTC, whole seconds."""
        return self.clock().astimezone(UTC).replace(microsecond=0)

    def setting(self, key: str) -> Any:
        """A setting of the shop, or its default."""
        if not self._settings:
            self.reload_settings()
        return self._settings[key]

    def reload_settings(self) -> None:
        """Reads the settings again, after they were changed here or elsewhere."""
        with self.shop.read() as connection:
            self._settings = shop_queries.settings(connection)

    @property
    def shop_name(self) -> str:
        """The shop's name as its owner wrote it."""
        return str(self.setting("name"))

    @property
    def zone(self) -> ZoneInfo:
        """The shop's time zone."""
        return ZoneInfo(str(self.setting("zone")))

    @property
    def currency(self) -> str:
        """The shop's own currency, used where a file names none."""
        return str(self.setting("currency"))

    def local_day(self, instant: datetime) -> date:
        """The day of an instant in the shop's zone."""
        return instant.astimezone(self.zone).date()

    def instant_of(self, day: date) -> datetime:
        """Noon of a day in the shop's zone, for events of which only the day is known."""
        return datetime.combine(day, time(12), self.zone).astimezone(UTC)

    def year(self) -> int:
        """The year that new numbers carry."""
        return self.local_day(self.now()).year

    @contextmanager
    def write(self, action: str, *, undoable: bool = True, attach: dict[str, Path] | None = None) -> Iterator[Unit]:
        """A unit of work in this person's name, now."""
        with self.shop.write(action, staff=self.staff, at=self.now(), undoable=undoable, attach=attach) as unit:
            yield unit

    def tell_waiting(self, listener: Callable[[bool], object]) -> None:
        """Who hears, on the thread that writes, that a write waits for another program (True) and no longer does."""
        self.shop.waiting = listener

    def data_version(self) -> int:
        """Changes when another window or command has written to the shop."""
        return self.shop.data_version()

    def close(self) -> None:
        """Closes the shop."""
        self.shop.close()


def open_desk(
    path: Path, *, staff: str = DEFAULT_STAFF, clock: Callable[[], datetime] = system_clock, create: bool = False
) -> Desk:
    """Opens a shop to work at. Raises UserError `shop.*`."""
    return Desk(open_shop(path, create=create), staff, clock)


def in_shop(
    path: Path,
    work: Callable[[Desk], T],
    *,
    staff: str = DEFAULT_STAFF,
    clock: Callable[[], datetime] = system_clock,
) -> T:
    """Does something in a shop, in a new one where there is none.

    The new shop appears when the work has ended well, with all of it; refused or interrupted, none
    appears. Where somebody else made one meanwhile, the work is done there. Raises UserError `shop.*`.
    """
    if not path.exists():
        with new_shop(path) as (shop, place):
            value = work(Desk(shop, staff, clock))
            if place():
                return value
    desk = open_desk(path, staff=staff, clock=clock, create=True)
    try:
        return work(desk)
    finally:
        desk.close()
