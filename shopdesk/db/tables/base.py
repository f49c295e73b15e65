"""What all tables share: the naming convention (batch migrations need names) and the column types."""

from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import ForeignKey, Integer, MetaData, String, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, mapped_column


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, kept as `2026-10-03T04:05:06Z`: sorts as text and reads the same in any database."""

    impl = String(20)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        if value is None or isinstance(value, str):
            return value
        return instant_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


def instant_text(value: datetime) -> str:
    """`2026-10-03T04:05:06Z` for an aware datetime; seconds are the finest."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Base(DeclarativeBase):
    """All tables of a shop."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Instant}  # noqa: RUF012 - SQLAlchemy reads it


# Row ids come from the `counter` table and are never used twice, so that redo can put a row back under its own id.
Key = Annotated[int, mapped_column(Integer, primary_key=True, autoincrement=False)]
Text = Annotated[str, mapped_column(String, default="")]
Money = Annotated[int, mapped_column(Integer, default=0)]  # minor units


def reference(target: str, **options: Any) -> Any:
    """A foreign key column with an index; rows that are referred to cannot be deleted."""
    return mapped_column(ForeignKey(target), index=True, **options)
