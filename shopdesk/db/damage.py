"""What can be told of a shop from outside, before it is opened: was it closed, and what does a broken one still say."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from shopdesk.db.backup import in_use


def left_open(shop: Path) -> bool:
    """Whether whoever worked here last did not come to close the shop, and nobody has it open now.

    The last one to close folds the log into the file; only a kill or a power cut leaves it behind. To be asked
    before the shop is opened.
    """
    try:
        return Path(f"{shop}-wal").stat().st_size > 0 and not in_use(shop)
    except OSError:
        return False


def places_in(file: Path) -> list[str] | None:
    """The setting `backup_places` of a shop file or backup; None when it cannot be read."""
    # A read-only connection would make a log and its index beside the file and leave them there.
    how = "mode=ro" if Path(f"{file}-wal").exists() else "mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True)) as connection:
            row = connection.execute("SELECT value FROM setting WHERE key = 'backup_places'").fetchone()
        places = json.loads(row[0]) if row else []
    except (sqlite3.Error, ValueError, TypeError):
        return None
    return [str(place) for place in places if Path(str(place)).is_absolute()] if isinstance(places, list) else None


def holds_code(file: Path) -> bool:
    """Whether a whole database brings triggers or views: ours has none, and they would run with our next write."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        found = connection.execute("SELECT 1 FROM sqlite_master WHERE type IN ('trigger', 'view') LIMIT 1")
        return found.fetchone() is not None
