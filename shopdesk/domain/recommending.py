"""What suits a customer: what is known of their likes, and what goes with a product, with chance taken off.

Raw counts would recommend whatever sells most, and raw shares would let a pair seen twice beat a habit of hundreds. So
of a share only its lower bound counts (Wilson's, which is wide where little was seen), and only as far as it is above
what chance alone would give.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

_SURE: Final = 2.0  # standard errors below the share seen: about one in forty is that far off by chance
LEAST: Final = 2  # once is no habit
KEEPS_BUYING: Final = 3  # orders with the same product
_OFTEN: Final = 3  # variants told of a category
# One order tells most; what the same people bought another day less; what people of like taste bought least.
_WEIGHTS: Final = {"together": 1.0, "over_time": 0.6, "similar": 0.5}
_TOKEN: Final = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?|[\u3400-\u9fff]+")
_STATED: Final = 5  # times that a preference somebody told us counts more than one purchase


@dataclass(frozen=True, slots=True)
class Seen:
    """`both` of `of` purchases (or people) with the one thing had the other too; by chance a share of `expected`."""

    code: str  # together, over_time, similar
    both: int
    of: int
    expected: float


@dataclass(frozen=True, slots=True)
class Suggested:
    """A product (by its title), how strongly, and the one reason that speaks most for it."""

    title: str
    score: float
    reason: Seen


@dataclass(frozen=True, slots=True)
class Bought:
    """One line of the customer's orders, newest first in a list of them."""

    title: str
    variant: str
    category: str
    order_id: int


@dataclass(frozen=True, slots=True)
class SentBack:
    """A variant that came back because of its size."""

    title: str
    variant: str
    day: date


@dataclass(frozen=True, slots=True)
class Usual:
    """A variant the customer takes in a category (or of a product without one), and in how many orders."""

    category: str
    variant: str
    times: int


@dataclass(frozen=True, slots=True)
class Likes:
    """What nobody needs to ask this customer again."""

    preferences: tuple[tuple[str, str], ...] = ()
    usual: tuple[Usual, ...] = ()
    keeps: tuple[tuple[str, int], ...] = ()  # title, orders
    sent_back: tuple[SentBack, ...] = ()
    notes: str = ""

    def __bool__(self) -> bool:
        return bool(self.preferences or self.usual or self.keeps or self.sent_back or self.notes)


@dataclass(frozen=True, slots=True)
class Variant:
    """A variant that could be sold."""

    product_id: int
    variant: str
    category: str
    sold: int = 0


@dataclass(frozen=True, slots=True)
class Taste:
    """Words of sizes and colours the customer takes, with their weight: stated ones, and by category."""

    stated: Mapping[str, int] = field(default_factory=dict)
    by_category: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def chance(share: float, purchases: float) -> float:
    """The chance that something in `share` of all purchases is in at least one of several."""
    return 1 - math.pow(1 - min(max(share, 0.0), 1.0), max(purchases, 0.0))


def strength(seen: Seen) -> float:
    """How much a pair tells: 0 for what chance explains, more for what is frequent and unlikely to be chance."""
    if seen.both < LEAST or seen.of <= 0:
        return 0.0
    expected = min(max(seen.expected, 1e-6), 1.0)
    share = lower_bound(seen.both, seen.of)
    return max(0.0, share * math.log(share / expected))


def lower_bound(both: int, of: int) -> float:
    """The least share that is still likely where `both` of `of` were seen (Wilson's interval)."""
    share, squared = min(1.0, both / of), _SURE * _SURE
    middle = share + squared / (2 * of)
    spread = _SURE * math.sqrt(share * (1 - share) / of + squared / (4 * of * of))
    return (middle - spread) / (1 + squared / of)


def suggested(evidence: Mapping[str, Sequence[Seen]], limit: int) -> list[Suggested]:
    """Products by what speaks for them, the strongest first."""
    found = []
    for title, seen in evidence.items():
        weighed = [(strength(one) * _WEIGHTS[one.code], one) for one in seen]
        score = sum(weight for weight, _one in weighed)
        if score > 0:
            found.append(Suggested(title, score, max(weighed, key=lambda pair: pair[0])[1]))
    found.sort(key=lambda one: (-one.score, one.title))
    return found[:limit]


def likes(preferences: Mapping[str, Any], notes: str, bought: Sequence[Bought], sent_back: Sequence[SentBack]) -> Likes:
    """What is known of a customer. What did not fit is not their size, however often they tried it."""
    bad = {(one.title, one.variant) for one in sent_back}
    orders: dict[tuple[str, str], set[int]] = {}
    titles: dict[str, set[int]] = {}
    for line in bought:
        titles.setdefault(line.title, set()).add(line.order_id)
        if line.variant and (line.title, line.variant) not in bad:
            orders.setdefault((line.category or line.title, line.variant), set()).add(line.order_id)
    told: Counter[str] = Counter()
    usual = []
    # Sorting is stable: of variants taken equally often, the one taken last comes first.
    for (category, variant), taken in sorted(orders.items(), key=lambda item: -len(item[1])):
        told[category] += 1
        if told[category] <= _OFTEN:
            usual.append(Usual(category, variant, len(taken)))
    keeps = [(title, len(taken)) for title, taken in titles.items() if title and len(taken) >= KEEPS_BUYING]
    return Likes(
        preferences=tuple((str(name), value_text(value)) for name, value in preferences.items() if value_text(value)),
        usual=tuple(usual),
        keeps=tuple(sorted(keeps, key=lambda pair: -pair[1])),
        sent_back=tuple(sent_back),
        notes=notes.strip(),
    )


def value_text(value: Any) -> str:
    """A preference's value as it is shown; what is no text (it came from a file or a command) as JSON."""
    return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def taste(known: Likes) -> Taste:
    """The words by which a variant is recognised as theirs."""
    stated = {token: _STATED for _name, value in known.preferences for token in _tokens(value)}
    by_category: dict[str, Counter[str]] = {}
    for one in known.usual:
        words = by_category.setdefault(one.category, Counter())
        for token in _tokens(one.variant):
            words[token] += one.times
    return Taste(stated, by_category)


def best_variant(variants: Iterable[Variant], of: Taste) -> Variant | None:
    """The variant that fits what they take, else the one that sells best; None when there is none."""

    def fits(one: Variant) -> int:
        known = of.by_category.get(one.category, {})
        return sum(of.stated.get(token, 0) + known.get(token, 0) for token in _tokens(one.variant))

    return max(variants, key=lambda one: (fits(one), one.sold, -one.product_id), default=None)


def _tokens(text: str) -> set[str]:
    return set(_TOKEN.findall(text.casefold()))
