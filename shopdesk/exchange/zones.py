"""Time zones by name."""

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shopdesk.domain.cells import clean, fold_name
from shopdesk.domain.errors import UserError

# Names that platforms and Windows write instead of IANA's.
_SPOKEN = {
    "hawaii": "Pacific/Honolulu", "alaska": "America/Anchorage", "arizona": "America/Phoenix",
    "pacific time (us & canada)": "America/Los_Angeles", "pacific time": "America/Los_Angeles",
    "mountain time (us & canada)": "America/Denver", "mountain time": "America/Denver",
    "central time (us & canada)": "America/Chicago", "central time": "America/Chicago",
    "eastern time (us & canada)": "America/New_York", "eastern time": "America/New_York",
    "indiana (east)": "America/Indiana/Indianapolis", "atlantic time (canada)": "America/Halifax",
    "newfoundland": "America/St_Johns", "saskatchewan": "America/Regina", "mexico city": "America/Mexico_City",
    "brasilia": "America/Sao_Paulo", "buenos aires": "America/Argentina/Buenos_Aires", "bogota": "America/Bogota",
    "london": "Europe/London", "edinburgh": "Europe/London", "dublin": "Europe/Dublin", "lisbon": "Europe/Lisbon",
    "amsterdam": "Europe/Amsterdam", "berlin": "Europe/Berlin", "brussels": "Europe/Brussels",
    "copenhagen": "Europe/Copenhagen", "madrid": "Europe/Madrid", "paris": "Europe/Paris", "rome": "Europe/Rome",
    "stockholm": "Europe/Stockholm", "vienna": "Europe/Vienna", "bern": "Europe/Zurich", "zurich": "Europe/Zurich",
    "warsaw": "Europe/Warsaw", "prague": "Europe/Prague", "athens": "Europe/Athens", "helsinki": "Europe/Helsinki",
    "istanbul": "Europe/Istanbul", "moscow": "Europe/Moscow", "jerusalem": "Asia/Jerusalem", "dubai": "Asia/Dubai",
    "mumbai": "Asia/Kolkata", "new delhi": "Asia/Kolkata", "kolkata": "Asia/Kolkata", "bangkok": "Asia/Bangkok",
    "jakarta": "Asia/Jakarta", "hanoi": "Asia/Ho_Chi_Minh", "beijing": "Asia/Shanghai", "shanghai": "Asia/Shanghai",
    "chongqing": "Asia/Shanghai", "hong kong": "Asia/Hong_Kong", "taipei": "Asia/Taipei",
    "singapore": "Asia/Singapore", "kuala lumpur": "Asia/Kuala_Lumpur", "tokyo": "Asia/Tokyo", "osaka": "Asia/Tokyo",
    "seoul": "Asia/Seoul", "perth": "Australia/Perth", "adelaide": "Australia/Adelaide",
    "brisbane": "Australia/Brisbane", "sydney": "Australia/Sydney", "melbourne": "Australia/Melbourne",
    "auckland": "Pacific/Auckland", "wellington": "Pacific/Auckland", "北京时间": "Asia/Shanghai",
    "mez": "Europe/Berlin", "cet": "Europe/Berlin",
}  # fmt: skip
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?")


def zone_of_name(name: str) -> tzinfo:
    """The zone of an IANA name (`Asia/Shanghai`) or a fixed offset (`+08:00`). Raises UserError `zone.unknown`."""
    if name.upper() in ("UTC", "Z", "GMT"):
        return UTC
    match = _OFFSET.fullmatch(name.strip())
    if match:
        offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        if offset < timedelta(hours=15):
            return timezone(-offset if match[1] == "-" else offset)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UserError("zone.unknown", zone=name) from None


@lru_cache(maxsize=1024)
def zone_of_cell(text: str) -> tzinfo | None:
    """The zone that a cell names: as `zone_of_name`, or in words (`Eastern Time (US & Canada)`); None: unknown."""
    name = clean(text)
    try:
        return zone_of_name(_SPOKEN.get(fold_name(name), name))
    except UserError:
        return None
