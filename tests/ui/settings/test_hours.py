"""Opening hours as an owner types them: a row a weekday, days off and worked, mistakes beside their field, undo."""

import pytest
from PySide6.QtCore import Qt

from shopdesk.domain.errors import UserError
from shopdesk.services.settings import set_settings
from shopdesk.ui.settings.days_text import days_of, days_text, frames_of, frames_text
from tests.ui.settings.conftest import Stage


def put(stage: Stage, name: str, text: str) -> None:
    """Like `Stage.write`, for letters that no key makes."""
    stage.write(name, "", leave=False)
    stage.find(name).insertPlainText(text) if name.endswith("days") else stage.find(name).insert(text)
    stage.qtbot.keyClick(stage.find(name), Qt.Key.Key_Tab)
    stage.settle()


def test_hours_are_typed_and_tidied(stage: Stage) -> None:
    stage.go("hours")
    assert stage.text("settings.mon") == "09:00-21:00"
    put(stage, "settings.mon", "13：00–18：00，9-12")
    assert stage.desk.setting("week")["mon"] == [["09:00", "12:00"], ["13:00", "18:00"]]
    assert stage.text("settings.mon") == "09:00-12:00, 13:00-18:00"
    stage.write("settings.sun", "")
    assert stage.desk.setting("week")["sun"] == []
    assert stage.desk.setting("week")["tue"] == [["09:00", "21:00"]], "the other days stay"
    stage.trigger("window.undo")
    assert stage.text("settings.sun") == "09:00-21:00"
    stage.trigger("window.undo")
    assert stage.text("settings.mon") == "09:00-21:00"


def test_a_mistake_is_said_beside_its_day_and_loses_nothing(stage: Stage) -> None:
    stage.go("hours")
    for typed, said in (
        ("25:00-26:00", "“25:00” is no time of day"),
        ("18:00-09:00", "“18:00-09:00” are no opening hours"),
        ("all day", "“all day” is no time of day"),
        ("09:00-13:00, 12:00-18:00", "overlap at 12:00"),
    ):
        stage.write("settings.tue", typed)
        assert said in stage.error("tue")
        assert stage.text("settings.tue") == typed
    stage.write("settings.wed", "10:00-12:00")
    assert stage.desk.setting("week")["wed"] == [["10:00", "12:00"]]
    assert stage.desk.setting("week")["tue"] == [["09:00", "21:00"]]
    stage.write("settings.tue", "10:00-11:00")
    assert stage.error("tue") == ""


def test_a_shop_that_is_never_open_is_refused(stage: Stage) -> None:
    set_settings(stage.desk, {"week": {"mon": [["09:00", "10:00"]]}})
    stage.page.reload(None)
    stage.go("hours")
    stage.write("settings.mon", "")
    assert "never be open" in stage.error("mon")
    assert stage.desk.setting("week")["mon"] == [["09:00", "10:00"]]


def test_days_off_and_worked(stage: Stage) -> None:
    stage.go("hours")
    stage.write("settings.holidays", "2026/10/1 - 2026/10/3, 2026-12-25")
    stage.write("settings.workdays", "2026-10-10")
    assert stage.desk.setting("holidays") == ["2026-10-01", "2026-10-02", "2026-10-03", "2026-12-25"]
    assert stage.desk.setting("workdays") == ["2026-10-10"]
    assert stage.text("settings.holidays") == "2026-10-01 – 2026-10-03\n2026-12-25"
    stage.write("settings.holidays", "someday")
    assert "“someday” is no date" in stage.error("holidays")
    stage.write("settings.holidays", "2026-10-03 - 2026-10-01")
    assert "cannot be a day off" in stage.error("holidays")
    assert len(stage.desk.setting("holidays")) == 4


def test_a_notice_fills_both_lists_in_one_step(stage: Stage) -> None:
    stage.go("hours")
    put(stage, "settings.holidays", "2027年：1月1日至3日放假调休。1月10日（周日）上班。")
    assert stage.desk.setting("holidays") == ["2027-01-01", "2027-01-02", "2027-01-03"]
    assert stage.desk.setting("workdays") == ["2027-01-10"]
    assert stage.text("settings.workdays") == "2027-01-10"
    stage.trigger("window.undo")
    assert (stage.desk.setting("holidays"), stage.desk.setting("workdays")) == ([], [])


@pytest.mark.parametrize(
    ("typed", "pairs"),
    [
        ("", []),
        ("9-18", [["9:00", "18:00"]]),
        ("09:00～12:00、13:00至24:00", [["09:00", "12:00"], ["13:00", "24:00"]]),
        ("09:00 to 12:00", [["09:00", "12:00"]]),
        ("0900", [["0900", "0900"]]),
    ],
)
def test_frames(typed: str, pairs: list[list[str]]) -> None:
    assert frames_of(typed) == pairs


def test_frames_and_days_come_back_as_they_were() -> None:
    pairs = [["09:00", "12:00"], ["13:00", "24:00"]]
    assert frames_of(frames_text(pairs)) == pairs
    days = ["2026-09-30", "2026-10-01", "2026-10-02", "2026-12-25", "2027-01-01"]
    assert days_of(days_text(days)) == days
    with pytest.raises(UserError):
        days_of("2026-10-01 - 2027-10-01")
