"""The house rules of CONTRIBUTING.md that a machine can check, and that each check does bite."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.external import need

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "shopdesk"
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
# A statement at the start of a literal: prose that merely mentions a word in capitals is none.
SQL = re.compile(
    r"\s*(SELECT\s.+\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|PRAGMA\s)", re.S
)
# The brackets keep this file from finding itself.
FOREIGN = re.compile(
    r"pypi[.]org|pythonhoste[d]|npmj[s][.]|deb[.]debian|/roo[t]/|/wor[k]/|/home/\w|[A-Z]:[\\/]User[s]\b", re.IGNORECASE
)


def sources(folder: Path = PACKAGE) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text("utf-8"), str(path)))


def lint_imports(folder: Path) -> tuple[int, str]:
    """import-linter on the package in `folder` with the contracts in its pyproject.toml."""
    program = f"import sys; sys.path.insert(0, {str(folder)!r}); {LINT}"
    done = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_imports_point_down_only() -> None:
    code, said = lint_imports(ROOT)
    assert code == 0, said


@pytest.fixture
def empty_house(tmp_path: Path) -> Path:
    """A package with every module that the contracts name, all of them empty, and the contracts themselves."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    contracts = (ROOT / "pyproject.toml").read_text("utf-8").partition("[tool.importlinter]")[2]
    for name in {"shopdesk", *re.findall(r"shopdesk(?:\.\w+)+", contracts)}:
        folder = tmp_path.joinpath(*name.split("."))
        folder.mkdir(parents=True, exist_ok=True)
        for package in (folder, *folder.relative_to(tmp_path).parents[:-1]):
            (tmp_path / package / "__init__.py").touch()
    return tmp_path


def test_empty_house_keeps_every_contract(empty_house: Path) -> None:
    code, said = lint_imports(empty_house)
    assert code == 0, said


@pytest.mark.parametrize(
    ("module", "imported", "contract"),
    [
        ("domain", "shopdesk.services", "Floors"),
        ("services", "shopdesk.ui", "Floors"),
        ("documents", "shopdesk.db", "Floors"),
        ("documents", "PySide6.QtGui", "Qt only"),
        ("services", "sqlalchemy", "SQLAlchemy only"),
        ("commands", "sqlite3", "SQLAlchemy only"),
        ("ui", "shopdesk.db", "ui sees services"),
        ("ui/orders", "shopdesk.ui.packing", "Pages never"),
        ("domain", "pathlib", "domain is pure"),
        ("services", "shopdesk.words", "Words only"),
        ("words", "shopdesk.domain", "Leaves know"),
    ],
)
def test_contract_catches_an_import(empty_house: Path, module: str, imported: str, contract: str) -> None:
    (empty_house / "shopdesk" / module / "__init__.py").write_text(f"import {imported}\n", "utf-8")
    code, said = lint_imports(empty_house)
    assert code != 0
    assert re.search(f"^{contract}.* BROKEN$", said, re.M), said


@pytest.mark.parametrize("folder", ["shopdesk", "tools", "tests"])
def test_no_file_is_a_hall(folder: str) -> None:
    long = {path.relative_to(ROOT): len(path.read_text("utf-8").splitlines()) for path in sources(ROOT / folder)}
    assert {str(path): lines for path, lines in long.items() if lines >= 500} == {}


def words_made_at_run_time(path: Path) -> list[str]:
    """Calls of `_`, `mark` and `plural` whose words the extraction cannot see or no catalogue can hold."""
    found = []
    for node in nodes(path):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        name = node.func.id
        words = {"_": node.args[:1], "mark": node.args[:1], "plural": node.args[:2]}.get(name, [])
        for word in words:
            literal = isinstance(word, ast.Constant) and isinstance(word.value, str)
            variable = name == "_" and isinstance(word, ast.Name | ast.Attribute | ast.Subscript)
            if not literal and not variable:
                found.append(f"{path.name}:{node.lineno}: {ast.unparse(node)}")
    return found


def test_words_are_literals() -> None:
    assert [found for path in sources() for found in words_made_at_run_time(path)] == []


def test_words_made_at_run_time_are_caught(tmp_path: Path) -> None:
    path = tmp_path / "page.py"
    path.write_text('_(f"{n} orders")\n_("a %s" % b)\n_("{n}".format(n=1))\nmark(text)\nplural("one", many, 2)\n')
    assert len(words_made_at_run_time(path)) == 5
    path.write_text('_("{n} orders").format(n=1)\n_(text)\n_(TITLES[code])\nmark("Paid")\nplural("one", "many", n)\n')
    assert words_made_at_run_time(path) == []


def sql_strings(path: Path) -> list[str]:
    return [
        f"{path.name}:{node.lineno}: {node.value.strip()[:60]}"
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value)
    ]


def test_no_sql_outside_the_store() -> None:
    outside = [path for path in sources() if PACKAGE / "db" not in path.parents]
    assert [found for path in outside for found in sql_strings(path)] == []


def test_sql_outside_the_store_is_caught(tmp_path: Path) -> None:
    path = tmp_path / "page.py"
    path.write_text(
        'run("SELECT id FROM orders")\nrun(f"""\n INSERT INTO {table} VALUES (1)""")\nsay("SELECT one of these")\n'
    )
    assert len(sql_strings(path)) == 2


def test_no_proxy_model_sorts_business_data() -> None:
    assert [path.name for path in sources() if "QSortFilterProxyModel" in path.read_text("utf-8")] == []


def test_nothing_names_a_place_of_somebodys_machine_or_network() -> None:
    listed = subprocess.run([need("git"), "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    found = []
    for name in listed.decode("utf-8").split("\0"):
        path = ROOT / name
        if not name or not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", errors="replace")
        found += [f"{name}: {match.group()}" for match in FOREIGN.finditer(text)]
    assert found == []


def test_locks_pin_with_hashes_and_name_no_index() -> None:
    for lock in (ROOT / "requirements.lock", ROOT / "requirements-dev.lock"):
        text = lock.read_text("utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        pinned = re.findall(r"^[\w.-]+==\S+.*?(?=^[\w.-]+==|\Z)", text, re.S | re.M)
        assert len(pinned) > 10
        assert [block.split("\n")[0] for block in pinned if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("text", ["see /roo{}/x", "C:\\Use{}s\\me", "files.pythonhos{}ed.example"])
def test_places_are_caught(text: str) -> None:
    assert not FOREIGN.search(text)
    assert any(FOREIGN.search(text.format(letter)) for letter in "tr")
