"""Countries by name, as platforms write them."""

from collections.abc import Mapping
from functools import lru_cache

_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "zh")
_MORE = {
    "usa": "US", "u.s.a.": "US", "uk": "GB", "england": "GB", "great britain": "GB", "the netherlands": "NL",
    "holland": "NL", "czech republic": "CZ", "russia": "RU", "south korea": "KR", "turkey": "TR", "中国大陆": "CN",
}  # fmt: skip


@lru_cache(maxsize=4096)
def country_code(name: str) -> str:
    """The two letters of a country by name or code; empty where it is unknown."""
    text = name.strip().casefold()
    if len(text) == 2 and text.isascii() and text.isalpha():
        return text.upper()
    return _names().get(text, "")


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    from babel import Locale

    names: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                names.setdefault(name.casefold(), code)
    return names | _MORE
