"""The guards of conftest.py do bite."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from shopdesk import words
from shopdesk.paths import data_dir
from tests.conftest import _new_windows, _windows


def test_modal_dialog_is_an_error_and_not_a_hang(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    with pytest.raises(AssertionError, match="waits for a person"):
        dialog.exec()
    with pytest.raises(AssertionError, match=r"QMessageBox\.question waits"):
        QMessageBox.question(dialog, "Delete?", "Really?")


def test_window_left_open_is_seen_and_closed_one_is_not(qtbot: QtBot) -> None:
    before = set(_windows())
    forgotten = QWidget()
    forgotten.show()
    assert _new_windows(before) == [forgotten]
    forgotten.close()
    forgotten.deleteLater()
    assert _new_windows(before) == []


def test_data_folder_and_language_are_the_tests_own(tmp_path: Path) -> None:
    assert data_dir() == tmp_path / "data"
    assert words.language() == "en"
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
