"""What the keyboard does with the assistant's suggestions beside a conversation."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from shopdesk.ui.actions import UiAction
from shopdesk.words import mark

if TYPE_CHECKING:
    from shopdesk.ui.assistant.beside import Beside

_WRITE = (mark("Write suggested reply 1"), mark("Write suggested reply 2"), mark("Write suggested reply 3"))
_COPY = (mark("Copy suggested reply 1"), mark("Copy suggested reply 2"), mark("Copy suggested reply 3"))


def beside_actions(page: str, beside: Callable[[], "Beside"]) -> tuple[UiAction, ...]:
    """The actions of one page; `beside` gives the suggestions of the record shown."""

    def make(name: str, text: str, keys: str, act: Callable[[], object], icon: str, *, listed: bool) -> UiAction:
        return UiAction(
            f"{page}.assistant.{name}", text, act, icon, (keys,), page, lambda: beside().has_answer, toolbar=False,
            in_palette=listed,
        )  # fmt: skip

    def write(place: int) -> Callable[[], object]:
        return lambda: beside().write(place)

    def copy(place: int) -> Callable[[], object]:
        return lambda: beside().copy(place)

    return (
        make("answer", mark("Whole answer of the assistant"), "Alt+0", lambda: beside().toggle(), "spark", listed=True),
        make(
            "form", mark("Open the form the message asks for"), "Alt+O", lambda: beside().open_form(), "edit",
            listed=True,
        ),
        *(make(f"write_{n}", text, f"Alt+{n}", write(n - 1), "send", listed=False) for n, text in enumerate(_WRITE, 1)),
        *(
            make(f"copy_{n}", text, f"Alt+Shift+{n}", copy(n - 1), "copy", listed=False)
            for n, text in enumerate(_COPY, 1)
        ),
    )  # fmt: skip
