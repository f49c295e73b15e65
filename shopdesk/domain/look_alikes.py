"""Which customers look like the same person: same phone, same e-mail, or same name at the same address."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from shopdesk.domain.customers import phone_key
from shopdesk.domain.identifiers import is_hidden

# A phone or address that more than so many customers share belongs to a forwarder or to nobody (000000).
_MOST = 6


@dataclass(frozen=True, slots=True)
class Person:
    """A customer as far as it matters here: phones and e-mails also of their identities."""

    id: int
    number: str
    name: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    address: str  # city, district, street in one


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who look alike, the one entered first before the other. `reasons`: phone, email, name_address."""

    first: Person
    second: Person
    reasons: tuple[str, ...]


def pairs(people: Iterable[Person], apart: frozenset[tuple[int, int]], fold: Callable[[str], str]) -> list[Pair]:
    """The pairs, those with most reasons first. `apart`: ids of pairs that a person knows to be two.

    What a platform masked (`K******g`, `1******6198`) is the same for many people and never counts.
    """
    known = {person.id: person for person in people}
    reasons: dict[tuple[int, int], list[str]] = defaultdict(list)
    keys: dict[str, Mapping[str, set[int]]] = {
        "phone": _by(known.values(), lambda person: map(_phone, person.phones)),
        "email": _by(known.values(), lambda person: map(_email, person.emails)),
        "name_address": _by(known.values(), lambda person: (_place(person, fold),)),
    }
    for reason, groups in keys.items():
        for ids in groups.values():
            if 1 < len(ids) <= _MOST:
                ordered = sorted(ids)
                for place, first in enumerate(ordered):
                    for second in ordered[place + 1 :]:
                        if (first, second) not in apart:
                            reasons[(first, second)].append(reason)
    found = [Pair(known[first], known[second], tuple(why)) for (first, second), why in reasons.items()]
    return sorted(found, key=lambda pair: (-len(pair.reasons), pair.first.id, pair.second.id))


def _by(people: Iterable[Person], keys_of: Callable[[Person], Iterable[str]]) -> Mapping[str, set[int]]:
    groups: dict[str, set[int]] = defaultdict(set)
    for person in people:
        for key in keys_of(person):
            if key:
                groups[key].add(person.id)
    return groups


def _phone(text: str) -> str:
    key = "" if is_hidden(text) else phone_key(text)
    return key if len(set(key)) > 1 else ""  # 0000000


def _email(text: str) -> str:
    text = text.strip().lower()
    return "" if is_hidden(text) or "@" not in text else text


def _place(person: Person, fold: Callable[[str], str]) -> str:
    if not person.name or not person.address or any(map(is_hidden, (person.name, person.address))):
        return ""
    return "".join(c for c in fold(f"{person.name}|{person.address}") if c.isalnum() or c == "|")
