"""Settings, staff, accounts."""

from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from shopdesk.db.tables import Case, Customer, Inquiry, Order, PlatformAccount, Product, Setting, Staff
from shopdesk.domain.working_hours import WEEKDAYS

# When an online shop is at its chat unless it says something else.
_OPEN = [["09:00", "21:00"]]

# Every setting with its default. A shop holds only what was changed.
DEFAULTS: dict[str, Any] = {
    "name": "My shop",
    "zone": "Asia/Shanghai",
    "currency": "CNY",
    "address": "",
    "phone": "",
    "email": "",
    "thanks": "",
    "logo": "",
    "language": None,
    "paper": "a4",
    "paper_language": None,
    "paper_prices": False,
    "theme": "system",
    "backup_places": [],
    "first_steps": True,
    "week": dict.fromkeys(WEEKDAYS, _OPEN),
    "holidays": [],
    "workdays": [],
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


def platform_accounts(connection: Connection) -> list[dict[str, Any]]:
    """Every account with its cells and how many orders came from it, by platform and name."""
    columns = (PlatformAccount.platform, PlatformAccount.account, PlatformAccount.zone, PlatformAccount.currency)
    query = select(*columns).order_by(PlatformAccount.platform, PlatformAccount.account)
    return [
        {**row, "orders": orders_of_account(connection, row["platform"], row["account"])}
        for row in connection.execute(query).mappings()
    ]


def account_id(connection: Connection, platform: str, account: str) -> int | None:
    """The row of an account."""
    same = and_(PlatformAccount.platform == platform, PlatformAccount.account == account)
    return connection.execute(select(PlatformAccount.id).where(same)).scalar()


def orders_of_account(connection: Connection, platform: str, account: str) -> int:
    """How many orders came from an account; those of files whose numbers only count rows stand apart with a #."""
    from_it = or_(Order.account == account, Order.account.startswith(f"{account}#", autoescape=True))
    query = select(func.count()).select_from(Order).where(Order.platform == platform, from_it)
    return int(connection.execute(query).scalar_one())


def is_empty(connection: Connection) -> bool:
    """Whether there is no record at all; a look at the first row of each table."""
    tables = (Order, Inquiry, Customer, Product, Case)
    return all(connection.execute(select(table.id).limit(1)).first() is None for table in tables)
