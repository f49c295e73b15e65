"""The migrations end where the models are; every old shop upgrades with its child rows, or stays as it was."""

import gzip
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

import shopdesk.db
from shopdesk.db import upgrade
from shopdesk.db.engine import SCHEMA
from shopdesk.db.shop import open_shop
from shopdesk.db.tables import metadata

DATABASES = Path(__file__).parents[1] / "data" / "databases"
OLD = sorted(DATABASES.glob("*.sqlite.gz"))
SCRIPT = ScriptDirectory(str(Path(shopdesk.db.__file__).parent / "migrations"))


def unpack(packed: Path, folder: Path) -> Path:
    """An old shop, ready to be opened."""
    path = folder / "old.shopdesk"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    return path


def counts(path: Path) -> dict[str, int]:
    """Rows by table; what only indexes others is left out."""
    with sqlite3.connect(path) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        own = [name for name in names if not name.startswith(("search_gram", "alembic_version", "counter"))]
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in own}


def differences(path: Path) -> list[object]:
    """What the models have otherwise than the file."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        found = [
            change
            for change in compare_metadata(context, metadata)
            if "search_gram" not in str(change) and "alembic_version" not in str(change)
        ]
    engine.dispose()
    return found


def test_the_newest_step_is_the_schema_that_is_compared() -> None:
    assert SCRIPT.get_current_head() == SCHEMA


def test_every_earlier_schema_has_an_old_shop_here() -> None:
    earlier = {step.revision for step in SCRIPT.walk_revisions()} - {SCHEMA}
    assert {path.name.split(".")[0] for path in OLD} >= earlier


def test_a_new_shop_has_the_tables_of_the_models(tmp_path: Path) -> None:
    path = tmp_path / "shop.shopdesk"
    open_shop(path, create=True).close()
    assert differences(path) == []


@pytest.mark.parametrize("packed", OLD, ids=lambda path: path.name.split(".")[0])
def test_an_old_shop_keeps_every_row(packed: Path, tmp_path: Path) -> None:
    path = unpack(packed, tmp_path)
    before = counts(path)
    children = (
        "order_line",
        "packing_line",
        "package",
        "packing_print",
        "message",
        "case_line",
        "case_order",
        "refund",
    )
    assert all(before[name] for name in children)
    open_shop(path, create=False).close()
    after = counts(path)
    assert {name: after[name] for name in before} == before
    assert differences(path) == []
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute(
            "SELECT count(*) FROM product LEFT JOIN (SELECT product_id, sum(quantity) AS moved FROM stock_move"
            " GROUP BY product_id) ON product_id = product.id WHERE stock IS NOT moved"
        ).fetchone() == (0,)


def test_an_interrupted_upgrade_leaves_the_old_shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = unpack(OLD[0], tmp_path)
    before = counts(path)
    versions = tmp_path / "migrations" / "versions"
    versions.mkdir(parents=True)
    own = Path(shopdesk.db.__file__).parent / "migrations"
    for step in (own / "versions").glob("0*.py"):
        (versions / step.name).write_text(step.read_text() + "    raise OSError('the power went')\n")
    for name in ("env.py", "script.py.mako"):
        (versions.parent / name).write_text((own / name).read_text())
    monkeypatch.setattr(upgrade, "__file__", str(tmp_path / "upgrade.py"))
    with pytest.raises(OSError, match="the power went"):
        upgrade.upgrade(path)
    assert counts(path) == before
    monkeypatch.undo()
    open_shop(path, create=False).close()
    assert differences(path) == []
