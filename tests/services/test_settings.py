"""The shop's settings: checked, one undo step, seen at once."""

import pytest

from shopdesk.domain.errors import UserError
from shopdesk.services import history
from shopdesk.services.settings import set_settings, settings
from tests.services.small_shop import dump


def test_changes_are_seen_at_once_and_undone_in_one_step(desk):
    before = dump(desk)
    outcome = set_settings(
        desk, {"name": " 小店 ", "zone": "Europe/Berlin", "currency": "eur", "language": "zh_CN", "paper": "100x150"}
    )
    assert outcome.changes.counts == {"settings": 5}
    assert (desk.shop_name, desk.zone.key, desk.currency) == ("小店", "Europe/Berlin", "EUR")
    set_settings(desk, {"language": None})
    assert settings(desk)["language"] is None
    history.undo(desk)
    assert settings(desk)["language"] == "zh_CN"
    history.undo(desk)
    assert dump(desk) == before
    assert desk.currency == "CNY"
    history.redo(desk)
    assert desk.currency == "EUR"


def test_the_same_values_change_nothing(desk):
    before = dump(desk)
    assert not set_settings(desk, {"zone": "Asia/Shanghai", "language": None}).changes
    assert dump(desk) == before


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("name", "  ", "form.required"),
        ("name", 5, "form.type"),
        ("zone", "Mars/Crater", "zone.unknown"),
        ("zone", "../../etc/passwd", "zone.unknown"),
        ("currency", "yuan", "form.choice"),
        ("currency", "XXQ", "form.choice"),
        ("currency", "", "form.choice"),
        ("language", "fr", "form.choice"),
        ("paper", "a3", "form.choice"),
        ("theme", "pink", "form.choice"),
        ("colour", "red", "form.choice"),
    ],
)
def test_wrong_values_name_their_key(desk, key, value, code):
    before = dump(desk)
    with pytest.raises(UserError) as error:
        set_settings(desk, {"phone": "555-0100", key: value})
    assert (error.value.code, error.value.where["field"]) in ((code, key), (code, "currency"))
    assert dump(desk) == before
