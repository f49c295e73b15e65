"""The table of error codes in the user guides, made from `shopdesk/sentences.py` and the catalogues.

`python -m tools.guide` writes it anew into both guides; `tests/test_guide.py` compares.
"""

import re
import sys
from pathlib import Path

from shopdesk import words
from shopdesk.sentences import SENTENCES
from tools.setup import ROOT

GUIDES = {"en": ROOT / "docs" / "guide-en.md", "zh_CN": ROOT / "docs" / "guide-zh.md"}
BEGIN, END = "<!-- error codes: made by tools/guide.py -->", "<!-- end of error codes -->"
_HEADS = {"en": ("Code", "Sentence"), "zh_CN": ("代码", "说明")}
_ROW = re.compile(r"^\| `([^`]+)` \| (.*) \|$", re.MULTILINE)
_PLACEHOLDER = re.compile(r"{\w+}")


def rows(language: str) -> dict[str, str]:
    """Code → sentence in a language, `…` where the program names what is concerned."""
    translate = words.catalogue(language).gettext
    return {code: _PLACEHOLDER.sub("…", translate(text)) for code, text in sorted(SENTENCES.items())}


def table(language: str) -> str:
    """The table as Markdown."""
    head, says = _HEADS[language]
    lines = [f"| {head} | {says} |", "|---|---|"]
    lines += [f"| `{code}` | {text.replace('|', chr(92) + '|')} |" for code, text in rows(language).items()]
    return "\n".join(lines)


def written(language: str) -> dict[str, str]:
    """Code → sentence as the guide has them."""
    _before, _begin, rest = GUIDES[language].read_text(encoding="utf-8").partition(BEGIN)
    return {code: text.replace("\\|", "|") for code, text in _ROW.findall(rest.partition(END)[0])}


def write(path: Path, language: str) -> None:
    """Puts the table between its two marks."""
    before, begin, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"{path.name} has no place for the codes: {BEGIN} … {END}")
    path.write_text(f"{before}{BEGIN}\n\n{table(language)}\n\n{END}{after}", encoding="utf-8")


def main() -> int:
    """Writes both guides."""
    for language, path in GUIDES.items():
        write(path, language)
    return 0


if __name__ == "__main__":
    sys.exit(main())
