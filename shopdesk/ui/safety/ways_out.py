"""What stands on screen when a shop cannot be opened: recovery where it helps, else the sentence with another try."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from shopdesk.domain.errors import UserError
from shopdesk.services.safety.presence import can_help
from shopdesk.ui.dialogs.choosing import open_shop
from shopdesk.ui.safety.recovery import RecoveryWindow
from shopdesk.ui.safety.refused import RefusedWindow

standing: list[Any] = []  # windows that nobody else holds


class Opening(Protocol):
    """Who opens shops (app.py)."""

    clock: Callable[[], datetime]

    def open(self, shop: Path, *, anyway: bool = False) -> Any:
        """Shows the window of a shop. Raises UserError `shop.*`."""
        ...

    def saw_damage(self, shop: Path) -> bool:
        """Whether damage was met in it though it can be opened."""
        ...


def offer(opening: Opening, shop: Path, error: UserError) -> None:
    """A window of its own for a shop that was refused."""
    if can_help(shop, error):
        recover(opening, shop, error)
    else:
        refuse(opening, shop, error)


def refuse(opening: Opening, shop: Path, error: UserError) -> None:
    """The sentence; it stands until a shop is open or the person quits."""
    window = RefusedWindow(shop, error)

    def go_on(path: Path, create: bool = False) -> None:
        try:
            opening.open(path)
        except UserError as trouble:
            if not can_help(path, trouble):
                window.say_error(trouble)
                return
            recover(opening, path, trouble)
        window.close()

    window.again.connect(lambda: go_on(shop))
    window.another.connect(lambda: open_shop(window, go_on))
    _show(window)


def recover(opening: Opening, shop: Path, error: UserError, then: Callable[[], object] = lambda: None) -> None:
    """The last good backup or what is readable; `then` is called when one was taken or none is wanted."""
    window = RecoveryWindow(shop, error, opening.clock, can_be_opened=opening.saw_damage(shop))

    def go_on(path: Path, said: str = "", *, anyway: bool = True) -> None:
        try:
            front = opening.open(path, anyway=anyway)
        except UserError as trouble:
            window.notice.show_error(trouble)
            return
        if said:
            front.window.notice.say(said, "ok")
        window.close()

    window.recovered.connect(lambda said: go_on(shop, said))
    window.another_wanted.connect(lambda: open_shop(window, lambda path, create: go_on(path, anyway=False)))
    window.new_wanted.connect(lambda: go_on(shop))
    window.anyway_wanted.connect(lambda: go_on(shop))
    window.ended.connect(then)
    _show(window)


def _show(window: Any) -> None:
    standing.append(window)
    window.ended.connect(lambda: standing.remove(window))
    window.show()
