"""Many rows at once: what goes in is what one by one would be, whatever way a database has for it."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import BigInteger, Boolean, Column, Connection, Integer, LargeBinary, MetaData, String, Table, select

from desktop.models.columns import RowId
from sync.bulk import find_many, insert_many, upsert_many, upsert_parts
from sync.server.database import Database

THINGS = Table(
    "thing of many", MetaData(),
    Column("unit", String, primary_key=True), Column("id", RowId, primary_key=True),
    Column("order", BigInteger), Column("select", String), Column("flag", Boolean), Column("blob", LargeBinary),
    Column("small", Integer),
)  # fmt: skip
KEYS = ("unit", "id")
NAMES = ("unit", "id", "order", "select", "flag", "blob", "small")
MANY = 200

_rows = st.tuples(
    st.sampled_from("ab"), st.binary(min_size=16, max_size=16).map(lambda data: data[:1] * 16),
    st.none() | st.integers(-(2**63), 2**63 - 1),
    st.none() | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    st.none() | st.booleans(), st.none() | st.binary(), st.none() | st.integers(-(2**31), 2**31 - 1),
)  # fmt: skip
_lists = st.lists(_rows, max_size=60, unique_by=lambda row: row[:2])
_on_each = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def thing(number: int, *rest: Any) -> tuple[Any, ...]:
    values = rest or (number, f"thứ {number}", number % 2 == 0, bytes([number % 256]), number)
    return ("a", number.to_bytes(16, "big"), *values)


@_on_each
@given(rows=_lists)
def test_what_goes_in_comes_out(database: Database, rows: list[tuple[Any, ...]]) -> None:
    with database.writing() as db:
        THINGS.drop(db, checkfirst=True)
        THINGS.create(db)
        insert_many(db, THINGS, NAMES, iter(rows))
        assert _all(db) == {row[:2]: row[2:] for row in rows}


@_on_each
@given(before=_lists, after=_lists)
def test_many_at_once_are_as_one_by_one(
    database: Database, before: list[tuple[Any, ...]], after: list[tuple[Any, ...]]
) -> None:
    with database.writing() as db:
        THINGS.drop(db, checkfirst=True)
        THINGS.create(db)
        insert_many(db, THINGS, NAMES, before)
        upsert_many(db, THINGS, KEYS, NAMES, after)
        assert _all(db) == {row[:2]: row[2:] for row in (*before, *after)}


@_on_each
@given(before=_lists, after=_lists, bits=st.lists(st.integers(0, 31), min_size=60, max_size=60))
def test_each_row_changes_only_what_it_gives(
    database: Database, before: list[tuple[Any, ...]], after: list[tuple[Any, ...]], bits: list[int]
) -> None:
    expected = {row[:2]: row[2:] for row in before}
    parts = []
    for mask, row in zip(bits, after, strict=False):
        part = [value if mask >> bit & 1 else None for bit, value in enumerate(row[2:])]
        parts.append((mask, (*row[:2], *part)))
        old = expected.get(row[:2], (None,) * 5)
        expected[row[:2]] = tuple(new if mask >> bit & 1 else old[bit] for bit, new in enumerate(part))
    with database.writing() as db:
        THINGS.drop(db, checkfirst=True)
        THINGS.create(db)
        insert_many(db, THINGS, NAMES, before)
        upsert_parts(db, THINGS, KEYS, NAMES, parts)
        assert _all(db) == expected


@pytest.fixture
def things(database: Database) -> Database:
    with database.writing() as db:
        THINGS.create(db)
    return database


@pytest.mark.parametrize("count", [0, 1, MANY])
def test_a_column_that_is_not_given_stays(things: Database, count: int) -> None:
    with things.writing() as db:
        insert_many(db, THINGS, NAMES, [thing(number) for number in range(count)])
        changed = [(*thing(number)[:2], "khác") for number in range(count)]
        upsert_many(db, THINGS, KEYS, ("unit", "id", "select"), iter(changed))
        expected = [(n, "khác", n % 2 == 0, bytes([n % 256]), n) for n in range(count)]
        assert _all(db) == {thing(number)[:2]: expected[number] for number in range(count)}


@pytest.mark.parametrize("count", [1, MANY])
def test_keys_alone_make_a_row_once(things: Database, count: int) -> None:
    with things.writing() as db:
        for _ in range(2):
            upsert_many(db, THINGS, KEYS, KEYS, [thing(number)[:2] for number in range(count)])
        assert len(_all(db)) == count


def test_the_same_table_twice_in_a_transaction_mixes_nothing_up(things: Database) -> None:
    with things.writing() as db:
        upsert_many(db, THINGS, KEYS, NAMES, [thing(number) for number in range(MANY)])
        upsert_many(db, THINGS, KEYS, NAMES, [thing(number) for number in range(MANY, 2 * MANY)])
        parts = [(1 << number % 5, (*thing(number)[:2], *[None] * 5)) for number in range(MANY)]
        upsert_parts(db, THINGS, KEYS, NAMES, parts)
        found = _all(db)
    assert len(found) == 2 * MANY
    assert found[thing(7)[:2]] == (7, "thứ 7", None, b"\x07", 7)
    assert found[thing(MANY + 1)[:2]] == thing(MANY + 1)[2:]


def test_what_was_rolled_back_leaves_the_next_transaction_clean(things: Database) -> None:
    def fail() -> None:
        with things.writing() as db:
            upsert_many(db, THINGS, KEYS, NAMES, [thing(number) for number in range(MANY)])
            raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            fail()
    with things.writing() as db:
        upsert_many(db, THINGS, KEYS, NAMES, [thing(number) for number in range(MANY)])
        assert len(_all(db)) == MANY


def test_nothing_is_written_by_halves(things: Database) -> None:
    def fail() -> None:
        with things.writing() as db:
            insert_many(db, THINGS, NAMES, [thing(number) for number in range(MANY)])
            insert_many(db, THINGS, NAMES, [thing(number) for number in range(MANY - 1, 2 * MANY)])

    with pytest.raises(Exception, match=r"(?i)unique"):
        fail()
    with things.reading() as db:
        assert _all(db) == {}


@pytest.mark.parametrize("count", [0, 1, 2_000])
def test_rows_are_found_by_their_keys(things: Database, count: int) -> None:
    counted = Table("counted", MetaData(), Column("a", Integer, primary_key=True), Column("b", LargeBinary))
    keys = [(number % 3, number.to_bytes(16, "big")) for number in range(count)]
    with things.writing() as db:
        counted.drop(db, checkfirst=True)
        db.exec_driver_sql(f"CREATE TABLE counted (a INTEGER, b {_blob(db)}, PRIMARY KEY (a, b))")
        insert_many(db, counted, ("a", "b"), keys[::2])
        assert set(find_many(db, counted, ("a", "b"), keys, ("a", "b"))) == set(keys[::2])


def _blob(db: Connection) -> str:
    return str(LargeBinary().compile(db.dialect))


def _all(db: Connection) -> dict[tuple[str, bytes], Sequence[Any]]:
    return {(row[0], row[1].bytes): tuple(row[2:]) for row in db.execute(select(THINGS))}
