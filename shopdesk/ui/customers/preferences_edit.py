"""What a customer likes, a line each; the usual things to know are one click away."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.editors import TextArea
from shopdesk.ui.widgets.flow_layout import FlowLayout
from shopdesk.words import _, mark

_USUAL: Final = (
    ("size", mark("size")), ("shoe_size", mark("shoe size")), ("skin", mark("skin type")), ("colour", mark("colour")),
    ("height", mark("height")), ("weight", mark("weight")),
)  # fmt: skip


class PreferencesEdit(QWidget):
    """Lines like “size: XL”; a button for what is usual begins a line, or goes to the one that is there.

    Signals:
        changed(): what stands here changed.
    """

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.text = TextArea(f"{name}.text", _("One a line, like “size: XL”"), lines=3)
        self.text.setAccessibleName(_("Preferences"))
        self.text.changed.connect(self.changed)
        self.setFocusProxy(self.text)
        usual = QWidget()
        row = FlowLayout(usual)
        row.setSpacing(unit(self) // 2)
        for key, word in _USUAL:
            row.addWidget(button(_(word), f"{name}.{key}", partial(self._begin, _(word)), icon_name="plus", quiet=True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(unit(self) // 2)
        layout.addWidget(self.text)
        layout.addWidget(usual)

    def value(self) -> str:
        """The lines."""
        return self.text.value()

    def set_value(self, value: str) -> None:
        """Show these lines."""
        self.text.set_value(value)

    state = value
    set_state = set_value

    def _begin(self, word: str) -> None:
        lines = self.text.toPlainText().rstrip().splitlines()
        named = [line.replace("：", ":").split(":")[0].strip() for line in lines]
        at = named.index(word) if word in named else -1
        if at < 0:
            lines.append(f"{word}: ")
            self.text.setPlainText("\n".join(lines))
            at = len(lines) - 1
        cursor = QTextCursor(self.text.document().findBlockByNumber(at))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.text.setTextCursor(cursor)
        self.text.setFocus()
