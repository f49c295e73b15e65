"""How reports count: shares, and how long things took."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Final, TypeVar

LIMITS: Final = (30, 600, 7_200)  # seconds: while the customer looks, within ten minutes, within two hours

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took, in whole seconds: how often, the middle one, what nine of ten stayed within, and which
    share stayed within each of LIMITS. None where nothing was timed.
    """

    count: int = 0
    median: int | None = None
    p90: int | None = None
    within: tuple[float | None, ...] = (None,) * len(LIMITS)


def times(seconds: Iterable[int]) -> Times:
    """Sums up durations. The median of an even number lies half way between the two in the middle, rounded down."""
    found = sorted(seconds)
    count = len(found)
    if not count:
        return Times()
    median = (found[(count - 1) // 2] + found[count // 2]) // 2
    # The nearest rank: one that really occurred, so that "nine of ten" is true as it stands.
    p90 = found[-(-count * 9 // 10) - 1]
    return Times(count, median, p90, tuple(bisect_right(found, limit) / count for limit in LIMITS))


def times_by(pairs: Iterable[tuple[Key, int]]) -> dict[Key, Times]:
    """Durations summed up by what they belong to."""
    groups: dict[Key, list[int]] = defaultdict(list)
    for key, seconds in pairs:
        groups[key].append(seconds)
    return {key: times(found) for key, found in groups.items()}


def share(part: int, whole: int) -> float | None:
    """A part of a whole, 0 to 1; None of nothing."""
    return part / whole if whole else None
