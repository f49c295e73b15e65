"""`deadline FILE`: the example of the contract, what is refused, no shop made."""

import json
from typing import Any

import pytest

from tests.e2e.command_line import CommandLine

WEEK = {day: [["09:00", "12:00"], ["13:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
QUESTION: dict[str, Any] = {
    "calendar": {"timezone": "Asia/Shanghai", "week": WEEK},
    "policy": {"first_reply": None, "next_reply": None, "resolution": 7200},
    "events": [{"at": "2026-11-06T17:30:00+08:00", "kind": "opened"}],
    "now": "2026-11-09T01:00:00Z",
}


def ask(run: CommandLine, **changed: Any) -> Any:
    return run("deadline", run.values(QUESTION | changed))


def test_two_hours_over_a_weekend_and_with_a_pause(run: CommandLine) -> None:
    told = ask(run)
    assert set(told) == {"first_reply", "next_reply", "resolution", "escalation", "text"}
    assert told["resolution"] == {"due": "2026-11-09T02:30:00Z", "took": None, "left": 5400}
    assert told["first_reply"] == {"due": None, "took": None, "left": None}
    assert told["escalation"] == "2026-11-09T02:30:00Z"
    assert told["text"].startswith("Resolution: due Mon 9 Nov 2026, 10:30 (2 h working time")
    waited = [{"at": "2026-11-09T01:00:00Z", "kind": "waiting"}, {"at": "2026-11-09T01:35:00Z", "kind": "resumed"}]
    paused = ask(run, events=QUESTION["events"] + waited)
    assert paused["resolution"]["due"] == "2026-11-09T03:05:00Z"
    assert "paused 35 min" in paused["text"]
    assert not run.shop.exists()


def test_a_worked_weekend_and_the_end_of_a_frame(run: CommandLine) -> None:
    calendar = QUESTION["calendar"] | {"holidays": ["2026-10-01", "2026-10-02"], "workdays": ["2026-10-10"]}
    friday = [{"at": "2026-10-09T09:00:00Z", "kind": "opened"}]
    assert ask(run, calendar=calendar, events=friday)["resolution"]["due"] == "2026-10-10T02:00:00Z"
    one = {"first_reply": 3600}
    assert ask(run, calendar=calendar, events=friday, policy=one)["first_reply"]["due"] == "2026-10-10T01:00:00Z"
    stays = calendar | {"at_close": "stay"}
    assert ask(run, calendar=stays, events=friday, policy=one)["first_reply"]["due"] == "2026-10-09T10:00:00Z"


def test_the_clock_counts_where_the_file_names_no_moment(run: CommandLine) -> None:
    path = run.values({key: value for key, value in QUESTION.items() if key != "now"})
    told = run("deadline", path)
    assert told["resolution"]["left"] < 0
    assert "overdue" in told["text"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"calendar": {"timezone": "Asia/Shanghai", "week": {}}}, "hours.none"),
        ({"calendar": {"timezone": "Nowhere/Town", "week": WEEK}}, "zone.unknown"),
        ({"calendar": {"week": {"mon": [["18:00", "09:00"]]}}}, "hours.frame"),
        ({"calendar": {"week": WEEK, "at_close": "jump"}}, "form.choice"),
        ({"calendar": []}, "form.type"),
        ({"policy": {"resolution": -1}}, "deadline.limit"),
        ({"policy": {"resolution": "2 h"}}, "deadline.limit"),
        ({"policy": {"solution": 3}}, "form.choice"),
        ({"events": []}, "deadline.events"),
        ({"events": "none"}, "form.type"),
        ({"events": [*QUESTION["events"], {"at": "2026-11-05T00:00:00Z", "kind": "staff_reply"}]}, "deadline.order"),
        ({"events": [{"at": "yesterday", "kind": "opened"}]}, "form.date"),
        ({"events": [{"at": 3, "kind": "opened"}]}, "form.date"),
        ({"now": "9999-01-01T00:00:00Z"}, "form.date"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(run: CommandLine, changed: dict[str, Any], code: str) -> None:
    refused, _where = run.refused("deadline", run.values(QUESTION | changed))
    assert refused == code


def test_a_file_that_is_none_is_refused(run: CommandLine) -> None:
    assert run.refused("deadline", run.folder / "none.json")[0] == "file.missing"
    (run.folder / "values.json").write_text("{", "utf-8")
    assert run.refused("deadline", run.folder / "values.json")[0] == "do.json"
    assert run.refused("deadline", run.folder)[0] == "file.unreadable"


def test_people_read_sentences(run: CommandLine) -> None:
    code, out, _err = run.raw("deadline", run.values(QUESTION))
    assert code == 0
    assert "Resolution: due Mon 9 Nov 2026, 10:30" in out
    with pytest.raises(ValueError, match="Expecting"):
        json.loads(out)
