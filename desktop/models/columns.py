"""Column types that both databases share."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, String, Uuid
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

_READINGS = 16384  # as many dates as are about


class RowId(TypeDecorator[UUID]):
    """A 16-byte id: a blob in SQLite, a native uuid in PostgreSQL."""

    impl = LargeBinary(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Uuid() if dialect.name == "postgresql" else LargeBinary(16))

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        return value if value is None or dialect.name == "postgresql" else value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        return value if value is None or isinstance(value, UUID) else UUID(bytes=bytes(value))


class TextOf(TypeDecorator[str]):
    """Text that comes out as a text class with manners of its own."""

    impl = String
    cache_ok = True

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self.make = make

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else str.__str__(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else self.make(value)


def reads_of(kind: TypeEngine[Any]) -> Callable[[str], bool] | None:
    """What says of a text whether a column of this type can give it back; None where it can give back any."""
    return _reads(kind.make) if isinstance(kind, TextOf) else None


@cache
def _reads(make: Callable[[str], str]) -> Callable[[str], bool]:
    def reads(text: str) -> bool:
        try:
            make(text)
        except ValueError:
            return False
        return True

    return lru_cache(maxsize=_READINGS)(reads)
