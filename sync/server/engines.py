"""SQLAlchemy engines over the province's two kinds of database."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlcipher3 import dbapi2 as sqlcipher

from sync.server.troubles import DatabaseUnfit

_PATIENCE_S = 30
_POOL = {"poolclass": QueuePool, "pool_timeout": _PATIENCE_S, "max_overflow": 0}
_READERS = 8  # connections; each answers one computer or one page at a time
_PRAGMAS = (
    "synchronous=FULL",
    "temp_store=MEMORY",  # a sort that spills must not leave names on the disk
    "wal_autocheckpoint=8000",  # 32 MB
)
_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")


def keyed(path: Path, key: bytes) -> Any:
    """A connection to an encrypted file, as the driver gives it, that has read nothing yet."""
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False, timeout=_PATIENCE_S)
    connection.execute("PRAGMA cipher_log_level = NONE")  # else it writes to stderr of every page it cannot open
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def sqlite_engine(path: Path, key: bytes, *, writes: bool) -> Engine:
    """An engine over the encrypted file: one connection that writes, or some that only read."""

    def opening() -> Any:
        connection = keyed(path, key)
        try:
            for pragma in (*_PRAGMAS, f"cache_size={-65536 if writes else -8192}", f"query_only={int(not writes)}"):
                connection.execute(f"PRAGMA {pragma}")
        except sqlcipher.Error:
            connection.close()
            raise
        return connection

    size = 1 if writes else _READERS
    engine = create_engine("sqlite+pysqlite://", module=sqlcipher, creator=opening, pool_size=size, **_POOL)

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def postgres_engine(url: str) -> Engine:
    """An engine over a PostgreSQL database.

    Args:
        url: `postgresql://user:password@host:port/database`; `?host=/folder` for a socket.
    Raises:
        DatabaseUnfit: the address is no such thing.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as exc:
        raise DatabaseUnfit(where="") from exc  # not the text: a password stands in it
    if parsed.drivername not in _SCHEMES or not parsed.database:
        raise DatabaseUnfit(where=parsed.render_as_string(hide_password=True))
    engine = create_engine(
        parsed.set(drivername="postgresql+psycopg"),
        isolation_level="READ COMMITTED",
        pool_size=_READERS,
        pool_pre_ping=True,  # PostgreSQL may have been restarted meanwhile
        connect_args={"connect_timeout": _PATIENCE_S, "client_encoding": "utf8"},
        **_POOL,
    )

    from psycopg.types.string import BytesBinaryDumper  # with the driver, which only PostgreSQL needs

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        connection.adapters.register_dumper(bytes, BytesBinaryDumper)  # else COPY takes one that is not compiled
        connection.autocommit = True
        (durable,) = connection.execute("SHOW synchronous_commit").fetchone()
        if durable not in ("on", "remote_apply"):
            connection.execute("SET synchronous_commit = on")
        connection.autocommit = False

    return engine
