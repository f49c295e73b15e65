"""The one place where parts of the window hear of each other."""

from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QObject, Signal

EVERYTHING = "everything"


class Changes(Protocol):
    """What a service function changed (`services` has the real class)."""

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of record concerned: `{"orders", "packing_lists"}`."""
        ...


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Changes of unknown extent: another program wrote to the shop, or another shop was opened."""

    kinds: frozenset[str] = field(default_factory=lambda: frozenset({EVERYTHING}))


def concerns(changes: Changes | None, kinds: frozenset[str]) -> bool:
    """Whether a screen that shows `kinds` has to look again after `changes` (None: always)."""
    return changes is None or EVERYTHING in changes.kinds or bool(changes.kinds & kinds)


class Bus(QObject):
    """Lives on the main thread; pages connect, nobody calls another page.

    Signals:
        changed(object): a `Changes`; pages whose kinds are concerned reload.
        message(str, object): a sentence for the status bar, and the label of its undo (or None).
        busy(str): why a save is waiting ("" when it no longer does).
        selection(str): what is selected on the page in front ("3 of 1,204 selected · ¥534.00").
    """

    changed = Signal(object)
    message = Signal(str, object)
    busy = Signal(str)
    selection = Signal(str)
