"""Migrations: an older file is widened without a log line, after a backup; nothing is ever taken away."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.accounts.keys import KeyFile
from desktop.models.person import Person
from desktop.models.record import records
from desktop.store import schema
from desktop.store.backups import peek
from desktop.store.engine import connect
from desktop.store.store import Store, open_store
from sync.journal import AS_STORED
from sync.slow_key import Cost
from sync.tables import CHANGE
from tests.people import AN, HOA, KEY


def age(folder: Path, *statements: str) -> None:
    """Make the file what an earlier program would have left."""
    connection = connect(folder / "register.db", KEY)
    connection.mode = connection.mode.MIGRATE
    connection.execute("DELETE FROM local_meta WHERE key = 'shape'")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def without_triggers(table: str, folder: Path) -> list[str]:
    connection = connect(folder / "register.db", KEY)
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,))
    statements = [f'DROP TRIGGER "{name}"' for (name,) in names.fetchall()]
    connection.close()
    return statements


def lines(store: Store) -> int:
    with store.reading() as db:
        return len(db.execute(select(CHANGE.c.id)).all())


@pytest.fixture
def filled(folder: Path) -> Path:
    """A folder with two persons, as a program left it."""
    store = open_store(folder, KEY)
    with store.writing(reason="add") as session:
        session.add_all([Person(**AN), Person(**HOA)])
    store.close()
    return folder


def test_missing_columns_and_tables_are_added_without_a_log_line(filled: Path) -> None:
    age(
        filled,
        *without_triggers("person", filled),
        "ALTER TABLE person DROP COLUMN occupation",
        "ALTER TABLE person DROP COLUMN note",
        *without_triggers("meeting", filled),
        "DROP TABLE meeting",
        "DROP TABLE meeting_search",
        "DROP TABLE saved_filter",
        "DROP INDEX person_by_citizen_id",
        "ALTER TABLE act DROP COLUMN undoes",
        "DROP TABLE captured",
        "CREATE TABLE captured(of_another_shape INTEGER)",
    )
    store = open_store(filled, KEY, strict=True)
    assert lines(store) == 2
    with store.writing(AS_STORED, reason="edit") as session:
        for person in session.scalars(select(Person)):
            person.occupation = "Nông dân"
    assert lines(store) == 4
    assert store.check() == []
    with store.reading() as db:
        names = set(db.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
    assert {"meeting", "meeting_search", "saved_filter", "person_by_citizen_id"} <= names
    store.close()


def test_a_lost_search_index_and_lost_triggers_come_back(filled: Path) -> None:
    age(filled, *without_triggers("person", filled), "DROP TABLE person_search")
    store = open_store(filled, KEY, strict=True)
    assert store.check() == []
    with store.writing(reason="add") as session:
        session.add(Person(**AN))
    assert lines(store) == 3
    store.close()


def test_what_is_no_longer_declared_stays(filled: Path) -> None:
    age(
        filled,
        "ALTER TABLE person ADD COLUMN hobby TEXT",
        "UPDATE person SET hobby = 'hát then'",
        "CREATE TABLE gone(x)",
    )
    store = open_store(filled, KEY)
    with store.reading() as db:
        assert set(db.exec_driver_sql("SELECT hobby FROM person").scalars()) == {"hát then"}
        assert db.exec_driver_sql("SELECT count(*) FROM gone").scalar() == 0
    assert store.check() == []
    store.close()


def test_a_file_that_fits_is_not_touched(filled: Path) -> None:
    before = (filled / "register.db").read_bytes()
    open_store(filled, KEY).close()
    assert (filled / "register.db").read_bytes() == before


def test_a_backup_is_made_before_the_file_is_widened(tmp_path: Path, empty_register: Path) -> None:
    made = KeyFile.create(tmp_path / "keys.json", "Lan", "hoa gạo tháng ba", cost=Cost(7 * 1024, 5, 1))
    assert made.key
    shutil.copy(empty_register, tmp_path / "register.db")
    age(tmp_path, "DROP TABLE saved_filter")
    open_store(tmp_path, KEY).close()
    (backup,) = (tmp_path / "backups").glob("truoc-nang-cap-*.sohoi")
    assert peek(backup).schema == schema.VERSION
    open_store(tmp_path, KEY).close()
    assert list((tmp_path / "backups").iterdir()) == [backup]


def test_a_widening_that_breaks_off_leaves_the_file_as_it_was(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    age(filled, *without_triggers("person", filled), "ALTER TABLE person DROP COLUMN note", "DROP TABLE saved_filter")

    def breaks(_db: object, _records: object) -> None:
        raise OSError("power")

    fit = schema.fit
    monkeypatch.setattr(schema, "fit", lambda db, declared: (fit(db, declared), breaks(db, declared)))
    with pytest.raises(OSError, match="power"):
        open_store(filled, KEY)
    monkeypatch.undo()
    connection = connect(filled / "register.db", KEY)
    assert "note" not in {row[1] for row in connection.execute("PRAGMA table_info(person)")}
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'saved_filter'").fetchone() == (0,)
    connection.close()
    store = open_store(filled, KEY)
    assert store.check() == []
    store.close()


def test_no_synced_column_forbids_anything(store: Store) -> None:
    """A child may arrive before its parent, and a citizen id twice: no UNIQUE, NOT NULL, CHECK or REFERENCES."""
    with store.reading() as db:
        for record in records():
            table = record.__tablename__
            strict = [row[1] for row in db.exec_driver_sql(f'PRAGMA table_info("{table}")') if row[3]]
            unique = [row[1] for row in db.exec_driver_sql(f'PRAGMA index_list("{table}")') if row[2]]
            foreign = db.exec_driver_sql(f'PRAGMA foreign_key_list("{table}")').all()
            assert (strict, unique, foreign) == (["id"], [f"sqlite_autoindex_{table}_1"], [])


def test_the_shape_changes_with_whatever_a_file_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    before = schema.shape(records())
    assert schema.shape(records()) == before
    assert schema.shape(records()[1:]) != before
    monkeypatch.setattr(schema, "LOCAL_TABLES", ())
    assert schema.shape(records()) != before
