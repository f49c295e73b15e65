"""Files dropped on the window: the hint, what is taken, what is said about the rest."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from shopdesk.ui.dropping import FileDrops, sorted_out

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Stage:
    """A window with a field and a place of its own for pictures."""

    def __init__(self, qtbot: Any) -> None:
        self.window = QWidget()
        self.window.resize(600, 400)
        qtbot.addWidget(self.window)
        self.field = QLineEdit()
        self.pictures = QWidget()
        self.pictures.setAcceptDrops(True)
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.field)
        layout.addWidget(self.pictures, 1)
        self.taken: list[Path] = []
        self.said: list[str] = []
        self.drops = FileDrops(self.window, self.taken.extend, self.said.append)
        self.window.show()
        self.drops.watch()

    def drag(self, over: QWidget, *paths: Path) -> None:
        """Files come over a widget, as the window system tells the window."""
        self.data = QMimeData()
        self.data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        at = over.mapTo(self.window, over.rect().center())
        QApplication.sendEvent(self.window.windowHandle(), QDragEnterEvent(at, COPY, self.data, LEFT, NONE))

    def drop(self) -> None:
        QApplication.sendEvent(self.drops.hint, QDropEvent(QPointF(9, 9), COPY, self.data, LEFT, NONE))


@pytest.fixture
def stage(qtbot: Any, dressed: object) -> Stage:
    return Stage(qtbot)


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str], Path]:
    def make(name: str) -> Path:
        path = tmp_path / name
        path.write_text("a,b\n", encoding="utf-8")
        return path

    return make


def test_a_hint_says_what_would_happen_and_goes_again(stage: Stage, file: Callable[[str], Path]) -> None:
    stage.drag(stage.field, file("orders.csv"))
    assert stage.drops.hint.isVisible()
    assert stage.drops.hint.size() == stage.window.size()
    assert stage.drops.hint.text == "Drop here to import"
    QApplication.sendEvent(stage.drops.hint, QDragLeaveEvent())
    assert not stage.drops.hint.isVisible()
    assert not stage.taken


def test_a_text_field_does_not_swallow_files(stage: Stage, file: Callable[[str], Path]) -> None:
    paths = [file("orders.csv"), file("items.xlsx")]
    stage.drag(stage.field, *paths)
    stage.drop()
    assert stage.taken == paths
    assert stage.field.text() == ""
    assert not stage.drops.hint.isVisible()


def test_a_place_with_a_use_of_its_own_keeps_it(stage: Stage, file: Callable[[str], Path]) -> None:
    stage.drag(stage.pictures, file("mug.png"))
    assert not stage.drops.hint.isVisible()


def test_what_is_no_table_is_named_and_the_rest_goes_in(
    stage: Stage, file: Callable[[str], Path], tmp_path: Path
) -> None:
    orders = file("orders.csv")
    stage.drag(stage.field, file("mug.png"), orders, file("bill.pdf"))
    stage.drop()
    assert stage.taken == [orders]
    assert stage.said == ["“mug.png” is no table. Drop files that your platform exported: CSV or Excel. So is 1 more."]
    (tmp_path / "exports").mkdir()
    assert sorted_out([tmp_path / "exports"]) == ([], "“exports” is a folder. Drop the files that are in it.")
    assert sorted_out([Path("a.shopdesk")])[1].startswith("“a.shopdesk” is a shop.")
    # Content decides about names that say nothing.
    assert sorted_out([Path("export"), Path("orders.csv.gz"), Path("orders.data")])[1] == ""


def test_text_that_is_dragged_is_no_file(stage: Stage) -> None:
    stage.data = QMimeData()
    stage.data.setText("Buyer A")
    at = stage.window.rect().center()
    QApplication.sendEvent(stage.window.windowHandle(), QDragEnterEvent(at, COPY, stage.data, LEFT, NONE))
    assert not stage.drops.hint.isVisible()
