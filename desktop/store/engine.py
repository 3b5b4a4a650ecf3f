"""Connections to the encrypted file."""

from collections.abc import Callable
from enum import IntEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Pool, create_engine, event
from sqlcipher3 import dbapi2 as sqlcipher

from desktop.models.names import accent_fold, fold, sort_key, text_sort_key


class Mode(IntEnum):
    """What a write is: a person's, which the triggers capture; one that arrived; or a change of the table's shape."""

    CAPTURE = 0
    APPLY = 1
    MIGRATE = 2


class StoreConnection(sqlcipher.Connection):  # type: ignore[misc]
    """A connection that knows in which mode it writes."""

    mode: Mode = Mode.CAPTURE


def _folding(fold_one: Callable[[str], str]) -> Callable[..., str]:
    return lambda *texts: " ".join(fold_one(text) for text in texts if text)


def _key_of(make: Callable[[str], bytes]) -> Callable[[str | None], bytes | None]:
    return lambda text: None if text is None else make(text)


def connect(path: Path | str, key: bytes, *, read_only: bool = False) -> StoreConnection:
    """Open the file with its raw 32-byte key, with everything the tables' triggers call.

    A wrong key or a damaged first page shows at the first read, as the driver's DatabaseError.
    """
    connection: StoreConnection = sqlcipher.connect(
        str(path), isolation_level=None, check_same_thread=False, timeout=10, factory=StoreConnection
    )
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.create_function("sync_mode", 0, lambda: int(connection.mode))
    connection.create_function("fold_all", -1, _folding(fold), deterministic=True)
    connection.create_function("accent_all", -1, _folding(accent_fold), deterministic=True)
    connection.create_function("name_key", 1, _key_of(sort_key), deterministic=True)
    connection.create_function("text_key", 1, _key_of(text_sort_key), deterministic=True)
    for pragma in ("foreign_keys=ON", "recursive_triggers=ON", "synchronous=FULL", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    if read_only:
        connection.execute("PRAGMA query_only=ON")
    return connection


def make_engine(opening: Callable[[], StoreConnection], pool: type[Pool], **pool_options: Any) -> Engine:
    """An engine over such connections, whose transactions begin where SQLAlchemy says and hold DDL too."""
    engine = create_engine(
        "sqlite+pysqlite://", module=sqlcipher, creator=opening, poolclass=pool, **pool_options
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine
