"""Training: two linear models over the same counts, added up. Takes a second or two; runs off the main thread."""

from collections.abc import Sequence
from typing import Any

from shopdesk.domain.scenarios import SCENARIOS
from shopdesk.services.assistant.model import Model
from shopdesk.services.assistant.shipped import Turn

_MARGIN = 3.0  # what a support vector machine's margin weighs against a logarithm of naive Bayes
_FOLDS = 3
_CAUTION = 0.7  # real turns are stranger than those the project wrote


def train(counted: Sequence[tuple[str, dict[str, float]]]) -> Model:
    """A model of (scenario, features of a turn)."""
    import numpy
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_extraction.text import TfidfTransformer

    names = DictVectorizer(dtype=numpy.float32, sort=False)
    counts = names.fit_transform([features for _scenario, features in counted])
    counts.data = numpy.log1p(counts.data)
    balance = TfidfTransformer()
    known = balance.fit_transform(counts).astype(numpy.float32)
    place = {scenario: number for number, scenario in enumerate(SCENARIOS)}
    wanted = numpy.array([place[scenario] for scenario, _features in counted])
    weights, offsets = _fit(known, wanted)
    return Model(
        dict(names.vocabulary_), balance.idf_.astype(numpy.float32),
        numpy.ascontiguousarray(weights.T, dtype=numpy.float32), offsets.astype(numpy.float32),
        _sharpness(known, wanted),
    )  # fmt: skip


def _fit(known: Any, wanted: Any) -> tuple[Any, Any]:
    """Weights (scenario by feature) and offsets; a scenario that nobody gave a turn of is never chosen."""
    import numpy
    from sklearn.naive_bayes import ComplementNB
    from sklearn.svm import LinearSVC

    machine = LinearSVC(C=0.3, class_weight="balanced", random_state=0).fit(known, wanted)
    bayes = ComplementNB(alpha=0.3).fit(known, wanted)
    weights = numpy.zeros((len(SCENARIOS), known.shape[1]))
    offsets = numpy.full(len(SCENARIOS), -1e6)
    for row, number in enumerate(machine.classes_):
        weights[number] = _MARGIN * machine.coef_[row] + bayes.feature_log_prob_[row]
        offsets[number] = _MARGIN * machine.intercept_[row]
    return weights, offsets


def _sharpness(known: Any, wanted: Any) -> float:
    """The factor under which turns not trained on are called as sure as they prove right."""
    import numpy

    fold = numpy.arange(len(wanted)) % _FOLDS
    scores = numpy.zeros((len(wanted), len(SCENARIOS)))
    for number in range(_FOLDS):
        weights, offsets = _fit(known[fold != number], wanted[fold != number])
        scores[fold == number] = known[fold == number] @ weights.T + offsets

    def surprise(factor: float) -> float:
        told = scores * factor
        told -= told.max(axis=1, keepdims=True)
        chances = numpy.exp(told[numpy.arange(len(wanted)), wanted]) / numpy.exp(told).sum(axis=1)
        return float(-numpy.log(chances + 1e-9).mean())

    return _CAUTION * min((0.25 * step for step in range(1, 33)), key=surprise)


__all__ = ["Turn", "train"]
