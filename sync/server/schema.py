"""The province's tables made, and widened when a newer program declares more."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Index, MetaData, Table, bindparam, delete, insert, inspect, select, text
from sqlalchemy.schema import CreateColumn

from sync.server.tables import METADATA, SERVER_META, VERSION
from sync.server.troubles import DatabaseNewer

_VERSION: Final = "version"
_ONE_AT_A_TIME: Final = 0x536F_486F_69  # "SoHoi": the lock under which servers that start together widen
_FIND = select(SERVER_META.c.value).where(SERVER_META.c.key == bindparam("of_key"))
_DROP = delete(SERVER_META).where(SERVER_META.c.key == bindparam("of_key"))


def create_all(db: Connection, metadata: MetaData = METADATA) -> dict[str, tuple[str, ...]]:
    """Bring every table, column and index to the present declarations, in the transaction that `db` is in.

    Only ever adds: what is no longer declared stays as it is. A second call changes nothing.

    Returns:
        The columns that are new, by table.
    Raises:
        DatabaseNewer: its version is above this program's; nothing is changed.
    """
    if db.dialect.name == "postgresql":
        db.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ONE_AT_A_TIME})
    looking = inspect(db)
    standing = set(looking.get_table_names())
    version = _version(db) if SERVER_META.name in standing else 0
    if version > VERSION:
        raise DatabaseNewer(version=version)
    known, indexed = _names(looking.get_multi_columns()), _names(looking.get_multi_indexes())
    added: dict[str, tuple[str, ...]] = {}
    for table in metadata.sorted_tables:
        if table.name not in standing:
            table.create(db)
            added[table.name] = tuple(table.columns.keys())
        elif missing := _widen(db, table, known[table.name], indexed.get(table.name, set())):
            added[table.name] = missing
    if version < VERSION:
        put(db, _VERSION, str(VERSION).encode())
    return added


def put(db: Connection, key: str, value: bytes) -> None:
    """Keep a fact about this database."""
    db.execute(_DROP, {"of_key": key})
    db.execute(insert(SERVER_META), {"key": key, "value": value})


def get(db: Connection, key: str) -> bytes | None:
    """A fact that `put` kept."""
    value = db.execute(_FIND, {"of_key": key}).scalar()
    return None if value is None else bytes(value)


def _version(db: Connection) -> int:
    return int(get(db, _VERSION) or 0)


def _widen(db: Connection, table: Table, known: set[str], indexed: set[str]) -> tuple[str, ...]:
    """Add the columns and indexes that `table` lacks; names of the columns."""
    missing = [column for column in table.columns if column.name not in known]
    name = db.dialect.identifier_preparer.format_table(table)
    for column in missing:
        described: Any = CreateColumn(column).compile(dialect=db.dialect)
        db.exec_driver_sql(f"ALTER TABLE {name} ADD COLUMN {described}")
    for index in sorted(table.indexes, key=_name):
        if index.name not in indexed:
            index.create(db)
    return tuple(column.name for column in missing)


def _names(found: Mapping[Any, Sequence[Any]]) -> dict[str, set[str]]:
    """What the inspector says of many tables, as the names of the parts by table."""
    return {table: {str(part["name"]) for part in parts} for (_, table), parts in found.items()}


def _name(index: Index) -> str:
    return str(index.name)
