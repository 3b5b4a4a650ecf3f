"""The province's database: one encrypted file by default, PostgreSQL by its address."""

import logging
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, Literal, Self

from sqlalchemy import Connection, Engine, text
from sqlcipher3 import dbapi2 as sqlcipher

from sync.server.engines import keyed, postgres_engine, sqlite_engine
from sync.server.schema import create_all
from sync.server.showing import show_added
from sync.server.troubles import DatabaseUnfit, WrongDatabaseKey, explained

log = logging.getLogger(__name__)

FILE: Final = "province.db"
Kind = Literal["sqlite", "postgresql"]


class Database:
    """Transactions on the province's data. Safe to share between threads.

    Attributes:
        kind: Which of the two it is.
        where: The folder, or the address without its password.
    """

    def __init__(self, kind: Kind, where: str, writer: Engine, reader: Engine) -> None:
        self.kind: Final = kind
        self.where: Final = where
        self._writer = writer
        self._reader = reader
        self._turn = threading.Lock()

    @classmethod
    def open(cls, url: str | None, folder: Path, key: bytes | None) -> Self:
        """Open the database, make or widen its tables.

        Args:
            url: Address of a PostgreSQL database; None for the file `province.db`.
            folder: The server's data folder, where that file lies.
            key: Raw 32-byte key of the file; PostgreSQL needs none.
        Raises:
            WrongDatabaseKey, DatabaseNewer, DatabaseUnfit, and what `explained` raises.
        """
        database = cls._in_postgres(url) if url else cls._in_file(folder, key)
        try:
            with database.writing() as db:
                show_added(db, create_all(db))
        except BaseException:
            database.close()
            raise
        return database

    @classmethod
    def _in_file(cls, folder: Path, key: bytes | None) -> Self:
        if key is None or len(key) != 32:
            raise ValueError("an encrypted file takes a key of 32 bytes")
        path = folder / FILE
        with explained(str(folder)):
            _prepare_file(path, key)
        return cls("sqlite", str(folder), sqlite_engine(path, key, writes=True), sqlite_engine(path, key, writes=False))

    @classmethod
    def _in_postgres(cls, url: str) -> Self:
        engine = postgres_engine(url)
        where = engine.url.render_as_string(hide_password=True)
        reader = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        database = cls("postgresql", where, engine, reader)
        try:
            with database.reading() as db:
                encoding = db.execute(text("SHOW server_encoding")).scalar()
                keeps = db.execute(text("SHOW fsync")).scalar()
        except BaseException:
            database.close()
            raise
        if encoding != "UTF8":
            database.close()
            raise DatabaseUnfit(f"it keeps text as {encoding}", where=where)
        if keeps != "on":
            log.warning("PostgreSQL runs with fsync off: what it acknowledges may be lost in a power cut")
        return database

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, committed at the end unless something is raised.

        A file takes one at a time, in the order of asking; PostgreSQL many at READ COMMITTED, so that whoever
        changes what others change too locks its rows first, in one order.
        """
        if self.kind == "sqlite":
            with self._turn, explained(self.where), self._writer.begin() as db:
                yield db
        else:
            with explained(self.where), self._writer.begin() as db:
                yield db

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A view of one moment; writing in it is an error."""
        with explained(self.where), self._reader.begin() as db:
            yield db

    def close(self) -> None:
        """Let go of every connection; nobody may be in a transaction."""
        self._reader.dispose()
        self._writer.dispose()


def _prepare_file(path: Path, key: bytes) -> None:
    """Make the file if there is none, and see whether the key opens it."""
    path.touch(mode=0o600)
    with closing(keyed(path, key)) as connection:
        try:
            connection.execute("PRAGMA journal_mode=WAL").fetchall()
        except sqlcipher.DatabaseError as exc:
            if exc.sqlite_errorname == "SQLITE_NOTADB":
                raise WrongDatabaseKey(where=str(path.parent)) from exc
            raise
