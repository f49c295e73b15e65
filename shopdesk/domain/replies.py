"""Replies: their states, the fields that stand in braces, and what a form holds of one before it is saved."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from shopdesk.domain.errors import UserError
from shopdesk.domain.scenarios import LANGUAGES, SCENARIOS

KINDS: Final = ("reply", "article", "rule", "knowledge")
STATUSES: Final = ("draft", "approved", "hidden")
FIELDS: Final = (
    "buyer", "order", "product", "quantity", "price", "total", "carrier", "tracking", "tracking_link", "ship_by",
    "shipped_on", "signed_on", "return_until", "refund", "address", "phone", "stock", "shop", "shop_address", "staff",
    "today", "offer",
)  # fmt: skip
RETURN_DAYS: Final = 7  # without a reason, from the day after it was signed for
LONGEST_TEXT: Final = 20_000
LONGEST_NAME: Final = 200
_FIELD = re.compile(r"\{\s*([A-Za-z_][\w.]{0,40})\s*\}")
_OPEN = re.compile(r"⟨([^⟨⟩\n]{1,60})⟩|\{\s*([A-Za-z_][\w.]{0,40})\s*\}")
_CODE = re.compile(r"^/[\w.-]{1,40}$")


@dataclass(frozen=True, slots=True)
class ReplyDraft:
    """A reply as entered. `product` is a SKU; `code` is typed for it and starts with a slash."""

    title: str
    text: str
    scenario: str = "other"
    language: str = "en"
    kind: str = "reply"
    status: str = "draft"
    folder: str = ""
    code: str = ""
    favourite: bool = False
    valid_until: date | None = None
    product: str | None = None

    def check(self) -> None:
        """Raises UserError `form.required`, `form.choice`, `form.too_long`, `reply.code`, `reply.field`."""
        for name in ("title", "text"):
            if not getattr(self, name).strip():
                raise UserError("form.required", field=name)
        limits = (("title", LONGEST_NAME), ("folder", LONGEST_NAME), ("text", LONGEST_TEXT))
        for name, limit in limits:
            if len(getattr(self, name)) > limit:
                raise UserError("form.too_long", field=name, limit=limit)
        choices = (("scenario", SCENARIOS), ("language", LANGUAGES), ("kind", KINDS), ("status", STATUSES))
        for name, known in choices:
            if getattr(self, name) not in known:
                raise UserError("form.choice", field=name, found=getattr(self, name), choices=", ".join(known))
        if self.code and not _CODE.match(self.code):
            raise UserError("reply.code", field="code", found=self.code)
        unknown = [name for name in fields_of(self.text) if name not in FIELDS]
        if unknown:
            raise UserError("reply.field", field="text", found=unknown[0], choices=", ".join(FIELDS))


@dataclass(frozen=True, slots=True)
class Filled:
    """A reply's text with its fields filled in; `missing` ones stand marked in it, as ⟨buyer⟩."""

    text: str
    missing: tuple[str, ...] = ()


def fields_of(text: str) -> tuple[str, ...]:
    """The fields that stand in a text, each once, in order."""
    return tuple(dict.fromkeys(match[1] for match in _FIELD.finditer(text)))


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """Puts values in the place of fields. What is empty or unknown is marked and never goes out in braces."""
    missing: dict[str, None] = {}

    def value(match: re.Match[str]) -> str:
        told = values.get(match[1], "").strip()
        if not told:
            missing[match[1]] = None
            return f"⟨{match[1]}⟩"
        return told

    return Filled(_FIELD.sub(value, text), tuple(missing))


def open_places(text: str) -> list[tuple[int, int, str]]:
    """(start, end, what it is called) of marks and fields in braces that still stand in a text, in order."""
    return [(match.start(), match.end(), match[1] or match[2]) for match in _OPEN.finditer(text)]


def is_usable(status: str, valid_until: date | None, today: date) -> bool:
    """Whether a reply may be offered: approved, and its day has not passed."""
    return status == "approved" and (valid_until is None or valid_until >= today)
