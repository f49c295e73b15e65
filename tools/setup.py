"""Makes `.venv` once: the pinned packages with their hashes, the project, compiled bytecode and catalogues."""

import compileall
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools import system

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "shopdesk-setup.json"
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
_BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = _BIN / ("python.exe" if os.name == "nt" else "python")
_COMPILED = ("shopdesk", "tools", "tests")
_OTHER_PYTHONS = ("PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")
# What pip says when no index answers.
_UNREACHABLE = ("NewConnectionError", "Max retries", "ConnectTimeout", "Name or service", "name resolution", "Proxy")


class SetupError(Exception):
    """Setting up cannot go on; the text is one sentence that says what to do."""


def set_up(kind: str) -> None:
    """Makes `.venv` ready for `kind` ("run" or "dev"); instant when it already is. Raises SetupError."""
    stamp = _read_stamp()
    if stamp.get("environment") != _environment() or kind not in stamp.get("kinds", []) or not PYTHON.exists():
        _make_venv()
        _install(kind)
        # The dev lock holds everything of the run lock.
        kinds = ["run", "dev"] if kind == "dev" else ["run"]
        stamp = {"environment": _environment(), "kinds": kinds}
        _write_stamp(stamp)
    if stamp.get("words") != _words_digest():
        _call([PYTHON, "-m", "tools.words", "compile"], "The catalogues in resources/i18n cannot be compiled")
        _write_stamp(stamp | {"words": _words_digest()})
    _compile_project()


def child_environment(**more: str) -> dict[str, str]:
    """The environment for programs in `.venv`: nothing of another Python's leaks in."""
    kept = {name: value for name, value in os.environ.items() if name not in _OTHER_PYTHONS}
    return kept | {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "VIRTUAL_ENV": str(VENV)} | more


def _environment() -> str:
    """Changes whenever `.venv` has to be brought up to date: locks, project file, Python, or the checkout's place."""
    digest = hashlib.sha256()
    for path in (*LOCKS.values(), ROOT / "pyproject.toml"):
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    digest.update(f"{sys.version_info[:2]} {ROOT}".encode())
    return digest.hexdigest()


def _words_digest() -> str:
    digest = hashlib.sha256()
    for path in sorted((ROOT / "resources" / "i18n").glob("*/LC_MESSAGES/shopdesk.?o")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read_stamp() -> dict[str, Any]:
    try:
        return dict(json.loads(STAMP.read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def _write_stamp(stamp: dict[str, Any]) -> None:
    STAMP.write_text(json.dumps(stamp), "utf-8")


def _make_venv() -> None:
    if _venv_works():
        return
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")) and not system.install_venv():
        raise SetupError(f"This Python has no venv or ensurepip; get them with: {system.venv_command()}")
    say("Making .venv …")
    # A clean start: an interrupted or moved environment is of no use to anyone.
    _call([sys.executable, "-m", "venv", "--clear", VENV], "The folder .venv cannot be made")


def _venv_works() -> bool:
    """Whether `.venv` is whole, belongs to this place and has the Python version that runs dev.py."""
    if not PYTHON.exists():
        return False
    question: list[str | Path] = [PYTHON, "-c", "import pip, sys; print(sys.prefix, sys.version_info[:2], sep='|')"]
    answer = subprocess.run(question, capture_output=True, text=True, env=child_environment(), check=False)
    prefix, _, version = answer.stdout.strip().partition("|")
    return answer.returncode == 0 and Path(prefix) == VENV and version == str(sys.version_info[:2])


def _install(kind: str) -> None:
    say("Installing the pinned packages (once, about 670 MB on disk) …")
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--no-input", *quiet]
    # The lock names every package there is to install. Left to look for itself, pip asks for the newest release of what
    # somebody wants with an extra (`coverage[toml]`), and then has no hash for it.
    _call(
        [*pip, "--no-deps", "--require-hashes", "-r", LOCKS[kind]],
        "The pinned packages cannot be installed",
        _explain_pip,
    )
    _call([*pip, "--no-deps", "--no-build-isolation", "--no-index", "-e", ROOT], "The project cannot be installed")
    say("Compiling …")
    packages: list[str | Path] = [path for path in VENV.rglob("site-packages") if path.is_dir()]
    # Explicitly, since PYTHONDONTWRITEBYTECODE would leave a start of seconds instead of tenths. Packages ship a few
    # templates that are no Python; their errors are nobody's concern.
    subprocess.run([PYTHON, "-m", "compileall", "-qq", "-j", "0", *packages], env=child_environment(), check=False)


def _compile_project() -> None:
    """Bytecode of the project itself, by the Python of `.venv` (same version as ours), only where it is stale."""
    for name in _COMPILED:
        if (ROOT / name).is_dir():
            compileall.compile_dir(ROOT / name, quiet=2)


def _explain_pip(output: str) -> str:
    if any(sign in output for sign in _UNREACHABLE):
        return "pip cannot reach a package index: check the network, the proxy and `pip config list`, then try again."
    if "THESE PACKAGES DO NOT MATCH THE HASHES" in output:
        return "a package differs from the one that was pinned: something on the way changed it; do not go on."
    if "No matching distribution" in output or "Could not find a version" in output:
        python = ".".join(map(str, sys.version_info[:2]))
        return (
            f"the index in use has no fitting package for Python {python} on this system: "
            "see the lines above, check the network and `pip config list`, or try another Python from 3.11 on."
        )
    return "the lines above say why."


def _call(command: list[str | Path], failed: str, explain: Callable[[str], str] | None = None) -> None:
    """Runs one step of setting up; what it prints as errors is shown only when it fails."""
    step = subprocess.run(
        command, cwd=ROOT, env=child_environment(), stderr=subprocess.PIPE, encoding="utf-8", errors="replace"
    )
    if step.returncode:
        sys.stderr.write(step.stderr)
        raise SetupError(f"{failed}: {explain(step.stderr) if explain else 'the lines above say why.'}")


def say(text: str) -> None:
    """One line about what happens, on standard error: standard output belongs to results."""
    print(text, file=sys.stderr, flush=True)
