"""Actions on the shop itself: its settings and who works here. Only the owner does these."""

from shopdesk.domain.carriers import STATUSES
from shopdesk.domain.changes import Outcome
from shopdesk.services import accounts, carriers, mappings, settings, staff, views
from shopdesk.services.accounts import Account
from shopdesk.services.actions import values as read
from shopdesk.services.actions.action import Action, Field, Values
from shopdesk.services.desk import Desk

_ACCOUNT = (Field("platform", "choice", required=True, choices=accounts.CHOICES), Field("account"))


def _account(values: Values) -> Account:
    platform = read.choice(values, "platform", accounts.CHOICES, required=True)
    account, zone, currency = (read.text(values, key) for key in ("account", "zone", "currency"))
    return Account(platform, account, zone, currency)


def _update_account(desk: Desk, values: Values) -> Outcome[Account]:
    """Cells not named stay."""
    named = _account(values)
    known = {(one.platform, one.account): one for one in accounts.accounts(desk)}
    old = known.get((named.platform, named.account), named)
    name, zone, currency = (
        read.text(values, key) if key in values else cell
        for key, cell in (("new_account", old.account), ("zone", old.zone), ("currency", old.currency))
    )
    return accounts.update_account(desk, old, Account(old.platform, name, zone, currency))


ACTIONS: tuple[Action, ...] = (
    Action(
        "settings.update",
        tuple(Field(key, settings.KINDS.get(key, "text")) for key in settings.KEYS),
        (),
        lambda desk, values: settings.set_settings(desk, values),
    ),
    Action(
        "account.add",
        (*_ACCOUNT, Field("zone"), Field("currency")),
        (),
        lambda desk, values: accounts.add_account(desk, _account(values)),
    ),
    Action(
        "account.update",
        (*_ACCOUNT, Field("new_account"), Field("zone"), Field("currency")),
        (),
        lambda desk, values: _update_account(desk, values),
    ),
    Action("account.delete", _ACCOUNT, (), lambda desk, values: accounts.delete_account(desk, _account(values))),
    Action(
        "carrier.save",
        (
            Field("code"),
            Field("name"),
            Field("phone"),
            Field("tracking_url"),
            Field("cut_off"),
            Field("status", "choice", choices=STATUSES),
        ),
        (),
        lambda desk, values: carriers.save_carrier(
            desk, read.text(values, "code"), {key: value for key, value in values.items() if key != "code"}
        ),
    ),
    Action(
        "carrier.delete",
        (Field("code", required=True),),
        (),
        lambda desk, values: carriers.delete_carrier(desk, read.text(values, "code", required=True)),
    ),
    Action(
        "view.save",
        (
            Field("page", "choice", required=True, choices=views.PAGES),
            Field("name", required=True),
            Field("state", "object", required=True),
        ),
        ("promotion", "inquiries", "orders", "packing", "aftersales"),
        lambda desk, values: views.save_view(
            desk,
            read.text(values, "page", required=True),
            read.text(values, "name", required=True),
            read.group(values, "state"),
        ),
    ),
    Action(
        "view.forget",
        (Field("page", "choice", required=True, choices=views.PAGES), Field("name", required=True)),
        ("promotion", "inquiries", "orders", "packing", "aftersales"),
        lambda desk, values: views.forget_view(
            desk, read.text(values, "page", required=True), read.text(values, "name", required=True)
        ),
    ),
    Action(
        "mapping.save",
        (
            Field("name", required=True),
            Field("header", "list", required=True),
            Field("mapping", "object", required=True),
        ),
        ("orders",),
        lambda desk, values: mappings.save_mapping(
            desk, read.text(values, "name", required=True), read.texts(values, "header"), read.group(values, "mapping")
        ),
    ),
    Action(
        "mapping.rename",
        (Field("name", required=True), Field("to", required=True)),
        ("orders",),
        lambda desk, values: mappings.rename_mapping(
            desk, read.text(values, "name", required=True), read.text(values, "to", required=True)
        ),
    ),
    Action(
        "mapping.delete",
        (Field("name", required=True),),
        ("orders",),
        lambda desk, values: mappings.delete_mapping(desk, read.text(values, "name", required=True)),
    ),
    Action(
        "staff.add",
        (Field("name", required=True), Field("roles", "list")),
        (),
        lambda desk, values: staff.add_staff(
            desk, read.text(values, "name", required=True), read.texts(values, "roles")
        ),
    ),
)
