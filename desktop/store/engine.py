"""SQLAlchemy over connections to the encrypted file."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, Pool, create_engine, event
from sqlcipher3 import dbapi2 as sqlcipher

from desktop.store.connection import Mode as Mode
from desktop.store.connection import StoreConnection as StoreConnection
from desktop.store.connection import connect as connect
from desktop.store.connection import keyed as keyed


def make_engine(opening: Callable[[], StoreConnection], pool: type[Pool], **pool_options: Any) -> Engine:
    """An engine over such connections, whose transactions begin where SQLAlchemy says and hold DDL too."""
    engine = create_engine("sqlite+pysqlite://", module=sqlcipher, creator=opening, poolclass=pool, **pool_options)

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def driver_of(db: Connection) -> StoreConnection:
    """The driver's connection under SQLAlchemy's."""
    connection = db.connection.driver_connection
    assert isinstance(connection, StoreConnection)
    return connection
