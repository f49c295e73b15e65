"""`dev.py bench`: runs all benchmarks, or the ones named, one after the other."""

import argparse
import json
import sys
from collections.abc import Sequence

from tools.bench import Benchmark, Result, find


def table(results: Sequence[tuple[str, Result]]) -> str:
    """The figures for people, a line each, and how they were taken."""
    lines = [f"{'benchmark':28} {'floor':>12} {'ours':>12} {'ratio':>7}  {'limit':<16} "]
    for name, result in results:
        verdict = "ok" if result["ok"] else "TOO SLOW"
        figures = f"{result['floor']:>12.4g} {result['ours']:>12.4g} {result['ratio']:>7.2f}"
        lines.append(f"{name:28} {figures}  {result['limit']:<16} {verdict}")
        lines.append(f"    {result['how']}")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """0 when every benchmark keeps its limit, 1 when one does not, 2 for a name that is none."""
    known: dict[str, Benchmark] = find()
    parser = argparse.ArgumentParser(prog="dev.py bench", epilog=f"Benchmarks: {', '.join(known)}.")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument("names", nargs="*", help="only these")
    chosen = parser.parse_args(arguments)
    if unknown := [name for name in chosen.names if name not in known]:
        parser.error(f"no such benchmark: {', '.join(unknown)}; there are: {', '.join(known)}")
    results: list[tuple[str, Result]] = []
    for name in chosen.names or known:
        print(f"{name} …", file=sys.stderr, flush=True)
        results.append((name, known[name].run()))
    if chosen.json:
        print(json.dumps({"benchmarks": [{"name": name, **result} for name, result in results]}, ensure_ascii=False))
    else:
        print(table(results))
    return 0 if all(result["ok"] for _name, result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
