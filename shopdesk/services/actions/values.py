"""Reading the values of an action from a JSON object: one function per kind of field, one sentence per mistake."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from shopdesk.domain import money
from shopdesk.domain.attachments import NewFile
from shopdesk.domain.errors import UserError

Values = Mapping[str, Any]


def text(values: Values, name: str, *, required: bool = False) -> str:
    """A text field, trimmed. Raises UserError `form.required`, `form.type`."""
    value = values.get(name)
    if value is None:
        value = ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise UserError("form.type", field=name, expected="text")
    if required and not value.strip():
        raise UserError("form.required", field=name)
    return value.strip()


def choice(values: Values, name: str, choices: Sequence[str], *, required: bool = False) -> str:
    """One of the codes, or empty. Raises UserError `form.choice`."""
    value = text(values, name, required=required)
    if value and value not in choices:
        raise UserError("form.choice", field=name, found=value, choices=", ".join(choices))
    return value


def integer(values: Values, name: str, default: int | None = None) -> int:
    """A whole number. Raises UserError `form.required`, `form.type`."""
    value = values.get(name)
    if value is None:
        if default is None:
            raise UserError("form.required", field=name)
        return default
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise UserError("form.type", field=name, expected="integer")
    try:
        return int(value)
    except ValueError as error:
        raise UserError("form.type", field=name, expected="integer", found=value) from error


def boolean(values: Values, name: str, default: bool = False) -> bool:
    """True or false. Raises UserError `form.type`."""
    value = values.get(name, default)
    if not isinstance(value, bool):
        raise UserError("form.type", field=name, expected="true or false")
    return value


def amount(values: Values, name: str, currency: str, default: int | None = 0) -> int | None:
    """Minor units from a string such as "178.00". Raises UserError `form.amount`, also for digits too fine."""
    value = values.get(name)
    if value is None or value == "":
        return default
    try:
        if isinstance(value, bool | float):
            raise InvalidOperation
        parsed = Decimal(str(value))
    except InvalidOperation as error:
        raise UserError("form.amount", field=name, found=value) from error
    if not parsed.is_finite() or abs(parsed) > money.MOST or not money.is_exact(parsed, currency):
        raise UserError("form.amount", field=name, found=value)
    return money.to_minor(parsed, currency)


def day(values: Values, name: str, *, required: bool = False) -> date | None:
    """A date `2026-10-03`. Raises UserError `form.date`."""
    value = text(values, name, required=required)
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError as error:
        raise UserError("form.date", field=name, found=value) from error


def instant(values: Values, name: str) -> datetime | None:
    """A moment `2026-10-03T04:05:06Z`; one without a zone is UTC. Raises UserError `form.date`."""
    value = text(values, name)
    if not value:
        return None
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError as error:
        raise UserError("form.date", field=name, found=value) from error
    return parsed.astimezone(UTC) if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def numbers(values: Values, name: str, *, required: bool = True) -> list[str]:
    """Numbers of records under `name` (a list or one), or under its singular, `number` or `numbers`."""
    for key in (name, name.removesuffix("s"), "numbers", "number"):
        value = values.get(key)
        if value:
            items = [value] if isinstance(value, str | int) else value
            if not isinstance(items, Sequence) or not all(isinstance(item, str | int) for item in items):
                raise UserError("form.type", field=key, expected="numbers")
            return [str(item) for item in items]
    if required:
        raise UserError("form.required", field=name)
    return []


def number(values: Values, name: str) -> str:
    """The number of one record under `name`, its plural, `number` or `numbers`. Raises UserError `form.required`."""
    found = numbers(values, f"{name}s", required=False)
    if not found:
        raise UserError("form.required", field=name)
    return found[0]


def texts(values: Values, name: str) -> tuple[str, ...]:
    """A list of texts; one text alone counts as a list of one. Raises UserError `form.type`."""
    value = values.get(name) or []
    items = [value] if isinstance(value, str | int) else value
    if not isinstance(items, Sequence) or not all(isinstance(item, str | int) for item in items):
        raise UserError("form.type", field=name, expected="list of texts")
    return tuple(str(item).strip() for item in items)


def objects(values: Values, name: str) -> list[Values]:
    """A list of objects. Raises UserError `form.type`."""
    value = values.get(name) or []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise UserError("form.type", field=name, expected="list of objects")
    return value


def group(values: Values, name: str) -> Values:
    """A nested object, empty when not given. Raises UserError `form.type`."""
    value = values.get(name) or {}
    if not isinstance(value, dict):
        raise UserError("form.type", field=name, expected="object")
    return value


def photos(values: Values, name: str) -> list[NewFile]:
    """What the command read from the file that a field names. Raises UserError `form.required`, `form.type`."""
    given = values.get(name)
    if given is None or given == "":
        raise UserError("form.required", field=name)
    if not isinstance(given, list) or not all(isinstance(one, NewFile) for one in given):
        raise UserError("form.type", field=name, expected="path of a picture")
    return given
