"""Trouble out of line: found where it is, not cried where it is chance."""

import random

from shopdesk.domain.early_warning import Count, OutOfLine, out_of_line


def test_six_of_forty_where_three_percent_are_usual() -> None:
    counts = {f"SKU-{number}": Count(100, 3) for number in range(10)} | {"MUG": Count(40, 6)}
    (found,) = out_of_line(counts)
    assert (found.group, found.sold, found.troubled, found.usual) == ("MUG", 40, 6, 0.03)
    assert found.rate == 0.15
    assert found.chance < 0.05


def test_few_troubles_are_no_warning_however_high_the_rate() -> None:
    counts = {f"SKU-{number}": Count(1000, 1) for number in range(10)} | {"NEW": Count(2, 2)}
    assert out_of_line(counts) == []


def test_much_sold_and_a_little_above_is_not_worth_a_call() -> None:
    assert out_of_line({"A": Count(100_000, 3_300), "B": Count(100_000, 3_000)}) == []


def test_nothing_to_compare_with() -> None:
    assert out_of_line({}) == []
    assert out_of_line({"A": Count(10, 5)}) == []
    assert out_of_line({"A": Count(10, 0), "B": Count(0, 3)}) == []
    assert out_of_line({"A": Count(10, 0), "B": Count(5, 0)}) == []


def test_more_troubles_than_units_count_as_all() -> None:
    found = out_of_line({"A": Count(5, 9), "B": Count(500, 5)})
    assert found == [OutOfLine("A", 5, 5, 0.01, found[0].chance)]


def test_where_all_are_alike_few_shops_get_a_false_alarm() -> None:
    chance = random.Random(20261130)
    alarms = 0
    for _shop in range(200):
        counts = {}
        for number in range(60):
            sold = chance.randint(5, 120)
            counts[str(number)] = Count(sold, sum(chance.random() < 0.04 for _unit in range(sold)))
        alarms += bool(out_of_line(counts))
    assert alarms <= 16  # 5 % of 200, and what chance adds to that


def test_where_one_is_thrice_as_bad_it_is_mostly_found() -> None:
    chance = random.Random(7)
    found = 0
    for _shop in range(50):
        counts = {
            str(number): Count(150, sum(chance.random() < (0.15 if number == 7 else 0.03) for _unit in range(150)))
            for number in range(40)
        }
        found += [one.group for one in out_of_line(counts)][:1] == ["7"]
    assert found >= 40
