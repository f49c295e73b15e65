"""dev.py itself: old Pythons, what each command hands over to, and what setting up says when it cannot go on."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import commands, headless, setup, system

ROOT = Path(__file__).resolve().parents[2]


def test_dev_py_can_be_read_by_an_old_python() -> None:
    ast.parse((ROOT / "dev.py").read_text("utf-8"), feature_version=(3, 4))


def test_old_python_gets_one_sentence(tmp_path: Path) -> None:
    """The real file in a process that takes itself for Python 3.8."""
    program = (
        "import runpy, sys; sys.version_info = (3, 8, 18, 'final', 0);"
        f"runpy.run_path({str(ROOT / 'dev.py')!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "3.11" in done.stderr
    assert "3.8" in done.stderr


@pytest.mark.parametrize("name", ["setup", "system", "commands", "headless", "__init__"])
def test_setting_up_needs_nothing_but_the_standard_library(name: str) -> None:
    """Checked on the imports, since the packages are there when tests run."""
    tree = ast.parse((ROOT / "tools" / f"{name}.py").read_text("utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    top = {module.partition(".")[0] for module in imported}
    assert top <= set(sys.stdlib_module_names) | {"tools"}


def test_help_names_every_command() -> None:
    done = subprocess.run([sys.executable, ROOT / "dev.py", "--help"], capture_output=True, text=True, check=True)
    for name in ("run", "test", "check", "demo", "bench", "screens"):
        assert f"\n  {name} " in done.stdout


@pytest.fixture
def handed_over(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What the commands would start, without setting up again inside the tests."""
    started: list[tuple[str, ...]] = []

    def record(*arguments: str, **_environment: str) -> int:
        started.append(arguments)
        return 0

    monkeypatch.setattr(commands, "inside", record)
    monkeypatch.setattr(commands, "_ready", lambda *_kind, **_for_tests: True)
    return started


def test_tests_run_on_two_processes_unless_told_otherwise(handed_over: list[tuple[str, ...]]) -> None:
    commands.main(["test", "tests/db"])
    commands.main(["test", "-n0", "--coverage"])
    commands.main(["test", "--pdb"])
    assert handed_over == [
        ("-m", "pytest", "-n", "2", "tests/db"),
        ("-m", "pytest", "-n0", "--cov", "--cov-report=term:skip-covered"),
        ("-m", "pytest", "--pdb"),
    ]


def test_run_makes_the_demo_shop_once(
    handed_over: list[tuple[str, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = tmp_path / "out" / "demo.shopdesk"
    monkeypatch.setattr(commands, "DEMO_SHOP", shop)
    monkeypatch.setattr(system, "has_display", lambda: True)
    commands.main(["run"])
    shop.touch()
    commands.main(["run", "--lang", "zh"])
    commands.main(["run", "--shop", "mine.shopdesk"])
    assert handed_over == [
        ("-m", "shopdesk", "--shop", str(shop), "demo"),
        ("-m", "shopdesk", "--shop", str(shop)),
        ("-m", "shopdesk", "--shop", str(shop), "--lang", "zh"),
        ("-m", "shopdesk", "--shop", "mine.shopdesk"),
    ]


@pytest.mark.parametrize(
    ("variables", "shown"),
    [
        ({}, not sys.platform.startswith("linux")),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, True),
    ],
)
def test_display_is_found(variables: dict[str, str], shown: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert system.has_display() is shown


def test_busiest_month_is_the_one_with_most_orders() -> None:
    assert headless.busiest_month(["2026-09-30", "2026-09-01", "2026-10-01"]) == "2026-09"
    assert headless.busiest_month(["2026-09-30", "2026-10-01"]) == "2026-10"


def test_removing_a_shop_takes_what_sqlite_keeps_beside_it(tmp_path: Path) -> None:
    names = ("a.shopdesk", "a.shopdesk-wal", "a.shopdesk-shm", "b.shopdesk")
    for name in names:
        (tmp_path / name).touch()
    headless.remove_shop(tmp_path / "a.shopdesk")
    headless.remove_shop(tmp_path / "a.shopdesk")
    assert [path.name for path in tmp_path.glob("*.shopdesk*")] == ["b.shopdesk"]


def test_children_see_nothing_of_another_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PIP_TARGET", "elsewhere")
    assert "elsewhere" not in setup.child_environment().values()
    assert setup.child_environment(QT_QPA_PLATFORM="offscreen")["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("Max retries exceeded with url", "cannot reach a package index"),
        ("Could not find a version that satisfies the requirement x", "no fitting package"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "differs from the one that was pinned"),
        ("error: disk full", "the lines above say why"),
    ],
)
def test_failures_of_pip_are_told_in_a_sentence(output: str, sentence: str) -> None:
    assert sentence in setup._explain_pip(output)


def test_python_without_venv_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "PYTHON", tmp_path / "missing")
    monkeypatch.setattr(setup.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else name)
    monkeypatch.setattr(system, "_may_install", lambda: False)
    with pytest.raises(setup.SetupError, match="no venv or ensurepip"):
        setup._make_venv()


def test_index_that_is_not_there_ends_setup_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The real pip, told of an index at a closed port of this computer."""
    monkeypatch.setattr(setup, "PYTHON", Path(sys.executable))
    lock = tmp_path / "requirements.lock"
    lock.write_text("no-such-package==1.0 --hash=sha256:" + "0" * 64 + "\n")
    monkeypatch.setitem(setup.LOCKS, "run", lock)
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "1")  # pip names the cause when it tries again
    with pytest.raises(setup.SetupError, match="cannot reach a package index"):
        setup._install("run")
    assert "Installing the pinned packages" in capfd.readouterr().err
