"""Postcodes that lost their leading zeros when a spreadsheet took them for numbers."""

from typing import Final

# Countries whose postcodes are digits only and may begin with a zero: how many digits.
_DIGITS: Final = {
    "US": 5, "PR": 5, "DE": 5, "FR": 5, "IT": 5, "ES": 5, "MX": 5, "FI": 5, "EE": 5, "TR": 5, "UA": 5, "MY": 5, "KR": 5,
    "ID": 5, "SA": 5, "GR": 5, "CZ": 5, "SK": 5, "SE": 5, "LT": 5, "HR": 5, "TH": 5,
    "AU": 4, "NZ": 4, "NO": 4, "ZA": 4, "DK": 4, "PH": 4,
    "CN": 6, "SG": 6, "RO": 6, "KZ": 6, "RU": 6, "IN": 6, "VN": 6, "CO": 6,
    "JP": 7, "IL": 7, "BR": 8,
}  # fmt: skip
# States whose every postcode begins so: there the zero is certain.
_STATES: Final = {
    "CT": ("06",), "MA": ("01", "02", "05"), "ME": ("039", "04"), "NH": ("03",), "NJ": ("07", "08"),
    "RI": ("028", "029"), "VT": ("05",), "PR": ("006", "007", "009"), "VI": ("008",), "AE": ("09",),
}  # fmt: skip
_FEWEST_LEFT: Final = {4: 1, 5: 3, 6: 4, 7: 5, 8: 7}  # 0001 became 1, 00501 became 501; fewer is no postcode


def lost_zeros(postcode: str, country: str) -> bool:
    """Whether a postcode is too short for its country (two letters) by what leading zeros would make up."""
    digits = _DIGITS.get(country)
    return digits is not None and postcode.isdecimal() and _FEWEST_LEFT[digits] <= len(postcode) < digits


def restored(postcode: str, country: str, region: str) -> str | None:
    """The postcode with its zeros where the state leaves no doubt, else None."""
    if country not in ("US", "PR"):
        return None
    whole = postcode.zfill(5)
    return whole if whole.startswith(_STATES.get(region.strip().upper(), ("?",))) else None
