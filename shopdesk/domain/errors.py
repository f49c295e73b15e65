"""Errors that a person can do something about. A code and data; the words are found at the edges."""

from typing import Any


class UserError(Exception):
    """Something the person can mend. `code` is stable (`file.empty`); `where` names what is concerned.

    `shopdesk.sentences` turns both into one sentence in the person's language.
    """

    def __init__(self, code: str, **where: Any) -> None:
        super().__init__(code)
        self.code = code
        self.where: dict[str, Any] = where

    def __str__(self) -> str:
        return f"{self.code} {self.where}" if self.where else self.code


class Cancelled(Exception):
    """The person pressed Cancel; nothing was changed."""
