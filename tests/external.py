"""What tests need from outside Python: programs to look at results with, a folder that nobody may write."""

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


def unwritable_folder(folder: Path) -> Path:
    """A folder in which no file can be made: `folder`, made so; for root, who may write anywhere, the kernel's."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/proc/self")
    folder.mkdir(mode=0o500)
    return folder
