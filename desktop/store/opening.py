"""Making a register file, and bringing an existing one to the present declarations before anybody works in it."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, insert
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2 as sqlcipher

from desktop.models.record import records
from desktop.store import schema
from desktop.store.atomic import PART, replace, sync_folder
from desktop.store.backups import back_up
from desktop.store.engine import Mode, StoreConnection, connect, keyed, make_engine
from desktop.store.folder import AlreadyARegister, DataFolder
from desktop.store.local_tables import LOCAL_META
from desktop.store.troubles import Damaged, explained
from sync.errors import AppError

_PAGE_BYTES = 4096


class NoRegister(AppError):
    """There is no register file in the folder."""

    code = "store.missing"


class Unreadable(AppError):
    """Not one page of the file opens with this key: it belongs to other keys, or is damaged from its first byte on."""

    code = "store.unreadable"


class NewerFile(AppError):
    """A newer program wrote the file."""

    code = "store.newer"


def create(path: Path, key: bytes, *, commune: str) -> None:
    """Make an empty register; it bears its name only once it is whole.

    Args:
        commune: Official 5-digit code of the commune it belongs to.
    Raises:
        AlreadyARegister: one lies there.
    """
    if path.exists():
        raise AlreadyARegister(folder=str(path.parent))
    part = path.with_name(path.name + PART)
    part.unlink(missing_ok=True)
    with explained(path), closing(connect(part, key)) as connection:
        with _migrating(connection).begin() as db:
            schema.create_own_tables(db)
            db.execute(
                insert(LOCAL_META),
                [{"key": "commune", "value": commune.encode()}, {"key": "device", "value": os.urandom(16)}],
            )
            _fit(db)
        connection.execute("PRAGMA journal_mode=WAL").fetchall()
    replace(part, path)
    sync_folder(path.parent)


def prepare(path: Path, key: bytes) -> None:
    """Check that the file can be opened and fits the program; widen it if the program declares more.

    Raises:
        NoRegister, Unreadable, Damaged, NewerFile; and what `back_up` raises, for a file is copied before it is
        widened.
    """
    if not path.exists():
        raise NoRegister(folder=str(path.parent))
    with explained(path), _opened(path, key) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > schema.VERSION:
            raise NewerFile()
        if version == 0:  # no table was ever made, or the file is a new one where the old one was
            raise Damaged("no tables", folder=str(path.parent))
        shape = connection.execute("SELECT value FROM local_meta WHERE key = 'shape'").fetchone()
        if shape == (schema.shape(records()),):
            return
        _keep_a_copy(path, key)
        with _migrating(connection).begin() as db:
            schema.create_own_tables(db)
            _fit(db)


@contextmanager
def _opened(path: Path, key: bytes) -> Iterator[StoreConnection]:
    try:
        connection = connect(path, key)
    except sqlcipher.DatabaseError as exc:
        if exc.sqlite_errorname == "SQLITE_NOTADB" and not _opens_any_page(path, key):
            raise Unreadable(folder=str(path.parent)) from exc
        raise
    with closing(connection):
        yield connection


def _opens_any_page(path: Path, key: bytes) -> bool:
    """Whether the seal of at least one page fits the key: then the key is right and the file is damaged."""
    with closing(keyed(path, key)) as connection:
        broken = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    return len(broken) < path.stat().st_size // _PAGE_BYTES


def _keep_a_copy(path: Path, key: bytes) -> None:
    folder = DataFolder(path.parent)
    if not folder.keys.exists():
        return  # no backup could be opened without them
    folder.backups.mkdir(exist_ok=True)
    name = f"truoc-nang-cap-{datetime.now():%Y%m%d-%H%M%S}.sohoi"
    back_up(folder, key, folder.backups / name)


def _fit(db: Connection) -> None:
    declared = records()
    schema.fit(db, declared)
    db.execute(LOCAL_META.delete().where(LOCAL_META.c.key == "shape"))
    db.execute(insert(LOCAL_META).values(key="shape", value=schema.shape(declared)))
    db.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")


def _migrating(connection: StoreConnection) -> Engine:
    connection.mode = Mode.MIGRATE
    return make_engine(lambda: connection, StaticPool)
