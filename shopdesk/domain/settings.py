"""What a setting may hold: every value that comes from a form, a command or a file goes through here."""

import base64
import binascii
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from shopdesk.domain.errors import UserError
from shopdesk.domain.products import check_currency

LANGUAGES: Final = ("en", "zh_CN")
THEMES: Final = ("system", "light", "dark")
LONGEST: Final[Mapping[str, int]] = {"name": 200, "address": 1000, "phone": 100, "email": 254, "thanks": 2000}
LARGEST_LOGO: Final = 400_000  # characters of the address: it lies in the settings and in every undo step
LOGO_SIDE: Final = 1200  # px
_LOGO_START: Final = "data:image/png;base64,"
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")


def text(key: str, value: Any, longest: int, *, required: bool = False, lines: bool = False) -> str:
    """A trimmed text, of one line unless told.

    Raises UserError `form.type`, `form.required`, `form.too_long`, `form.characters`.
    """
    if not isinstance(value, str):
        raise UserError("form.type", field=key, expected="text")
    found = value.replace("\r\n", "\n").strip()
    if required and not found:
        raise UserError("form.required", field=key)
    if len(found) > longest:
        raise UserError("form.too_long", field=key, limit=longest)
    # Cc: control characters, Cs: halves of a character that no file can hold.
    if any(unicodedata.category(letter) in ("Cc", "Cs") and not (lines and letter in "\n\t") for letter in found):
        raise UserError("form.characters", field=key)
    return found


def email(key: str, value: Any) -> str:
    """An address or nothing. Raises UserError `form.email` and those of `text`."""
    value = text(key, value, LONGEST["email"])
    if value and not _EMAIL.fullmatch(value):
        raise UserError("form.email", field=key, found=value)
    return str(value)


def currency(key: str, value: Any) -> str:
    """An ISO 4217 code. Raises UserError `form.choice`."""
    value = text(key, value, 40).upper()
    try:
        check_currency(value)
    except UserError as error:
        raise UserError(error.code, **{**error.where, "field": key}) from None
    return str(value)


def choice(key: str, value: Any, choices: tuple[str, ...]) -> str:
    """One of the codes. Raises UserError `form.type`, `form.choice`."""
    found = text(key, value, 200)
    if found not in choices:
        raise UserError("form.choice", field=key, found=found, choices=", ".join(choices))
    return found


def flag(key: str, value: Any) -> bool:
    """Yes or no. Raises UserError `form.type`."""
    if not isinstance(value, bool):
        raise UserError("form.type", field=key, expected="true or false")
    return value


def logo(key: str, value: Any) -> str:
    """A PNG as a `data:` address, or "" for none: never a path, a shop travels. Raises UserError `form.picture`."""
    if not isinstance(value, str):
        raise UserError("form.type", field=key, expected="text")
    if not value:
        return ""
    if len(value) > LARGEST_LOGO or not value.startswith(_LOGO_START):
        raise UserError("form.picture", field=key)
    try:
        found = base64.b64decode(value.removeprefix(_LOGO_START), validate=True)
    except (binascii.Error, ValueError):
        raise UserError("form.picture", field=key) from None
    # The size stands at the head of every PNG: a few bytes must not unpack to a picture of gigabytes.
    width, height = int.from_bytes(found[16:20]), int.from_bytes(found[20:24])
    if not found.startswith(b"\x89PNG\r\n\x1a\n") or not (0 < width <= LOGO_SIDE and 0 < height <= LOGO_SIDE):
        raise UserError("form.picture", field=key)
    return value


def clock_time(key: str, value: Any) -> str:
    """`HH:MM` or nothing. Raises UserError `form.time`."""
    value = text(key, value, 20).replace("：", ":")
    match = re.fullmatch(r"(\d{1,2}):(\d{2})", value)
    if value and (match is None or int(match[1]) > 23 or int(match[2]) > 59):
        raise UserError("form.time", field=key, found=value)
    return f"{int(match[1]):02}:{match[2]}" if match else ""
