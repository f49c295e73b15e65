"""Grouping of pick lines by shelf and SKU."""

from shopdesk.domain.picking import PickLine, group_by_shelf


def _rows(*lines: tuple[str, str, int, int]):
    picked = [
        PickLine(f"PL-{position}", sku=sku, shelf=shelf, quantity=quantity, picked=done)
        for position, (sku, shelf, quantity, done) in enumerate(lines, 1)
    ]
    return [(row.sku, row.shelf, row.quantity, row.picked) for row in group_by_shelf(picked)]


def test_same_goods_on_same_shelf_merge():
    rows = _rows(("A", "X", 5, 1), ("B", "Y", 4, 2), ("A", "X", 3, 2), ("B", "Y", 2, 2))
    assert rows == [("A", "X", 8, 3), ("B", "Y", 6, 4)]


def test_different_shelves_do_not_merge():
    rows = _rows(("A", "X1", 5, 1), ("B", "Y1", 4, 2), ("A", "X2", 3, 2), ("B", "Y2", 2, 2))
    assert rows == [("A", "X1", 5, 1), ("A", "X2", 3, 2), ("B", "Y1", 4, 2), ("B", "Y2", 2, 2)]


def test_walk_goes_by_number_and_goods_without_shelf_come_last():
    rows = _rows(("B", "A10", 1, 0), ("C", "", 1, 0), ("A", "a2", 1, 0), ("A-10", "A2", 1, 0), ("A-9", "A2", 1, 0))
    assert [(shelf, sku) for sku, shelf, *_ in rows] == [
        ("a2", "A"), ("A2", "A-9"), ("A2", "A-10"), ("A10", "B"), ("", "C"),
    ]  # fmt: skip


def test_without_sku_title_and_variant_decide():
    lines = [
        PickLine("PL-1", title="Mug", variant="blue", quantity=1),
        PickLine("PL-1", title="Mug", variant="red", quantity=2),
        PickLine("PL-2", title="Mug", variant="blue", quantity=4),
    ]
    assert [(row.variant, row.quantity) for row in group_by_shelf(lines)] == [("blue", 5), ("red", 2)]


def test_row_names_each_list_with_its_share():
    lines = [PickLine("PL-1", "A", quantity=2), PickLine("PL-2", "A", quantity=3), PickLine("PL-1", "A", quantity=1)]
    (row,) = group_by_shelf(lines)
    assert row.lists == (("PL-1", 3), ("PL-2", 3))
    assert row.quantity == sum(units for _, units in row.lists)


def test_same_sku_under_two_titles_is_one_product():
    (row,) = group_by_shelf([PickLine("PL-1", "A", "Mug"), PickLine("PL-2", "A", "Cup")])
    assert (row.title, row.quantity) == ("Mug", 2)
