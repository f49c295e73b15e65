"""Every change of a product's stock is a line of the ledger; undo is a counter-entry."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from shopdesk.db.tables import Product, StockMove
from shopdesk.domain.products import ProductDraft
from shopdesk.services import history, products
from shopdesk.services.desk import Desk, open_desk

NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "shop.shopdesk", clock=lambda: NOW, create=True)


def ledger(desk: Desk) -> list[tuple[int, str]]:
    with desk.shop.read() as connection:
        moves = select(StockMove.quantity, StockMove.cause).order_by(StockMove.id)
        return [(quantity, cause) for quantity, cause in connection.execute(moves)]


def stock(desk: Desk) -> int | None:
    with desk.shop.read() as connection:
        return connection.execute(select(Product.stock)).scalar()


def draft(stock: int | None) -> ProductDraft:
    return ProductDraft(sku="TS-1", title="T-shirt", currency="CNY", stock=stock)


def test_changes_undo_and_redo_are_lines(desk: Desk) -> None:
    products.create_product(desk, draft(5))
    products.update_product(desk, "TS-1", draft(3))
    history.undo(desk)
    assert (ledger(desk), stock(desk)) == ([(5, "product.create"), (-2, "product.update"), (2, "undo")], 5)
    history.redo(desk)
    assert (ledger(desk)[-1], stock(desk)) == ((-2, "undo"), 3)
    desk.close()


def test_a_first_count_of_nothing_is_a_line_and_the_uncounted_has_none(desk: Desk) -> None:
    products.create_product(desk, draft(None))
    assert ledger(desk) == []
    products.update_product(desk, "TS-1", draft(0))
    assert ledger(desk) == [(0, "product.update")]
    desk.close()


def test_a_product_taken_back_takes_its_lines_along(desk: Desk) -> None:
    products.create_product(desk, draft(5))
    history.undo(desk)
    assert ledger(desk) == []
    history.redo(desk)
    assert (ledger(desk), stock(desk)) == ([(5, "product.create")], 5)
    desk.close()
