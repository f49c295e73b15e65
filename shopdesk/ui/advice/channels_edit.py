"""Where an offer may be said: all channels and platforms, or those that are ticked."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from shopdesk.domain.inquiries import CHANNELS
from shopdesk.ui import display, vocabulary
from shopdesk.words import _

_PLATFORMS = ("taobao", "tmall", "pinduoduo", "jd", "douyin", "shopify", "etsy", "woocommerce", "amazon", "ebay")


def channel_word(code: str) -> str:
    """The word for a channel or a platform."""
    return vocabulary.word(vocabulary.CHANNEL if code in vocabulary.CHANNEL else vocabulary.PLATFORM, code)


class ChannelsEdit(QPushButton):
    """A button that tells what is ticked and opens the list to tick.

    Signals:
        changed(): something was ticked or not.
    """

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAutoDefault(False)
        self._menu = QMenu(self)
        self._actions: dict[str, QAction] = {}
        self.setMenu(self._menu)
        self.set_value(())

    def value(self) -> tuple[str, ...]:
        """The codes that are ticked; none: everywhere."""
        return tuple(code for code, action in self._actions.items() if action.isChecked())

    def set_value(self, value: Sequence[str]) -> None:
        """Tick these."""
        self._menu.clear()
        self._actions = {}
        for code in dict.fromkeys((*CHANNELS, *_PLATFORMS, *value)):
            if code == _PLATFORMS[0]:
                self._menu.addSeparator()
            action = self._menu.addAction(channel_word(code))
            action.setCheckable(True)
            action.setChecked(code in value)
            action.toggled.connect(lambda _on: self._follow())
            self._actions[code] = action
        self._follow()

    def _follow(self) -> None:
        words = display.list_of([channel_word(code) for code in self.value()])
        self.setText(words or _("All channels"))
        self.changed.emit()
