"""The migrations end where the models are."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

import shopdesk.db
from shopdesk.db.engine import SCHEMA
from shopdesk.db.shop import open_shop
from shopdesk.db.tables import metadata


def test_the_newest_step_is_the_schema_that_is_compared() -> None:
    script = ScriptDirectory(str(Path(shopdesk.db.__file__).parent / "migrations"))
    assert script.get_current_head() == SCHEMA


def test_a_new_shop_has_the_tables_of_the_models(tmp_path: Path) -> None:
    path = tmp_path / "shop.shopdesk"
    open_shop(path, create=True).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        found = [
            change
            for change in compare_metadata(context, metadata)
            if "search_gram" not in str(change) and "alembic_version" not in str(change)
        ]
    engine.dispose()
    assert found == []
