"""Making a register file, and bringing an existing one to the present declarations before anybody works in it."""

import os
from pathlib import Path

from sqlalchemy import Connection, insert, select
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2 as sqlcipher

from desktop.models.record import records
from desktop.store import schema
from desktop.store.engine import Mode, StoreConnection, connect, make_engine
from desktop.store.local_tables import LOCAL_META
from sync.errors import AppError


class NoRegister(AppError):
    """There is no register file in the folder."""

    code = "store.missing"


class Unreadable(AppError):
    """The file does not open with this key: it is damaged, or belongs to other keys."""

    code = "store.unreadable"


class NewerFile(AppError):
    """A newer program wrote the file."""

    code = "store.newer"


def create(path: Path, key: bytes, *, commune: str) -> None:
    """Make an empty register.

    Args:
        commune: Official 5-digit code of the commune it belongs to.
    """
    connection = connect(path, key)
    connection.execute("PRAGMA journal_mode=WAL").fetchall()
    connection.mode = Mode.MIGRATE
    with _engine(connection).begin() as db:
        schema.create_own_tables(db)
        db.execute(
            insert(LOCAL_META),
            [{"key": "commune", "value": commune.encode()}, {"key": "device", "value": os.urandom(16)}],
        )
        _fit(db)
        db.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")
    connection.close()


def prepare(path: Path, key: bytes) -> None:
    """Check that the file can be opened and fits the program; widen it if the program declares more.

    Raises:
        NoRegister, Unreadable, NewerFile.
    """
    if not path.exists():
        raise NoRegister()
    connection = connect(path, key)
    try:
        try:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlcipher.DatabaseError as exc:
            raise Unreadable() from exc
        if version > schema.VERSION:
            raise NewerFile()
        stored = connection.execute("SELECT value FROM local_meta WHERE key = 'shape'").fetchone()
        if stored is None or stored[0] != schema.shape(records()):
            connection.mode = Mode.MIGRATE
            with _engine(connection).begin() as db:
                schema.create_own_tables(db)
                _fit(db)
                db.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")
    finally:
        connection.close()


def _fit(db: Connection) -> None:
    declared = records()
    schema.fit(db, declared)
    if db.execute(select(LOCAL_META.c.key).where(LOCAL_META.c.key == "shape")).first():
        db.execute(LOCAL_META.delete().where(LOCAL_META.c.key == "shape"))
    db.execute(insert(LOCAL_META).values(key="shape", value=schema.shape(declared)))


def _engine(connection: StoreConnection):  # type: ignore[no-untyped-def]
    return make_engine(lambda: connection, NullPool)
