"""The grid on which paper is laid out. Screen, PDF and printer scale it; none lays out anew."""

from dataclasses import dataclass
from typing import Final

from shopdesk.documents.papers import DOTS_PER_INCH

# A bar of two dots of a label printer is twelve of these.
RESOLUTION = DOTS_PER_INCH


def mm(length: float) -> float:
    """Millimetres in dots of the layout."""
    return length * RESOLUTION / 25.4


@dataclass(frozen=True, slots=True)
class Offset:
    """By how many millimetres a print is moved: to the right and down; below zero to the left and up."""

    right: float = 0.0
    down: float = 0.0

    def __bool__(self) -> bool:
        return bool(self.right or self.down)

    def in_dots(self, dpi: float) -> tuple[float, float]:
        """In dots of a device."""
        return self.right * dpi / 25.4, self.down * dpi / 25.4


NOWHERE: Final = Offset()
