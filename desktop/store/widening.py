"""The tables of a register file: made, and widened when this program declares more than the one that made them."""

import os
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, insert
from sqlalchemy.pool import StaticPool

from desktop.models import registers as _declared  # noqa: F401 - every register, before they are counted
from desktop.models.record import records
from desktop.store import schema
from desktop.store.backups import back_up
from desktop.store.edition import VERSION
from desktop.store.engine import Mode, StoreConnection, make_engine
from desktop.store.folder import DataFolder
from desktop.store.local_tables import LOCAL_META
from desktop.store.revealing import reveal


def make(connection: StoreConnection, *, commune: str) -> None:
    """All tables in an empty file, and whose they are."""
    with _migrating(connection).begin() as db:
        schema.create_own_tables(db)
        db.execute(
            insert(LOCAL_META),
            [{"key": "commune", "value": commune.encode()}, {"key": "device", "value": os.urandom(16)}],
        )
        _fit(db)


def widen(connection: StoreConnection, path: Path, key: bytes) -> None:
    """Give a file what it lacks of the present declarations; it is copied before anything is changed.

    Raises:
        What `back_up` raises.
    """
    shape = connection.execute("SELECT value FROM local_meta WHERE key = 'shape'").fetchone()
    if shape == (schema.shape(records()),):
        return
    _keep_a_copy(path, key)
    with _migrating(connection).begin() as db:
        schema.create_own_tables(db)
        _fit(db)
        reveal(db, records())


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
    db.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def _migrating(connection: StoreConnection) -> Engine:
    connection.mode = Mode.MIGRATE
    return make_engine(lambda: connection, StaticPool)
