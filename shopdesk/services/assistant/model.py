"""A trained model: weights by feature and scenario. Reads and writes plain numbers, never pickled objects."""

import math
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shopdesk.domain.scenarios import SCENARIOS

_KEEP = 6  # files of models in the folder; the others are of earlier editions


@dataclass(frozen=True, slots=True)
class Model:
    """`weights` has a row for each feature and a column for each scenario; `sharpness` makes scores chances."""

    places: dict[str, int]  # feature → row
    importance: Any  # inverse document frequency by row
    weights: Any
    offsets: Any
    sharpness: float

    def chances(self, counts: Mapping[str, float]) -> dict[str, float]:
        """How likely each scenario is, most likely first. A turn of nothing known is `other`, hardly sure."""
        import numpy

        known = [(self.places[name], math.log1p(count)) for name, count in counts.items() if name in self.places]
        if not known:
            rest = 0.5 / (len(SCENARIOS) - 1)
            return {"other": 0.5, **{name: rest for name in SCENARIOS if name != "other"}}
        rows = numpy.fromiter((row for row, _count in known), dtype=numpy.intp)
        values = numpy.fromiter((count for _row, count in known), dtype=numpy.float32) * self.importance[rows]
        values /= math.sqrt(float(values @ values)) or 1.0
        scores = (values @ self.weights[rows] + self.offsets) * self.sharpness
        chances = numpy.exp(scores - scores.max())
        chances /= chances.sum()
        order = numpy.argsort(-chances, kind="stable")
        return {SCENARIOS[place]: float(chances[place]) for place in order}

    def save(self, path: Path) -> None:
        """Writes a whole file or none. A folder that cannot be written only means that training is done again."""
        import numpy

        beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("xb") as file:
                numpy.savez(
                    file,
                    names=numpy.frombuffer("\n".join(self.places).encode(), dtype=numpy.uint8),
                    importance=self.importance, weights=self.weights, offsets=self.offsets,
                    sharpness=numpy.array([self.sharpness]),
                )  # fmt: skip
            os.replace(beside, path)
            _forget_old(path.parent)
        except OSError:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def load(path: Path) -> Model | None:
    """The model in a file; None where there is none, or something else."""
    import zipfile

    import numpy

    try:
        with path.open("rb") as file, numpy.load(file, allow_pickle=False) as told:
            names = told["names"].tobytes().decode().split("\n")
            model = Model(
                {name: place for place, name in enumerate(names)}, told["importance"], told["weights"],
                told["offsets"], float(told["sharpness"][0]),
            )  # fmt: skip
    except (OSError, ValueError, KeyError, IndexError, EOFError, zipfile.BadZipFile):
        return None
    right = (
        model.weights.shape == (len(names), len(SCENARIOS))
        and model.importance.shape == (len(names),)
        and model.offsets.shape == (len(SCENARIOS),)
        and len(model.places) == len(names)
        and all(part.dtype == numpy.float32 for part in (model.importance, model.weights, model.offsets))
    )
    return model if right else None


def _forget_old(folder: Path) -> None:
    files = sorted(folder.glob("*.npz"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[_KEEP:]:
        file.unlink(missing_ok=True)
