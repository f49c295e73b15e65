"""Several windows and commands on one shop, each a process of its own: raising, seeing each other, waiting, undoing."""

import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from shopdesk.ui.single_instance import ring
from tests.e2e.command_line import CommandLine, program, surroundings
from tests.e2e.window_process import WindowProcess

Open = Callable[..., WindowProcess]
CREATE = (
    "from shopdesk.services import orders; from shopdesk.domain.drafts import LineDraft, OrderDraft; "
    "draft = OrderDraft(buyer_name='Buyer A', currency='CNY', lines=(LineDraft('Mug', 1, 4500),)); "
    "front.context.save(orders.create_order, draft, said=lambda bulk: 'entered ' + bulk.number)"
)
SHIRT = {"buyer": {"name": "Buyer B"}, "currency": "CNY", "lines": [{"title": "Shirt", "price": "89"}]}


@pytest.fixture
def start(run: CommandLine) -> Iterator[Open]:
    """Opens windows on the shop and ends what is left of them."""
    started: list[WindowProcess] = []

    def made(staff: str = "owner", *more: str) -> WindowProcess:
        started.append(WindowProcess(run.shop, staff, *more))
        return started[-1]

    yield made
    for one in started:
        one.end()


def test_a_second_start_raises_the_first_window(run: CommandLine, start: Open) -> None:
    first = start()
    first.hear("open True")
    first.do("front.window.hide()")
    env = surroundings(QT_QPA_PLATFORM="offscreen")
    again = program("--shop", run.shop, env=env)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    first.hear("front True")
    # the same file by another way
    other = program("--shop", run.shop.parent / "data" / ".." / run.shop.name, env=env)
    assert other.returncode == 0
    first.hear("front True")


def test_a_new_window_only_when_asked_for_and_it_takes_over(run: CommandLine, start: Open) -> None:
    first = start()
    first.hear("open True")
    second = start("helper", "--new-window")
    second.hear("open False")
    assert ring(run.shop)
    first.hear("front")
    first.do("front.window.close()")
    assert first.code() == 0
    time.sleep(4)  # the one that is left listens now
    assert ring(run.shop)
    second.hear("front")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows stops no process by a signal")
def test_a_window_that_hangs_does_not_keep_others_out(run: CommandLine, start: Open) -> None:
    first = start()
    first.hear("open True")
    first.signal(signal.SIGSTOP)
    second = start("helper")
    second.hear("open False")
    first.signal(signal.SIGCONT)


def test_a_killed_window_leaves_nothing_that_is_in_the_way(run: CommandLine, start: Open) -> None:
    first = start()
    first.hear("open True")
    first.end()
    assert not ring(run.shop)
    second = start()
    second.hear("open True")
    assert ring(run.shop)


def test_another_shop_is_another_window(run: CommandLine, start: Open) -> None:
    start().hear("open True")
    assert not ring(run.folder / "other.shopdesk")


def test_each_sees_the_others_changes_within_two_seconds(run: CommandLine, start: Open) -> None:
    first, second = start(), start("helper", "--new-window")
    first.hear("orders 0")
    second.hear("orders 0")
    first.do(CREATE)
    first.hear("said entered SO-")
    assert second.hear("orders 1", 10) < 2
    run.do("order.create", **SHIRT)
    assert first.hear("orders 2", 10) < 2
    assert second.hear("orders 2", 10) < 2
    assert sorted(row["number"][-2:] for row in run.rows("orders")) == ["01", "02"]


def test_a_save_waits_for_a_long_writer_says_so_and_goes_through(run: CommandLine, start: Open) -> None:
    window = start()
    window.hear("orders 0")
    other = sqlite3.connect(run.shop, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    window.do(CREATE)
    assert 0.9 < window.hear("busy Waiting for another program", 10) < 3
    other.execute("COMMIT")
    other.close()
    window.hear("busy", 5)
    window.hear("said entered SO-", 5)
    window.hear("orders 1")


def test_undo_does_not_trample_what_another_window_did(run: CommandLine, start: Open) -> None:
    first, second = start("one"), start("two", "--new-window")
    first.hear("orders 0")
    second.hear("orders 0")
    first.do(CREATE)
    first.hear("said entered SO-")
    number = run.rows("orders")[0]["number"]
    second.hear("orders 1")
    second.do(f"from shopdesk.services import orders; front.context.save(orders.pay_orders, ['{number}'], said='paid')")
    second.hear("said paid")
    first.do("press('window.undo')")
    first.hear("error undo.conflict")
    row = run.rows("orders")[0]
    assert (row["number"], row["payment"]) == (number, "paid")
    second.do("press('window.undo')")
    second.hear("said")
    first.do("press('window.undo')")
    first.hear("said")
    assert run.rows("orders") == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_ctrl_c_closes_the_window_as_a_person_would(run: CommandLine, start: Open) -> None:
    window = start()
    window.hear("orders 0")
    window.do(CREATE)
    window.hear("said entered SO-")
    window.signal(signal.SIGINT)
    assert window.code(20) == 130
    assert not run.shop.with_name(f"{run.shop.name}-wal").exists()  # the shop was closed, not dropped
    assert len(list(run.shop.with_name(f"{run.shop.name}.backups").glob("*.sqlite"))) == 1
    assert len(run.rows("orders")) == 1
