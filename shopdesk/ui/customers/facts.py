"""What is known of a customer, in words, from the cells of their story."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any

from shopdesk.domain.customers import Identity
from shopdesk.domain.postal import address_lines
from shopdesk.services.customers import CustomerRow
from shopdesk.ui import display, vocabulary
from shopdesk.ui.customers.wishes import as_text
from shopdesk.ui.records.copying import CopyFact
from shopdesk.ui.widgets.key_values import Fact
from shopdesk.words import _, mark, plural

Values = Mapping[str, Any]

IDENTITY_KIND: vocabulary.Words = {
    "login": (mark("Account name"), ""),
    "email": (mark("E-mail"), ""),
    "phone": (mark("Phone"), ""),
}


def platform(code: str) -> str:
    """The word for where a customer has a name: a platform or a channel."""
    return vocabulary.word(vocabulary.PLATFORM if code in vocabulary.PLATFORM else vocabulary.CHANNEL, code)


def consent(value: bool | None) -> str:
    """Whether they may be written to unasked; nothing when nobody asked."""
    return "" if value is None else _("yes") if value else _("no")


def address(values: Values) -> str:
    """The address as their country writes it, a line each."""
    parts = {name: values[name] for name in ("country", "region", "city", "district", "street", "postcode")}
    return "\n".join(address_lines(**parts))


def about(row: CustomerRow) -> str:
    """The line below the name."""
    points = plural("{count} point", "{count} points", row.points) if row.points else ""
    return " · ".join(part for part in (row.number, row.level, points, display.list_of(list(row.tags))) if part)


def contact(values: Values) -> list[CopyFact]:
    """Phone, e-mail and address, as they are copied into other programs."""
    written = address(values)
    envelope = "\n".join(part for part in (values["name"], values["phone"], written) if part)
    return [
        CopyFact("phone", _("Phone"), display.phone(values["phone"]), values["phone"]),
        CopyFact("email", _("E-mail"), values["email"]),
        CopyFact("address", _("Address"), written, envelope),
    ]


def names(identities: tuple[Identity, ...]) -> list[CopyFact]:
    """The names they go by, a platform each."""
    facts = []
    for position, one in enumerate(identities):
        where = platform(one.platform)
        if one.kind != "login" and one.kind != one.platform:
            where = f"{where} · {vocabulary.word(IDENTITY_KIND, one.kind)}"
        shown = display.phone(one.handle) if one.kind == "phone" else one.handle
        facts.append(CopyFact(str(position), where, shown, one.handle))
    return facts


def bought(row: CustomerRow, now: datetime, zone: tzinfo) -> list[Fact]:
    """How often, how much in each currency, when last."""
    facts: list[Fact] = [(_("Orders"), display.count(row.orders) if row.orders else "")]
    facts += [
        (_("Spent in {currency}").format(currency=currency), display.money(minor, currency))
        for currency, minor in row.spent
    ]
    facts.append(_when(_("Last order"), row.last_order_at, now, zone))
    return facts


def wishes(values: Values, now: datetime, zone: tzinfo) -> list[Fact]:
    """What they like, whether they may be written to, when they want to be called."""
    facts: list[Fact] = [
        _when(_("Call back"), values["next_callback"], now, zone),
        (_("May receive offers"), consent(values["consent"])),
    ]
    return [*facts, *((str(name), as_text(value)) for name, value in (values["preferences"] or {}).items())]


def _when(label: str, value: datetime | None, now: datetime, zone: tzinfo) -> Fact:
    return label, display.moment(value, now, zone), display.moment_full(value, zone)
