"""Python's cycle collector, kept away from work that makes very many objects which stay.

It walks over all of them again and again, and holds up every thread while it does: a tenth of a second and more.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector(*, for_good: bool = False) -> Iterator[None]:
    """No collection until the work is done. `for_good`: what was made stays as long as the program runs."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()  # without it, enabling starts a walk over everything just made
            gc.enable()
            if not for_good:
                gc.unfreeze()
