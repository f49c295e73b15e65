"""The program works from an installed wheel, outside the checkout, with everything it ships."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a wheel built from this checkout and unpacked by pip, without network."""
    folder = tmp_path_factory.mktemp("wheel")
    _python("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    (wheel,) = folder.glob("shopdesk-*.whl")
    pip = ("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile", "--disable-pip-version-check")
    _python(*pip, "--target", str(folder / "site"), str(wheel), cwd=folder)
    return folder / "site"


def _python(*arguments: str, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=os.environ | {"PYTHONUTF8": "1"} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
    return done.stdout


def test_wheel_holds_the_very_files_of_the_checkout(installed: Path) -> None:
    def content(folder: Path) -> dict[str, bytes]:
        files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    shipped = content(ROOT / "resources")
    assert "i18n/zh_CN/LC_MESSAGES/shopdesk.mo" in shipped
    assert content(installed / "shopdesk" / "_resources") == shipped


def test_resources_are_found_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    program = (
        "import shopdesk; from shopdesk.resources import resource_path; from shopdesk import words;"
        "words.catalogue('zh_CN'); print(shopdesk.__file__, resource_path('i18n'), sep='|')"
    )
    package, _, catalogues = _python("-c", program, cwd=tmp_path, PYTHONPATH=str(installed)).strip().partition("|")
    assert Path(package) == installed / "shopdesk" / "__init__.py"
    assert Path(catalogues) == installed / "shopdesk" / "_resources" / "i18n"
    assert Path(catalogues).is_dir()


def test_commands_run_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    said = _python("-m", "shopdesk", "actions", "--json", cwd=tmp_path, PYTHONPATH=str(installed))
    actions = {action["id"] for action in json.loads(said)["actions"]}
    assert {"order.create", "order.confirm"} <= actions


def test_shop_is_made_and_read_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    """Migrations are found by path, not by import: they have to be in the wheel too."""
    lines = [{"title": "Mug", "quantity": 1, "price": "9.50"}]
    (tmp_path / "order.json").write_text(json.dumps({"buyer": {"name": "Buyer A"}, "currency": "USD", "lines": lines}))
    shopdesk = ("-m", "shopdesk", "--shop", "new.shopdesk", "--json")
    order = ("do", "order.create", "--json-in", "order.json")
    made = json.loads(_python(*shopdesk, *order, cwd=tmp_path, PYTHONPATH=str(installed)))
    listed = json.loads(_python(*shopdesk, "list", "orders", cwd=tmp_path, PYTHONPATH=str(installed)))
    assert [row["number"] for row in listed["rows"]] == [made["value"]["number"]]
