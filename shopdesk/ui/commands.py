"""Commands of the palette that are no action of the registry: tabs to go to, saved views."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """`text` is shown, `english` is searched as well; `id` remembers what was used last."""

    id: str
    text: str
    english: str
    run: Callable[[], object]
    icon: str = ""
    keys: str = ""
    hint: str = ""
