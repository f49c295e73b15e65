"""What was typed and not saved: kept on this computer, per shop, so that neither Esc nor a power cut loses it.

One small file for each form, written beside and renamed on a thread of its own: a slow disk never holds the keys up.
"""

import hashlib
import json
import logging
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from shopdesk.paths import data_dir

_LARGEST = 2_000_000  # bytes; what is larger was not written by us
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Draft:
    """One kept form or message: the page it belongs to, the name it has there, and what stood in it."""

    page: str
    name: str
    at: datetime
    value: Any


class Drafts:
    """All drafts of one shop. Used on the main thread; only writing happens elsewhere."""

    def __init__(self, shop: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._folder = data_dir() / "drafts" / hashlib.sha256(str(shop.absolute()).encode()).hexdigest()[:16]
        self._now = now
        self._known: dict[tuple[str, str], Any] = {}
        self._pending: dict[Path, str | None] = {}
        self._change = threading.Condition()
        self._writer: threading.Thread | None = None
        self._writing = False

    def of(self, page: str) -> "Kept":
        """The drafts of one page."""
        return Kept(self, page)

    def get(self, page: str, name: str) -> Any:
        """What was kept, None when nothing was or when it cannot be read."""
        if (page, name) in self._known:
            return self._known[page, name]
        found = _read(self._file(page, name))
        return found.value if found is not None else None

    def put(self, page: str, name: str, value: Any) -> None:
        """Keep `value`; None or an empty one forgets it."""
        value = value or None
        if value is None and self.get(page, name) is None:
            return
        self._known[page, name] = value
        at = self._now().astimezone(UTC).isoformat(timespec="seconds")
        told = {"page": page, "name": name, "at": at, "value": value}
        self._write(self._file(page, name), None if value is None else json.dumps(told, ensure_ascii=False))

    def all(self) -> list[Draft]:
        """Everything that is kept, the newest first."""
        try:
            files = list(self._folder.glob("*.json"))
        except OSError:
            return []
        found = [draft for draft in map(_read, files) if draft is not None]
        return sorted(found, key=lambda draft: draft.at, reverse=True)

    def flush(self) -> None:
        """Wait until everything is on the disk (closing)."""
        with self._change:
            self._change.wait_for(lambda: not self._pending and not self._writing, timeout=5)

    # Inside

    def _file(self, page: str, name: str) -> Path:
        return self._folder / f"{hashlib.sha256(f'{page}/{name}'.encode()).hexdigest()[:24]}.json"

    def _write(self, path: Path, text: str | None) -> None:
        with self._change:
            self._pending[path] = text
            if self._writer is None:
                self._writer = threading.Thread(target=self._work, name="shopdesk-drafts", daemon=True)
                self._writer.start()
            self._change.notify_all()

    def _work(self) -> None:
        while True:
            with self._change:
                if not self._pending:
                    self._writer = None  # the next draft starts another
                    return
                path, text = self._pending.popitem()
                self._writing = True
            try:
                _store(path, text)
            except OSError:  # a full disk must not end the typing
                _log.warning("a draft could not be kept", exc_info=True)
            finally:
                with self._change:
                    self._writing = False
                    self._change.notify_all()


class Kept:
    """The drafts of one page by name; values are plain JSON."""

    def __init__(self, drafts: Drafts, page: str) -> None:
        self._drafts = drafts
        self._page = page

    def get(self, name: str) -> Any:
        """What was kept under `name`, None when nothing was."""
        return self._drafts.get(self._page, name)

    def put(self, name: str, value: Any) -> None:
        """Keep `value`; None or an empty one forgets it."""
        self._drafts.put(self._page, name, value)


def draft_name(kind: str, begun_with: str) -> str:
    """The name of a new record's draft that began filled in: another message begins another draft."""
    return f"{kind}/~{hashlib.sha256(begun_with.encode(errors='replace')).hexdigest()[:12]}"


def _store(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _read(path: Path) -> Draft | None:
    """A draft; None for a file that is none, is damaged, or is gone."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        told = json.loads(path.read_text("utf-8"))
        at = datetime.fromisoformat(told["at"])
        if at.tzinfo is None or not told["value"]:
            return None
        return Draft(str(told["page"]), str(told["name"]), at, told["value"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
