"""Carriers in words, and which of them to offer: shared by every field that asks for one."""

from collections.abc import Sequence
from typing import Any

from shopdesk import vocabulary
from shopdesk.domain.carriers import Carrier
from shopdesk.services.carriers import carriers
from shopdesk.words import _, language

_CHINESE = ("sf", "zto", "yto", "sto", "yunda", "jt", "jd", "ems", "chinapost", "deppon")


def name_of(carrier: Carrier) -> str:
    """What the shop calls it, else what it is called in the language in use."""
    return carrier.name or vocabulary.word(vocabulary.CARRIER, carrier.code, _)


def offered(desk: Any, used: Sequence[str] = ()) -> list[str]:
    """The names to choose from; those used come first, then the shop's own. Carriers that are off are left out."""
    known = carriers(desk)
    off = [one for one in known if one.status == "off"]
    own = [one for one in known if one.own and one.status == "active"]
    common = [one for one in known if not one.own]
    common.sort(key=lambda one: (one.code in _CHINESE) != (language() == "zh_CN"))  # stable: the near ones first
    names = [name for name in used if not any(one.is_called(name) for one in off)]
    return list(dict.fromkeys([*names, *map(name_of, own), *map(name_of, common)]))
