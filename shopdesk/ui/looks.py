"""How the window looks and speaks on this computer: language, theme, numbers, dates, size of letters.

A computer that was never asked follows the shop's own language and theme.
"""

import os
from typing import Any, Final

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from shopdesk import words
from shopdesk.ui import display, theme
from shopdesk.ui.preferences import Preferences

NUMBERS: Final[dict[str, tuple[str, str]]] = {
    "1,234.56": (",", "."),
    "1.234,56": (".", ","),
    "1 234,56": ("\u202f", ","),
    "1234.56": ("", "."),
}
DATES: Final = ("people", "iso")
LETTERS: Final = (90, 100, 110, 125, 150)  # per cent

_BASE = "shopdesk_points"  # property of the application: the size of its letters before ours
_forced: list[str] = []  # a language named at the start (--lang, SHOPDESK_LANG) holds until the end


def force_language(language: str | None) -> None:
    """The language of this run, whatever the preferences say; None: none was named."""
    _forced[:] = [language] if language else []


def theme_of(preferences: Preferences, desk: Any = None) -> str:
    """One of `theme.THEMES`."""
    shop = str(desk.setting("theme")) if desk is not None else "system"
    chosen = preferences.text("theme") or shop
    return chosen if chosen in theme.THEMES else "system"


def language_of(preferences: Preferences, desk: Any = None) -> str | None:
    """The language to speak, None for the system's."""
    named = _forced[0] if _forced else os.environ.get("SHOPDESK_LANG") or preferences.text("language")
    return named or (desk.setting("language") if desk is not None else None) or None


def dress(application: QApplication, preferences: Preferences, desk: Any = None) -> None:
    """Everything as it was chosen; before a window is made, since words and sizes are taken when it is built."""
    words.use(language_of(preferences, desk))
    _qt_words(application)
    take_formats(preferences)
    _take_letters(application, preferences)
    theme.apply(application, theme_of(preferences, desk))


def take_formats(preferences: Preferences) -> None:
    """Numbers and dates as they were chosen; what is painted from now on shows it."""
    chosen = preferences.text("numbers")
    system = (QLocale.system().groupSeparator(), QLocale.system().decimalPoint())
    separators = system if chosen == "system" else NUMBERS.get(chosen, NUMBERS["1,234.56"])
    display.use(*separators, iso_dates=preferences.text("dates") == "iso")


def letters_of(preferences: Preferences) -> int:
    """The size of letters in per cent."""
    chosen = preferences.number("letters", 100)
    return chosen if chosen in LETTERS else 100


def _take_letters(application: QApplication, preferences: Preferences) -> None:
    font = application.font()
    base = application.property(_BASE)
    if base is None:
        base = font.pointSizeF()
        application.setProperty(_BASE, base)
    wanted = float(base) * letters_of(preferences) / 100
    if wanted > 0 and abs(font.pointSizeF() - wanted) > 0.01:
        font.setPointSizeF(wanted)
        application.setFont(font)


def _qt_words(application: QApplication) -> None:
    """Qt's own dialogs in the same language."""
    for old in application.findChildren(QTranslator, "qtbase"):
        application.removeTranslator(old)
        old.deleteLater()
    if words.language() == "en":
        return
    translator = QTranslator(application)
    translator.setObjectName("qtbase")
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{words.language()}", folder):
        application.installTranslator(translator)
