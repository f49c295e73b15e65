"""What the tables of lasting records share."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QGuiApplication

from shopdesk.ui import vocabulary

_WIDE = 1500


def has_room() -> bool:
    """Whether the screen has room for one more column beside the story."""
    screen = QGuiApplication.primaryScreen()
    return screen is not None and screen.availableGeometry().width() >= _WIDE


def in_use(values: Callable[[], Sequence[str]]) -> Callable[[], vocabulary.Words]:
    """What people wrote into a field, asked for when the filter is opened, as its options."""
    return lambda: {value: (value, "") for value in values()}
