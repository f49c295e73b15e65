"""Preferences come back as what they were, also from a file read anew."""

from pathlib import Path

from PySide6.QtCore import QByteArray

from shopdesk.ui.preferences import Preferences


def test_round_trip_through_the_file(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    written = Preferences(path)
    written.set("a/no", False)
    written.set("a/yes", True)
    written.set("a/width", 412)
    written.set("a/widths", {"number": 90, "买家": 120})
    written.set("a/word", "one, two")
    written.set("a/bytes", QByteArray(b"\x00\xff\x10"))
    written.sync()
    read = Preferences(path)
    assert read.flag("a/no", True) is False
    assert read.flag("a/yes") is True
    assert read.number("a/width") == 412
    assert read.numbers("a/widths") == {"number": 90, "买家": 120}
    assert read.text("a/word") == "one, two"
    assert bytes(read.blob("a/bytes").data()) == b"\x00\xff\x10"


def test_what_is_missing_or_spoilt_gives_the_default(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    path.write_text("[a]\nwidth=wide\nwidths=[1]\nlist=one, two\n", encoding="utf-8")
    read = Preferences(path)
    assert read.number("a/width", 7) == 7
    assert read.numbers("a/widths") == {}
    assert read.text("a/list", "default") == "default"
    assert read.flag("a/nothing", True) is True
    assert read.blob("a/nothing").isEmpty()
