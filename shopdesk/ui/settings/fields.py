"""Settings declared as data: what kind of field each has, where it is kept, what it does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from shopdesk.ui.settings.leaving import LeavingArea
from shopdesk.ui.widgets.editors import ChoiceBox, TextLine
from shopdesk.ui.widgets.typed_choice import TypedChoice
from shopdesk.words import _

Options = Callable[[], Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Setting:
    """`kind`: line, text (several lines), choice, typed (a choice that may be written), flag.

    `label`, `hint` and `choices` words are marked literals. `computer`: kept on this computer, not in the shop.
    `empty` is what the code "" of a choice is in the shop (None for "as the system").
    """

    key: str
    label: str
    kind: str = "line"
    hint: str = ""
    options: Options | None = None
    computer: bool = False
    empty: Any = ""


class FlagBox(QCheckBox):
    """Yes or no."""

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: bool) -> None:
        """Tick it or not."""
        self.setChecked(bool(value))


def make_editor(setting: Setting) -> QWidget:
    """The field of a setting, named `settings.<key>`."""
    name, label, hint = f"settings.{setting.key}", _(setting.label), _(setting.hint) if setting.hint else ""
    options = setting.options() if setting.options is not None else ()
    match setting.kind:
        case "text":
            return LeavingArea(name, lines=3)
        case "choice":
            return ChoiceBox(name, options)
        case "typed":
            return TypedChoice(name, label, options)
        case "flag":
            box = FlagBox(hint)
            box.setObjectName(name)
            return box
    return TextLine(name)


def on_leaving(editor: Any, call: Callable[[], object]) -> None:
    """Call when the person is done with a field: has chosen, ticked, pressed Enter, or gone on."""
    if isinstance(editor, FlagBox):
        editor.clicked.connect(lambda _checked=False: call())
    elif isinstance(editor, ChoiceBox):
        editor.activated.connect(lambda _index: call())
    elif isinstance(editor, TextLine):
        editor.editingFinished.connect(call)
    else:
        editor.left.connect(call)
