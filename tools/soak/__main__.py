"""`dev.py soak`: kills, looks, and says what came out."""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from tools.soak.scenes import Stage, Tally


def main(arguments: list[str]) -> int:
    """Until so many kills were survived, or the time is up; 1 when anything was lost or is wrong."""
    parser = argparse.ArgumentParser(prog="dev.py soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, metavar="N", help="how many (200)")
    parser.add_argument("--seed", type=int, metavar="S", help="the dice; without it other ones each time")
    parser.add_argument("--minutes", type=float, default=20.0, metavar="M", help="stop after so long (20)")
    options = parser.parse_args(arguments)
    seed = random.randrange(10**6) if options.seed is None else options.seed
    tally = Tally()
    until = time.monotonic() + 60 * options.minutes
    folder = tempfile.mkdtemp(prefix="shopdesk-soak-")
    say(f"seed {seed}, shops in {folder}")
    stage = Stage(Path(folder), seed, tally)
    first = [stage.upgrade, stage.restore, stage.demo, stage.writers]
    while tally.kills < options.kills and time.monotonic() < until:
        try:
            (first.pop() if first else stage.scene())()
        except (AssertionError, RuntimeError, TimeoutError) as error:
            tally.failed.append(str(error))
        say(f"{tally.kills} kills …")
        if tally.lost or tally.failed:
            break
    if tally.kills < options.kills and not (tally.lost or tally.failed):
        say(f"stopped after {options.minutes:g} minutes; --minutes gives it longer")
    for trouble in (*tally.lost, *tally.failed):
        say(trouble)
    sys.stdout.write(
        f"kills survived {tally.kills}, writes acknowledged {tally.acknowledged}, lost {len(tally.lost)}, "
        f"checks failed {len(tally.failed)} (unanswered, whole or absent: {tally.unanswered})\n"
    )
    return stage.close(failed=bool(tally.lost or tally.failed))


def say(text: str) -> None:
    """Progress, beside the answer."""
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
