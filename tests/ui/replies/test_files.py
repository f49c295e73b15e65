"""Replies in and out of files from the page: looked at first, in the background, bad files said in a sentence."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from shopdesk.domain.replies import ReplyDraft
from shopdesk.services import history
from shopdesk.services.desk import Desk
from shopdesk.services.replies import editing
from shopdesk.ui.replies import files
from shopdesk.ui.replies.import_dialog import ImportRepliesDialog
from tests.services.small_shop import Clock
from tests.ui.conversations.stage import Stage

Shop = tuple[Desk, Clock]
SIZE = ReplyDraft("Size advice", "Take an M.", code="/size")


def table(dialog: ImportRepliesDialog) -> list[tuple[str, ...]]:
    model = dialog.rows.model()
    return [
        tuple(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def looked(stage: Stage, path: Path) -> ImportRepliesDialog:
    dialog = files.import_from(stage.page, str(path))
    stage.settle()
    return dialog


def csv(folder: Path, *lines: str) -> Path:
    path = folder / "replies.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_what_a_file_changes_is_shown_before_it_does(stage: Stage, shop: Shop, tmp_path: Path) -> None:
    editing.create_reply(shop[0], SIZE)
    editing.create_reply(shop[0], replace(SIZE, title="Same", code="/same"))
    path = csv(
        tmp_path,
        "Shortcut,Title,Text,Status",
        "/size,Which size,Take an M.,Approved",
        "/same,Same,Take an M.,Draft",
        ",New one,Hello,",
        ",Bad,Hello {byer},",
    )
    dialog = looked(stage, path)
    assert dialog.said == "1 new · 1 changed · 1 unchanged · 1 refused"
    refused, changed, new = table(dialog)
    assert refused[:3] == ("5", "Refused", "Bad")
    assert "byer" in refused[3]
    assert changed == ("2", "Changed", "Which size", "Reply title: Size advice → Which size; Status: Draft → Approved")
    assert new == ("4", "New", "New one", "")
    assert len(stage.rows()) == 0 or {row.title for row in stage.rows()} == {"Size advice", "Same"}
    stage.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    stage.settle()
    assert {row.title: row.status for row in stage.rows()} == {
        "Which size": "approved", "Same": "draft", "New one": "draft",
    }  # fmt: skip
    history.undo(shop[0])
    stage.page.reload(None)
    stage.settle()
    assert {row.title for row in stage.rows()} == {"Size advice", "Same"}


def test_cancel_changes_nothing(stage: Stage, shop: Shop, tmp_path: Path) -> None:
    dialog = looked(stage, csv(tmp_path, "Title,Text", "A,Hello"))
    stage.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    stage.settle()
    assert (stage.rows(), history.undoable(shop[0], 1)) == ([], [])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("gone.xlsx", None, "gone.xlsx"),
        ("other.csv", b"a,b\n1,2\n", "needs columns for title and text"),
        ("bad.xlsx", b"PK\x03\x04nonsense", "bad.xlsx"),
        ("only.csv", b"Title,Text\n,\n", "There is no row with a reply in it."),
    ],
)
def test_a_file_that_holds_no_replies_is_said(
    stage: Stage, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    dialog = looked(stage, path)
    assert said in dialog.said
    assert not dialog.findChild(type(dialog._import), "replies.import.apply").isEnabled()
    dialog.reject()


def test_all_replies_go_to_a_spreadsheet_and_come_back_unchanged(stage: Stage, shop: Shop, tmp_path: Path) -> None:
    editing.create_reply(shop[0], SIZE)
    path = tmp_path / "out.xlsx"
    files.export_to(stage.page, str(path))
    stage.settle()
    assert f"1 reply saved: {path}" in stage.page.notice.text
    assert load_workbook(path).active.max_row == 2
    dialog = looked(stage, path)
    assert dialog.said == "1 unchanged"
    assert not dialog.rows.isVisible()
    dialog.reject()
    files.export_to(stage.page, str(tmp_path / "nowhere" / "out.xlsx"))
    stage.settle()
    assert "nowhere" in stage.page.notice.text


def test_questions_and_answers_are_published(stage: Stage, shop: Shop, tmp_path: Path) -> None:
    article = ReplyDraft("Where <are> you?", "At {shop}", kind="article", status="approved")
    editing.create_reply(shop[0], article)
    editing.create_reply(shop[0], replace(article, title="No coupons", kind="rule"))
    stage.page.context.actions.action("reply.faq").trigger()
    stage.choose("replies.publish.kinds", "rule")
    stage.click("replies.publish.apply")
    dialog = stage.find("replies.file", QFileDialog)
    dialog.close()
    path = tmp_path / "faq.html"
    files.publish_to(stage.page, str(path), "en", ("article", "rule"))
    stage.settle()
    assert f"2 answers on the page: {path}" in stage.page.notice.text
    page = path.read_text("utf-8")
    assert "Where &lt;are&gt; you?" in page
    assert "No coupons" in page
    files.publish_to(stage.page, str(tmp_path / "zh.html"), "zh", ("article",))
    stage.settle()
    assert stage.page.notice.text.startswith("There is nothing to publish yet")
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible()]
