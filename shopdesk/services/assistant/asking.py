"""What reply a message asks for, by turns of phrase: “is it in stock” wants the reply about stock, not just any of its
scenario. Replies are known here by the name of the shipped one they are or are like, without its language."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from shopdesk.db.folding import characters
from shopdesk.domain.scenarios import language_of
from shopdesk.domain.text import fold
from shopdesk.domain.turns import cleaned, ends_of
from shopdesk.services.assistant import shipped
from shopdesk.services.replies.starter import starters

_LIKELY = 0.02  # replies of scenarios less likely than this are not looked at
_ELSE = 0.4  # how much the reply for when no other fits is asked for


@cache
def _scenarios(language: str) -> dict[str, str]:
    """The scenario of each shipped reply."""
    return {name.partition("/")[2]: draft.scenario for name, draft in starters(language).items()}


def asked_for(text: str, chances: Mapping[str, float]) -> dict[str, float]:
    """How much each reply of a likely scenario is asked for: the first whose words fit by 1, each later one by less."""
    language = language_of(text)
    words = _words(text, language)
    found: dict[str, float] = {}
    fitting: dict[str, int] = defaultdict(int)
    scenarios = _scenarios(language)
    for name, pattern in shipped.cues(language):
        scenario = scenarios[name]
        if chances.get(scenario, 0.0) < _LIKELY or name in found:
            continue
        if pattern is not None and not pattern.search(words):
            continue
        found[name] = (1.0 if pattern else _ELSE) / (1 + fitting[scenario])
        fitting[scenario] += 1
    return found


def like(title: str, scenario: str, language: str) -> str:
    """Which shipped reply a shop's own one is like, by its title; "" for none."""
    words = _words(title, language)
    for name, pattern in shipped.cues(language):
        if pattern is not None and _scenarios(language)[name] == scenario and pattern.search(words):
            return name
    return ""


def _words(text: str, language: str) -> str:
    return cleaned(text, characters()) if language == "zh" else fold(ends_of(text)).replace("\u2019", "'")
