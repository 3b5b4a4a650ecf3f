"""Tables from the declarations: made, and widened when a newer program declares more."""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite

from desktop.accounts.access_log import LOCAL_TABLES
from desktop.models.record import Record, fields_of
from desktop.store import local_tables
from desktop.store.capture import refill_search, search_index, title_key, triggers
from sync.tables import METADATA as SYNC_TABLES

VERSION = 1
_DIALECT = sqlite.dialect()  # type: ignore[no-untyped-call]


def create_own_tables(db: Connection) -> None:
    """The tables that no register declares: the log, the causal facts, what is local."""
    SYNC_TABLES.create_all(db)
    local_tables.METADATA.create_all(db)
    for table in LOCAL_TABLES:
        table.create(db, checkfirst=True)


def shape(records: Iterable[type[Record]]) -> bytes:
    """A fingerprint of everything that `fit` would make."""
    text = "\n".join(
        line
        for record in records
        for line in (_create(record), *triggers(record), search_index(record) or "", *_indexes(record))
    )
    return sha256(text.encode()).digest()


def fit(db: Connection, records: Iterable[type[Record]]) -> None:
    """Bring the registers' tables, indexes and triggers to the present declarations.

    Only ever adds: a table or column that is no longer declared stays as it is.
    """
    for record in records:
        known = {row[1] for row in db.exec_driver_sql(f'PRAGMA table_xinfo("{record.__tablename__}")')}
        if not known:
            db.exec_driver_sql(_create(record))
        for field in fields_of(record):
            if known and field.key not in known:
                db.exec_driver_sql(f'ALTER TABLE "{record.__tablename__}" ADD COLUMN {_column(record, field.key)}')
        for statement in _indexes(record):
            db.exec_driver_sql(statement)
        _watch(db, record)


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
    keys = [field.key for field in fields_of(record) if field.kind.name in ("reference", "citizen_id")]
    if title_key(record):
        keys.append("title_key")
    return [f'CREATE INDEX IF NOT EXISTS "{table}_by_{key}" ON "{table}"("{key}")' for key in keys]
