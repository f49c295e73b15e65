"""`dev.py check`: everything that can be said about the code without running it. Needs the packages of `.venv`."""

import subprocess
import sys

from tools.setup import ROOT

_LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
CHECKS: dict[str, list[str]] = {
    "ruff": ["-m", "ruff", "check"],
    "format": ["-m", "ruff", "format", "--check"],
    "types": ["-m", "mypy"],
    "floors": ["-c", _LINT_IMPORTS, "--no-cache"],
    "words": ["-m", "tools.words", "check"],
}


def run(names: list[str]) -> list[str]:
    """Runs the checks named (none: all), each to its end; the names of those that failed."""
    failed = []
    for name in names or CHECKS:
        print(f"── {name}", flush=True)
        if subprocess.run([sys.executable, *CHECKS[name]], cwd=ROOT, check=False).returncode:
            failed.append(name)
    return failed


def main(names: list[str]) -> int:
    """Runs the checks named; 2 for a name that is none."""
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        print(f"No such check: {', '.join(unknown)}. There are: {', '.join(CHECKS)}.", file=sys.stderr)
        return 2
    failed = run(names)
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
