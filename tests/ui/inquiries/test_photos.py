"""Pictures that came with an inquiry are in its story; they open large, come off again, and more can be added."""

from pathlib import Path

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QToolButton, QWidget

from shopdesk.services import attachments, capture
from shopdesk.services.capture import CaptureDraft
from shopdesk.services.desk import Desk
from shopdesk.ui.dialogs.photo import PhotoDialog
from shopdesk.ui.photos import read_photo
from shopdesk.ui.widgets.detail_panel import Section
from tests.services.small_shop import Clock
from tests.ui.conversations.stage import Stage


def picture(folder: Path, colour: str) -> str:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    path = str(folder / f"{colour}.png")
    assert image.save(path)
    return path


def is_told(widget: QWidget) -> bool:
    """Whether the section around it is there, folded or not."""
    around: QWidget | None = widget
    while around is not None and not isinstance(around, Section):
        around = around.parentWidget()
    return around is not None and not around.isHidden()


def shown(stage: Stage) -> list[QToolButton]:
    """The small pictures in sight."""
    strips = [one for one in stage.page.story.findChildren(QWidget, "inquiries.photos.strip") if is_told(one)]
    names = [f"inquiries.photos.strip.{place}" for place in range(1, 4)]
    found = [strip.findChild(QToolButton, name) for strip in strips[-1:] for name in names]
    return [one for one in found if isinstance(one, QToolButton)]


def test_pictures_filed_from_the_chat_are_shown(stage: Stage, shop: tuple[Desk, Clock], tmp_path: Path) -> None:
    desk = shop[0]
    plain = capture.file(desk, CaptureDraft("hello", channel="wechat")).value.number
    photo = read_photo(picture(tmp_path, "teal"))
    number = capture.file(desk, CaptureDraft("is it this?", channel="wechat", photos=(photo,))).value.number
    stage.page.reload(None)
    stage.settle()
    stage.select(plain)
    assert shown(stage) == []
    stage.select(number)
    (small,) = shown(stage)
    small.click()
    stage.settle()
    dialogs = stage.page.story.findChildren(PhotoDialog)
    assert len(dialogs) == 1
    dialogs[0].removed.emit(0)
    dialogs[0].accept()
    stage.settle()
    assert attachments.of(desk, "inquiry", number) == []
    assert shown(stage) == []
