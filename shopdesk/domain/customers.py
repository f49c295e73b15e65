"""Customers: their states, and what a form holds of one before it is saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from shopdesk.domain.errors import UserError

STATUSES: Final = ("active", "blocked")
IDENTITIES: Final = ("login", "email", "phone")
_ALSO = "also"  # in what is remembered of a customers file: the images of customers merged into this one
_SHORTEST_PHONE = 6  # digits: fewer would find half the town


@dataclass(frozen=True, slots=True)
class Identity:
    """A name a customer goes by: `platform` is a platform's or a channel's code, `kind` login, email or phone."""

    platform: str
    kind: str
    handle: str


@dataclass(frozen=True, slots=True)
class CustomerDraft:
    """A customer as entered."""

    name: str
    phone: str = ""
    email: str = ""
    level: str = ""
    points: int = 0
    tags: tuple[str, ...] = ()
    country: str = ""
    region: str = ""
    city: str = ""
    district: str = ""
    street: str = ""
    postcode: str = ""
    notes: str = ""
    preferences: Mapping[str, Any] = field(default_factory=dict)
    consent: bool | None = None
    next_callback: datetime | None = None
    identities: tuple[Identity, ...] = ()

    def check(self) -> None:
        """Raises UserError `form.required`, `form.choice`, `form.twice` naming the field."""
        if not any(text.strip() for text in (self.name, self.phone, self.email)) and not self.identities:
            raise UserError("form.required", field="name")
        for position, identity in enumerate(self.identities, start=1):
            if not identity.platform.strip() or not identity.handle.strip():
                raise UserError("form.required", field="identities", line=position)
            if identity.kind not in IDENTITIES:
                raise UserError("form.choice", field="identities", found=identity.kind, choices=", ".join(IDENTITIES))
        if len(set(self.identities)) < len(self.identities):
            raise UserError("form.twice", field="identities")


def images(imported: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """What customers files last told of somebody; several where several customers were merged, the kept one first."""
    if imported is None:
        return []
    return [{name: told for name, told in imported.items() if name != _ALSO}, *imported.get(_ALSO, ())]


def imported_of(every: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Images as one customer keeps them; equal ones once."""
    distinct: list[dict[str, Any]] = []
    for one in every:
        if dict(one) not in distinct:
            distinct.append(dict(one))
    if not distinct:
        return None
    first, *others = distinct
    return {**first, _ALSO: others} if others else first


def with_image(imported: Mapping[str, Any] | None, told: dict[str, Any]) -> tuple[bool, dict[str, Any]]:
    """Whether `told` takes the place of the first image, and the images after it: the most alike one is replaced."""
    every = images(imported)
    alike = [sum(one.get(name) == text for name, text in told.items()) for one in every]
    place = max(range(len(every)), key=alike.__getitem__, default=0)
    if not every or not alike[place]:
        every.append(told)
        place = len(every) - 1
    else:
        every[place] = told
    return place == 0, imported_of(every) or told


def phone_key(phone: str) -> str:
    """The digits of a phone without what people leave out: `+86`, `0086`, spaces, dashes. Empty when too short."""
    digits = "".join(str(int(character)) for character in phone if character.isdecimal())
    if digits.startswith("00"):
        digits = digits[2:]
    if len(digits) == 13 and digits.startswith("861"):
        digits = digits[2:]
    return digits if len(digits) >= _SHORTEST_PHONE else ""
