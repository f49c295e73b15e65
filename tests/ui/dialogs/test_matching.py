"""What a person types finds the command they mean first."""

import pytest

from shopdesk.ui.dialogs.matching import closeness


@pytest.mark.parametrize(
    ("typed", "names", "fits"),
    [
        ("make", ("Make packing list",), True),
        ("list make", ("Make packing list",), True),
        ("mapl", ("Make packing list",), True),
        ("mpl", ("Make packing list",), True),
        ("xyz", ("Make packing list",), False),
        ("mlp", ("Make packing list",), False),
        ("暂缓", ("暂缓发货…", "Hold…"), True),
        ("hold", ("暂缓发货…", "Hold…"), True),
        ("order.hold", ("暂缓发货…", "order.hold"), True),
        ("ship hold", ("Hold…",), False),
    ],
)
def test_what_fits(typed: str, names: tuple[str, ...], fits: bool) -> None:
    assert (closeness(typed, names) is not None) is fits


def test_the_closest_comes_first() -> None:
    names = ["Mark shipped", "Ship", "Shipping paper", "Worship", "Something (ship)"]
    order = sorted(names, key=lambda name: closeness("ship", (name,)) or 0)
    assert order == ["Ship", "Shipping paper", "Mark shipped", "Worship", "Something (ship)"]
