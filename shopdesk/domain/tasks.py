"""Promises, things to do and hand-over notes: their states, and what a form holds of one before it is saved."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from shopdesk.domain.errors import UserError

KINDS: Final = ("promise", "task", "hand_over")
STATUSES: Final = ("open", "done", "dropped")
ABOUT: Final = ("inquiry", "case", "order", "customer")
LONGEST_TEXT: Final = 2_000

_MOVES: Final[dict[str, frozenset[str]]] = {
    "open": frozenset({"done", "dropped"}),
    "done": frozenset({"open"}),
    "dropped": frozenset({"open"}),
}


def may_move(status: str, to: str) -> bool:
    """Whether what is in `status` may be put into `to`."""
    return to in _MOVES.get(status, frozenset())


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A promise, task or note as entered. `assignee` is a name, `role` a code; the rest are numbers of records."""

    text: str
    kind: str = "task"
    due_at: datetime | None = None
    assignee: str | None = None
    role: str = ""
    inquiry: str | None = None
    case: str | None = None
    order: str | None = None
    customer: str | None = None

    @property
    def about(self) -> tuple[tuple[str, str], ...]:
        """(kind, number) of the record it is about; a right draft has one at most."""
        return tuple((name, number) for name in ABOUT if (number := getattr(self, name)))

    def check(self) -> None:
        """Raises UserError `form.required`, `form.too_long`, `form.choice`, `task.for_two`, `task.about_two`."""
        if not self.text.strip():
            raise UserError("form.required", field="text")
        if len(self.text) > LONGEST_TEXT:
            raise UserError("form.too_long", field="text", limit=LONGEST_TEXT)
        if self.kind not in KINDS:
            raise UserError("form.choice", field="kind", found=self.kind, choices=", ".join(KINDS))
        if self.assignee and self.role:
            raise UserError("task.for_two", field="assignee", name=self.assignee, role=self.role)
        if len(self.about) > 1:
            raise UserError("task.about_two", field=self.about[1][0], numbers=", ".join(n for _kind, n in self.about))
