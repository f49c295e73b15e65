"""The rows in memory: a few pages of 256, the longest unused dropped first."""

import logging
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from shopdesk.ui.tables.query import RowSource

PAGE: Final = 256
_PAGES_KEPT: Final = 48
_SLOW = 0.025  # seconds; a source that needs longer for a page is asked in the background

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Stands where a row cannot be shown: it is gone, or reading it failed."""

    id: int
    failed: bool


class Pages:
    """Rows by position. `rows` of a page may be shorter than the page while only its beginning is known."""

    def __init__(self, source: RowSource) -> None:
        self._source = source
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._cost = 0.0

    @property
    def is_slow(self) -> bool:
        """Whether the source took too long last time to be asked while painting."""
        return self._cost > _SLOW

    def known(self, position: int) -> Any | None:
        """The row at `position` if it is in memory."""
        number, offset = divmod(position, PAGE)
        page = self._pages.get(number)
        if page is None or offset >= len(page):
            return None
        self._pages.move_to_end(number)
        return page[offset]

    def read(self, number: int, ids: Sequence[int]) -> Sequence[Any]:
        """Ask the source for page `number`, whose ids are `ids`. Works on any thread; keeps nothing."""
        started = time.perf_counter()
        try:
            found = {row.id: row for row in self._source.rows(ids)}
        except Exception:
            _log.exception("page %d of a table could not be read", number)
            return [Unreadable(wanted, failed=True) for wanted in ids]
        finally:
            self._cost = time.perf_counter() - started
        return [found.get(wanted) or Unreadable(wanted, failed=False) for wanted in ids]

    def keep(self, number: int, rows: Sequence[Any]) -> None:
        """Put a page into memory."""
        self._pages[number] = rows
        self._pages.move_to_end(number)
        while len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)

    def forget(self) -> None:
        """Drop everything; the rows may have changed."""
        self._pages.clear()

    def __len__(self) -> int:
        return len(self._pages)
