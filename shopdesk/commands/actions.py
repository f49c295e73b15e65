"""`actions` and `do`."""

import json
import sys
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

from shopdesk.commands.context import Context, grid
from shopdesk.domain.errors import UserError
from shopdesk.services import actions
from shopdesk.services.listing import plain


def run_actions(context: Context) -> None:
    """Every action with its fields and roles; needs no shop."""
    told: list[dict[str, Any]] = [
        {
            "id": action.id,
            "fields": [
                {"name": item.name, "kind": item.kind, "required": item.required, "choices": list(item.choices)}
                for item in action.fields
            ],
            "roles": list(action.roles),
        }
        for action in actions.ACTIONS.values()
    ]

    def show(_value: Any) -> str:
        rows = [[item["id"], ", ".join(part["name"] for part in item["fields"])] for item in told]
        return grid(["action", "fields"], rows, widest=100)

    context.answer({"actions": told}, show)


def run_do(context: Context) -> None:
    """Runs one action with the values of a JSON object."""
    action = actions.find(context.options.action)
    values = _values(context.options.json_in)
    values |= {field.name: _photos(values[field.name]) for field in action.fields if _is_photo(field, values)}
    outcome = context.in_shop(lambda desk: action.run(desk, values))
    value = _value(outcome.value)
    answer = {"value": value, "changes": dict(outcome.changes.counts)}
    context.answer(answer, lambda told: json.dumps(told, ensure_ascii=False, indent=2))


def _is_photo(field: actions.Field, values: dict[str, Any]) -> bool:
    return field.kind == "photo" and bool(values.get(field.name))


def _photos(paths: Any) -> list[Any]:
    """Pictures read and reduced: that needs Qt's readers of pictures, but no screen."""
    from shopdesk.ui.photos import read_photos

    some = [paths] if isinstance(paths, str) else paths
    if not isinstance(some, list) or not all(isinstance(one, str) for one in some):
        raise UserError("form.type", field="photo", expected="path of a picture")
    return list(read_photos(some))


def _values(source: str | None) -> dict[str, Any]:
    if source is None:
        return {}
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8-sig")
        values = json.loads(text)
        json.dumps(values, ensure_ascii=False).encode()  # half a character, as "\\ud800" writes it, is no text
    except FileNotFoundError as error:
        raise UserError("file.missing", path=source) from error
    except (ValueError, OSError) as error:
        raise UserError("do.json", why=str(error)) from error
    if not isinstance(values, dict):
        raise UserError("do.json", why="object expected")
    return values


def _value(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        told = asdict(value)
        if "number" not in told and hasattr(value, "number"):
            told = {"number": value.number, **told}
        return plain(told)
    return plain(value)
