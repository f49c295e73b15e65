"""Replies in and out of spreadsheets, and as a page."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from shopdesk import words
from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import ListQuery
from shopdesk.domain.replies import ReplyDraft
from shopdesk.services import history, settings
from shopdesk.services.desk import Desk
from shopdesk.services.replies import editing, files, importing, reading

SIZE = ReplyDraft(title="=1+1", text="{buyer}\nline two", scenario="exchange", code="/size", folder="A", favourite=True)


def rows(desk: Desk) -> list[reading.ReplyRow]:
    return reading.rows(desk, reading.ids(desk, ListQuery(descending=False)))


def sheet(path: Path, *cells: list[str]) -> str:
    book = Workbook()
    for row in cells:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(path)
    return str(path)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_what_is_written_is_read_again(desk: Desk, tmp_path: Path, language: str) -> None:
    words.use(language)
    editing.create_reply(desk, SIZE)
    editing.create_reply(desk, replace(SIZE, language="zh", status="approved", kind="article"))
    before = rows(desk)
    path = tmp_path / "replies.xlsx"
    assert files.export_replies(desk, str(path)).value.replies == 2
    assert load_workbook(path).active["C2"].data_type == "s"  # type: ignore[index]
    words.use("en")
    outcome = importing.import_replies(desk, str(path))
    assert (outcome.value.unchanged, outcome.value.refused) == (2, ())
    assert not outcome.changes
    assert rows(desk) == before
    with pytest.raises(UserError) as caught:
        files.export_replies(desk, str(path))
    assert caught.value.code == "export.exists"


def test_a_sheet_of_somebody_else(desk: Desk, tmp_path: Path) -> None:
    number = editing.create_reply(desk, SIZE).value.number
    path = sheet(
        tmp_path / "in.xlsx",
        ["Our replies"],
        ["Title", "Text", "Scenario", "Shortcut", "Valid until", "whatever"],
        ["Changed", "Hello", "Exchange", "/size", "2026-12-31", "x"],
        ["新的", "您好{buyer}", "logistics", "", ""],
        ["Bad field", "Hi {byer}", "", "", ""],
        ["Bad scenario", "Hi", "weather", "", ""],
        ["Bad day", "Hi", "", "", "soon"],
        ["", "", "", "", ""],
        ["Twice", "Hi", "", "/a", ""],
        ["Twice", "Hi", "", "/a", ""],
    )
    value = importing.import_replies(desk, path).value
    assert (value.new, value.changed) == (2, 1)
    assert [(row, code) for row, code, _where in value.refused] == [
        (5, "reply.field"), (6, "form.choice"), (7, "form.date"), (10, "reply.code_taken"),
    ]  # fmt: skip
    found = {row.title: row for row in rows(desk)}
    assert found["Changed"].number == number
    assert (found["新的"].language, found["新的"].scenario, found["新的"].status) == ("zh", "logistics", "draft")
    history.undo(desk)
    assert [row.title for row in rows(desk)] == ["=1+1"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("none.xlsx", None, "file.missing"),
        ("empty.csv", b"", "file.empty"),
        ("other.csv", b"a,b\n1,2\n", "reply.columns"),
        ("damaged.xlsx", b"PK\x03\x04nonsense", "file.damaged"),
    ],
)
def test_files_that_hold_no_replies(desk: Desk, tmp_path: Path, name: str, content: bytes | None, code: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        importing.import_replies(desk, str(path))
    assert caught.value.code == code


def test_csv_in_chinese_encoding(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes("title,text\n问候,您好，欢迎光临\n".encode("gb18030"))
    assert importing.import_replies(desk, str(path)).value.new == 1
    assert rows(desk)[0].text == "您好，欢迎光临"


def test_the_page_has_what_needs_no_order(desk: Desk, tmp_path: Path) -> None:
    settings.set_settings(desk, {"name": "<Tea & House>"})
    article = replace(SIZE, code="", kind="article", status="approved", title="Where are you?", text="At {shop}.")
    editing.create_reply(desk, article)
    editing.create_reply(desk, replace(article, title="Yours", text="Order {order}"))
    editing.create_reply(desk, replace(article, title="Not yet", status="draft"))
    path = tmp_path / "faq.html"
    assert files.export_faq(desk, str(path), "en").value.replies == 1
    page = path.read_text("utf-8")
    assert "At &lt;Tea &amp; House&gt;." in page
    assert "Yours" not in page
    assert "Not yet" not in page
    with pytest.raises(UserError) as caught:
        files.export_faq(desk, str(tmp_path / "zh.html"), "zh")
    assert caught.value.code == "reply.none"
    assert not (tmp_path / "zh.html").exists()


def test_a_file_is_looked_at_before_anything_changes(desk: Desk, tmp_path: Path) -> None:
    number = editing.create_reply(desk, SIZE).value.number
    path = sheet(
        tmp_path / "in.xlsx",
        ["Number", "Title", "Text", "Shortcut", "Folder"],
        [number, "Changed", "{buyer}\nline two", "/size", "A"],
        ["", "New one", "Hi", "/new", ""],
        [number, "Again", "Hi", "/size", "A"],
        ["", "", "No title", "", ""],
    )
    before = rows(desk)
    looked = importing.look_at(desk, path)
    assert rows(desk) == before
    told = [(one.row, one.state, one.title, one.changes, one.code) for one in looked.planned]
    assert told == [
        (2, "changed", "Changed", (("title", "=1+1", "Changed"),), ""),
        (3, "new", "New one", (), ""),
        (4, "refused", "Again", (), "reply.twice"),
        (5, "refused", "", (), "form.required"),
    ]
    assert [looked.count(state) for state in ("new", "changed", "unchanged", "refused")] == [1, 1, 0, 2]
    value = importing.apply_file(desk, looked).value
    assert (value.new, value.changed, [code for _row, code, _where in value.refused]) == (
        1, 1, ["reply.twice", "form.required"],
    )  # fmt: skip
    assert sorted(row.title for row in rows(desk)) == ["Changed", "New one"]
