"""Programs beside Python that some tests look at results with (LibreOffice, poppler, Xvfb)."""

import os
import shutil
from pathlib import Path

import pytest


def need(program: str) -> Path:
    """The path of `program`; without it the test is skipped here, and fails where CI is set.

    `python3 dev.py test` installs these programs under CI on Debian and Ubuntu; elsewhere `python3 dev.py system`
    prints the command that does.
    """
    found = shutil.which(program)
    if found:
        return Path(found)
    missing = f"{program} is not installed; `python3 dev.py system --tests` says how to get it"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)
