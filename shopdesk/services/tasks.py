"""Promises to customers, things to do, notes for the next shift: written down, kept, dropped, taken up again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from shopdesk.db.door import encode
from shopdesk.db.queries import lists
from shopdesk.db.queries import tasks as queries
from shopdesk.db.queries.tasks import TaskRow as TaskRow
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Task
from shopdesk.domain import tasks as rules
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.domain.tasks import TaskDraft
from shopdesk.services import bulk
from shopdesk.services.desk import Desk
from shopdesk.services.numbered import Numbered
from shopdesk.services.orders import Bulk
from shopdesk.services.staff import ROLES, assignee_id

_found = bulk.find(queries.id_of, queries.cells)
_SAME = ("text", "kind", "due_at", "assignee", "role", *rules.ABOUT)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is open, and how much of it is due by now: promises, and everything (promises included)."""

    promises: int = 0
    promises_due: int = 0
    all: int = 0
    all_due: int = 0


def ids(desk: Desk, query: ListQuery, limit: int | None = None, interruptible: Any = None) -> Sequence[int]:
    """Ids of the tasks asked for, in order. `overdue=yes|no` means by now."""
    query = replace(query, filters=tuple(with_now(desk, query.filters)))
    with desk.shop.read(interruptible) as connection:
        return lists.ids(connection, queries.SPEC, query, limit)


def with_now(desk: Desk, filters: Sequence[Filter]) -> list[Filter]:
    """Filters with `overdue=yes|no` turned into the instant that the list compares with."""
    out = []
    for item in filters:
        if item.field == "overdue" and item.values in (("yes",), ("no",)):
            negated = (item.operator == "!=") != (item.values == ("no",))
            item = Filter("overdue", "!=" if negated else "=", (encode(desk.now()),))
        out.append(item)
    return out


def rows(desk: Desk, task_ids: Sequence[int]) -> list[TaskRow]:
    """Table rows by id."""
    with desk.shop.read() as connection:
        return queries.rows(connection, task_ids)


def open_about(desk: Desk, kind: str, number: str) -> list[TaskRow]:
    """What is open about an inquiry, case, order or customer and what belongs to it, the earliest first."""
    with desk.shop.read() as connection:
        return queries.open_about(connection, kind, number)


def counts(desk: Desk) -> Counts:
    """How much is open and due."""
    with desk.shop.read() as connection:
        found = queries.counts(connection, encode(desk.now()))
    promises, promises_due = found.get("promise", (0, 0))
    return Counts(promises, promises_due, sum(n for n, _due in found.values()), sum(due for _n, due in found.values()))


def draft_of(desk: Desk, number: str) -> TaskDraft:
    """A task as a form takes it. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        (values,) = _found(connection, [number]).values()
    return TaskDraft(**{name: values[name] for name in _SAME})


def create_task(desk: Desk, draft: TaskDraft) -> Outcome[Numbered]:
    """Writes down a promise, a task or a note. Raises UserError `form.*`, `task.*`, `record.missing`, `staff.unknown`.

    A moment that is over is taken: what should have been done yesterday is to be done all the more.
    """
    _check(draft)
    now = desk.now()
    with desk.write("task.create") as unit:
        number = unit.door.number("TK", desk.year())
        unit.door.insert_one(
            Task,
            number=number,
            status="open",
            created_at=now,
            local_day=desk.local_day(now),
            staff=desk.staff,
            **_cells(desk, unit, draft),
        )
        unit.door.subject = _subject(draft, number)
        unit.commit()
    return Outcome(Numbered(number), unit.door.changes)


def update_task(desk: Desk, number: str, draft: TaskDraft) -> Outcome[Numbered]:
    """Saves an edited task. Raises UserError `form.*`, `task.*`, `record.missing`, `staff.unknown`."""
    _check(draft)
    with desk.write("task.update") as unit:
        ((task_id, _values),) = _found(unit.connection, [number]).items()
        unit.door.set(Task, task_id, **_cells(desk, unit, draft))
        unit.door.subject = _subject(draft, number)
        unit.commit()
    return Outcome(Numbered(number), unit.door.changes)


def finish_tasks(desk: Desk, numbers: Sequence[str]) -> Outcome[Bulk]:
    """Promises kept, things done. Raises UserError `move.not_allowed` where none is open."""
    return _move(desk, "task.done", numbers, "done")


def drop_tasks(desk: Desk, numbers: Sequence[str]) -> Outcome[Bulk]:
    """They need not be done any more. Raises UserError `move.not_allowed` where none is open."""
    return _move(desk, "task.drop", numbers, "dropped")


def reopen_tasks(desk: Desk, numbers: Sequence[str]) -> Outcome[Bulk]:
    """They are to be done after all. Raises UserError `move.not_allowed` where all are open."""
    return _move(desk, "task.reopen", numbers, "open")


# -- inside --------------------------------------------------------------------------------------------------------


def _move(desk: Desk, action: str, numbers: Sequence[str], to: str) -> Outcome[Bulk]:
    closed_at = None if to == "open" else desk.now()

    def move(values: dict[str, Any]) -> dict[str, Any] | str:
        return {"status": to, "closed_at": closed_at} if rules.may_move(values["status"], to) else "move.not_allowed"

    return bulk.each(desk, action, Task, lambda c: _found(c, numbers), lambda _unit: move)


def _check(draft: TaskDraft) -> None:
    draft.check()
    if draft.role and draft.role not in ROLES:
        raise UserError("form.choice", field="role", found=draft.role, choices=", ".join(ROLES))


def _cells(desk: Desk, unit: Unit, draft: TaskDraft) -> dict[str, Any]:
    owners: dict[str, int | None] = dict.fromkeys((f"{name}_id" for name in rules.ABOUT), None)
    for name, number in draft.about:
        owners[f"{name}_id"] = queries.record_id(unit.connection, name, number)
        if owners[f"{name}_id"] is None:
            raise UserError("record.missing", field=name, number=number)
    return {
        "text": draft.text.strip().replace("\0", ""),
        "kind": draft.kind,
        "due_at": draft.due_at,
        "role": draft.role,
        "assignee_id": assignee_id(desk, unit, draft.assignee),
        **owners,
    }


def _subject(draft: TaskDraft, number: str) -> str:
    """What the history says it was about: the record, where there is one."""
    return draft.about[0][1] if draft.about else number
