"""The province's database: what is committed stays, what fails leaves nothing, and each trouble has its name."""

import os
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, text, update

from sync.server.database import FILE, Database
from sync.server.tables import UNIT
from sync.server.troubles import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseReadOnly,
    DatabaseUnfit,
    DatabaseUnreachable,
    WrongDatabaseKey,
)
from tests.people import KEY
from tests.sync.server.places import Place, fresh_database

A_UNIT = {"code": "05491", "name": "Xã Thử", "joined_ms": 1}


def test_what_was_committed_is_there_after_a_restart(place: Place) -> None:
    for _ in range(2):
        database = place.open()
        with database.writing() as db:
            if not _codes(db):
                db.execute(insert(UNIT), A_UNIT)
        database.close()
    database = place.open()
    with database.reading() as db:
        assert _codes(db) == ["05491"]
    database.close()


def test_what_failed_midway_left_nothing(database: Database) -> None:
    def fail() -> None:
        with database.writing() as db:
            db.execute(insert(UNIT), A_UNIT)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.reading() as db:
        assert _codes(db) == []


def test_a_view_shows_one_moment(database: Database) -> None:
    with database.reading() as db:
        assert _codes(db) == []
        with database.writing() as other:
            other.execute(insert(UNIT), A_UNIT)
        assert _codes(db) == []


def test_nothing_can_be_written_in_a_view(database: Database) -> None:
    with pytest.raises(DatabaseReadOnly), database.reading() as db:
        db.execute(insert(UNIT), A_UNIT)


def test_a_bug_is_not_dressed_up_as_trouble(database: Database) -> None:
    with pytest.raises(Exception, match="no_such_table"), database.reading() as db:
        db.execute(text("SELECT * FROM no_such_table"))


def test_many_threads_write_and_nothing_is_lost(database: Database) -> None:
    with database.writing() as db:
        db.execute(insert(UNIT), A_UNIT)

    def count_up() -> None:
        for _ in range(20):
            with database.writing() as db:
                db.execute(update(UNIT).values(joined_ms=UNIT.c.joined_ms + 1))

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as db:
        assert db.execute(select(UNIT.c.joined_ms)).scalar() == 81


def test_two_servers_that_start_together_make_the_tables_once(place: Place) -> None:
    databases: list[Database] = []
    threads = [threading.Thread(target=lambda: databases.append(place.open())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(databases) == 4
    for database in databases:
        database.close()


def test_the_file_is_encrypted_and_the_owners_alone(tmp_path: Path) -> None:
    database = Database.open(None, tmp_path, KEY)
    with database.writing() as db:
        db.execute(insert(UNIT), A_UNIT)
    files = list(tmp_path.iterdir())
    assert files
    for file in files:
        assert file.stat().st_mode & 0o077 == 0
        assert b"05491" not in file.read_bytes()
    database.close()


def test_another_provinces_key_does_not_open_the_file(tmp_path: Path) -> None:
    Database.open(None, tmp_path, KEY).close()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(WrongDatabaseKey):
        Database.open(None, tmp_path, os.urandom(32))
    assert (tmp_path / FILE).read_bytes() == before


def test_a_damaged_file_is_named_so(tmp_path: Path) -> None:
    Database.open(None, tmp_path, KEY).close()
    data = bytearray((tmp_path / FILE).read_bytes())
    for place in range(4096, len(data), 100):
        data[place] ^= 0xFF
    (tmp_path / FILE).write_bytes(data)
    with pytest.raises(DatabaseDamaged):
        Database.open(None, tmp_path, KEY)


def test_a_plain_sqlite_file_is_not_ours(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / FILE)
    plain.execute("CREATE TABLE t (a)")
    plain.close()
    with pytest.raises(WrongDatabaseKey):
        Database.open(None, tmp_path, KEY)


def test_a_file_that_another_program_holds_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.server.engines._PATIENCE_S", 0.1)
    database, other = Database.open(None, tmp_path, KEY), Database.open(None, tmp_path, KEY)
    with database.writing(), pytest.raises(DatabaseBusy), other.writing():
        pass
    database.close()
    other.close()


@pytest.mark.parametrize(
    "url",
    ["nothing at all", "mysql://a:secret@b/c", "postgresql://a:secret@b", "sqlite:///province.db"],
)
def test_an_address_that_is_none_is_refused_without_repeating_the_password(url: str, tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnfit) as caught:
        Database.open(url, tmp_path, None)
    assert "secret" not in str(caught.value.details)


def test_a_postgresql_that_does_not_answer_is_unreachable(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnreachable) as caught:
        Database.open(f"postgresql://a:secret@/b?host={tmp_path}", tmp_path, None)
    assert "secret" not in str(caught.value.details)


def test_a_database_that_is_not_there_is_unreachable(postgres: str, tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnreachable):
        Database.open(postgres.replace("/postgres?", "/nobody_made_this?"), tmp_path, None)


def test_a_postgresql_without_utf8_is_unfit(postgres: str, tmp_path: Path) -> None:
    latin = "ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"
    with fresh_database(postgres, options=latin) as url, pytest.raises(DatabaseUnfit):
        Database.open(url, tmp_path, None)


def test_a_lost_connection_is_trouble_once_and_then_over(postgres: str, template: str, tmp_path: Path) -> None:
    with fresh_database(postgres, template=template) as url:
        database, other = Database.open(url, tmp_path, None), Database.open(url, tmp_path, None)

        def be_cut_off() -> None:
            with database.writing() as db:
                db.execute(insert(UNIT), A_UNIT)
                mine = db.execute(text("SELECT pg_backend_pid()")).scalar()
                with other.reading() as killer:
                    killer.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": mine})
                db.execute(text("SELECT 1"))

        with pytest.raises(DatabaseUnreachable):
            be_cut_off()
        with database.writing() as db:
            assert _codes(db) == []
            db.execute(insert(UNIT), A_UNIT)
        database.close()
        other.close()


def test_a_commit_waits_for_the_disk_even_where_the_server_would_not(postgres: str, tmp_path: Path) -> None:
    with fresh_database(postgres) as url:
        database = Database.open(url, tmp_path, None)
        with database.writing() as db:
            name = db.execute(text("SELECT current_database()")).scalar()
            db.execute(text(f'ALTER DATABASE "{name}" SET synchronous_commit = off'))
        database.close()
        database = Database.open(url, tmp_path, None)
        with database.writing() as db:
            assert db.execute(text("SHOW synchronous_commit")).scalar() == "on"
        database.close()


def _codes(db: Connection) -> list[str]:
    return list(db.execute(select(UNIT.c.code)).scalars())
