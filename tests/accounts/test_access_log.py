"""The log of views, prints and exports, on a real encrypted file."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, MetaData, create_engine
from sqlalchemy.pool import StaticPool

from desktop.accounts.access_log import MOST_ROWS_NAMED, AccessAct, entries, record
from desktop.store.access_table import LOCAL, LOCAL_TABLES
from sync.ids import uuid7

EARLY = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
LATE = datetime(2026, 11, 21, 2, 30, 0, 500_000, tzinfo=UTC)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    def connect() -> sqlcipher.Connection:
        opened = sqlcipher.connect(tmp_path / "register.db")
        opened.execute(f"PRAGMA key = \"x'{'07' * 32}'\"")
        return opened

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
    LOCAL.create_all(engine)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_a_print_is_found_again_by_user_act_register_and_record(connection: Connection) -> None:
    an, binh = uuid7(), uuid7()
    record(connection, user_id="u1", act=AccessAct.VIEW, register="person", rows=[an], fields=["religion"], at=EARLY)
    record(
        connection,
        user_id="u2",
        act=AccessAct.PRINT,
        register="member",
        rows=[an, binh],
        fields=["religion", "ethnicity", "religion"],
        purpose="HV-02",
        at=LATE,
    )
    printed, viewed = entries(connection)
    assert (printed.at, printed.user_id, printed.act, printed.register) == (LATE, "u2", AccessAct.PRINT, "member")
    assert printed.row_ids == (an, binh)
    assert printed.fields == ("ethnicity", "religion")
    assert printed.purpose == "HV-02"
    assert entries(connection, user_id="u1") == [viewed]
    assert entries(connection, act=AccessAct.PRINT) == [printed]
    assert entries(connection, register="person") == [viewed]
    assert entries(connection, row_id=binh) == [printed]
    assert entries(connection, since=LATE) == [printed]
    assert entries(connection, limit=1) == [printed]


def test_a_long_list_is_logged_by_its_count(connection: Connection) -> None:
    rows = [uuid7() for _ in range(MOST_ROWS_NAMED + 1)]
    record(connection, user_id="u1", act=AccessAct.EXPORT, register="person", rows=rows, fields=["citizen_id"])
    record(connection, user_id="u1", act=AccessAct.EXPORT, register="person", rows=3214, fields=["citizen_id"])
    assert [(entry.row_count, entry.row_ids) for entry in entries(connection)] == [(3214, ()), (len(rows), ())]


def test_nothing_is_logged_where_nothing_personal_was_shown(connection: Connection) -> None:
    record(connection, user_id="u1", act=AccessAct.VIEW, register="person", rows=[uuid7()], fields=[])
    record(connection, user_id="u1", act=AccessAct.VIEW, register="person", rows=[], fields=["religion"])
    assert entries(connection) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_log SET user_id = 'u9'",
        "DELETE FROM access_log",
        "INSERT OR REPLACE INTO access_log SELECT seq, at_ms, 'u9', act, register, row_count, row_ids, fields, purpose"
        " FROM access_log",
        "INSERT INTO access_log SELECT seq, at_ms, 'u9', act, register, row_count, row_ids, fields, purpose"
        " FROM access_log WHERE true ON CONFLICT (seq) DO UPDATE SET user_id = 'u9'",
    ],
    ids=["update", "delete", "replace", "upsert"],
)
def test_a_line_once_written_stays_as_it_is(connection: Connection, statement: str) -> None:
    record(connection, user_id="u1", act=AccessAct.VIEW, register="person", rows=1, fields=["religion"])
    before = entries(connection)
    with pytest.raises(Exception, match="append-only"):
        connection.exec_driver_sql(statement)
    assert entries(connection) == before


def test_the_table_can_be_made_with_the_stores_own(connection: Connection) -> None:
    everything = MetaData()
    for table in LOCAL_TABLES:
        table.to_metadata(everything)
    assert set(everything.tables) == {"access_log"}
