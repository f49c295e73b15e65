"""The demo shop of the replies' tests, and the labelled turns of SHOPDESK_SAMPLES."""

import os
from pathlib import Path

import pytest

from tests.services.replies.conftest import demo, demo_file

__all__ = ["demo", "demo_file", "samples"]


@pytest.fixture
def samples() -> Path:
    """The folder of real turns labelled by hand."""
    folder = os.environ.get("SHOPDESK_SAMPLES")
    if not folder:
        pytest.skip("SHOPDESK_SAMPLES names no folder of labelled turns")
    return Path(folder)
