"""What PostgreSQL itself takes: the same number of change rows, by COPY, through SQLAlchemy, with a commit each."""

import json
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import psycopg
from sqlalchemy import BigInteger, Column, DateTime, Identity, Integer, MetaData, String, Table, create_engine, insert
from sqlalchemy.dialects.postgresql import JSONB, UUID

from tests.bench.documents import documents
from tests.bench.job import Case, Figures
from tests.sync.server.places import fresh_database, postgres_address

PERSONS = 2_000
ONE_BY_ONE = 2_000
_COLUMNS = ("device", "local_seq", "register", "row_id", "op", "body", "at")
_NAMES = ", ".join(_COLUMNS)
_AT = datetime(2026, 3, 8, 8, tzinfo=UTC)
_LOG = Table(
    "change_log", MetaData(),
    Column("seq", BigInteger, Identity(always=True), primary_key=True),
    Column("device", Integer, nullable=False),
    Column("local_seq", BigInteger, nullable=False),
    Column("register", String, nullable=False),
    Column("row_id", UUID, nullable=False),
    Column("op", String(1), nullable=False),
    Column("body", JSONB, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)  # fmt: skip
_UNIQUE = "ALTER TABLE change_log ADD UNIQUE (device, local_seq)"
_INSERT = f"INSERT INTO change_log({_NAMES}) VALUES ({', '.join(['%s'] * len(_COLUMNS))})"
Row = tuple[Any, ...]


def copy(case: Case) -> Figures:
    """COPY into the table: nothing is quicker."""

    def store(db: psycopg.Connection, rows: Sequence[Row]) -> None:
        _copy(db, "change_log", rows)
        db.commit()

    return _measured(case.size, store)


def staged(case: Case) -> Figures:
    """COPY into a temporary table, from there what is not known yet."""

    def store(db: psycopg.Connection, rows: Sequence[Row]) -> None:
        db.execute(f"CREATE TEMP TABLE arrived ON COMMIT DROP AS SELECT {_NAMES} FROM change_log LIMIT 0")
        _copy(db, "arrived", rows)
        db.execute(f"INSERT INTO change_log({_NAMES}) SELECT {_NAMES} FROM arrived ON CONFLICT DO NOTHING")
        db.commit()

    return _measured(case.size, store)


def core(case: Case) -> Figures:
    """SQLAlchemy Core's insert of many."""
    with _table() as address:
        engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
        rows = [dict(zip(_COLUMNS, (*row[:5], json.loads(row[5]), row[6]), strict=True)) for row in _changes(case.size)]
        began = time.perf_counter()
        with engine.begin() as db:
            db.execute(insert(_LOG), rows)
        seconds = time.perf_counter() - began
        engine.dispose()
    return _figures(case.size, seconds)


def committed(case: Case) -> Figures:
    """A commit for each change; 2,000 of them at most."""
    count = min(case.size, ONE_BY_ONE)

    def store(db: psycopg.Connection, rows: Sequence[Row]) -> None:
        for row in rows:
            db.execute(_INSERT, row)
            db.commit()

    return _measured(count, store)


def _measured(count: int, store: Callable[[psycopg.Connection, Sequence[Row]], None]) -> Figures:
    with _table() as address, psycopg.connect(address) as db:
        rows = _changes(count)
        began = time.perf_counter()
        store(db, rows)
        seconds = time.perf_counter() - began
        found = db.execute("SELECT count(*) FROM change_log").fetchone()
        assert found == (count,)
    return _figures(count, seconds)


def _figures(count: int, seconds: float) -> Figures:
    return {"change_us": seconds / count * 1e6, "changes_per_s": count / seconds}


@contextmanager
def _table() -> Iterator[str]:
    with fresh_database(postgres_address()) as address:
        engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
        with engine.begin() as db:
            _LOG.create(db)
            db.exec_driver_sql(_UNIQUE)
        engine.dispose()
        yield address


def _copy(db: psycopg.Connection, table: str, rows: Sequence[Row]) -> None:
    with db.cursor() as cursor, cursor.copy(f"COPY {table}({_NAMES}) FROM STDIN") as stream:
        for row in rows:
            stream.write_row(row)


def _changes(count: int) -> list[Row]:
    """One new person to two edits, as JSON; about 220 bytes each."""
    people = documents(PERSONS)
    whole = [json.dumps(person, ensure_ascii=False) for person in people]
    edits = [json.dumps({"phone": person["phone"], "note": person["note"]}, ensure_ascii=False) for person in people]
    return [
        (
            number % 600, number, "person", uuid.UUID(int=number), "U" if number % 3 else "I",
            (edits if number % 3 else whole)[number % PERSONS], _AT,
        )
        for number in range(count)
    ]  # fmt: skip
