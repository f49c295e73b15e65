"""The catalogues: extracts the words of the program, merges them into zh_CN, compiles, and says what is missing.

`python3 dev.py words update` after new words; then fill the empty entries of the .po file; then `… words compile`.
"""

import io
import string
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tools.setup import ROOT

I18N = ROOT / "resources" / "i18n"
TEMPLATE = I18N / "shopdesk.pot"
LANGUAGE = "zh_CN"
PO = I18N / LANGUAGE / "LC_MESSAGES" / "shopdesk.po"
_KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "mark": None,
    "plural": (1, 2),
    # Papers speak a language of their own and call its catalogue themselves.
    "gettext": None,
    "ngettext": (1, 2),
}
_TEMPLATE_HEADER = """# Words of ShopDesk, extracted from the source by `python3 dev.py words update`: do not edit.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

"""
_PO_HEADER = """# Chinese (simplified) words of ShopDesk.
msgid ""
msgstr ""
"Language: zh_CN\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""
# Babel writes a date into every catalogue; without dates the same words give the same bytes.
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def extract(package: Path = ROOT / "shopdesk") -> Catalog:
    """The words in the sources under `package`, sorted, with the files they come from."""
    words = Catalog(fuzzy=False, header_comment="")
    found = extract_from_dir(
        package, method_map=[("**.py", "python")], keywords=_KEYWORDS, comment_tags=("Words:",), strip_comment_tags=True
    )
    for file, _line, text, comments, _context in sorted(found, key=lambda item: (item[0], item[1])):
        # Files without line numbers: moving code is no change of words.
        words.add(text, locations=[((Path(package.name) / file).as_posix(), 0)], auto_comments=comments)
    return words


def read(path: Path) -> Catalog:
    """The catalogue in a .po or .pot file. Raises OSError and, for a malformed file, PoFileError."""
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE, abort_invalid=True)


def template_text(words: Catalog) -> str:
    """The .pot file of `words`; the same words give the same text."""
    return _TEMPLATE_HEADER + _body(words)


def translation_text(translated: Catalog) -> str:
    """The .po file of a translation."""
    return _PO_HEADER + _body(translated)


def _body(catalogue: Catalog) -> str:
    body = io.BytesIO()
    write_po(body, catalogue, width=110, sort_output=True, omit_header=True, include_lineno=False)
    return body.getvalue().decode("utf-8")


def merged(words: Catalog, translated: Catalog) -> Catalog:
    """`translated` with exactly the messages of `words`; new ones are empty, never guessed."""
    translated.update(words, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    translated.obsolete.clear()
    return translated


def compiled(translated: Catalog) -> bytes:
    """The .mo file of a catalogue."""
    body = io.BytesIO()
    translated.project, translated.version, translated.creation_date = "ShopDesk", "1", _NO_DATE
    write_mo(body, translated)
    return body.getvalue()


def problems(words: Catalog, translated: Catalog) -> list[str]:
    """What is missing or wrong in a translation, a line each, in the order of the sources."""
    return [*_untranslated(words, translated), *_left_over(words, translated)]


def stale(words: Catalog) -> list[str]:
    """Which committed files are not what the sources and the .po file make."""
    found = []
    if not TEMPLATE.exists() or TEMPLATE.read_text("utf-8") != template_text(words):
        found.append(f"{TEMPLATE.relative_to(ROOT)} is out of date: run `python3 dev.py words update`")
    if not PO.with_suffix(".mo").exists() or PO.with_suffix(".mo").read_bytes() != compiled(read(PO)):
        found.append(f"{PO.with_suffix('.mo').relative_to(ROOT)} is out of date: run `python3 dev.py words compile`")
    return found


def update() -> None:
    """Writes the template and merges it into the translation."""
    words = extract()
    TEMPLATE.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_text(template_text(words), "utf-8", newline="\n")
    PO.parent.mkdir(parents=True, exist_ok=True)
    translated = read(PO) if PO.exists() else Catalog(locale=LANGUAGE, fuzzy=False)
    PO.write_text(translation_text(merged(words, translated)), "utf-8", newline="\n")
    compile_catalogue()


def compile_catalogue() -> None:
    """Writes the .mo file where it differs from what the .po file makes."""
    if not PO.exists():
        return
    target, content = PO.with_suffix(".mo"), compiled(read(PO))
    if not target.exists() or target.read_bytes() != content:
        target.write_bytes(content)


def fields(text: str) -> set[str]:
    """The names in braces, `{count:d}` as `count`. Raises ValueError for a lone brace."""
    return {name for _literal, name, _format, _conversion in string.Formatter().parse(text) if name is not None}


def _untranslated(words: Catalog, translated: Catalog) -> Iterator[str]:
    for message in words:
        if not message.id:
            continue
        here = f"{message.locations[0][0]}: {_first(message.id)!r}"
        other = translated.get(message.id)
        if other is None or not all(_strings(other)):
            yield f"{here} has no translation"
        elif other.fuzzy:
            yield f"{here} is only guessed (fuzzy)"
        elif wrong := _wrong_fields(message, other):
            yield f"{here}: {wrong}"


def _wrong_fields(message: Message, other: Message) -> str | None:
    ids = (message.id,) if isinstance(message.id, str) else message.id
    try:
        wanted = set().union(*(fields(text) for text in ids))
    except ValueError:
        return None  # words with a lone brace are never formatted
    for text in _strings(other):
        try:
            got = fields(text)
        except ValueError:
            return f"the translation {text!r} has a lone brace"
        if got != wanted:
            return f"the translation {text!r} has the fields {sorted(got)} and not {sorted(wanted)}"
    return None


def _left_over(words: Catalog, translated: Catalog) -> Iterator[str]:
    for message in translated:
        if message.id and words.get(message.id) is None:
            yield f"{_first(message.id)!r} is translated but not in the program any more"


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def _first(text: str | Iterable[str]) -> str:
    return text if isinstance(text, str) else next(iter(text))


def check() -> list[str]:
    """Everything wrong with the catalogues as they lie on disk."""
    if not PO.exists():
        return [f"{PO.relative_to(ROOT)} is missing: run `python3 dev.py words update`"]
    words = extract()
    return [*stale(words), *problems(words, read(PO))]


def main(arguments: list[str]) -> int:
    """`extract` prints the template; `update`, `compile` and `check` are what they say."""
    match arguments:
        case ["extract"]:
            print(template_text(extract()), end="")
        case ["update"]:
            update()
        case ["compile"]:
            compile_catalogue()
        case ["check"]:
            found = check()
            print("\n".join(found) if found else "The catalogues are complete.")
            return 1 if found else 0
        case _:
            print("usage: dev.py words extract | update | compile | check", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
