"""How well a command answers to what was typed."""

from collections.abc import Sequence


def closeness(typed: str, names: Sequence[str]) -> int | None:
    """Smaller is closer; None when it does not fit.

    Every word has to be found in one of the names: at its beginning, at the beginning of a word, anywhere, or as
    beginnings of its words in order ("mapl" in "Make packing list"). The first name counts most.
    """
    total = 0
    for word in typed.casefold().split():
        found = [
            distance + 2 * place
            for place, name in enumerate(names)
            for distance in [_distance(word, name.casefold())]
            if distance is not None
        ]
        if not found:
            return None
        total += min(found)
    return total


def _distance(word: str, name: str) -> int | None:
    if name.startswith(word):
        return 0
    if any(part.startswith(word) for part in name.replace(".", " ").replace("_", " ").split()):
        return 10
    if word in name:
        return 20
    # Single letters in order fit nearly everything; they have to begin words or follow each other.
    return 40 if len(word) >= 3 and _in_order(word, name) else None


def _in_order(letters: str, name: str) -> bool:
    """Whether `letters` are the beginnings of the words of `name`, some letters of each, in order."""
    parts = name.split()

    def fits(rest: str, at: int) -> bool:
        if not rest:
            return True
        for place in range(at, len(parts)):
            for length in range(min(len(rest), len(parts[place])), 0, -1):
                if parts[place].startswith(rest[:length]) and fits(rest[length:], place + 1):
                    return True
        return False

    return fits(letters, 0)
