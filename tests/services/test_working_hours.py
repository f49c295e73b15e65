"""Opening hours as settings: checked, tidied, undone in one step, read as the rules take them."""

from datetime import UTC, date, datetime

import pytest

from shopdesk.domain.errors import UserError
from shopdesk.services import history
from shopdesk.services.settings import set_settings, settings
from shopdesk.services.working_hours import hours_of
from tests.services.small_shop import dump

MONDAY_NINE = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai


def test_a_new_shop_is_open_from_nine_to_nine_in_its_own_zone(desk):
    hours = hours_of(desk)
    assert hours.is_open(MONDAY_NINE)
    assert not hours.is_open(MONDAY_NINE.replace(hour=0, minute=59))
    assert hours.next_opening(datetime(2026, 10, 4, 14, 0, tzinfo=UTC)) == MONDAY_NINE
    set_settings(desk, {"zone": "Europe/Berlin"})
    assert not hours_of(desk).is_open(MONDAY_NINE), "three in the morning in Berlin"


def test_hours_are_tidied_and_undone_in_one_step(desk):
    before = dump(desk)
    set_settings(
        desk,
        {
            "week": {"sat": [], "mon": [["13:00", "24:00"], ["9:30", "12:00"]]},
            "holidays": ["2026-10-02", "2026-10-01", "2026-10-02"],
            "workdays": ["2026-10-10"],
        },
    )
    kept = settings(desk)
    assert kept["week"]["mon"] == [["09:30", "12:00"], ["13:00", "24:00"]]
    assert kept["week"]["sun"] == []
    assert list(kept["week"]) == ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    assert kept["holidays"] == ["2026-10-01", "2026-10-02"]
    hours = hours_of(desk)
    assert hours.of_day(date(2026, 10, 5)) == ((570, 720), (780, 1440))
    assert hours.of_day(date(2026, 10, 10)) == hours.of_day(date(2026, 10, 5)), "a Saturday worked in place of another"
    history.undo(desk)
    assert dump(desk) == before
    assert hours_of(desk).is_open(MONDAY_NINE)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"week": {}}, "hours.none"),
        ({"week": {"mon": [], "tue": []}}, "hours.none"),
        ({"week": "9-5"}, "form.type"),
        ({"week": {"monday": [["09:00", "18:00"]]}}, "form.choice"),
        ({"week": {"mon": [["18:00", "09:00"]]}}, "hours.frame"),
        ({"week": {"mon": [["09:00", "25:00"]]}}, "hours.time"),
        ({"week": {"mon": [["09:00", "13:00"], ["12:00", "18:00"]]}}, "hours.overlap"),
        ({"week": {"mon": [[9, 18]]}}, "hours.time"),
        ({"holidays": "2026-10-01"}, "form.type"),
        ({"holidays": ["2026-02-30"]}, "form.date"),
        ({"workdays": [5]}, "form.date"),
        ({"workdays": [f"{year}-{month:02}-{day:02}" for year in range(2000, 2007) for month in range(1, 13)
                       for day in range(1, 29)]}, "form.too_many"),
    ],
)  # fmt: skip
def test_wrong_hours_are_refused_whole(desk, values, code):
    before = dump(desk)
    with pytest.raises(UserError) as error:
        set_settings(desk, {"phone": "555-0100", **values})
    assert error.value.code == code
    assert dump(desk) == before
