"""Platform accounts and carriers: entered, changed, taken out, and what they do to imports and links."""

from dataclasses import replace

import pytest

from shopdesk.domain.carriers import STARTERS
from shopdesk.domain.errors import UserError
from shopdesk.services import accounts, actions, carriers, history, imports
from shopdesk.services.accounts import Account
from shopdesk.services.imports import ImportOptions
from shopdesk.vocabulary import CARRIER
from tests.exchange.exports import TAOBAO_HEADER, csv_text, taobao_row
from tests.services.small_shop import dump

TAOBAO = Account("taobao", "店A", "Asia/Tokyo", "JPY")
MAPPING = {
    "columns": {"platform_order": "No", "title": "Item", "quantity": "Qty", "price": "Price", "ordered_at": "At"}
}


@pytest.fixture
def export(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text(csv_text(TAOBAO_HEADER, [taobao_row()]), encoding="utf-8")
    return str(path)


def test_an_import_takes_zone_and_currency_of_the_account(desk, tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("No,Item,Qty,Price,At\nA-17,Mug,2,450,2026-10-01 09:00\n", encoding="utf-8")

    def found():
        preview = imports.preview(desk, [str(path)], ImportOptions(mapping=MAPPING))
        return preview.result["files"][0], preview.plan.new[0].told.order.ordered_at

    account = accounts.add_account(desk, Account("table", "Tokyo", "Asia/Tokyo", "JPY")).value
    file, ordered_at = found()
    assert (file["account"], file["zone"], file["currency"]) == ("Tokyo", "Asia/Tokyo", "JPY")
    assert ordered_at.isoformat() == "2026-10-01T00:00:00+00:00"
    accounts.update_account(desk, account, replace(account, zone="", currency=""))
    file, ordered_at = found()
    assert (file["account"], file["zone"], file["currency"]) == ("Tokyo", "Asia/Shanghai", "CNY")
    assert ordered_at.isoformat() == "2026-10-01T01:00:00+00:00"


def test_an_account_with_orders_stays_and_keeps_its_name(desk, export):
    accounts.add_account(desk, TAOBAO)
    imports.apply(desk, imports.preview(desk, [export]))
    found = accounts.accounts(desk)[0]
    assert found.orders == 1
    before = dump(desk)
    for attempt in (
        lambda: accounts.delete_account(desk, found),
        lambda: accounts.update_account(desk, found, replace(found, account="B")),
        lambda: accounts.update_account(desk, found, replace(found, platform="tmall")),
    ):
        with pytest.raises(UserError, match=r"account\.in_use"):
            attempt()
    assert dump(desk) == before
    accounts.update_account(desk, found, replace(found, zone="Europe/Berlin"))
    assert accounts.accounts(desk)[0].zone == "Europe/Berlin"


def test_entered_taken_out_and_undone(desk):
    before = dump(desk)
    accounts.add_account(desk, TAOBAO)
    with pytest.raises(UserError, match=r"account\.known"):
        accounts.add_account(desk, replace(TAOBAO, zone=""))
    other = accounts.add_account(desk, Account("etsy", "B")).value
    with pytest.raises(UserError, match=r"account\.known"):
        accounts.update_account(desk, other, replace(TAOBAO))
    accounts.delete_account(desk, other)
    with pytest.raises(UserError, match=r"record\.missing"):
        accounts.delete_account(desk, other)
    for _step in range(3):
        history.undo(desk)
    assert dump(desk) == before


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"platform": "moon"}, "form.choice", "platform"),
        ({"platform": "shopdesk"}, "form.choice", "platform"),
        ({"account": "x" * 201}, "form.too_long", "account"),
        ({"account": "two\nlines"}, "form.characters", "account"),
        ({"zone": "Mars/Crater"}, "zone.unknown", "zone"),
        ({"zone": "../etc/passwd"}, "zone.unknown", "zone"),
        ({"currency": "yuan"}, "form.choice", "currency"),
    ],
)
def test_wrong_accounts_name_their_field(desk, wrong, code, field):
    before = dump(desk)
    with pytest.raises(UserError) as error:
        accounts.add_account(desk, replace(TAOBAO, **wrong))
    assert (error.value.code, error.value.where["field"]) == (code, field)
    assert dump(desk) == before


def test_by_commands(desk):
    def do(action, **values):
        return actions.find(action).run(desk, values).value.number

    assert do("account.add", platform="etsy", account="A", zone="Europe/Berlin", currency="eur") == "etsy/A"
    assert do("account.update", platform="etsy", account="A", new_account="B") == "etsy/B"
    assert accounts.accounts(desk) == [Account("etsy", "B", "Europe/Berlin", "EUR")]
    do("account.delete", platform="etsy", account="B")
    assert accounts.accounts(desk) == []
    code = do("carrier.save", name="Bike Post", tracking_url="https://example.com/{tracking}")
    do("carrier.save", code=code, status="off")
    assert carriers.find(desk, "bike post").status == "off"
    do("carrier.delete", code=code)
    assert carriers.find(desk, "bike post") is None


def test_every_common_carrier_has_a_word_a_safe_link_and_its_own_names():
    assert {one.code for one in STARTERS} == set(CARRIER)
    for one in STARTERS:
        assert carriers.checked({"tracking_url": one.tracking_url})
        assert CARRIER[one.code] in one.names
        for name in (one.code, *one.names):
            assert [other.code for other in STARTERS if other.is_called(name)] == [one.code]


def test_a_link_is_found_by_any_name_and_holds_the_number_whole(desk):
    for name in ("顺丰速运", "SF Express", "sf", " ＳＦ express "):
        assert carriers.tracking_link(desk, name, "SF123") == "https://www.kuaidi100.com/chaxun?com=shunfeng&nu=SF123"
    assert carriers.tracking_link(desk, "UPS", "1Z/../?x=1&y#z") == (
        "https://www.ups.com/track?tracknum=1Z%2F..%2F%3Fx%3D1%26y%23z"
    )
    assert carriers.tracking_link(desk, "Somebody", "1") == ""
    assert carriers.tracking_link(desk, "UPS", " ") == ""


def test_a_common_carrier_is_changed_and_is_as_at_first_again(desk):
    before = dump(desk)
    carriers.save_carrier(desk, "sf", {"name": "顺丰 月结", "cut_off": "9:05", "phone": "555-0100"})
    found = carriers.find(desk, "SF Express")
    assert (found.name, found.cut_off, found.phone, found.own) == ("顺丰 月结", "09:05", "555-0100", True)
    assert found.tracking_url.startswith("https://www.kuaidi100.com/")
    with pytest.raises(UserError, match=r"carrier\.known"):
        carriers.save_carrier(desk, "", {"name": "顺丰 月结"})
    carriers.delete_carrier(desk, "sf")
    assert carriers.find(desk, "SF Express") == next(one for one in STARTERS if one.code == "sf")
    history.undo(desk)
    history.undo(desk)
    assert dump(desk) == before


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"name": ""}, "form.required"),
        ({"name": "A", "tracking_url": "example.com/{tracking}"}, "carrier.link"),
        ({"name": "A", "tracking_url": "https://example.com/"}, "carrier.link"),
        ({"name": "A", "tracking_url": "https://[::1/{tracking}"}, "carrier.link"),
        ({"name": "A", "tracking_url": "file:///{tracking}"}, "carrier.link"),
        ({"name": "A", "tracking_url": "ftp://example.com/{tracking}"}, "carrier.link"),
        ({"name": "A", "cut_off": "noon"}, "form.time"),
        ({"name": "A", "cut_off": "24:00"}, "form.time"),
        ({"name": "A", "status": "gone"}, "form.choice"),
        ({"name": "A", "prices": "1"}, "form.choice"),
        ({"name": 5}, "form.type"),
    ],
)
def test_wrong_carriers_change_nothing(desk, cells, code):
    before = dump(desk)
    with pytest.raises(UserError) as error:
        carriers.save_carrier(desk, "", cells)
    assert error.value.code == code
    assert dump(desk) == before
