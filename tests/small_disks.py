"""Disks that are full: a real small one where this computer lets us mount one, and a limit on the size of files.

The limit works everywhere but on Windows and is what CI runs; a disk that can be mounted is tried as well. Where it
cannot, the test says so in its output and still runs with the limit.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(megabytes: int = 4) -> Iterator[Path | None]:
    """A folder on a disk of that size; None, told on stderr, where none can be mounted."""
    folder = Path(tempfile.mkdtemp(prefix="shopdesk-disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    mounted = False
    if sys.platform == "linux" and shutil.which("mount"):
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    try:
        if not mounted:
            sys.stderr.write("NO SMALL DISK CAN BE MOUNTED HERE: only a limit on the size of files is tried\n")
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=True)
        folder.rmdir()


def fill(folder: Path, leave: int = 0) -> Path:
    """Fills the disk with a file, but for so many bytes; the file."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)) == 4096:
                pass
        except OSError:
            pass
    size = ballast.stat().st_size
    if leave:
        with ballast.open("r+b") as file:
            file.truncate(max(0, size - leave))
    return ballast


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file of this process may grow beyond that size meanwhile: writes are refused as on a disk that is full."""
    if sys.platform == "win32":
        pytest.skip("Windows has no limit on the size of files")
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
