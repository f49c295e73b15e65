"""Editors that forms of lasting records need besides the common ones."""

import re
import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QCompleter, QLineEdit, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.ui.widgets.editors import TextLine


def read_whole(text: str) -> int | None:
    """The whole number from zero up that `text` means, None for an empty one. Raises UserError `form.whole`."""
    plain = re.sub(r"[\s,'’_，]", "", unicodedata.normalize("NFKC", text))
    if not plain:
        return None
    if not re.fullmatch(r"\d{1,12}", plain):
        raise UserError("form.whole", found=text.strip())
    return int(plain)


class WholeEdit(TextLine):
    """A whole number from zero up, or nothing. What cannot be read stays for the person to mend."""

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, hint, parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> int | None:  # type: ignore[override]
        """The number, None when empty. Raises UserError `form.whole`."""
        return read_whole(self.text())

    def set_value(self, value: int | None) -> None:  # type: ignore[override]
        """Show a number, or nothing."""
        self.setText("" if value is None else str(value))


class YesBox(QCheckBox):
    """Yes or no, with what it means beside it.

    Signals:
        changed(): it was ticked or cleared.
    """

    changed = Signal()

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setObjectName(name)
        self.toggled.connect(lambda _on: self.changed.emit())

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: bool) -> None:
        """Tick it or not."""
        self.setChecked(bool(value))

    state = value
    set_state = set_value


def offer(editor: QLineEdit, values: Sequence[str]) -> None:
    """Offer what is in use while one types; something new may be typed as well."""
    completer = QCompleter(list(values), editor)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    popup = completer.popup()
    assert popup is not None
    popup.setProperty("popup", True)
    editor.setCompleter(completer)
