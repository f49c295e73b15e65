"""The shop's accounts on platforms, with the zone and currency their files are in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shopdesk.db.queries import shop as queries
from shopdesk.db.shop import Unit
from shopdesk.db.tables import PlatformAccount
from shopdesk.domain import settings as values
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.imported import PLATFORMS
from shopdesk.exchange.zones import zone_of_name
from shopdesk.services.desk import Desk

CHOICES = tuple(platform for platform in PLATFORMS if platform != "shopdesk")


@dataclass(frozen=True, slots=True)
class Account:
    """One account. Zone and currency "" are the shop's own. `orders`: how many came from it."""

    platform: str
    account: str
    zone: str = ""
    currency: str = ""
    orders: int = 0

    @property
    def number(self) -> str:
        """What it is known by."""
        return f"{self.platform}/{self.account}" if self.account else self.platform


def accounts(desk: Desk) -> list[Account]:
    """All of them, by platform and name."""
    with desk.shop.read() as connection:
        return [
            Account(row["platform"], row["account"], row["zone"] or "", row["currency"] or "", row["orders"])
            for row in queries.platform_accounts(connection)
        ]


def add_account(desk: Desk, account: Account) -> Outcome[Account]:
    """Enters an account. Raises UserError `account.known`, `form.*`, `zone.unknown`."""
    wanted = checked(account)
    with desk.write("account.add") as unit:
        if _row_id(unit, wanted) is not None:
            raise UserError("account.known", field="account", account=wanted.account or wanted.platform)
        insert(unit, wanted)
        unit.door.subject = wanted.number
        unit.commit()
    return Outcome(wanted, unit.door.changes)


def update_account(desk: Desk, old: Account, account: Account) -> Outcome[Account]:
    """Changes an account. One that orders came from keeps platform and name: they are how its orders are known.

    Raises UserError `record.missing`, `account.in_use`, `account.known`, `form.*`, `zone.unknown`.
    """
    wanted = checked(account)
    with desk.write("account.update") as unit:
        row_id = _row_id(unit, old)
        if row_id is None:
            raise UserError("record.missing", number=old.number)
        if (wanted.platform, wanted.account) != (old.platform, old.account):
            _refuse_used(unit, old)
            if _row_id(unit, wanted) is not None:
                raise UserError("account.known", field="account", account=wanted.account or wanted.platform)
        unit.door.set(PlatformAccount, row_id, **_cells(wanted))
        unit.door.subject = wanted.number
        unit.commit()
    return Outcome(wanted, unit.door.changes)


def delete_account(desk: Desk, account: Account) -> Outcome[Account]:
    """Takes an account out that no order came from. Raises UserError `record.missing`, `account.in_use`."""
    with desk.write("account.delete") as unit:
        row_id = _row_id(unit, account)
        if row_id is None:
            raise UserError("record.missing", number=account.number)
        _refuse_used(unit, account)
        unit.door.delete(PlatformAccount, [row_id])
        unit.door.subject = account.number
        unit.commit()
    return Outcome(account, unit.door.changes)


def checked(account: Account) -> Account:
    """An account as it is kept. Raises UserError `form.*`, `zone.unknown`."""
    platform = values.choice("platform", account.platform, CHOICES)
    name = values.text("account", account.account, 200)
    zone = values.text("zone", account.zone, 100)
    if zone:
        try:
            zone_of_name(zone)
        except UserError as error:
            raise UserError(error.code, **{**error.where, "field": "zone"}) from None
    currency = values.currency("currency", account.currency) if account.currency else ""
    return Account(platform, name, zone, currency)


def from_json(value: Any) -> Account:
    """An account of a settings file. Raises UserError `form.type`, `form.choice`."""
    if not isinstance(value, Mapping):
        raise UserError("form.type", field="accounts", expected="list of objects")
    known = ("platform", "account", "zone", "currency")
    for name, cell in value.items():
        if name not in known:
            raise UserError("form.choice", field=str(name)[:80], found=str(name)[:80], choices=", ".join(known))
        if not isinstance(cell, str):
            raise UserError("form.type", field=name, expected="text")
    return checked(Account(value.get("platform", ""), value.get("account", ""), value.get("zone", ""),
                           value.get("currency", "")))  # fmt: skip


def put(unit: Unit, account: Account) -> None:
    """Enters a checked account, or sets zone and currency of the one that is there."""
    row_id = _row_id(unit, account)
    if row_id is None:
        insert(unit, account)
    else:
        unit.door.set(PlatformAccount, row_id, **_cells(account))


def insert(unit: Unit, account: Account) -> int:
    """A checked account that is not there yet."""
    return unit.door.insert_one(PlatformAccount, **_cells(account))


def _cells(account: Account) -> dict[str, Any]:
    return {
        "platform": account.platform, "account": account.account, "zone": account.zone or None,
        "currency": account.currency or None,
    }  # fmt: skip


def _row_id(unit: Unit, account: Account) -> int | None:
    return queries.account_id(unit.connection, account.platform, account.account)


def _refuse_used(unit: Unit, account: Account) -> None:
    used = queries.orders_of_account(unit.connection, account.platform, account.account)
    if used:
        raise UserError("account.in_use", field="account", account=account.account or account.platform, count=used)
