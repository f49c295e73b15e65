"""Which replies fit a message: its scenario, what it asks for, the words they share, and what the shop sent before."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from itertools import pairwise
from typing import Any

from shopdesk.db.folding import characters
from shopdesk.domain.scenarios import language_of
from shopdesk.domain.turns import cleaned
from shopdesk.services.assistant.asking import asked_for

_SCENARIO, _ASKED, _WORDS, _LEARNED, _HABIT, _FAVOURITE, _PRODUCT = 0.5, 0.35, 0.2, 0.6, 0.1, 0.06, 0.15
_NEAR = 0.2  # a past message less alike than this teaches nothing
_NEIGHBOURS = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reply that may be offered. `name` is what it is known by."""

    name: str
    scenario: str
    language: str
    title: str
    text: str
    favourite: bool = False
    product: str | None = None
    topic: str = ""  # which shipped reply it is or is like


class _Index:
    """Texts by their pieces, weighed by how rare a piece is (TF-IDF), for the cosine of one text against all."""

    def __init__(self, texts: Sequence[Counter[str]]) -> None:
        import numpy

        spread = Counter(piece for pieces in texts for piece in pieces)
        self._size = len(texts)
        self._rare = {piece: math.log(1 + len(texts) / count) for piece, count in spread.items()}
        lists: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
        for place, pieces in enumerate(texts):
            weights = {piece: (1 + math.log(count)) * self._rare[piece] for piece, count in pieces.items()}
            length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
            for piece, weight in weights.items():
                places, shares = lists[piece]
                places.append(place)
                shares.append(weight / length)
        self._lists = {piece: (numpy.array(places), numpy.array(shares)) for piece, (places, shares) in lists.items()}

    def alike(self, pieces: Mapping[str, int]) -> Any:
        """Cosine by place."""
        import numpy

        weights = {
            piece: (1 + math.log(count)) * self._rare[piece] for piece, count in pieces.items() if piece in self._rare
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        found = numpy.zeros(self._size)
        for piece, weight in weights.items():
            places, shares = self._lists[piece]
            found[places] += weight / length * shares
        return found


class Ranking:
    """The replies of a shop and what it learned, ready to be asked."""

    def __init__(self, candidates: Sequence[Candidate], past: Iterable[tuple[str, str, str]] = ()) -> None:
        """`past`: (name of the reply, scenario, the words it followed), oldest first."""
        self.candidates = tuple(candidates)
        known = {candidate.name for candidate in candidates}
        self._past = [one for one in past if one[0] in known]
        self._replies = _Index([pieces(f"{one.title} {one.title} {one.text}") for one in candidates])
        self._asked = _Index([_remembered(asked) for _name, _scenario, asked in self._past])
        self._of_language: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self.candidates):
            self._of_language[one.language].append(place)
        self._habits: dict[str, Counter[str]] = defaultdict(Counter)
        for name, scenario, _asked in self._past:
            self._habits[scenario][name] += 1

    def best(
        self, text: str, chances: Mapping[str, float], products: frozenset[str] = frozenset(), most: int = 5
    ) -> list[tuple[Candidate, float]]:
        """The replies that fit best with their scores from 0 to 1, best first. Those for other products stay out."""
        language = language_of(text)
        asked = pieces(text)
        alike = self._replies.alike(asked).tolist()
        learned = self._learned(asked)
        wanted = asked_for(text, chances)
        unsure = _ASKED * (1 - max(learned.values(), default=0.0))  # what the shop itself sent before says more
        habits: Mapping[str, int] = self._habits.get(next(iter(chances), ""), {})
        habit = sum(habits.values()) or 1
        places = self._of_language.get(language) or range(len(self.candidates))
        scored: list[tuple[float, int]] = []
        for place in places:
            one = self.candidates[place]
            if one.product and one.product not in products:
                continue
            score = _SCENARIO * chances.get(one.scenario, 0.0) + _WORDS * min(1.0, 2 * alike[place])
            score += unsure * wanted.get(one.topic, 0.0) + _FAVOURITE * one.favourite + _PRODUCT * bool(one.product)
            score += _LEARNED * learned.get(one.name, 0.0) + _HABIT * habits.get(one.name, 0) / habit
            scored.append((-score, place))
        return [(self.candidates[place], min(1.0, -score)) for score, place in nsmallest(most, scored)]

    def _learned(self, asked: Mapping[str, int]) -> dict[str, float]:
        """By reply: how much the most alike messages of the past speak for it, at most 1."""
        import numpy

        if not self._past:
            return {}
        alike = self._asked.alike(asked)
        near = numpy.argsort(-alike, kind="stable")[:_NEIGHBOURS] if len(alike) <= _NEIGHBOURS else _top(alike)
        votes: dict[str, float] = defaultdict(float)
        best = 0.0
        for place in near.tolist():
            share = float(alike[place])
            if share >= _NEAR:
                best = max(best, share)
                votes[self._past[place][0]] += share * share
        total = sum(votes.values()) or 1.0
        return {name: vote / total * best for name, vote in votes.items()}


@lru_cache(maxsize=8_192)
def _remembered(asked: str) -> Counter[str]:
    """The pieces of a past message, which are asked for again each time that one more reply was sent."""
    return pieces(asked)


def _top(alike: Any) -> Any:
    import numpy

    return numpy.argpartition(-alike, _NEIGHBOURS)[:_NEIGHBOURS]


def pieces(text: str) -> Counter[str]:
    """Pairs of Chinese characters, words of letters."""
    chinese = language_of(text) == "zh"
    clean = cleaned(text, characters() if chinese else None)
    if not chinese:
        return Counter(clean.split())
    return Counter(pair for pair in map("".join, pairwise(clean)) if " " not in pair)
