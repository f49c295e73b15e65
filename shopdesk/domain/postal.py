"""Addresses as an envelope shows them: the parts in the order in which their country writes them."""

from typing import Final

# From the largest part to the smallest, as East Asia writes.
_LARGE_FIRST: Final = {"CN", "CHINA", "中国", "TW", "TAIWAN", "JP", "JAPAN", "KR"}
_TOWN_REGION_CODE: Final = {"US", "USA", "UNITED STATES", "CA", "CANADA", "AU", "AUSTRALIA"}


def address_lines(
    *, country: str, region: str, city: str, district: str, street: str, postcode: str, raw: str = ""
) -> tuple[str, ...]:
    """Lines of an address without name and phone; `raw`, as received, when nothing was taken apart."""
    if not any((region, city, district, street, postcode)):
        return tuple(line.strip() for line in raw.splitlines() if line.strip()) or _told(country)
    name = country.strip().upper()
    chinese = any("\u4e00" <= character <= "\u9fff" for character in region + city + district)
    if name in _LARGE_FIRST or (not name and chinese):
        area = " ".join(dict.fromkeys(filter(None, (region, city, district))))
        return _told(area, *street.splitlines(), postcode, "" if chinese else country)
    if name in _TOWN_REGION_CODE:
        town = ", ".join(filter(None, (city, " ".join(filter(None, (region, postcode))))))
        return _told(*street.splitlines(), district, town, country)
    town = " ".join(filter(None, (postcode, city)))
    return _told(*street.splitlines(), district, town, region, country)


def _told(*lines: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines if line.strip())
