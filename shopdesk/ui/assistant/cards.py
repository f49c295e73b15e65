"""A suggested reply as a card to press: what it is called, how it begins, what is missing in it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.ui.display import list_of
from shopdesk.ui.measure import unit
from shopdesk.ui.records.one_line import OneLine
from shopdesk.ui.replying.marks import field_word, in_words
from shopdesk.ui.widgets.buttons import LinkButton, icon_button
from shopdesk.ui.widgets.labels import RoleLabel, plain_tip
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.services.assistant.answering import Suggestion


def missing_words(fields: Sequence[str]) -> str:
    """What nothing is known for, in words."""
    names = list_of([field_word(field) for field in fields])
    return _("Still to fill in: {what}").format(what=names) if names else ""


def tip_of(suggestion: "Suggestion", keys: str = "") -> str:
    """The whole text, below it what is missing and the key."""
    parts = (in_words(suggestion.text), missing_words(suggestion.missing), keys)
    return plain_tip("\n\n".join(part for part in parts if part))


class ReplyCard(QWidget):
    """The card, and beside it a button that copies."""

    def __init__(
        self,
        name: str,
        suggestion: "Suggestion",
        keys: str,
        pressed: Callable[[], object],
        copied: Callable[[], object],
    ) -> None:
        super().__init__()
        self.suggestion = suggestion
        self.card = _Card(name, suggestion, keys, pressed)
        self.copy = icon_button("copy", _("Copy “{title}”").format(title=suggestion.title), f"{name}.copy", copied)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(unit(self) // 2)
        layout.addWidget(self.card, 1)
        layout.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)


class ReplyButton(LinkButton):
    """A suggestion by its title only, in a row with others: together they share the line, so that each may end in …"""

    def __init__(self, name: str, pressed: Callable[[], object]) -> None:
        super().__init__("", name, pressed, "send")
        self.setIcon(QIcon())
        self.setProperty("quiet", False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class _Card(QPushButton):
    def __init__(self, name: str, suggestion: "Suggestion", keys: str, pressed: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)  # its words end in … instead
        self.setToolTip(tip_of(suggestion))
        missing = missing_words(suggestion.missing)
        self.setAccessibleName(suggestion.title)
        self.setAccessibleDescription("\n".join(part for part in (in_words(suggestion.text), missing) if part))
        self.clicked.connect(lambda _checked=False: pressed())
        space = unit(self)
        top = QHBoxLayout()
        top.setSpacing(space)
        top.addWidget(OneLine(suggestion.title), 1)
        if keys:
            top.addWidget(RoleLabel(keys, "muted", "small"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space, space // 2, space, space // 2)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(OneLine(first_line(suggestion.text), "muted"))
        if missing:
            layout.addWidget(OneLine(missing, "waiting", "small"))
        for label in self.findChildren(RoleLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()


def first_line(text: str) -> str:
    """How a reply begins, on one line."""
    return " ".join(in_words(text[:400]).split())
