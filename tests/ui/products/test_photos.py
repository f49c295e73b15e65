"""Photos on the products page: chosen, dropped, pasted, looked at, put first, taken off; bad files said."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget

from shopdesk.domain.products import ProductDraft
from shopdesk.services import attachments, history, products
from shopdesk.services.desk import Desk
from shopdesk.ui.dialogs.photo import PhotoDialog
from shopdesk.ui.photos import read_photo
from tests.services.small_shop import Clock, query
from tests.ui.conversations.stage import Stage

Shop = tuple[Desk, Clock]
STRIP = "products.photos.strip"


def picture(folder: Path, name: str, colour: str, width: int = 400, height: int = 300) -> str:
    """A picture file of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    path = folder / name
    assert image.save(str(path))
    return str(path)


@pytest.fixture
def mug(stage: Stage, shop: Shop) -> Stage:
    """The page with one product selected."""
    products.create_product(shop[0], ProductDraft("MUG", "Mug", currency="CNY"))
    stage.page.reload(None)
    stage.settle()
    assert stage.page.table.select_ids([stage.rows()[0].id])
    stage.settle()
    return stage


def kept(desk: Desk) -> list[QImage]:
    """The photos of the product, as stored."""
    story = products.story(desk, products.ids(desk, query(sku="MUG"))[0])
    return [QImage.fromData(attachments.read(desk, one.sha256)) for one in story.photos]


def colours(desk: Desk) -> list[str]:
    """The colour in the middle of each, as far as JPEG keeps it."""
    found = [image.pixelColor(image.rect().center()) for image in kept(desk)]
    return ["red" if one.red() > 200 else "blue" for one in found]


def drop(on: QWidget, mime: QMimeData) -> bool:
    """Drag over a widget and let go; whether it wants it."""
    at, copy = QPoint(5, 5), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(at, copy, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter.ignore()
    on.dragEnterEvent(enter)
    if enter.isAccepted():
        on.dropEvent(
            QDropEvent(at.toPointF(), copy, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        )  # fmt: skip
    return enter.isAccepted()


def files(*paths: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(path) for path in paths])
    return mime


def test_a_large_photo_is_reduced_and_stands_in_the_story(mug: Stage, shop: Shop, tmp_path: Path) -> None:
    mug.page.story.photos.strip.given.emit([picture(tmp_path, "large.jpg", "red", 4_000, 3_000)])
    mug.settle()
    assert [(image.width(), image.height()) for image in kept(shop[0])] == [(1_600, 1_200)]
    shown = mug.find(f"{STRIP}.1")
    assert (shown.accessibleName(), shown.icon().isNull()) == ("Photo 1: large", False)
    mug.page.context.actions.action("window.undo").trigger()
    mug.settle()
    assert kept(shop[0]) == []
    assert mug.page.story.photos.strip.findChildren(QWidget, f"{STRIP}.1") == []
    history.redo(shop[0])
    assert colours(shop[0]) == ["red"]


def test_dropped_and_pasted(mug: Stage, shop: Shop, tmp_path: Path) -> None:
    assert drop(mug.page.story, files(picture(tmp_path, "a.png", "red"), picture(tmp_path, "b.jpg", "blue")))
    mug.settle()
    assert colours(shop[0]) == ["red", "blue"]
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(image)
    mug.find(f"{STRIP}.add").setFocus()
    mug.qtbot.keyClick(mug.find(f"{STRIP}.add"), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    mug.settle()
    assert colours(shop[0]) == ["red", "blue", "red"]
    assert (kept(shop[0])[2].width(), kept(shop[0])[2].height()) == (30, 20)


def test_a_table_dropped_on_a_product_is_left_to_the_import(mug: Stage, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text("Name,Email\n")
    assert not drop(mug.page.story, files(str(tmp_path / "orders.csv")))
    assert not drop(mug.page.story, files(str(tmp_path / "orders.csv"), picture(tmp_path, "a.png", "red")))


def test_what_is_no_picture_is_said_in_a_sentence(mug: Stage, shop: Shop, tmp_path: Path) -> None:
    for name, data in (("a.png", b"<html>"), ("b.jpg", b"\xff\xd8\xff" + bytes(50)), ("c.png", b"")):
        path = tmp_path / name
        path.write_bytes(data)
        mug.page.story.photos.add([str(path)])
        mug.settle()
        assert mug.page.story.photos.notice.text.startswith(f"“{path}” is no picture")
    with (tmp_path / "film.jpg").open("wb") as film:
        film.truncate(200_000_000)  # as large as a film, without filling the disk
    mug.page.story.photos.add([str(tmp_path / "film.jpg")])
    mug.settle()
    assert "is larger than a photo may be (100 MB)" in mug.page.story.photos.notice.text
    mug.page.story.photos.add([str(tmp_path / "gone.jpg")])
    mug.settle()
    assert mug.page.story.photos.notice.text.startswith("There is no file")
    QGuiApplication.clipboard().setText("no picture")
    mug.page.story.photos.strip.paste()
    assert mug.page.story.photos.notice.text.startswith("There is no picture in it")
    assert kept(shop[0]) == []


def test_looked_at_put_first_and_taken_off(mug: Stage, shop: Shop, tmp_path: Path) -> None:
    mug.page.story.photos.add([picture(tmp_path, "a.png", "red"), picture(tmp_path, "b.png", "blue")])
    mug.settle()

    def large(place: int) -> PhotoDialog:
        mug.click(f"{STRIP}.{place}")
        return next(one for one in QApplication.topLevelWidgets() if isinstance(one, PhotoDialog) and one.isVisible())

    dialog = large(1)
    assert dialog._words.text() == "Photo 1 of 2 · a.png"
    mug.qtbot.keyClick(dialog, Qt.Key.Key_Right)
    assert dialog._words.text() == "Photo 2 of 2 · b.png"
    dialog._first.click()
    mug.settle()
    assert colours(shop[0]) == ["blue", "red"]
    dialog = large(1)
    dialog.findChild(QWidget, "products.photo.remove").click()  # type: ignore[attr-defined]
    mug.settle()
    assert colours(shop[0]) == ["red"]


def test_a_photo_whose_file_is_gone_shows_as_words(mug: Stage, shop: Shop, tmp_path: Path) -> None:
    from shopdesk.db import attachments as store

    attachments.add_photos(shop[0], "product", "MUG", [read_photo(picture(tmp_path, "a.png", "red"))])
    for name in store.stored(shop[0].path):
        store.path_of(shop[0].path, name).unlink()
    mug.page.reload(None)
    mug.settle()
    assert mug.find(f"{STRIP}.1").text() == "cannot be shown"


def test_the_form_keeps_photos_with_the_product(stage: Stage, shop: Shop, tmp_path: Path) -> None:
    stage.page.new()
    form = stage.page.side.form
    assert drop(form, files(picture(tmp_path, "a.png", "red"), picture(tmp_path, "b.png", "blue")))
    stage.settle()
    stage.click("products.form.photos.strip.1")  # off again
    stage.click("products.form.photos.notice.action")  # and back
    stage.click("products.form.photos.strip.2")
    stage.type_into("products.form.title", "Mug")
    stage.type_into("products.form.sku", "MUG")
    stage.save()
    assert colours(shop[0]) == ["red"]
    stage.page.context.actions.action("window.undo").trigger()
    stage.settle()
    assert list(products.ids(shop[0], query())) == []


def test_a_picture_says_nothing_of_where_it_was_taken(tmp_path: Path) -> None:
    image = QImage(20, 10, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    image.setText("Author", "Buyer A")
    image.save(str(tmp_path / "a.png"))
    assert QImage(str(tmp_path / "a.png")).textKeys() == ["Author"]
    file = read_photo(str(tmp_path / "a.png"))
    again = QImage.fromData(file.data)
    assert (again.textKeys(), again.hasAlphaChannel(), file.media_type) == ([], True, "image/png")
