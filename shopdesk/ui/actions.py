"""The registry of actions: text, icon, shortcut and when enabled, once. Menus, toolbars, the command palette
and the shortcut sheet are made from it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from shopdesk.ui.icons import icon
from shopdesk.words import _

EVERYWHERE: Final = ""


@dataclass(frozen=True, slots=True)
class UiAction:
    """One thing a person can do. `text` and `hint` are marked literals, translated when shown.

    `id` is the service's action id where there is one (`order.hold`), else `page.thing`. `page` is the key of the
    page it belongs to (EVERYWHERE: the whole window). `enabled` is asked when the selection changes (None: always).
    `keys` are portable key sequences; the first is shown. `primary`: the one coloured button of its page.
    `menu` names the sub-menu or group it goes into where a page has many.
    """

    id: str
    text: str
    handler: Callable[[], object]
    icon: str = ""
    keys: tuple[str, ...] = ()
    page: str = EVERYWHERE
    enabled: Callable[[], bool] | None = None
    hint: str = ""
    primary: bool = False
    toolbar: bool = True
    in_palette: bool = True


class Actions(QObject):
    """All actions of the window, by id. Shortcuts of a page work while that page is in front."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._declared: dict[str, UiAction] = {}
        self._made: dict[str, QAction] = {}

    def add(self, declared: UiAction, owner: QWidget) -> QAction:
        """Register an action; its shortcuts work inside `owner` (the page, or the window)."""
        if declared.id in self._declared:
            raise ValueError(f"action {declared.id} is there twice")
        action = QAction(_(declared.text), owner)
        action.setObjectName(declared.id)
        if declared.icon:
            action.setIcon(icon(declared.icon))
        action.setShortcuts([QKeySequence(keys) for keys in declared.keys])
        everywhere = declared.page == EVERYWHERE
        action.setShortcutContext(
            Qt.ShortcutContext.WindowShortcut if everywhere else Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        action.setToolTip(self._tooltip(declared, action))
        # Without a role of its own macOS would move "Settings" and "Quit" by guessing from the text.
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.triggered.connect(lambda _checked=False: declared.handler())
        owner.addAction(action)
        self._declared[declared.id] = declared
        self._made[declared.id] = action
        return action

    def add_all(self, declared: Iterable[UiAction], owner: QWidget) -> list[QAction]:
        """Register several, in order."""
        return [self.add(one, owner) for one in declared]

    def action(self, action_id: str) -> QAction:
        """The QAction of an id; KeyError when there is none."""
        return self._made[action_id]

    def declared(self, action_id: str) -> UiAction:
        """What was declared for an id."""
        return self._declared[action_id]

    def of_page(self, page: str) -> list[UiAction]:
        """The actions of one page (EVERYWHERE: the window's own), in the order they were added."""
        return [one for one in self._declared.values() if one.page == page]

    def all(self) -> list[UiAction]:
        """Every action, in the order they were added."""
        return list(self._declared.values())

    def refresh(self, page: str) -> None:
        """Ask each action of `page` again whether it is enabled."""
        for one in self.of_page(page):
            if one.enabled is not None:
                self._made[one.id].setEnabled(one.enabled())

    def duplicates(self) -> list[tuple[str, str, str]]:
        """(keys, action, action) where two actions that work at the same time share a shortcut."""
        found = []
        everyone = self.all()
        for position, one in enumerate(everyone):
            for other in everyone[position + 1 :]:
                together = one.page == other.page or EVERYWHERE in (one.page, other.page)
                shared = {_normal(k) for k in one.keys} & {_normal(k) for k in other.keys}
                if together and shared:
                    found.append((shared.pop(), one.id, other.id))
        return found

    def _tooltip(self, declared: UiAction, action: QAction) -> str:
        text = _(declared.hint) if declared.hint else _(declared.text).rstrip("…")
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return f"{text}  ({keys})" if keys else text


def _normal(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)
