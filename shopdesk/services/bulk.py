"""One action on several records: what each record decides, in one unit of work."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from shopdesk.db.shop import Unit
from shopdesk.db.tables.base import Base
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.services.desk import Desk
from shopdesk.services.orders import Bulk

Cells = dict[str, Any]
Decide = Callable[[Cells], Cells | str]


def find(
    id_of: Callable[[Any, str], int | None], cells: Callable[[Any, Sequence[int]], Mapping[int, Cells]]
) -> Callable[[Any, Sequence[str]], dict[int, Cells]]:
    """A function from numbers to cells by id, in the order of the numbers. It raises UserError `record.missing`."""

    def found(connection: Any, numbers: Sequence[str]) -> dict[int, Cells]:
        ids: dict[int, None] = {}
        for number in numbers:
            row_id = id_of(connection, number)
            if row_id is None:
                raise UserError("record.missing", number=number)
            ids[row_id] = None
        known = cells(connection, list(ids))
        return {row_id: known[row_id] for row_id in ids}

    return found


def each(
    desk: Desk,
    action: str,
    model: type[Base],
    records: Callable[[Any], Mapping[int, Cells]],
    decide: Callable[[Unit], Decide],
    *,
    name: str = "number",
    then: Callable[[Unit, list[int]], object] | None = None,
) -> Outcome[Bulk]:
    """Sets the cells that `decide` gives for each record, or skips it for the code it gives.

    `then(unit, ids)` does in the same unit what follows from the change.

    Raises UserError `form.required` for no records, and the code of the first when it fits none of them.
    """
    with desk.write(action) as unit:
        found = records(unit.connection)
        if not found:
            raise UserError("form.required", field="numbers")
        decided = decide(unit)
        changes: dict[int, Cells] = {}
        skipped: list[tuple[str, str]] = []
        for row_id, values in found.items():
            answer = decided(values)
            if isinstance(answer, str):
                skipped.append((values[name], answer))
            else:
                changes[row_id] = answer
        if not changes:
            first = next(iter(found.values()))
            raise UserError(skipped[0][1], number=skipped[0][0], status=first["status"], action=action)
        unit.door.update(model, changes)
        if then is not None:
            then(unit, list(changes))
        done = tuple(found[row_id][name] for row_id in changes)
        unit.door.subject = done[0] if len(done) == 1 else str(len(done))
        unit.commit()
    return Outcome(Bulk(done, tuple(skipped)), unit.door.changes)
