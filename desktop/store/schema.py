"""Tables from the declarations: made, and widened when a newer program declares more."""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from desktop.models.record import Record, fields_of
from desktop.store import local_tables
from desktop.store.access_table import LOCAL_TABLES
from desktop.store.capture import refill_search, search_index, title_key, triggers
from desktop.store.edition import VERSION as VERSION
from desktop.store.local_tables import CAPTURED
from sync.tables import METADATA as SYNC_TABLES

_DIALECT = sqlite.dialect()


def create_own_tables(db: Connection) -> None:
    """The tables that no register declares: the log, the causal facts, what is local."""
    for table in _own_tables():
        known = _columns(db, table.name)
        if table is CAPTURED and known:  # holds nothing between transactions, and its shape may change
            table.drop(db)
            known = set()
        if not known:
            table.create(db)
        for column in table.columns:
            if known and column.name not in known:
                described = f'"{column.name}" {column.type.compile(_DIALECT)}'
                db.exec_driver_sql(f'ALTER TABLE "{table.name}" ADD COLUMN {described}')
        for index in table.indexes:
            index.create(db, checkfirst=True)


def shape(records: Iterable[type[Record]]) -> bytes:
    """A fingerprint of everything that `create_own_tables` and `fit` would make."""
    lines = [str(CreateTable(table).compile(dialect=_DIALECT)) for table in _own_tables()]
    for record in records:
        lines += [_create(record), *triggers(record), *_indexes(record)]
        if index := search_index(record):
            lines += [index, *refill_search(record)]
    return sha256("\n".join(lines).encode()).digest()


def fit(db: Connection, records: Iterable[type[Record]]) -> None:
    """Bring the registers' tables, indexes and triggers to the present declarations.

    Only ever adds: a table or column that is no longer declared stays as it is.
    """
    for record in records:
        known = _columns(db, record.__tablename__)
        if not known:
            db.exec_driver_sql(_create(record))
        for field in fields_of(record):
            if known and field.key not in known:
                db.exec_driver_sql(f'ALTER TABLE "{record.__tablename__}" ADD COLUMN {_column(record, field.key)}')
        for statement in _indexes(record):
            db.exec_driver_sql(statement)
        _watch(db, record)


def _own_tables() -> tuple[Table, ...]:
    return (*SYNC_TABLES.sorted_tables, *local_tables.METADATA.sorted_tables, *LOCAL_TABLES)


def _columns(db: Connection, table: str) -> set[str]:
    return {row[1] for row in db.exec_driver_sql(f'PRAGMA table_xinfo("{table}")')}


def _watch(db: Connection, record: type[Record]) -> None:
    table = record.__tablename__
    old = db.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,))
    for (name,) in old.all():
        db.exec_driver_sql(f'DROP TRIGGER "{name}"')
    for statement in triggers(record):
        db.exec_driver_sql(statement)
    if index := search_index(record):
        db.exec_driver_sql(index)
        for statement in refill_search(record):
            db.exec_driver_sql(statement)


def _column(record: type[Record], key: str) -> str:
    column = record.__table__.columns[key]
    return f'"{key}" {column.type.compile(_DIALECT)}'


def _create(record: type[Record]) -> str:
    parts = ["rid INTEGER PRIMARY KEY", "id BLOB NOT NULL UNIQUE", "unit_id VARCHAR", "deleted_at BIGINT"]
    parts += [_column(record, field.key) for field in fields_of(record)]
    if key := title_key(record):
        parts.append(key)
    return f'CREATE TABLE "{record.__tablename__}" ({", ".join(parts)})'


def _indexes(record: type[Record]) -> list[str]:
    table = record.__tablename__
    looked_up = [field.key for field in fields_of(record) if field.kind.name in ("reference", "citizen_id")]
    indexes = [
        f'CREATE INDEX IF NOT EXISTS "{table}_by_{key}" ON "{table}"("{key}") WHERE "{key}" IS NOT NULL'
        for key in looked_up  # most rows refer to few others: what is empty is not looked up
    ]
    if title_key(record):
        indexes.append(f'CREATE INDEX IF NOT EXISTS "{table}_by_title_key" ON "{table}"(title_key)')
    return indexes
