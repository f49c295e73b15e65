"""One action: its id, the fields it takes, who may do it, and the function that does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from shopdesk.domain.changes import Outcome
from shopdesk.services.desk import Desk

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an action. `kind`: text, integer, money, date, instant, choice, boolean, numbers, object, list,
    photo (paths of pictures, which the command reads and reduces)."""

    name: str
    kind: str = "text"
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """`run` takes a desk and the values of a JSON object; `roles` may do it (owner always may)."""

    id: str
    fields: tuple[Field, ...]
    roles: tuple[str, ...]
    run: Callable[[Desk, Values], Outcome[Any]]
