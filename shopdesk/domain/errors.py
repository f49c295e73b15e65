"""Errors that a person can do something about. A code and data; the words are found at the edges."""

import errno
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


def in_other_words(error: BaseException) -> UserError | None:
    """The UserError that an error of the system amounts to wherever it happens: `shop.disk_full`; None for others."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError("shop.disk_full", path=str(error.filename or ""))
    return None


class Cancelled(Exception):
    """The person pressed Cancel; nothing was changed."""
