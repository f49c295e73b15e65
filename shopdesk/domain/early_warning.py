"""Which products, suppliers, carriers or categories give more trouble than chance would.

Each group is compared with all the others together by Fisher's exact test, which holds for small numbers: with how
much chance would so many troubles of the shop's fall on just these goods? Many groups are looked at at once, so what
is called out of line is limited by the false discovery rate (Benjamini and Hochberg 1995): of the warnings, on
average no more than `FALSE_SHARE` are mere chance.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

FALSE_SHARE: Final = 0.05
FEWEST: Final = 3  # troubles: below that nobody would act
LEAST_FACTOR: Final = 1.5  # times the usual rate: less is not worth a phone call


@dataclass(frozen=True, slots=True)
class Count:
    """Of `sold` units, `troubled` came back or were complained about."""

    sold: int
    troubled: int


@dataclass(frozen=True, slots=True)
class OutOfLine:
    """A group out of line. `usual` is the rate of all others, `chance` the corrected chance that it means nothing."""

    group: str
    sold: int
    troubled: int
    usual: float
    chance: float

    @property
    def rate(self) -> float:
        """Troubles by unit sold."""
        return self.troubled / self.sold


def out_of_line(counts: Mapping[str, Count]) -> list[OutOfLine]:
    """The groups that are out of line, the surest first. Troubles above the units sold count as that many."""
    from scipy.stats import false_discovery_control, hypergeom

    groups = [(name, count.sold, min(count.troubled, count.sold)) for name, count in counts.items() if count.sold > 0]
    sold = sum(units for _name, units, _troubled in groups)
    troubled = sum(trouble for _name, _units, trouble in groups)
    if len(groups) < 2 or not troubled:
        return []
    # The chance of at least as many troubles in the group as there were, its share of all units given.
    chances = [float(hypergeom.sf(trouble - 1, sold, troubled, units)) for _name, units, trouble in groups]
    corrected = false_discovery_control(chances, method="bh")
    found = []
    for (name, units, trouble), chance in zip(groups, corrected, strict=True):
        others = sold - units
        usual = (troubled - trouble) / others if others else 0.0
        if trouble >= FEWEST and chance <= FALSE_SHARE and trouble / units >= usual * LEAST_FACTOR:
            found.append(OutOfLine(name, units, trouble, usual, float(chance)))
    return sorted(found, key=lambda one: (one.chance, -one.rate, one.group))
