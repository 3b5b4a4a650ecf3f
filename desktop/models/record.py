"""`Record`: what every register's rows have in common."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from desktop.models.columns import RowId, reads_of
from desktop.models.fields import Field, Merge
from sync.ids import uuid7
from sync.registry import FieldSpec, Registry, TableSpec


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a rule has to say about a row.

    Attributes:
        code: Stable reason.
        field: Key of the field it stands under; empty for the whole row.
        sentence: What the person reads.
        blocks: Whether the row may not be saved so; else it is a warning.
    """

    code: str
    field: str
    sentence: str
    blocks: bool = True


class Record(DeclarativeBase):
    """A row that is kept, sent and never physically deleted.

    Attributes:
        id: Made on this computer, UUIDv7.
        unit_id: Code of the commune that owns the row.
        deleted_at: When it went to the trash, Unix milliseconds; None while it lives.
    """

    __table_id__: ClassVar[int]
    __label__: ClassVar[str]
    __title__: ClassVar[str]
    __one__: ClassVar[str] = ""  # what one row is called, where the label with a small letter would read oddly
    __named__: ClassVar[bool] = False  # one title means one row, so a list that names it means it

    id: Mapped[UUID] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[str] = mapped_column(String, nullable=True)
    deleted_at: Mapped[int | None] = mapped_column(BigInteger, nullable=True)

    def __init__(self, **values: Any) -> None:
        values.setdefault("id", uuid7())
        for key, value in values.items():
            setattr(self, key, value)

    @classmethod
    def judge(cls, row: Mapping[str, Any], on: date) -> Iterator[Problem]:
        """What the rules of this register alone say about a row's values; nothing by default.

        Args:
            row: Values by field key.
            on: The day of judging.
        """
        yield from ()


@cache
def fields_of(record: type[Record]) -> tuple[Field, ...]:
    """The declared fields of a record, in order of declaration."""
    fields = tuple(
        column.info["field"].named(column.key) for column in record.__table__.columns if "field" in column.info
    )
    numbers = [field.number for field in fields]
    if len(set(numbers)) != len(numbers) or not all(0 < number < 64 for number in numbers):
        raise ValueError(f"{record.__name__}: field numbers must be 1 to 63 and stand once")
    return fields


def records() -> tuple[type[Record], ...]:
    """Every register's record class that has been imported, by permanent number."""
    found = (mapper.class_ for mapper in Record.registry.mappers)
    return tuple(sorted(found, key=lambda record: record.__table_id__))


def record_named(name: str) -> type[Record]:
    """The record class of a table; KeyError when there is none."""
    return {record.__tablename__: record for record in records()}[name]


def record_numbered(table: int) -> type[Record] | None:
    """The record class of a permanent table number; None where a newer program declares it."""
    return next((record for record in records() if record.__table_id__ == table), None)


def title_field(record: type[Record]) -> Field:
    """The field that names a row to a person."""
    return next(field for field in fields_of(record) if field.key == record.__title__)


def registry() -> Registry:
    """The declarations as the exchange core sees them."""
    return Registry(
        TableSpec(
            record.__table_id__,
            record.__tablename__,
            tuple(
                FieldSpec(
                    field.number,
                    field.key,
                    field.kind.wire,
                    field.merge is Merge.REVIEW,
                    reads_of(record.__table__.columns[field.key].type),
                )
                for field in fields_of(record)
            ),
        )
        for record in records()
    )
