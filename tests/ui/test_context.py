"""Saving through a service: changes are announced, said, and offered to be undone."""

from shopdesk.domain.changes import Changes, Outcome
from shopdesk.domain.errors import UserError
from shopdesk.ui.context import Context
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.tasks import TaskRunner
from tests.ui.list_pages import make_context


def heard_by(context: Context) -> list[tuple[str, object]]:
    """Everything the bus says, in order."""
    heard: list[tuple[str, object]] = []
    context.bus.changed.connect(lambda changes: heard.append(("changed", sorted(changes.kinds))))
    context.bus.message.connect(lambda text, undo: heard.append((text, undo)))
    return heard


def test_save(tasks: TaskRunner, preferences: Preferences) -> None:
    context = make_context(tasks, preferences)
    heard = heard_by(context)
    values: list[int] = []

    def hold(desk: object, numbers: list[str], *, until: str) -> Outcome[int]:
        assert desk is context.desk
        assert until == "2026-10-06"
        return Outcome(len(numbers), Changes({"orders": len(numbers)}, 7))

    context.save(
        hold,
        ["SO-1", "SO-2"],
        until="2026-10-06",
        said=lambda count: f"{count} held",
        undo="Hold",
        done=values.append,
    )
    assert tasks.settle()
    assert heard == [("changed", ["orders"]), ("2 held", "Hold")]
    assert values == [2]


def test_nothing_changed_offers_no_undo(tasks: TaskRunner, preferences: Preferences) -> None:
    context = make_context(tasks, preferences)
    heard = heard_by(context)
    context.save(lambda desk: Outcome(0), said="Nothing to do", undo="Hold")
    assert tasks.settle()
    assert heard == [("Nothing to do", None)]


def test_a_refusal_reaches_the_form_or_the_window(tasks: TaskRunner, preferences: Preferences) -> None:
    def refuse(desk: object) -> None:
        raise UserError("quantity.above_ordered", field="quantity")

    context = make_context(tasks, preferences)
    form: list[UserError] = []
    window: list[UserError] = []
    tasks.user_error.connect(window.append)
    context.save(refuse, failed=form.append)
    context.save(refuse)
    assert tasks.settle()
    assert [error.code for error in form] == ["quantity.above_ordered"]
    assert [error.code for error in window] == ["quantity.above_ordered"]


def test_the_others_hear_of_it_though_the_form_is_gone(tasks, preferences, qtbot) -> None:
    from PySide6.QtWidgets import QLabel

    context = make_context(tasks, preferences)
    heard = heard_by(context)
    form = QLabel()
    qtbot.addWidget(form)
    values: list[object] = []
    context.save(lambda desk: Outcome(1, Changes({"orders": 1})), receiver=form, done=values.append)
    with qtbot.waitSignal(form.destroyed):
        form.deleteLater()
    assert tasks.settle()
    assert ("changed", ["orders"]) in heard
