"""What is going on when the kill comes. A scene kills once or a few times and adds to the tally."""

import json
import random
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shopdesk.cli import main
from tools.soak import commands, old_shops, verdict, window
from tools.soak.killing import Nursery, cold, kill_at, moments, wait_until
from tools.soak.notes import Book, Notebook, is_ready

_WITHIN = 1.2  # seconds in which the writers are killed
_COLD = 2.5  # a program that starts from nothing takes about so long to write
_ROUNDS = 12  # of kills on one shop


@dataclass
class Tally:
    """What came out so far."""

    kills: int = 0
    acknowledged: int = 0
    unanswered: int = 0
    lost: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


class Stage:
    """A folder, dice and a nursery for all scenes."""

    def __init__(self, folder: Path, seed: int, tally: Tally) -> None:
        self.folder = folder
        self.dice = random.Random(seed)
        self.nursery = Nursery()
        self.tally = tally
        self._count = 0
        self._book = Book()
        self._shop = folder
        self._rounds = 0
        self._lasts: dict[str, float] = {}

    # Writers on one shop

    def writers(self) -> None:
        """Two that run commands, a window, and a program that starts from nothing, killed at moments of their own."""
        if self._rounds % _ROUNDS == 0:
            self._shop, self._book = self._new_folder() / "soak.shopdesk", Book()
            # The first import makes the platform's account, which later ones share: undoing it would be in their way.
            verdict.command(self._shop, "import", str(commands.batch_file("first", self._shop.parent)))
        self._rounds += 1
        self._count += 1
        logs = [self._shop.parent / f"{self._count}{letter}.log" for letter in "abw"]
        seed = self.dice.randrange(2**31)
        children: list[Any] = [
            self.nursery.start(
                window.work if log.stem.endswith("w") else commands.work, self._shop, log, f"w{log.stem}", seed
            )
            for log in logs
        ]
        wait_until(lambda: all(is_ready(log) for log in logs))
        tag = f"w{self._count}cx1"
        values, out = self._shop.parent / f"{tag}.json", self._shop.parent / f"{tag}.out"
        values.write_text(json.dumps(commands.order(tag)))
        children.append(
            cold("--shop", str(self._shop), "--json", "do", "order.create", "--json-in", str(values), out=out)
        )
        when = [*moments(self.dice, len(logs), _WITHIN), self.dice.uniform(_COLD / 2, _COLD)]
        killed = kill_at(list(zip(when, children, strict=True)))
        for log in logs:
            self._book.take(log)
        self._take_cold(tag, out, children[-1].returncode)
        self._judge(killed)

    def _take_cold(self, tag: str, out: Path, code: int) -> None:
        log = out.with_suffix(".log")
        notes = Notebook(log)
        notes.begin(tag, "there", "no", "yes")
        if code == 0:
            notes.end(number=json.loads(out.read_text())["value"]["number"])
        self._book.take(log)

    def _judge(self, killed: int) -> None:
        lost, failed = verdict.look(self._shop, self._book)
        self.tally.kills += killed
        self.tally.lost += lost
        self.tally.failed += failed
        self.tally.acknowledged += self._book.acknowledged
        self.tally.unanswered += self._book.unanswered
        self._book.acknowledged = self._book.unanswered = 0

    # One program at something that must happen whole

    def upgrade(self) -> None:
        """A shop of an earlier version is opened: afterwards it is the old one or the new one, with every row."""
        packed = self.dice.choice(old_shops.packed())
        shop = self._new_folder() / "old.shopdesk"
        old_shops.unpack(packed, shop)
        before = old_shops.rows(shop)
        self._kill("upgrade", "--shop", str(shop), "--json", "list", "orders", "--limit", "1")
        self.tally.failed += old_shops.differences(shop, before, "upgrade")
        verdict.command(shop, "list", "orders")
        self.tally.failed += old_shops.differences(shop, before, "upgrade after all") + verdict.health(shop)

    def restore(self) -> None:
        """A backup is put in place: afterwards the shop is what it was or what the backup is, and nothing is gone."""
        shop = self._new_folder() / "soak.shopdesk"
        self._fill(shop, "first")
        saved = verdict.command(shop, "backup", str(shop.parent))["file"]
        self._fill(shop, "second")
        self._kill("restore", "--shop", str(shop), "--json", "restore", saved)
        kept = [path for path in shop.parent.glob("*.before-restore-*") if not path.name.endswith(("-wal", "-shm"))]
        there = {path: self._buyers(path) for path in (shop, *kept)}
        if there[shop] not in ({"first"}, {"first", "second"}):
            self.tally.lost.append(f"restore: the shop holds {there[shop]}")
        if there[shop] == {"first"} and {"first", "second"} not in there.values():
            self.tally.lost.append(f"restore: what was there is gone, left are {there}")
        self.tally.failed += verdict.health(shop)

    def demo(self) -> None:
        """A demo is made: afterwards it is there whole, or no shop is."""
        shop = self._new_folder() / "demo.shopdesk"
        self._kill("demo", "--shop", str(shop), "--json", "demo", "--orders", "30")
        if shop.exists():
            count = verdict.command(shop, "list", "orders")["count"]
            if count != 30:
                self.tally.lost.append(f"demo: {count} of 30 orders")
            self.tally.failed += verdict.health(shop)

    def _kill(self, what: str, *arguments: str) -> None:
        """Runs a command and kills it; how long it takes is measured once, by letting it end."""
        child = self.nursery.start(quiet, *arguments)
        if what not in self._lasts:
            start = time.monotonic()
            child.join(120)
            self._lasts[what] = time.monotonic() - start
            if child.exitcode:
                self.tally.failed.append(f"{what}: exit {child.exitcode}")
            return
        self.tally.kills += kill_at([(self.dice.uniform(0, 1.05 * self._lasts[what]), child)])

    def _fill(self, shop: Path, buyer: str) -> None:
        values = shop.with_name(f"{buyer}.json")
        values.write_text(json.dumps(commands.order(buyer)))
        verdict.command(shop, "do", "order.create", "--json-in", str(values))

    @staticmethod
    def _buyers(shop: Path) -> set[str]:
        return {row["buyer"]["name"] for row in verdict.command(shop, "list", "orders")["rows"]}

    def _new_folder(self) -> Path:
        self._count += 1
        folder = self.folder / str(self._count)
        folder.mkdir()
        for old in self.folder.iterdir():
            if old not in (folder, self._shop.parent) and not (self.tally.lost or self.tally.failed):
                shutil.rmtree(old, ignore_errors=True)
        return folder

    def scene(self) -> Callable[[], None]:
        """The next one by the dice; most are writers, who stay for all their rounds."""
        if self._rounds % _ROUNDS:
            return self.writers
        return self.dice.choice([self.writers, self.upgrade, self.restore, self.demo])

    def close(self, failed: bool) -> int:
        """The exit code; the shops stay where something is wrong with them."""
        if not failed:
            shutil.rmtree(self.folder, ignore_errors=True)
        return 1 if failed else 0


def quiet(*arguments: str) -> None:
    """A command whose answer nobody reads."""
    import contextlib
    import io

    with contextlib.redirect_stdout(io.StringIO()):
        raise SystemExit(main(list(arguments)))
