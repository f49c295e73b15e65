"""A reply on the clipboard: its text and its pictures together, as chats and mail programs take them."""

import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage

from shopdesk.domain.errors import UserError
from shopdesk.paths import data_dir
from shopdesk.services import attachments
from shopdesk.services.attachments import Attached

_ENDINGS: Final = {"image/jpeg": ".jpg", "image/png": ".png"}
_KEPT: Final = 24 * 3600  # seconds that pasted files may be asked for


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture, and a file of it where there are several: the clipboard itself holds one picture only."""

    image: QImage
    file: str = ""


def read_pictures(desk: Any, attached: Sequence[Attached]) -> list[Picture]:
    """The pictures of a reply; runs in a worker. Those whose file is gone are left out.

    Raises UserError `photo.unwritable` when there is no room for files to paste.
    """
    found = []
    for one in attached:
        with contextlib.suppress(UserError):
            data = attachments.read(desk, one.sha256)
            image = QImage.fromData(data)
            if not image.isNull():
                found.append((one, data, image))
    if len(found) < 2:
        return [Picture(image) for _one, _data, image in found]
    folder = _folder()
    return [
        Picture(image, _written(folder, place, one, data)) for place, (one, data, image) in enumerate(found, start=1)
    ]


def put(text: str, pictures: Sequence[Picture]) -> None:
    """Text and the first picture; of several pictures their files, too."""
    mime = QMimeData()
    mime.setText(text)
    if pictures:
        mime.setImageData(pictures[0].image)
    files = [picture.file for picture in pictures if picture.file]
    if files:
        mime.setUrls([QUrl.fromLocalFile(file) for file in files])
        mime.setText(text)  # addresses of files would stand in its place
    QGuiApplication.clipboard().setMimeData(mime)


def _folder() -> Path:
    """Where files to paste lie; yesterday's are gone."""
    folder = data_dir() / "clipboard"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            with contextlib.suppress(OSError):
                if time.time() - old.stat().st_mtime > _KEPT:
                    old.unlink()
    except OSError as error:
        raise UserError("photo.unwritable", path=str(folder)) from error
    return folder


def _written(folder: Path, place: int, one: Attached, data: bytes) -> str:
    """A file whose ending chats go by; the name is ours, what somebody called the picture is no path."""
    path = folder / f"{place}-{one.sha256[:12]}{_ENDINGS.get(one.media_type, '.jpg')}"
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UserError("photo.unwritable", path=str(folder)) from error
    return str(path)
