"""What an action answers when all there is to say is which record it was."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number or name that people know a record by."""

    number: str
