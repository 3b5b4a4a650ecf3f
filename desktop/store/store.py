"""`Store`: the one door to the encrypted file."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import RLock
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, event, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool, StaticPool

from desktop.models.record import Record, records, registry
from desktop.store.captured import take
from desktop.store.engine import connect, make_engine
from desktop.store.opening import prepare
from desktop.store.local_tables import LOCAL_META
from sync.clock import Clock
from sync.ids import uuid7
from sync.journal import NOTHING, Act, Journal, Shown

SYSTEM = bytes(16)
_READERS = 4


class Store:
    """Records of one commune in one encrypted file. Safe to share between threads: one writes, several read.

    Attributes:
        commune: Official 5-digit code; every row bears it.
        actor: Who is signed in, 16 bytes; the program itself before anybody is.
        path: The database file.
    """

    def __init__(self, path: Path, key: bytes, *, clock: Clock, strict: bool) -> None:
        self.path = path
        self.actor = SYSTEM
        self.clock = clock
        self._key = key
        self._lock = RLock()
        self._records = records()
        self._registry = registry()
        self._writer = make_engine(partial(connect, path, key), StaticPool)
        self._readers = make_engine(
            partial(connect, path, key, read_only=True), QueuePool, pool_size=_READERS, max_overflow=0
        )
        with self._writer.begin() as db:
            self.commune = self._meta_text(db, "commune")
            device = self._meta(db, "device") or SYSTEM
        self._journal = Journal(device, clock, strict=strict)

    @contextmanager
    def writing(self, shown: Shown = NOTHING, *, reason: str, label: str = "", undoes: int | None = None) -> Iterator[Session]:
        """One transaction: the rows, their log lines, their history and their search entries, or nothing.

        Args:
            shown: What the form showed; see `Shown`.
            reason: Stable word for the act.
            label: What the undo button and the history call it.
        """
        with self._lock, self._writer.connect() as db, db.begin():
            with Session(db, autoflush=False) as session:
                event.listen(session, "before_flush", self._give_unit)
                yield session
                session.flush()
                session.expunge_all()
            touched = take(db, self._registry)
            if touched:
                self._journal.append(db, touched, shown, Act(self.actor, reason, label, undoes))

    @contextmanager
    def local_writing(self) -> Iterator[Connection]:
        """A transaction on tables of this computer alone: drafts, saved filters, the log of views."""
        with self._lock, self._writer.connect() as db, db.begin():
            yield db

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view of what is committed."""
        with self._readers.connect() as raw:
            db = raw.execution_options(reading=True)
            with db.begin():
                yield db

    def add_rows(self, session: Session, record: type[Record], rows: Sequence[Mapping[str, Any]]) -> list[UUID]:
        """Insert many rows of one register at once.

        Args:
            rows: Values by field key; an `id` is minted where none is given.
        Returns:
            The ids, in order.
        """
        keys = {key for row in rows for key in row}
        complete = [
            {**dict.fromkeys(keys), "unit_id": self.commune, **row, "id": row.get("id") or uuid7()} for row in rows
        ]
        if complete:
            session.flush()
            session.connection().execute(insert(record.__table__), complete)  # type: ignore[arg-type]
        return [row["id"] for row in complete]

    def meta(self, key: str) -> bytes | None:
        """A value that belongs to this computer's file."""
        with self.reading() as db:
            return self._meta(db, key)

    def set_meta(self, key: str, value: bytes) -> None:
        """Keep such a value."""
        with self.local_writing() as db:
            db.execute(LOCAL_META.delete().where(LOCAL_META.c.key == key))
            db.execute(insert(LOCAL_META).values(key=key, value=value))

    def close(self) -> None:
        """Let go of the file; what is committed is in it."""
        with self._lock:
            self._readers.dispose()
            with self._writer.connect() as db:
                db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            self._writer.dispose()

    def _give_unit(self, session: Session, _context: object, _instances: object) -> None:
        for row in session.new:
            if isinstance(row, Record) and row.unit_id is None:
                row.unit_id = self.commune

    @staticmethod
    def _meta(db: Connection, key: str) -> bytes | None:
        return db.execute(select(LOCAL_META.c.value).where(LOCAL_META.c.key == key)).scalar()

    def _meta_text(self, db: Connection, key: str) -> str:
        return (self._meta(db, key) or b"").decode()


def open_store(folder: Path, key: bytes, *, clock: Clock | None = None, strict: bool = False) -> Store:
    """Open the register of a data folder.

    Args:
        folder: Where `register.db` lies.
        key: The raw 32-byte file key.
        strict: Refuse a change whose form context nobody gave; tests ask for it.
    Raises:
        WrongKey, Damaged, NewerFile, NoRegister: see `opening`.
    """
    path = folder / "register.db"
    clock = clock or Clock()
    prepare(path, key)
    return Store(path, key, clock=clock, strict=strict)
