"""Actions on promises, things to do and hand-over notes."""

from dataclasses import replace
from typing import Any

from shopdesk.domain import tasks as rules
from shopdesk.domain.changes import Outcome
from shopdesk.domain.tasks import TaskDraft
from shopdesk.services import tasks
from shopdesk.services.actions import values as read
from shopdesk.services.actions.action import Action, Field, Values
from shopdesk.services.desk import Desk
from shopdesk.services.staff import ROLES

_ROLES = tuple(role for role in ROLES if role != "owner")
_ONE = Field("task", required=True)
_SOME = Field("tasks", "numbers", required=True)
_FORM = (
    Field("text", required=True),
    Field("kind", "choice", choices=rules.KINDS),
    Field("due_at", "instant"),
    Field("assignee"),
    Field("role", "choice", choices=ROLES),
    *(Field(name) for name in rules.ABOUT),
)


def merged(values: Values, old: TaskDraft) -> TaskDraft:
    """A draft with the fields that are given; the others stay as they are. Raises UserError `form.*`.

    Naming a record moves it there, naming a person or a role takes it from the other.
    """
    given: dict[str, Any] = {}
    if "text" in values:
        given["text"] = read.text(values, "text")
    if values.get("kind"):
        given["kind"] = read.choice(values, "kind", rules.KINDS)
    if "due_at" in values:
        given["due_at"] = read.instant(values, "due_at")
    owners = {"assignee": read.text(values, "assignee") or None, "role": read.choice(values, "role", ROLES)}
    if "assignee" in values or "role" in values:
        given |= owners
    if any(name in values for name in rules.ABOUT):
        given |= {name: read.text(values, name) or None for name in rules.ABOUT}
    return replace(old, **given)


def _update(desk: Desk, values: Values) -> Outcome[Any]:
    number = read.number(values, "task")
    return tasks.update_task(desk, number, merged(values, tasks.draft_of(desk, number)))


ACTIONS: tuple[Action, ...] = (
    Action("task.create", _FORM, _ROLES, lambda desk, v: tasks.create_task(desk, merged(v, TaskDraft("")))),
    Action("task.update", (_ONE, *(replace(field, required=False) for field in _FORM)), _ROLES, _update),
    Action("task.done", (_SOME,), _ROLES, lambda desk, v: tasks.finish_tasks(desk, read.numbers(v, "tasks"))),
    Action("task.drop", (_SOME,), _ROLES, lambda desk, v: tasks.drop_tasks(desk, read.numbers(v, "tasks"))),
    Action("task.reopen", (_SOME,), _ROLES, lambda desk, v: tasks.reopen_tasks(desk, read.numbers(v, "tasks"))),
)
