"""The registers' tables of an open file, through SQLAlchemy; loaded when somebody first works with rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Connection, event, insert, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool, StaticPool
from sqlcipher3 import dbapi2 as sqlcipher

from desktop.models import registers as _declared  # noqa: F401 - every register, before they are counted
from desktop.models.record import Record, records, registry
from desktop.store.captured import note_disputes, settle, show, stored_values, touched_rows
from desktop.store.checking import Finding, check
from desktop.store.connection import Mode
from desktop.store.engine import driver_of, make_engine
from desktop.store.local_tables import LOCAL_META
from desktop.store.troubles import explained
from sync.bulk import insert_many
from sync.cell import Value
from sync.collecting import uncollected
from sync.ids import uuid7
from sync.journal import NOTHING, Act, Journal, Shown, Touched
from sync.record import Op
from sync.registry import TableSpec
from sync.rowmeta import ROW

if TYPE_CHECKING:
    from desktop.store.store import Decisions, Store

_READERS = 4
_DIALECT = sqlite.dialect(dbapi=sqlcipher)


class Tables:
    """What a `Store` does with rows; its methods are described there."""

    def __init__(self, store: Store, device: bytes, *, strict: bool) -> None:
        self._store = store
        self._is_writing = False
        self._records = {record.__table_id__: record for record in records()}
        self._registry = registry()
        self._writer = make_engine(lambda: store.plain, StaticPool)
        self._readers = make_engine(
            lambda: store.connect(read_only=True), QueuePool, pool_size=_READERS, max_overflow=0
        )
        self._journal = Journal(device, store.clock, certificate_hash=store.certificate_hash, strict=strict)

    @contextmanager
    def writing(self, shown: Shown | None, reason: str, label: str, undoes: int | None) -> Iterator[Session]:
        """See `Store.writing`."""
        with uncollected(), self.local_writing() as db:
            with Session(db, autoflush=False) as session:
                event.listen(session, "before_flush", self._give_unit)
                yield session
                session.flush()
                session.expunge_all()
            self._log(db, shown or NOTHING, Act(self._store.actor, reason, label, undoes))

    @contextmanager
    def local_writing(self) -> Iterator[Connection]:
        """See `Store.local_writing`."""
        with self._store.lock:
            if self._is_writing:  # they would share a connection, and the inner one end the outer one
                raise RuntimeError("a transaction is open in this thread already")
            self._is_writing = True
            try:
                with explained(self._store.path), self._writer.connect() as db, db.begin():
                    yield db
            finally:
                self._is_writing = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """See `Store.reading`."""
        with explained(self._store.path), self._readers.connect() as raw:
            db = raw.execution_options(reading=True)
            with db.begin():
                yield db

    def add_rows(self, session: Session, record: type[Record], rows: Sequence[Mapping[str, Any]]) -> list[UUID]:
        """See `Store.add_rows`."""
        if not rows:
            return []
        session.flush()
        db = session.connection()
        table = record.__table__
        keys = [key for key in dict.fromkeys(chain.from_iterable(rows)) if key not in ("id", "unit_id")]
        converters = [_converter(record, key) for key in keys]
        convert = [(position, change) for position, change in enumerate(converters, 2) if change is not None]
        ids: list[UUID] = [row.get("id") or uuid7() for row in rows]

        def lines() -> Iterator[list[Any]]:
            for row_id, row in zip(ids, rows, strict=True):
                line = [row_id.bytes, row.get("unit_id") or self._store.commune, *map(row.get, keys)]
                for position, change in convert:
                    if (value := line[position]) is not None:
                        line[position] = change(value)
                yield line

        insert_many(db, table, ["id", "unit_id", *keys], lines())  # type: ignore[arg-type]
        return ids

    def change_row(self, session: Session, record: type[Record], row_id: UUID, values: Mapping[str, Any]) -> bool:
        """See `Store.change_row`."""
        session.flush()
        stored = [
            convert(value) if value is not None and (convert := _converter(record, key)) else value
            for key, value in values.items()
        ]
        assignments = ", ".join(f'"{key}" = ?' for key in values) or "rid = rid"
        statement = f'UPDATE "{record.__tablename__}" SET {assignments} WHERE id = ? AND deleted_at IS NULL'
        changed = driver_of(session.connection()).execute(statement, (*stored, row_id.bytes))
        return bool(changed.rowcount)

    def settle(self, decisions: Decisions, shown: Shown, label: str) -> None:
        """See `Store.settle`."""
        with uncollected(), self.local_writing() as db:
            touched: list[Touched] = []
            for (record, row), values in decisions.items():
                spec = self._registry.table(record.__table_id__)
                touched += _decided(spec, row, values, stored_values(db, spec, row))
                with driver_of(db).writing_as(Mode.APPLY):
                    show(db, spec, row, values, self._store.clock.now_ms())
            self._append(db, touched, shown, Act(self._store.actor, "settle", label))
            settle(db, self._records)

    def identify(self, device: bytes, certificate_hash: bytes) -> None:
        """See `Store.identify`."""
        self._journal.identify(device, certificate_hash)

    def fresh_start(self) -> None:
        """See `Store.fresh_start`."""
        self._journal.fresh_start()

    def meta(self, key: str) -> bytes | None:
        """See `Store.meta`."""
        with self.reading() as db:
            return db.execute(select(LOCAL_META.c.value).where(LOCAL_META.c.key == key)).scalar()

    def set_meta(self, key: str, value: bytes) -> None:
        """See `Store.set_meta`."""
        with self.local_writing() as db:
            db.execute(LOCAL_META.delete().where(LOCAL_META.c.key == key))
            db.execute(insert(LOCAL_META).values(key=key, value=value))

    def check(self) -> list[Finding]:
        """See `Store.check`."""
        with explained(self._store.path), closing(self._store.connect()) as connection:
            connection.execute("BEGIN")
            return list(check(connection, self._records.values()))

    def close(self) -> None:
        """Let go of every connection but the plain one."""
        self._readers.dispose()

    def _log(self, db: Connection, shown: Shown, act: Act) -> None:
        """Turn what the triggers noted into log lines, causal facts and search entries."""
        if touched := touched_rows(db, self._registry):
            self._append(db, touched, shown, act)
        settle(db, self._records)

    def _append(self, db: Connection, touched: Sequence[Touched], shown: Shown, act: Act) -> None:
        appended = self._journal.append(db, touched, shown, act)
        with driver_of(db).writing_as(Mode.APPLY):
            for (table, row), values in appended.corrections.items():
                show(db, self._registry.table(table), row, values, self._store.clock.now_ms())
        for (table, row), disputes in appended.disputes.items():
            note_disputes(db, table, row, disputes)

    def _give_unit(self, session: Session, _context: object, _instances: object) -> None:
        for row in session.new:
            if isinstance(row, Record) and not row.unit_id:
                row.unit_id = self._store.commune


def _decided(spec: TableSpec, row: bytes, values: Mapping[int, Value], old: Mapping[int, Value]) -> Iterator[Touched]:
    """What a decision between values writes, the one that is shown already included."""
    fields = {number: value for number, value in values.items() if number != ROW}
    if fields:
        yield Touched(spec.number, row, Op.SET, fields, {number: old.get(number) for number in fields})
    if ROW in values:
        yield Touched(spec.number, row, Op.DELETE if values[ROW] else Op.RESTORE, {})


@cache
def _converter(record: type[Record], key: str) -> Callable[[Any], Any] | None:
    """What turns a value of a column into the driver's, where that differs."""
    return record.__table__.columns[key].type.dialect_impl(_DIALECT).bind_processor(_DIALECT)
