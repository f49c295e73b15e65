"""How the window looks and speaks on this computer."""

from collections.abc import Sequence
from typing import Any, ClassVar

from shopdesk import words
from shopdesk.ui import looks
from shopdesk.ui.bus import Elsewhere
from shopdesk.ui.settings.field_section import FieldSection
from shopdesk.ui.settings.fields import Setting
from shopdesk.ui.window_actions import LANGUAGE_TITLES, THEME_TITLES
from shopdesk.words import _, mark

_LATER = ("language", "letters")  # taken when a window is built


def _named(titles: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(code, _(title)) for code, title in titles]


def _numbers() -> list[tuple[str, str]]:
    return [("", "1,234.56"), *((code, code) for code in looks.NUMBERS if code != "1,234.56"),
            ("system", _("Like the system"))]  # fmt: skip


def _dates() -> list[tuple[str, str]]:
    return [("", _("As people say them: today, Fri, 3 Oct")), ("iso", _("In figures: 2026-10-03"))]


# Where a code says the same as "not chosen".
_USUAL = {"letters": "100", "numbers": "1,234.56", "dates": "people"}


class LookSection(FieldSection):
    """Kept on this computer: two people at one shop may see it each in their own way."""

    key: ClassVar[str] = "look"
    title: ClassVar[str] = mark("Look and language")
    icon: ClassVar[str] = "theme"
    told: ClassVar[str] = mark("This holds for this computer only.")
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting("language", mark("Language"), "choice", options=lambda: _named(LANGUAGE_TITLES), computer=True),
        Setting("theme", mark("Theme"), "choice", options=lambda: _named(THEME_TITLES), computer=True),
        Setting("letters", mark("Size of letters"), "choice", computer=True,
                options=lambda: [("" if size == 100 else str(size), f"{size} %") for size in looks.LETTERS]),
        Setting("numbers", mark("Numbers"), "choice", options=_numbers, computer=True),
        Setting("dates", mark("Dates"), "choice", computer=True,
                options=_dates),
    )  # fmt: skip

    def fill(self) -> None:
        super().fill()
        self._built_with = (words.language(), looks.letters_of(self.context.preferences))

    def kept(self, setting: Setting) -> Any:
        if setting.key == "theme":
            return looks.theme_of(self.context.preferences, self.context.desk)
        value = super().kept(setting)
        return (
            "" if (setting.key, value) in (("letters", "100"), ("numbers", "1,234.56"), ("dates", "people")) else value
        )

    def applied(self, key: str) -> None:
        preferences = self.context.preferences
        window: Any = self.window()
        if key == "theme" and hasattr(window, "set_theme"):
            window.set_theme(preferences.text("theme"))
        elif key == "language" and hasattr(window, "set_language"):
            window.set_language(preferences.text("language"))
        if key in ("numbers", "dates"):
            looks.take_formats(preferences)
            self.context.bus.changed.emit(Elsewhere())
        if key in _LATER:
            self._offer_to_reopen()

    def _offer_to_reopen(self) -> None:
        preferences = self.context.preferences
        wanted = words.normalise(looks.language_of(preferences, self.context.desk) or words.system_language())
        if (wanted, looks.letters_of(preferences)) == self._built_with:
            self.notice.hide()
            return
        self.notice.say(
            _("The window takes language and size of letters when it opens. What is set holds from the next start."),
            "waiting", _("Open it again now"), self.context.actions.action("window.reopen").trigger,
        )  # fmt: skip
