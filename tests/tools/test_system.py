"""What a computer lacks, and the one command that brings it."""

import os
import shutil
from pathlib import Path

import pytest

from tools import system
from tools.system import Library, Missing

ABSENT = Library("libno-such-thing.so.9", ("libno-such-thing9", "libno-such-thing9t64"), "no-such-thing")
EVERYTHING = Missing(
    drawing=list(system._DRAWING), windows=list(system._WINDOWS), font=True, programs=list(system._TEST_PROGRAMS)
)


@pytest.mark.parametrize("manager", system._MANAGERS)
def test_every_missing_thing_has_a_package_once(manager: str) -> None:
    names = system.packages(EVERYTHING, manager)
    assert len(names) == len(set(names))
    assert all(names)
    assert len(names) > 20


def test_rpm_systems_are_asked_for_the_library_itself() -> None:
    assert system.packages(Missing(drawing=[ABSENT], font=True), "dnf") == [
        "font(:lang=zh-cn)",
        "libno-such-thing.so.9()(64bit)",
    ]


@pytest.mark.skipif(not shutil.which("apt-cache"), reason="no Debian or Ubuntu")
def test_debian_name_falls_back_to_the_old_one() -> None:
    assert system.packages(Missing(drawing=[ABSENT]), "apt-get") == ["libno-such-thing9"]


def test_missing_library_is_named_with_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system.sys, "platform", "linux")
    monkeypatch.setattr(system, "_DRAWING", (ABSENT,))
    monkeypatch.setattr(system, "_WINDOWS", ())
    monkeypatch.setattr(system, "_manager", lambda: "pacman")
    monkeypatch.setattr(system, "_has_chinese_font", lambda: True)
    assert system.provide() is False
    said = capsys.readouterr().err
    assert "libno-such-thing.so.9" in said
    assert "sudo pacman -S --needed --noconfirm no-such-thing\n" in said


def test_missing_font_alone_stops_nothing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(system.sys, "platform", "linux")
    monkeypatch.setattr(system, "_DRAWING", ())
    monkeypatch.setattr(system, "_WINDOWS", ())
    monkeypatch.setattr(system, "_manager", lambda: "zypper")
    monkeypatch.setattr(system, "_has_chinese_font", lambda: False)
    assert system.provide() is True
    assert "install 'font(:lang=zh-cn)'" in capsys.readouterr().err


def test_other_systems_lack_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system.sys, "platform", "darwin")
    assert not system.look(for_tests=True)


def test_font_is_found_as_a_file_where_fontconfig_has_no_tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system.shutil, "which", lambda _name: None)
    monkeypatch.setattr(system, "_FONT_FOLDERS", (str(tmp_path),))
    assert not system._has_chinese_font()
    (tmp_path / "opentype").mkdir()
    (tmp_path / "opentype" / "NotoSansCJK-Regular.ttc").touch()
    assert system._has_chinese_font()


@pytest.mark.skipif(not os.environ.get("CI"), reason="only CI promises a complete computer")
def test_ci_has_everything() -> None:
    assert str(system.look(for_tests=True)) == ""
