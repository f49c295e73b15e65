"""What was put off and what was told on this computer: kept in its preferences, so that every window of it knows."""

import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from shopdesk.domain.reminders import Reminder
from shopdesk.ui.preferences import Preferences

_FORGOTTEN_AFTER = timedelta(days=30)


class Memory:
    """Of one shop."""

    def __init__(self, preferences: Preferences, shop: Path) -> None:
        self._preferences = preferences
        shop_key = f"{zlib.crc32(str(shop.absolute()).encode(errors='replace')):08x}"
        self._later = f"reminders/{shop_key}/later"
        self._told = f"reminders/{shop_key}/told"

    def put_off(self, reminder: Reminder, until: datetime) -> None:
        """Not before then again."""
        self._put(self._later, {reminder.key: until}, datetime.now(UTC))

    def in_sight(self, reminders: list[Reminder], now: datetime) -> list[Reminder]:
        """Those that are not put off."""
        self._preferences.sync()  # another window may have put them off
        later = self._preferences.numbers(self._later)
        return [one for one in reminders if later.get(one.key, 0) <= now.timestamp()]

    def news(self, reminders: list[Reminder], now: datetime) -> list[Reminder]:
        """Those that no window has told yet; from now on they are told."""
        self._preferences.sync()
        told = self._preferences.numbers(self._told)
        later = self._preferences.numbers(self._later)
        # What was put off after it was told is news again.
        fresh = [one for one in reminders if told.get(one.key, -1) < later.get(one.key, 0)]
        if fresh:
            self._put(self._told, {one.key: now for one in fresh}, now)
        return fresh

    def _put(self, key: str, moments: dict[str, datetime], now: datetime) -> None:
        self._preferences.sync()
        oldest = (now - _FORGOTTEN_AFTER).timestamp()
        kept = {name: at for name, at in self._preferences.numbers(key).items() if at >= oldest}
        self._preferences.set(key, kept | {name: int(moment.timestamp()) for name, moment in moments.items()})
        self._preferences.sync()
