"""Photos and other files of a record: what may be kept of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from shopdesk.domain.errors import UserError

PHOTO_SIDE: Final = 1_600  # pixels of the longer side, to which photos are reduced before they come here
MOST_BYTES: Final = 10_000_000  # of one file; a reduced photo has a tenth of it
MOST_FILES: Final = 20  # of one record
_BEGINS: Final[Mapping[str, bytes]] = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to keep: what the person called it, and what it holds."""

    name: str
    data: bytes

    @property
    def media_type(self) -> str:
        """`image/jpeg` or `image/png`, "" for anything else: by what it holds, not by its name."""
        return next((kind for kind, begin in _BEGINS.items() if self.data.startswith(begin)), "")

    def check(self) -> None:
        """Raises UserError `photo.unreadable`, `photo.too_large`."""
        if not self.media_type:
            raise UserError("photo.unreadable", field="photo", path=self.name)
        if len(self.data) > MOST_BYTES:
            raise UserError("photo.too_large", field="photo", path=self.name, limit=f"{MOST_BYTES // 1_000_000} MB")


def check_number(have: int, more: int) -> None:
    """Raises UserError `photo.too_many` when a record would get more files than fit."""
    if have + more > MOST_FILES:
        raise UserError("photo.too_many", field="photo", found=have + more, limit=MOST_FILES)
