"""Promises, tasks and hand-over notes in the window: in every story, in a list of their own, in the status bar."""

from typing import Final

DRAFT: Final = "task.create"  # the name of a half-typed promise; behind a slash, the number of what it is about
