"""Words in the person's language: gettext catalogues from `resources/i18n`, looked up at the edges only."""

import gettext
import locale
import os

from shopdesk.resources import resource_path

LANGUAGES = ("en", "zh_CN")
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def normalise(name: str | None) -> str:
    """`en` or `zh_CN` for any language or locale name (`zh`, `zh-Hans`, `zh_CN.UTF-8`, None: English)."""
    return "zh_CN" if (name or "").lower().startswith("zh") else "en"


def system_language() -> str:
    """The language the system asks for, from the environment or the platform's locale."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable)
        if value and value not in ("C", "POSIX"):
            return normalise(value)
    try:
        return normalise(locale.getlocale()[0])
    except ValueError:
        return "en"


def catalogue(language: str) -> gettext.NullTranslations:
    """The catalogue of one language, for papers and workbooks that choose their own."""
    name = normalise(language)
    if name == "en":
        return gettext.NullTranslations()
    return gettext.translation("shopdesk", localedir=resource_path("i18n"), languages=[name])


def use(language: str | None) -> str:
    """Speak `language` from now on (None: the system's); returns the one in use."""
    global _catalogue, _language
    _language = normalise(language) if language else system_language()
    _catalogue = catalogue(_language)
    return _language


def language() -> str:
    """The language in use, `en` or `zh_CN`."""
    return _language


def _(text: str) -> str:
    """`text` (an English literal) in the language in use."""
    return _catalogue.gettext(text) if text else text


def plural(one: str, many: str, count: int) -> str:
    """The form for `count`; both are English literals with `{count}`."""
    return _catalogue.ngettext(one, many, count).format(count=count)


def mark(text: str) -> str:
    """Marks a literal for extraction without translating it yet (tables of words)."""
    return text
