"""Pictures from files, the clipboard or a drop, reduced to what a shop needs; runs in a worker, knows no widget."""

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QImageWriter

from shopdesk.domain.attachments import PHOTO_SIDE, NewFile
from shopdesk.domain.errors import UserError

FORMATS = ("jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff", "heic", "heif", "avif")
_READ = {"jpeg", "jpg", "png", "webp", "gif", "bmp", "tiff", "tif", "heic", "heif", "avif"}
_MOST = 100_000_000  # bytes of a file that is worth trying: the largest cameras give half of it
_QUALITY = 88

Source = str | QImage  # a path, or a picture from the clipboard


def read_photos(sources: Sequence[Source]) -> list[NewFile]:
    """Reduced pictures. Raises UserError `file.missing`, `photo.unreadable`, `photo.too_large`."""
    return [_from_image(one) if isinstance(one, QImage) else read_photo(one) for one in sources]


def read_photo(path: str) -> NewFile:
    """A picture from a file: turned as the camera was held, at most 1,600 pixels, without what the camera noted."""
    try:
        size = os.path.getsize(path)
    except (OSError, ValueError) as error:
        raise UserError("file.missing", path=path) from error
    if size > _MOST:
        raise UserError("photo.too_large", field="photo", path=path, limit=f"{_MOST // 1_000_000} MB")
    reader = QImageReader(path)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if not reader.canRead() or bytes(reader.format().data()).decode("ascii", "replace").lower() not in _READ:
        raise UserError("photo.unreadable", field="photo", path=path)
    whole = reader.size()
    if whole.isValid() and max(whole.width(), whole.height()) > PHOTO_SIDE:
        # The JPEG reader then never unfolds the whole picture.
        reader.setScaledSize(whole.scaled(PHOTO_SIDE, PHOTO_SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise UserError("photo.unreadable", field="photo", path=path)
    return NewFile(Path(path).name, _encoded(image, path))


def thumbnail(data: bytes, side: int) -> QImage:
    """A small picture of stored bytes; a null image when they are damaged."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    whole = reader.size()
    if whole.isValid():
        reader.setScaledSize(_inside(whole, side))
    return reader.read()


def sources_in(mime: QMimeData | None) -> list[Source]:
    """The pictures in what is dropped or pasted: files that are called like pictures, else one image."""
    if mime is None:  # a clipboard that was cleared
        return []
    paths = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
    pictures = [path for path in paths if path.lower().endswith(FORMATS)]
    if paths:
        return list(pictures) if len(pictures) == len(paths) else []
    image = mime.imageData() if mime.hasImage() else None
    return [image] if isinstance(image, QImage) and not image.isNull() else []


def _from_image(image: QImage) -> NewFile:
    return NewFile("", _encoded(image, ""))


def _encoded(image: QImage, path: str) -> bytes:
    if max(image.width(), image.height()) > PHOTO_SIDE:
        image = image.scaled(_inside(image.size(), PHOTO_SIDE), mode=Qt.TransformationMode.SmoothTransformation)
    image = _bare(image)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png" if image.hasAlphaChannel() else b"jpeg"))
    if not image.hasAlphaChannel():
        writer.setQuality(_QUALITY)
    if not writer.write(image):
        raise UserError("photo.unreadable", field="photo", path=path)
    return bytes(buffer.data().data())


def _bare(image: QImage) -> QImage:
    """The pixels alone, in the colours every screen shows: where and by whom it was taken is nobody's business."""
    if image.colorSpace().isValid():
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    alpha = image.hasAlphaChannel()
    plain = image.convertToFormat(QImage.Format.Format_ARGB32 if alpha else QImage.Format.Format_RGB32)
    return QImage(plain.constBits(), plain.width(), plain.height(), plain.bytesPerLine(), plain.format()).copy()


def _inside(size: QSize, side: int) -> QSize:
    if max(size.width(), size.height()) <= side:
        return size
    return size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
