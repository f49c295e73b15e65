"""The deadlines of cases, kept beside them: reckoned anew in the same unit of work as whatever moved them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from shopdesk.db.queries import deadlines as queries
from shopdesk.db.queries.deadlines import CaseFacts
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Case, CaseEvent
from shopdesk.domain import aftersales as rules
from shopdesk.domain import deadlines
from shopdesk.domain.changes import Changes
from shopdesk.domain.deadlines import Clock, Deadlines, Event
from shopdesk.domain.policies import About, DeadlinePolicy, policy_for
from shopdesk.domain.working_hours import WorkingHours
from shopdesk.services import policies
from shopdesk.services.desk import Desk
from shopdesk.services.working_hours import hours_of

_PART = 500


def follow(desk: Desk, unit: Unit, case_ids: Iterable[int]) -> None:
    """Writes down the statuses that cases came into, and reckons their deadlines anew."""
    now = desk.now()
    hours, ranked = hours_of(desk), policies.of(unit.connection)
    found = queries.facts(unit.connection, list(case_ids))
    new = [one for one in found if (one.statuses[-1][1] if one.statuses else "") != one.status]
    unit.door.insert(
        CaseEvent, [{"case_id": one.id, "at": now, "status": one.status, "staff": desk.staff} for one in new]
    )
    moved = {one.id for one in new}
    seen = [replace(one, statuses=(*one.statuses, (now, one.status))) if one.id in moved else one for one in found]
    unit.door.update(Case, changed(hours, ranked, seen, now))


def changed(
    hours: WorkingHours, ranked: Sequence[DeadlinePolicy], found: Iterable[CaseFacts], now: datetime
) -> dict[int, dict[str, Any]]:
    """The cells of deadlines that are no longer what they were, by case."""
    out: dict[int, dict[str, Any]] = {}
    for facts in found:
        cells = _cells(hours, policy_for(ranked, _about(facts)), facts, now)
        if cells != facts.cells:
            out[facts.id] = cells
    return out


def recompute(desk: Desk, report: Callable[[int, int], object] | None = None) -> Changes:
    """Reckons the deadlines of every open case, after policies or opening hours changed; one action for all.

    `report(done, total)` is told after each part. What it changes is what the clock did: nobody undoes it.
    """
    with desk.write("case.deadlines", undoable=False) as unit:
        ids = queries.open_ids(unit.connection)
        now, hours, ranked = desk.now(), hours_of(desk), policies.of(unit.connection)
        for start in range(0, len(ids), _PART):
            part = queries.facts(unit.connection, ids[start : start + _PART])
            unit.door.derive(Case, changed(hours, ranked, part, now))
            if report is not None:
                report(min(start + _PART, len(ids)), len(ids))
        unit.door.subject = str(len(ids))
        unit.commit()
    return unit.door.changes


def of_case(desk: Desk, case_id: int) -> tuple[Deadlines, Clock, DeadlinePolicy] | None:
    """The clocks of one case as they stand now, the one of its refund, and the policy; None when it is gone."""
    with desk.shop.read() as connection:
        found = queries.facts(connection, [case_id])
        if not found:
            return None
        policy = policy_for(policies.of(connection), _about(found[0]))
    hours, now = hours_of(desk), desk.now()
    return (
        deadlines.evaluate(hours, policy.clocks, events_of(found[0]), now),
        _refund(hours, policy, found[0], now),
        policy,
    )


def events_of(facts: CaseFacts) -> list[Event]:
    """What happened to a case, as the clocks count it; a case from before statuses were written down has fewer."""
    out = [(facts.opened_at, 0, "opened")]
    before = "open"
    for at, status in facts.statuses or _known_end(facts):
        out += [(max(at, facts.opened_at), 1, kind) for kind in _kinds(before, status)]
        before = status
    for number, (at, direction) in enumerate(facts.messages):
        # The message that a case was opened with is its opening.
        if number or direction == "out" or at > facts.opened_at:
            kind = "staff_reply" if direction == "out" else "customer_message"
            out.append((max(at, facts.opened_at), 2, kind))
    return [Event(at, kind) for at, _rank, kind in sorted(out, key=lambda one: one[:2])]


def _kinds(before: str, status: str) -> list[str]:
    kinds = []
    if before in rules.WAITING and status not in rules.WAITING:
        kinds.append("resumed")
    if status in rules.WAITING and before not in rules.WAITING:
        kinds.append("waiting")
    if rules.ends(status) and not rules.ends(before):
        kinds.append("resolved")
    if not rules.ends(status) and rules.ends(before):
        kinds.append("reopened")
    return kinds


def _known_end(facts: CaseFacts) -> tuple[tuple[datetime, str], ...]:
    if rules.ends(facts.status) and facts.resolved_at is not None:
        return ((facts.resolved_at, facts.status),)
    return ()


def _about(facts: CaseFacts) -> About:
    return About(facts.kind, facts.priority, facts.level, facts.platform)


def _cells(hours: WorkingHours, policy: DeadlinePolicy, facts: CaseFacts, now: datetime) -> dict[str, Any]:
    clocks = deadlines.evaluate(hours, policy.clocks, events_of(facts), now)
    due = {
        f"{name}_due": None if clock.met is not None else clock.due
        for name, clock in (
            ("first_reply", clocks.first_reply), ("next_reply", clocks.next_reply), ("resolution", clocks.resolution),
            ("refund", _refund(hours, policy, facts, now)),
        )
    }  # fmt: skip
    if rules.ends(facts.status):
        due = dict.fromkeys(due)
    earliest = min((at for at in due.values() if at is not None), default=None)
    return {"policy": policy.name, **due, "escalation_at": earliest}


def _refund(hours: WorkingHours, policy: DeadlinePolicy, facts: CaseFacts, now: datetime) -> Clock:
    """Runs from the opening, or from when the goods came in where they have to, until what was agreed is paid."""
    start = facts.received_at if facts.kind in rules.RETURNING else facts.opened_at
    if policy.refund is None or not facts.wanted or start is None:
        return Clock(limit=policy.refund)
    met = facts.refunded_at if facts.refunded >= facts.wanted else None
    pauses = [(one.start, one.end) for one in deadlines.pauses_of(events_of(facts))]
    passed = hours.seconds(start, met or now, pauses)
    due = hours.after(start, policy.refund, pauses)
    took = passed if met is not None else None
    return Clock(start, met, policy.refund, due, took, policy.refund - passed)
