"""Remembered mappings: how tables of no known platform are read, kept under a name and known again by header."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from shopdesk.db.queries import mappings as queries
from shopdesk.db.tables import ImportMapping
from shopdesk.domain.cells import fold_name
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.services.desk import Desk
from shopdesk.services.whole_files import whole_file

LONGEST_NAME = 60
_SHOWN = 80  # characters of what is wrong that an error quotes
_MOST_BYTES = 1_000_000  # of a mapping file; a large one has ten thousand
_SHAPE = '{"columns": {"platform_order": "…"}}'


@dataclass(frozen=True, slots=True)
class KnownMapping:
    """A remembered mapping. `columns` is the header it was made for; `mapping` what `--map` takes."""

    name: str
    columns: tuple[str, ...]
    mapping: dict[str, Any]
    at: datetime

    @property
    def number(self) -> str:
        """What it is known by."""
        return self.name


def listed(desk: Desk) -> list[KnownMapping]:
    """All remembered mappings, by name."""
    with desk.shop.read() as connection:
        rows = queries.everything(connection)
    return [KnownMapping(name, tuple(columns), mapping, at) for _id, _key, name, columns, mapping, at in rows]


def for_header(desk: Desk, header: Sequence[str]) -> KnownMapping | None:
    """The mapping remembered for a header: for exactly these columns, else one whose columns are all there."""
    known = listed(desk)
    key, names = _header_key(header), frozenset(map(fold_name, header))
    exact = next((item for item in known if _header_key(item.columns) == key), None)
    if exact is not None:
        return exact
    return next((item for item in known if _checked_mapping(item.mapping).fits(names)), None)


def save_mapping(desk: Desk, name: str, header: Sequence[str], mapping: Mapping[str, Any]) -> Outcome[KnownMapping]:
    """Remembers how files with this header are read; what was remembered for the same columns is replaced.

    Raises UserError `map.*`, `zone.unknown`, `currency.unknown`, `form.*`, `mapping.name_taken`.
    """
    name = _checked_name(name)
    checked = _checked_mapping(dict(mapping))
    names = frozenset(map(fold_name, header))
    if not checked.fits(names):
        raise UserError("map.column_missing", path=name, column=checked.missing(names))
    kept = {key: value for key, value in mapping.items() if key not in ("name", "header") and value not in (None, "")}
    cells = {"name": name, "columns": list(header), "mapping": kept}
    key = _header_key(header)
    with desk.write("mapping.save") as unit:
        known = {found: (row_id, called) for row_id, found, called, *_rest in queries.everything(unit.connection)}
        if any(called == name and found != key for found, (_id, called) in known.items()):
            raise UserError("mapping.name_taken", field="name", found=name)
        if key in known:
            unit.door.set(ImportMapping, known[key][0], **cells, at=desk.now())
        else:
            unit.door.insert_one(ImportMapping, header=key, **cells, at=desk.now())
        unit.door.subject = name
        unit.commit()
    return Outcome(KnownMapping(name, tuple(header), kept, desk.now()), unit.door.changes)


def rename_mapping(desk: Desk, name: str, to: str) -> Outcome[KnownMapping]:
    """Calls a mapping something else. Raises UserError `record.missing`, `form.*`, `mapping.name_taken`."""
    to = _checked_name(to)
    with desk.write("mapping.rename") as unit:
        rows = {called: row for row in queries.everything(unit.connection) for called in (row[2],)}
        row = _row(rows, name)
        if to != name and to in rows:
            raise UserError("mapping.name_taken", field="name", found=to)
        unit.door.set(ImportMapping, row[0], name=to)
        unit.door.subject = to
        unit.commit()
    return Outcome(KnownMapping(to, tuple(row[3]), row[4], row[5]), unit.door.changes)


def delete_mapping(desk: Desk, name: str) -> Outcome[KnownMapping]:
    """Forgets a mapping: files with its header are unknown again. Raises UserError `record.missing`."""
    with desk.write("mapping.delete") as unit:
        row = _row({found[2]: found for found in queries.everything(unit.connection)}, name)
        unit.door.delete(ImportMapping, [row[0]])
        unit.door.subject = name
        unit.commit()
    return Outcome(KnownMapping(name, tuple(row[3]), row[4], row[5]), unit.door.changes)


def export_mapping(desk: Desk, name: str, path: Path | str, *, force: bool = False) -> int:
    """Writes a mapping to a JSON file that `--map` takes and another shop can learn from; returns its bytes.

    Raises UserError `record.missing`, `export.*`.
    """
    found = next((item for item in listed(desk) if item.name == name), None)
    if found is None:
        raise UserError("record.missing", number=name)
    value = {"name": found.name, **found.mapping, "header": list(found.columns)}
    data = (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
    with whole_file(Path(path), force=force) as file:
        file.write(data)
    return len(data)


def import_mapping(desk: Desk, path: Path | str) -> Outcome[KnownMapping]:
    """Remembers a mapping from a file that `export_mapping` wrote, in this shop or another.

    Raises UserError `file.missing`, `map.*`, `zone.unknown`, `currency.unknown`, `form.*`, `mapping.name_taken`.
    """
    mapping = read_mapping_file(path)
    checked = _checked_mapping(mapping)
    if not checked.header:
        raise UserError("map.no_header", path=str(path))
    return save_mapping(desk, checked.name or Path(path).stem, checked.header, mapping)


def _where(error: Exception) -> str:
    """The place at which a file is no JSON, without the words of Python."""
    if isinstance(error, json.JSONDecodeError):
        return f"{error.lineno}:{error.colno} {error.doc[error.pos : error.pos + 20]}".strip()
    if isinstance(error, UnicodeDecodeError):
        return f"0x{error.object[error.start]:02x}"
    # Nested a thousand deep is no mistake of a person's either.
    return "…" if isinstance(error, RecursionError) else str(error)[:_SHOWN]


def read_mapping_file(path: Path | str) -> dict[str, Any]:
    """The mapping in a JSON file, checked. Raises UserError `file.missing` and as `check_whole_mapping`."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise UserError("map.invalid", path=str(path), found=f"> {_MOST_BYTES:,} bytes", expected=_SHAPE)
        value = json.loads(data.decode("utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UserError("file.missing", path=str(path)) from error
    except (ValueError, OSError, RecursionError) as error:
        raise UserError("map.invalid", path=str(path), found=_where(error), expected=_SHAPE) from error
    if not isinstance(value, dict):
        raise UserError("map.invalid", path=str(path), found=type(value).__name__, expected=_SHAPE)
    _checked_mapping(value)
    return value


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise UserError("form.required", field="name")
    if len(name) > LONGEST_NAME:
        raise UserError("form.too_long", field="name", limit=LONGEST_NAME)
    return name


def _row(rows: dict[str, queries.Row], name: str) -> queries.Row:
    if name not in rows:
        raise UserError("record.missing", number=name)
    return rows[name]


# Every platform's reader, and Excel's: loaded when a mapping is used, not when the window opens.


def _header_key(header: Sequence[str]) -> str:
    from shopdesk.exchange.platforms.table_mapping import header_key

    return header_key(header)


def _checked_mapping(mapping: dict[str, Any]) -> Any:
    from shopdesk.exchange.reading import check_whole_mapping

    return check_whole_mapping(mapping)
