"""The grid on which paper is laid out. Screen, PDF and printer scale it; none lays out anew."""

from shopdesk.documents.papers import DOTS_PER_INCH

# A bar of two dots of a label printer is twelve of these.
RESOLUTION = DOTS_PER_INCH


def mm(length: float) -> float:
    """Millimetres in dots of the layout."""
    return length * RESOLUTION / 25.4
