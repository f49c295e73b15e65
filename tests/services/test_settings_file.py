"""Settings as a file: a round trip, and everything a file from elsewhere may not do."""

import json
from pathlib import Path

import pytest

from shopdesk.domain.errors import UserError
from shopdesk.services import accounts, carriers, history
from shopdesk.services.accounts import Account
from shopdesk.services.settings import set_settings, settings
from shopdesk.services.settings_file import LARGEST, read_settings, write_settings
from tests.services.small_shop import dump, open_shop

LOGO = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)


def fill(desk):
    set_settings(
        desk,
        {"name": "小店 Example", "currency": "EUR", "zone": "Europe/Berlin", "logo": LOGO, "thanks": "Thank you\n谢谢",
         "paper": "100x150", "paper_prices": True, "backup_places": ["/mnt/stick"],
         "week": {"mon": [["10:00", "18:00"]]}, "holidays": ["2026-12-25"], "workdays": ["2026-10-10"]},
    )  # fmt: skip
    accounts.add_account(desk, Account("etsy", "Shop A", "America/New_York", "USD"))
    carriers.save_carrier(desk, "sf", {"cut_off": "17:30"})
    carriers.save_carrier(desk, "", {"name": "Bike Post", "tracking_url": "https://example.com/t/{tracking}"})


def test_a_round_trip_into_another_shop_is_one_undo_step(desk, tmp_path):
    fill(desk)
    path = write_settings(desk, tmp_path / "settings.json")
    (tmp_path / "other").mkdir()
    other, _clock = open_shop(tmp_path / "other")
    before = dump(other)
    outcome = read_settings(other, path)
    assert (outcome.value.accounts, outcome.value.carriers) == (1, 2)
    expected = {**settings(desk), "backup_places": []}
    assert settings(other) == expected
    assert other.shop_name == "小店 Example"
    assert [(one.number, one.zone, one.currency) for one in accounts.accounts(other)] == [
        ("etsy/Shop A", "America/New_York", "USD")
    ]
    assert carriers.find(other, "顺丰").cut_off == "17:30"
    assert carriers.tracking_link(other, "bike post", "A 1") == "https://example.com/t/A%201"
    assert not read_settings(other, path).changes, "a second reading changes nothing"
    history.undo(other)
    assert dump(other) == before
    assert other.shop_name == "My shop"
    other.close()


def told(**parts):
    return {"shopdesk": "settings", "version": 1, "settings": {"name": "Changed"}, **parts}


HOSTILE = [
    (told(settings={"name": "Changed", "colour": "red"}), "form.choice"),
    (told(settings={"name": "Changed", "backup_places": ["/etc"]}), "form.choice"),
    (told(settings={"name": ["Changed"]}), "form.type"),
    (told(settings={"name": "Changed", "zone": "../../etc/passwd"}), "zone.unknown"),
    (told(settings={"name": "x" * 201}), "form.too_long"),
    (told(settings={"name": "Changed\u0000"}), "form.characters"),
    (told(settings={"name": "Changed\ud800"}), "form.characters"),
    (told(settings={"name": "two\nlines"}), "form.characters"),
    (told(settings={"name": "Changed", "email": "no address"}), "form.email"),
    (told(settings={"name": "Changed", "paper_prices": "yes"}), "form.type"),
    (told(settings={"name": "Changed", "logo": "/etc/passwd"}), "form.picture"),
    (told(settings={"name": "Changed", "week": [["09:00", "18:00"]]}), "form.type"),
    (told(settings={"name": "Changed", "week": {"mon": [["09:00"]]}}), "hours.frame"),
    (told(settings={"name": "Changed", "holidays": ["someday"]}), "form.date"),
    (told(settings={"name": "Changed", "logo": "data:image/png;base64,AAAA"}), "form.picture"),
    (told(settings={"name": "Changed", "logo": "data:image/svg+xml;base64,PHN2Zz4="}), "form.picture"),
    (told(settings=[]), "settings.foreign"),
    (told(accounts={}), "settings.foreign"),
    (told(accounts=[{"platform": "etsy", "account": "A"}, {"platform": "etsy", "account": "A"}]), "form.twice"),
    (told(accounts=[{"platform": "moon", "account": "A"}]), "form.choice"),
    (told(accounts=[{"platform": "etsy", "account": "A", "zone": "Mars"}]), "zone.unknown"),
    (told(accounts=[{"platform": "etsy", "account": 5}]), "form.type"),
    (told(accounts=[{"platform": "etsy", "orders": "5"}]), "form.choice"),
    (told(carriers=[{"code": "x", "name": "X", "tracking_url": "file:///etc/passwd?{tracking}"}]), "carrier.link"),
    (told(carriers=[{"code": "x", "name": "X", "tracking_url": "javascript:alert({tracking})"}]), "carrier.link"),
    (told(carriers=[{"code": "x", "name": "X", "tracking_url": "https://{tracking}.example.com/"}]), "carrier.link"),
    (told(carriers=[{"code": "x", "name": "X", "tracking_url": "https://a@example.com/{tracking}"}]), "carrier.link"),
    (told(carriers=[{"code": "x", "name": "X", "cut_off": "25:00"}]), "form.time"),
    (told(carriers=[{"code": "x", "name": "SF Express"}]), "carrier.known"),
    (told(carriers=[{"code": "x", "name": ""}]), "form.required"),
    (told(carriers=[{"name": "X"}]), "settings.foreign"),
    (told(carriers=[{"code": str(number), "name": "X"} for number in range(501)]), "form.too_many"),
    (told(extra=1), "settings.foreign"),
    (told(version=99), "settings.newer"),
    (told(version=True), "settings.foreign"),
    (told(version="1"), "settings.foreign"),
    ({"settings": {"name": "Changed"}}, "settings.foreign"),
    ([], "settings.foreign"),
]


@pytest.mark.parametrize(("content", "code"), HOSTILE)
def test_what_is_wrong_is_refused_whole(desk, tmp_path, content, code):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    before = dump(desk)
    with pytest.raises(UserError) as error:
        read_settings(desk, path)
    assert error.value.code == code
    assert dump(desk) == before
    assert desk.shop_name == "My shop"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "settings.foreign"),
        (b"\x00\xff\xfe", "settings.foreign"),
        (b"[" * 500_000, "settings.foreign"),
        (b'{"shopdesk": "settings", "version": 1' + b" " * LARGEST, "settings.too_large"),
    ],
)
def test_what_is_no_settings_file_at_all(desk, tmp_path, content, code):
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    with pytest.raises(UserError) as error:
        read_settings(desk, path)
    assert error.value.code == code


def test_places_that_cannot_be_read_or_written(desk, tmp_path):
    for path in (tmp_path / "missing.json", tmp_path):
        with pytest.raises(UserError, match=r"settings\.unreadable"):
            read_settings(desk, Path(path))
    with pytest.raises(UserError, match=r"export\.unwritable"):
        write_settings(desk, tmp_path / "no folder" / "settings.json")
