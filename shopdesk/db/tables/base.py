"""What all tables share: how a class declares a table, the naming convention, the column types.

Tables are declared as typed classes in SQLAlchemy's own notation, and type checkers see SQLAlchemy's declarative base.
At run time a class only becomes a Core `Table` whose columns are its attributes: nothing here uses mapped objects, and
without the mapper ShopDesk starts a third faster (docs/decisions/0002).
"""

from datetime import UTC, date, datetime
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Union, get_args, get_origin

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, MetaData, String, Table, TypeDecorator
from sqlalchemy.engine import Dialect


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


# Migrations that alter a table need to know what its constraints are called.
_NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

if TYPE_CHECKING:
    from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

    class Base(DeclarativeBase):
        """All tables of a shop."""

else:
    _TYPES = {int: Integer, str: String, bool: Boolean, date: Date, datetime: Instant}

    class Mapped:
        """`Mapped[int | None]` as an annotation keeps what stands in the brackets."""

        def __init__(self, item: Any) -> None:
            self.item = item

        def __class_getitem__(cls, item: Any) -> "Mapped":
            return cls(item)

    class _Declared:
        """What `mapped_column()` was given."""

        def __init__(self, arguments: tuple[Any, ...], options: dict[str, Any]) -> None:
            self.arguments = arguments
            self.options = options

    def mapped_column(*arguments: Any, **options: Any) -> Any:
        """A column's type, foreign key and options."""
        return _Declared(arguments, options)

    class Base:
        """All tables of a shop."""

        metadata: ClassVar[MetaData] = MetaData(naming_convention=_NAMES)
        __table__: ClassVar[Table]

        def __init_subclass__(cls) -> None:
            declared = vars(cls)
            columns = [
                _column(name, annotation.item, declared.get(name))
                for name, annotation in cls.__annotations__.items()
                if isinstance(annotation, Mapped)
            ]
            cls.__table__ = Table(cls.__tablename__, cls.metadata, *columns, *declared.get("__table_args__", ()))
            for column in cls.__table__.columns:
                setattr(cls, column.name, column)

        @classmethod
        def __clause_element__(cls) -> Table:
            return cls.__table__

    def _column(name: str, item: Any, declared: _Declared | None) -> Column[Any]:
        parts = [part for part in (declared,) if part is not None]
        if get_origin(item) is Annotated:
            item, base = get_args(item)
            parts.insert(0, base)
        nullable = get_origin(item) in (Union, UnionType)
        if nullable:
            item = next(part for part in get_args(item) if part is not type(None))
        arguments = [argument for part in parts for argument in part.arguments]
        options = {"nullable": nullable, **{key: value for part in parts for key, value in part.options.items()}}
        if not any(not isinstance(argument, ForeignKey) for argument in arguments):
            arguments.insert(0, _TYPES[item])
        return Column(name, *arguments, **options)


# Row ids come from the `counter` table and are never used twice, so that redo can put a row back under its own id.
Key = Annotated[int, mapped_column(Integer, primary_key=True, autoincrement=False)]
Text = Annotated[str, mapped_column(String, default="")]
Money = Annotated[int, mapped_column(Integer, default=0)]  # minor units


def reference(target: str, **options: Any) -> Any:
    """A foreign key column with an index; rows that are referred to cannot be deleted."""
    return mapped_column(ForeignKey(target), index=True, **options)


__all__ = ["Base", "Instant", "Key", "Mapped", "Money", "Text", "instant_text", "mapped_column", "reference"]
