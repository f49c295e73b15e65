"""Promises and tasks by the commands."""

from tests.e2e.command_line import CommandLine


def test_a_promise_from_word_to_deed(run: CommandLine) -> None:
    run.do("inquiry.create", channel="wechat", contact="buyer_a")
    asked = run.rows("inquiries")[0]["number"]
    number = run.do("task.create", text="Gift wrap", kind="promise", due_at="2026-01-02T10:00", inquiry=asked)["number"]
    run.do("task.create", text="Count the shelves", role="packing")
    assert [row["text"] for row in run.rows("tasks", "--where", "overdue=yes")] == ["Gift wrap"]
    assert [row["text"] for row in run.rows("tasks", "--sort", "due_at")] == ["Gift wrap", "Count the shelves"]
    run.do("task.update", task=number, due_at="", customer="", assignee="owner")
    shown = run("show", "task", number)
    assert (shown["due_at"], shown["inquiry"], shown["assignee"], shown["text"]) == (None, None, "owner", "Gift wrap")
    run.do("task.done", tasks=[number])
    assert run.rows("tasks", "--where", "open=yes")[0]["role"] == "packing"
    run("undo")
    assert run("show", "task", number)["status"] == "open"


def test_what_is_refused(run: CommandLine) -> None:
    run.do("task.create", text="x")
    assert run.refused("list", "tasks", "--where", "colour=red") == ("list.field", {"field": "colour"})
    assert run.do_refused("task.create", text="x", role="packing", assignee="owner")[0] == "task.for_two"
    assert run.do_refused("task.create", text="x", order="SO-1", customer="CU-1")[0] == "task.about_two"
    assert run.do_refused("task.create", text="x", due_at="soon")[0] == "form.date"
    assert run.do_refused("task.done", task="TK-1")[0] == "record.missing"
