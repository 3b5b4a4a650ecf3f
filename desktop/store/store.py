"""`Store`: the one door to the encrypted file."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from threading import RLock
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, event, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool, StaticPool

from desktop.models.record import Record, records, registry
from desktop.store.captured import settle, show, touched_rows
from desktop.store.checking import Finding, check
from desktop.store.collecting import uncollected
from desktop.store.engine import Mode, connect, driver_of, make_engine
from desktop.store.local_tables import LOCAL_META
from desktop.store.opening import prepare
from desktop.store.troubles import explained
from sync.bulk import insert_many
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
        clock: Where its times come from.
    """

    def __init__(self, path: Path, key: bytes, *, clock: Clock, strict: bool) -> None:
        self.path = path
        self.actor = SYSTEM
        self.clock = clock
        self._lock = RLock()
        self._is_writing = False
        self._records = {record.__table_id__: record for record in records()}
        self._registry = registry()
        self._connect = partial(connect, path, key)
        self._writer = make_engine(self._connect, StaticPool)
        self._readers = make_engine(
            partial(self._connect, read_only=True), QueuePool, pool_size=_READERS, max_overflow=0
        )
        with self.local_writing() as db:
            self.commune = (self._meta(db, "commune") or b"").decode()
            device = self._meta(db, "device") or SYSTEM
        self._journal = Journal(device, clock, strict=strict)

    @contextmanager
    def writing(
        self, shown: Shown = NOTHING, *, reason: str, label: str = "", undoes: int | None = None
    ) -> Iterator[Session]:
        """One transaction: the rows, their log lines, their history and their search entries, or nothing.

        Args:
            shown: What the form showed; see `Shown`.
            reason: Stable word for the act.
            label: What the undo button and the history call it.
            undoes: The act that this one takes back.
        Raises:
            ChangedMeanwhile: see `Journal.append`.
            DiskFull, DiskTrouble, Busy, Damaged, FolderReadOnly: nothing was saved.
        """
        with self.local_writing() as db:
            with Session(db, autoflush=False) as session:
                event.listen(session, "before_flush", self._give_unit)
                yield session
                session.flush()
                session.expunge_all()
            with uncollected():
                self._log(db, shown, Act(self.actor, reason, label, undoes))

    @contextmanager
    def local_writing(self) -> Iterator[Connection]:
        """A transaction on tables of this computer alone: drafts, saved filters, the log of views."""
        with self._lock:
            if self._is_writing:  # they would share a connection, and the inner one end the outer one
                raise RuntimeError("a transaction is open in this thread already")
            self._is_writing = True
            try:
                with explained(self.path), self._writer.connect() as db, db.begin():
                    yield db
            finally:
                self._is_writing = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view of what is committed."""
        with explained(self.path), self._readers.connect() as raw:
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
        if not rows:
            return []
        session.flush()
        db = session.connection()
        table = record.__table__
        keys = [key for key in dict.fromkeys(chain.from_iterable(rows)) if key not in ("id", "unit_id")]
        stored = [table.columns[key].type.dialect_impl(db.dialect).bind_processor(db.dialect) for key in keys]
        convert = [(position, change) for position, change in enumerate(stored, 2) if change is not None]
        ids: list[UUID] = [row.get("id") or uuid7() for row in rows]

        def lines() -> Iterator[list[Any]]:
            for row_id, row in zip(ids, rows, strict=True):
                line = [row_id.bytes, row.get("unit_id") or self.commune, *map(row.get, keys)]
                for position, change in convert:
                    if (value := line[position]) is not None:
                        line[position] = change(value)
                yield line

        with uncollected():
            insert_many(db, table, ["id", "unit_id", *keys], lines())  # type: ignore[arg-type]
        return ids

    def meta(self, key: str) -> bytes | None:
        """A value that belongs to this computer's file."""
        with self.reading() as db:
            return self._meta(db, key)

    def set_meta(self, key: str, value: bytes) -> None:
        """Keep such a value."""
        with self.local_writing() as db:
            db.execute(LOCAL_META.delete().where(LOCAL_META.c.key == key))
            db.execute(insert(LOCAL_META).values(key=key, value=value))

    def check(self) -> list[Finding]:
        """Everything that is not as it must be: pages, log, causal facts, tables, search; nothing in a sound file."""
        with explained(self.path), closing(self._connect()) as connection:
            connection.execute("BEGIN")
            return list(check(connection, self._records.values()))

    def close(self) -> None:
        """Let go of the file; what is committed is in it."""
        with self._lock:
            self._readers.dispose()
            with self._writer.connect() as db:
                driver_of(db).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self._writer.dispose()

    def _log(self, db: Connection, shown: Shown, act: Act) -> None:
        """Turn what the triggers noted into log lines, causal facts and search entries."""
        if touched := touched_rows(db, self._registry):
            appended = self._journal.append(db, touched, shown, act)
            with driver_of(db).writing_as(Mode.APPLY):
                for (table, row), values in appended.corrections.items():
                    show(db, self._registry.table(table), row, values, self.clock.now_ms())
        settle(db, self._records)

    def _give_unit(self, session: Session, _context: object, _instances: object) -> None:
        for row in session.new:
            if isinstance(row, Record) and not row.unit_id:
                row.unit_id = self.commune

    @staticmethod
    def _meta(db: Connection, key: str) -> bytes | None:
        return db.execute(select(LOCAL_META.c.value).where(LOCAL_META.c.key == key)).scalar()


def open_store(folder: Path, key: bytes, *, clock: Clock | None = None, strict: bool = False) -> Store:
    """Open the register of a data folder.

    Args:
        folder: Where `register.db` lies.
        key: The raw 32-byte file key.
        strict: Refuse a change whose form context nobody gave; tests ask for it.
    Raises:
        NoRegister, Unreadable, Damaged, NewerFile, and what a backup raises where the file must be widened first.
    """
    path = folder / "register.db"
    prepare(path, key)
    return Store(path, key, clock=clock or Clock(), strict=strict)
