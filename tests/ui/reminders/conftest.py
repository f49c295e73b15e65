"""The window on the shop of Buyer A, as the tests of promises have it."""

from tests.ui.promises.conftest import stage

__all__ = ["stage"]
