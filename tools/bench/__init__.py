"""Benchmarks: each measures ShopDesk and, in the same run, the bare work that nothing could beat (the floor).

A module of this package is a benchmark when it has `NAME`, `LIMIT` (text) and `run()`; the others are its material.
"""

import importlib
import pkgutil
from typing import Protocol, TypedDict, cast


class Result(TypedDict):
    """One measurement; `floor` and `ours` in the same unit, which `how` names along with what was done."""

    floor: float
    ours: float
    ratio: float
    limit: str
    ok: bool
    how: str


class Benchmark(Protocol):
    """What a module offers to be found."""

    NAME: str
    LIMIT: str

    def run(self) -> Result:
        """Measures floor and ours in this run."""


def find() -> dict[str, Benchmark]:
    """The benchmarks by name, in the order of their modules' names."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__) if found.name != "__main__")
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return {module.NAME: cast("Benchmark", module) for module in modules if hasattr(module, "NAME")}
