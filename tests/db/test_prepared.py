"""Statements that are compiled once say the same as those that SQLAlchemy runs."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import bindparam, select

from shopdesk.db.door import table_of
from shopdesk.db.prepared import ID_LIST, Prepared, listed
from shopdesk.db.shop import open_shop
from shopdesk.db.tables import Customer, Order

AT = datetime(2026, 10, 3, 4, 5, 6, tzinfo=UTC)


def test_rows_are_read_as_sqlalchemy_reads_them(tmp_path: Path) -> None:
    shop = open_shop(tmp_path / "a.shopdesk", create=True)
    with shop.write("t", staff="owner", at=AT) as unit:
        for name in ("Buyer A", "买家'甲"):
            unit.door.insert_one(Customer, number=f"CU-{name}", name=name, created_at=AT, tags=["vip", "红"])
        unit.commit()
    whole = select(table_of(Customer)).where(Customer.name == bindparam("name")).limit(1)
    with shop.read() as connection:
        for name in ("Buyer A", "买家'甲"):
            (row,) = Prepared(whole).named(connection, name=name)
            assert row == dict(connection.execute(whole, {"name": name}).mappings().one())
            assert (row["created_at"], row["tags"]) == (AT, ["vip", "红"])
        ids = list(connection.execute(select(Customer.id)).scalars())
        some = Prepared(select(Customer.name).where(Customer.id.in_(ID_LIST)).order_by(Customer.id))
        assert some.all(connection, ids=listed(ids)) == [("Buyer A",), ("买家'甲",)]
        assert some.all(connection, ids=listed([])) == []
        assert some.scalar(connection, ids=listed(ids[1:])) == "买家'甲"
        assert Prepared(select(Order.number)).first(connection) is None
    shop.close()
