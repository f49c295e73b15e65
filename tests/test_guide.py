"""What the documents say is there: error codes with their sentences, files that links point to."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopdesk.db.tables import metadata
from shopdesk.sentences import SENTENCES
from tools import guide

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
RAISED = ("UserError", "Problem", "BadCell")  # their first argument is a code
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE_BLOCK = re.compile(r"^```.*?^```|^ {4}.*?$|`[^`\n]*`", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("language", guide.GUIDES)
def test_guide_lists_every_code(language: str) -> None:
    listed = guide.written(language).keys()
    assert sorted(SENTENCES.keys() - listed) == [], "missing in the guide; run: python -m tools.guide"
    assert sorted(listed - SENTENCES.keys()) == [], "no such code any more; run: python -m tools.guide"


@pytest.mark.parametrize("language", guide.GUIDES)
def test_guide_says_what_the_program_says(language: str) -> None:
    wanted, found = guide.rows(language), guide.written(language)
    stale = {code: (found.get(code), text) for code, text in wanted.items() if found.get(code) != text}
    assert stale == {}, "run: python -m tools.guide"


def codes_raised(source: str) -> Iterator[tuple[str, int]]:
    """(code, line) of every literal code given to an error or a problem."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and _name(node.func) in RAISED:
            first = node.args[0]
            for part in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value, node.lineno


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_every_code_has_a_sentence() -> None:
    found = {
        (code, f"{path.relative_to(ROOT)}:{line}")
        for path in sorted((ROOT / "shopdesk").rglob("*.py"))
        for code, line in codes_raised(path.read_text(encoding="utf-8"))
    }
    assert len({code for code, _place in found}) > 60  # the scan finds them
    assert sorted(place for place in found if place[0] not in SENTENCES) == []


def test_scan_sees_through_modules_and_choices() -> None:
    source = (
        'raise UserError("a.b")\nerrors.Problem("c.d", row=1)\nBadCell("e.f" if x else "g.h", 1)\nprint("no.code")\n'
    )
    assert [code for code, _line in codes_raised(source)] == ["a.b", "c.d", "e.f", "g.h"]


def links(text: str) -> list[str]:
    """Relative links and images of a document, without their anchors; code is no link."""
    found = LINK.findall(CODE_BLOCK.sub("", text))
    return [target.partition("#")[0] for target in found if not re.match(r"[a-z]+:|#", target)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    targets = links(document.read_text(encoding="utf-8"))
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_links_are_found() -> None:
    text = "[a](b.md#part) ![c](d/e.png) [f](https://example.com) [g](#h) `[i](j.md)`\n\n    [k](l.md)\n"
    assert links(text) == ["b.md", "d/e.png"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_guide_shows_every_page(language: str) -> None:
    document = ROOT / "docs" / f"guide-{language}.md"
    pages = ("inquiries", "orders", "packing", "aftersales", "customers", "products", "import", "print")
    wanted = {f"screens/{page}-{language}.png" for page in pages}
    assert wanted <= set(links(document.read_text(encoding="utf-8")))


def test_database_document_names_every_table() -> None:
    text = (ROOT / "docs" / "database.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\*\*`(\w+)`\*\*", text))
    assert sorted({*metadata.tables, "search_gram"} - named) == []
    assert sorted(named - {*metadata.tables, "search_gram", "id", "number"}) == []
