"""Settings, staff, accounts."""

from typing import Any

from sqlalchemy import Connection, select

from shopdesk.db.tables import PlatformAccount, Setting, Staff

# Every setting with its default. A shop holds only what was changed.
DEFAULTS: dict[str, Any] = {
    "name": "My shop",
    "zone": "Asia/Shanghai",
    "currency": "CNY",
    "address": "",
    "phone": "",
    "email": "",
    "thanks": "",
    "language": None,
    "paper": "a4",
    "paper_language": None,
    "theme": "system",
    "backup_places": [],
}


def settings(connection: Connection) -> dict[str, Any]:
    """All settings, defaults filled in."""
    return DEFAULTS | {row.key: row.value for row in connection.execute(select(Setting.key, Setting.value))}


def setting_id(connection: Connection, key: str) -> int | None:
    """The row of a setting that was changed before."""
    return connection.execute(select(Setting.id).where(Setting.key == key)).scalar()


def staff_id(connection: Connection, name: str) -> int | None:
    """The id of a person who works here."""
    return connection.execute(select(Staff.id).where(Staff.name == name)).scalar()


def staff_names(connection: Connection) -> list[str]:
    """Everybody who works here, by name."""
    return list(connection.execute(select(Staff.name).where(Staff.status == "active").order_by(Staff.name)).scalars())


def accounts(connection: Connection, platform: str) -> list[tuple[str, str | None, str | None]]:
    """(account, zone, currency) of the shop's accounts on a platform."""
    query = select(PlatformAccount.account, PlatformAccount.zone, PlatformAccount.currency)
    return [
        (account, zone, currency)
        for account, zone, currency in connection.execute(
            query.where(PlatformAccount.platform == platform).order_by(PlatformAccount.account)
        )
    ]
