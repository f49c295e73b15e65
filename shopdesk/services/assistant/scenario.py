"""Which scenario a turn belongs to: the model of its language, trained once and kept beside the user's data."""

import hashlib
import threading
from collections.abc import Sequence
from functools import cache

from shopdesk import paths
from shopdesk.db.folding import characters
from shopdesk.domain.scenarios import LANGUAGES, language_of
from shopdesk.domain.turns import features
from shopdesk.services.assistant import model as models
from shopdesk.services.assistant import shipped
from shopdesk.services.assistant.model import Model
from shopdesk.services.assistant.shipped import Turn

_EDITION = "1"  # another number when features or training change
_PART = 25  # so many more of a shop's own turns make a new model
_models: dict[str, Model] = {}
_training = threading.Lock()


class Own:
    """What people of a shop made of turns, oldest first; counted in parts, because training is not done for each."""

    def __init__(self, turns: Sequence[Turn] = ()) -> None:
        self.turns: dict[str, tuple[Turn, ...]] = {}
        self.names: dict[str, str] = {}
        for language in LANGUAGES:
            mine = [turn for turn in turns if language_of(turn[1]) == language]
            mine = mine[: len(mine) // _PART * _PART]
            told = hashlib.sha256(f"{_EDITION}{shipped.fingerprint(language)}".encode())
            for scenario, text in mine:
                told.update(f"{scenario}\0{text}\0".encode(errors="replace"))
            self.turns[language] = tuple(mine)
            self.names[language] = f"{language}-{told.hexdigest()[:20]}"


@cache
def _nobody() -> Own:
    return Own()


def chances(text: str, own: Own | None = None) -> dict[str, float]:
    """How likely each scenario is, most likely first."""
    language = language_of(text)
    return model(language, own).chances(_counts(text, language))


def model(language: str, own: Own | None = None) -> Model:
    """The model of a language, from memory, from its file, or trained now."""
    own = own or _nobody()
    name = own.names[language]
    found = _models.get(name)
    if found is None:
        with _training:
            found = _models.get(name) or _made(name, language, own.turns[language])
            _models[name] = found
    return found


def _made(name: str, language: str, own: Sequence[Turn]) -> Model:
    path = paths.data_dir() / "assistant" / f"{name}.npz"
    found = models.load(path)
    if found is None:
        from shopdesk.services.assistant.training import train

        turns = (*shipped.turns(language), *own)
        found = train([(scenario, _counts(text, language)) for scenario, text in turns])
        found.save(path)
    if len(_models) > 8:
        _models.clear()
    return found


def _counts(text: str, language: str) -> dict[str, float]:
    table = characters() if language == "zh" else None
    return features(text, language, shipped.concepts(language), table)
