"""What a customer's words name by their look alone: numbers of orders and parcels, phones, e-mails, amounts."""

import re
from dataclasses import dataclass

LONGEST = 5_000  # characters that are looked through: a pasted page is no message


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named: `order`, `tracking`, `phone`, `email`, `amount` or `number` (may be one of the first two)."""

    kind: str
    text: str
    start: int
    end: int


# In Chinese nothing stands between a word and a number: what may not touch one is letters and figures alone, not `\w`.
_EMAIL = re.compile(r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_OWN = re.compile(r"(?<![A-Za-z0-9])(?:SO|PL|IQ|AS|CU)-\d{4}-\d{6}(?!\d)", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:订单编?号?|单号是?|order\s*(?:no\.?|number|id)?|purchase)\s*(?:[:：是]|is)?\s*#?\s*([A-Za-z]{0,4}-?\d[\d-]{3,24}\d)(?!\d)",
    re.IGNORECASE,
)
_HASH = re.compile(r"(?<![A-Za-z0-9_#&])#(\d{3,12})(?!\d)")
_TRACKING = re.compile(
    r"(?<![A-Za-z0-9])(?:SF\d{12,15}|YT\d{13}|JT\d{12,13}|JD[A-Z]{0,2}\d{9,15}|DPK\d{9,13}|ZTO\d{9,13}|STO\d{9,13}"
    r"|1Z[0-9A-Z]{16}|[A-Z]{2}\d{9}[A-Z]{2}|9[2-5]\d{20})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[-\s]?)?(1[3-9]\d(?:[-\s]?\d{4}){2})(?!\d)")
_PHONE = re.compile(r"(?<![A-Za-z0-9_#-])(?:\+\d{1,3}[\s.-]?)?\(?\d{2,4}\)?(?:[\s.-]\d{2,4}){1,4}(?![A-Za-z0-9_])")
_AMOUNT = re.compile(
    r"(?:[¥￥$€£]|(?:rmb|cny|usd|eur|gbp)\s?)\s?\d{1,9}(?:[.,]\d{1,3}){0,3}"
    r"|(?<![\d.])\d{1,9}(?:\.\d{1,2})?\s?(?:元|块钱?|dollars?|bucks|euros?|pounds?|usd|eur|rmb)(?![a-z])",
    re.IGNORECASE,
)
_LONG = re.compile(r"(?<![A-Za-z0-9_.-])\d{8,25}(?![A-Za-z0-9_-])")


def mentions(text: str) -> list[Mention]:
    """Everything named, in order, nothing twice; what is certain goes before what a number might be."""
    shown = text[:LONGEST]
    found: list[Mention] = []

    def take(kind: str, pattern: re.Pattern[str], group: int = 0) -> None:
        for match in pattern.finditer(shown):
            start, end = match.span(group)
            if not any(start < other.end and other.start < end for other in found):
                found.append(Mention(kind, match[group].strip(), start, end))

    take("email", _EMAIL)
    take("order", _OWN)
    take("tracking", _TRACKING)
    take("order", _NAMED, 1)
    take("order", _HASH, 1)
    take("phone", _MOBILE, 1)
    take("amount", _AMOUNT)
    take("number", _LONG)
    for match in _PHONE.finditer(shown):
        digits = sum(character.isdigit() for character in match[0])
        dated = re.fullmatch(r"\d{4}[-.]\d{1,2}[-.]\d{1,2}", match[0].strip())
        free = not any(match.start() < other.end and other.start < match.end() for other in found)
        if 7 <= digits <= 15 and free and not dated:
            found.append(Mention("phone", match[0].strip(), *match.span()))
    return sorted(found, key=lambda one: one.start)
