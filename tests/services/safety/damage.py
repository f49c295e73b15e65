"""Ways in which a shop's file comes to harm, each on a file that nobody has open."""

import random
from collections.abc import Callable
from pathlib import Path

PAGE = 4096


def closed(path: Path) -> bytes:
    """The content of a shop that was closed: no log stands beside it."""
    assert not Path(f"{path}-wal").exists()
    return path.read_bytes()


def garble_header(path: Path) -> None:
    """The first 100 bytes are noise."""
    path.write_bytes(random.Random(1).randbytes(100) + closed(path)[100:])


def garble_first_page(path: Path) -> None:
    """The whole first page is noise: nothing says which tables there are."""
    path.write_bytes(random.Random(1).randbytes(PAGE) + closed(path)[PAGE:])


def cut(path: Path, share: float = 0.6) -> None:
    """The file ends in the middle."""
    content = closed(path)
    path.write_bytes(content[: int(len(content) * share) // PAGE * PAGE])


def cut_inside_a_page(path: Path) -> None:
    """It ends in the middle of a page."""
    path.write_bytes(closed(path)[:-1500])


def zero_pages(path: Path, seed: int = 1, share: float = 0.1) -> None:
    """Every tenth page is zeros, as after a disk lost what it had promised to write."""
    dice = random.Random(seed)
    content = bytearray(closed(path))
    for start in range(PAGE, len(content), PAGE):
        if dice.random() < share:
            content[start : start + PAGE] = bytes(PAGE)
    path.write_bytes(content)


def zero_end(path: Path, pages: int = 10) -> None:
    """The last pages are zeros: the shop opens, and breaks when they are read."""
    path.write_bytes(closed(path)[: -pages * PAGE] + bytes(pages * PAGE))


def noise(path: Path, seed: int = 1, share: float = 0.1) -> None:
    """Sixty bytes of noise in every tenth page."""
    dice = random.Random(seed)
    content = bytearray(closed(path))
    for start in range(PAGE, len(content), PAGE):
        if dice.random() < share:
            for _byte in range(60):
                content[start + dice.randrange(PAGE)] = dice.randrange(256)
    path.write_bytes(content)


def empty(path: Path) -> None:
    """Nothing is left but the name."""
    path.write_bytes(b"")


def gone(path: Path) -> None:
    """Not even the name."""
    path.unlink()


HARM: dict[str, Callable[[Path], None]] = {
    "garbled header": garble_header, "garbled first page": garble_first_page, "cut": cut,
    "cut inside a page": cut_inside_a_page, "zeroed pages": zero_pages, "noise": noise,
}  # fmt: skip
