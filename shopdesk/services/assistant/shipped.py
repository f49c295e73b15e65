"""What ships with the assistant: the sentences it learns from, and the ideas that words stand for,
and what its replies are asked for by."""

import hashlib
import re
from functools import cache

from shopdesk.domain.scenarios import SCENARIOS
from shopdesk.domain.turns import Concepts
from shopdesk.resources import resource_path

Turn = tuple[str, str]  # scenario, what was written
Cues = tuple[tuple[str, re.Pattern[str] | None], ...]


def _lines(name: str, language: str) -> list[str]:
    text = resource_path("assistant", f"{name}.{language}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def turns(language: str) -> tuple[Turn, ...]:
    """The shipped sentences, each with its scenario."""
    found: list[Turn] = []
    scenario = ""
    for line in _lines("turns", language):
        if line.startswith("[") and line.endswith("]") and line[1:-1] in SCENARIOS:
            scenario = line[1:-1]
        else:
            found.append((scenario, line))
    return tuple(found)


@cache
def concepts(language: str) -> Concepts:
    """The ideas of a language, in the order of the file."""
    pairs = (line.split("\t", 1) for line in _lines("concepts", language))
    return tuple((name, re.compile(pattern)) for name, pattern in pairs)


@cache
def cues(language: str) -> Cues:
    """By what words a shipped reply is asked for: its name, a pattern; None for when no other of its scenario fits."""
    pairs = (line.split("\t", 1) for line in _lines("cues", language))
    return tuple((name, None if pattern == "*" else re.compile(pattern)) for name, pattern in pairs)


@cache
def fingerprint(language: str) -> str:
    """Tells one edition of the shipped files from another."""
    told = hashlib.sha256()
    for name in ("turns", "concepts"):
        told.update("\n".join(_lines(name, language)).encode())
    return told.hexdigest()
