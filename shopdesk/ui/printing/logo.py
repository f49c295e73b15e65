"""The shop's picture at the head of its paper."""

import os
from functools import lru_cache

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage


def logo_image(source: str | None) -> QImage | None:
    """The picture at a path or in a `data:…;base64,` address; None when there is none or it cannot be read."""
    if not source:
        return None
    if source.startswith("data:"):
        return _picture(source, 0)
    try:
        return _picture(source, os.stat(source).st_mtime_ns)
    except OSError:
        return None  # a moved logo must not keep the parcels from leaving


@lru_cache(maxsize=4)
def _picture(source: str, _changed: int) -> QImage | None:
    if source.startswith("data:"):
        image = QImage.fromData(QByteArray.fromBase64(source.partition(",")[2].encode("ascii", "ignore")))
    else:
        image = QImage(source)
    return None if image.isNull() else image
