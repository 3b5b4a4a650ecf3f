"""The store as a whole: one writer, many readers, several starts, and its own word on what is wrong."""

from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import func, select, text, update

from desktop.models.person import Person
from desktop.store import troubles
from desktop.store.engine import Mode, driver_of
from desktop.store.store import Store, open_store
from desktop.store.troubles import Busy, Damaged, DiskFull, DiskTrouble
from sync.journal import AS_STORED
from sync.tables import INCARNATION
from tests.people import AN, COMMUNE, HOA, HUE, KEY, crowd
from tests.store.disks import small_disk


def names(store: Store) -> list[str]:
    with store.reading() as db:
        return list(db.execute(select(Person.__table__.c.full_name).order_by(text("rid"))).scalars())


def add(store: Store, *people: dict[str, object]) -> None:
    with store.writing(reason="add") as session:
        session.add_all([Person(**values) for values in people])


def test_each_start_of_the_program_logs_under_an_incarnation_of_its_own(folder: Path) -> None:
    for values in (AN, HOA, HUE):
        store = open_store(folder, KEY, strict=True)
        add(store, values)
        add(store, values)
        store.close()
    store = open_store(folder, KEY, strict=True)
    with store.reading() as db:
        rows = db.execute(select(INCARNATION).order_by(INCARNATION.c.id)).all()
    assert [row.seq for row in rows] == [2, 2, 2]
    assert len({row.incarnation for row in rows}) == 3
    assert {row.device for row in rows} == {store.meta("device")}
    assert store.check() == []
    store.close()


def test_every_row_bears_the_commune(store: Store) -> None:
    assert store.commune == COMMUNE
    add(store, AN)
    with store.reading() as db:
        assert db.execute(select(Person.__table__.c.unit_id)).scalar() == COMMUNE


def test_a_reader_sees_what_was_committed_when_it_began(store: Store) -> None:
    add(store, AN)
    with store.reading() as db:
        count = select(func.count()).select_from(Person.__table__)
        assert db.execute(count).scalar() == 1
        add(store, HOA)
        assert db.execute(count).scalar() == 1
    assert names(store) == ["Lê Thị An", "Nguyễn Thị Hòa"]


def test_a_reader_cannot_write(store: Store) -> None:
    add(store, AN)
    with pytest.raises(troubles.FolderReadOnly), store.reading() as db:
        db.exec_driver_sql("UPDATE person SET note = 'x'")


def test_threads_take_turns_at_writing(store: Store) -> None:
    threads = [Thread(target=lambda seed=seed: add(store, *crowd(20, seed))) for seed in range(6)]  # type: ignore[misc]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names(store)) == 120
    assert store.check() == []


def test_a_transaction_within_a_transaction_is_refused_and_harms_nothing(store: Store) -> None:
    def both() -> None:
        with store.writing(reason="outer") as session:
            session.add(Person(**AN))
            session.flush()
            with pytest.raises(RuntimeError, match="open in this thread"):
                store.set_meta("x", b"y")
            session.add(Person(**HOA))

    both()
    assert names(store) == ["Lê Thị An", "Nguyễn Thị Hòa"]
    assert store.meta("x") is None


def test_values_of_this_computer_are_kept_and_replaced(store: Store) -> None:
    assert store.meta("thu") is None
    store.set_meta("thu", b"1")
    store.set_meta("thu", b"2")
    assert store.meta("thu") == b"2"


def test_closing_leaves_one_file(folder: Path) -> None:
    store = open_store(folder, KEY)
    add(store, AN)
    store.close()
    assert sorted(path.name for path in folder.iterdir()) == ["register.db"]


def test_where_the_cells_outrank_a_value_the_table_and_the_search_follow_them(folder: Path) -> None:
    store = open_store(folder, KEY)
    add(store, AN)
    with store.local_writing() as db:  # as if the value had come from a computer whose clock is years ahead
        blob = db.exec_driver_sql("SELECT meta FROM row_meta").scalar_one()
        stamp = db.exec_driver_sql("SELECT clock FROM incarnation").scalar_one()
        ahead = blob.replace(stamp.to_bytes(8, "big"), (2**62).to_bytes(8, "big"))
        db.exec_driver_sql("UPDATE row_meta SET meta = ?", (ahead,))
    with store.writing(reason="edit") as session:
        session.execute(update(Person).values(full_name="Lê Thị Bưởi", deleted_at=None))
    assert names(store) == ["Lê Thị An"]
    with store.reading() as db:
        found = "SELECT count(*) FROM person_search WHERE person_search MATCH ?"
        assert db.exec_driver_sql(found, ("folded : an",)).scalar() == 1
        assert db.exec_driver_sql(found, ("folded : buoi",)).scalar() == 0
    store.close()


def spoil(store: Store, *statements: str) -> None:
    """Do what no program does: write past the triggers."""
    with store.local_writing() as db, driver_of(db).writing_as(Mode.MIGRATE):
        for statement in statements:
            db.exec_driver_sql(statement)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE person SET note = 'khác' WHERE rid = 1", "row"),
        ("UPDATE person SET phone = NULL WHERE rid = 1", "row"),
        ("UPDATE person SET party_member = 0 WHERE rid = 1", "row"),
        ("UPDATE person SET deleted_at = 1 WHERE rid = 1", "row"),
        ("UPDATE person SET full_name = 'Lê Thị Ân' WHERE rid = 1", "search"),
        ("INSERT INTO person(id, unit_id, full_name) VALUES (zeroblob(16), '05491', 'Ai')", "row"),
        ("DELETE FROM person WHERE rid = 2", "meta"),
        ("DELETE FROM row_meta", "row"),
        ("UPDATE row_meta SET meta = (SELECT max(meta) FROM row_meta)", "row"),
        ("DELETE FROM person_search WHERE rowid = 1", "search"),
        ("INSERT INTO person_search(rowid, folded, accented) VALUES (99, 'ai', 'ai')", "search"),
        ("UPDATE change SET record = (SELECT record FROM change WHERE id = 1) WHERE id = 2", "chain"),
        ("UPDATE change SET hash = zeroblob(16) WHERE id = 1", "chain"),
        ("UPDATE change SET row = zeroblob(16) WHERE id = 1", "chain"),
        ("DELETE FROM change WHERE id = 2", "chain"),
        ("UPDATE incarnation SET seq = 1", "chain"),
        ("UPDATE incarnation SET device = zeroblob(16)", "chain"),
        ("INSERT INTO captured VALUES (2, 1, 5, NULL)", "unsettled"),
    ],
)
def test_the_check_finds_what_was_written_past_the_log(store: Store, statement: str, code: str) -> None:
    add(store, AN, HOA)
    assert store.check() == []
    spoil(store, statement)
    findings = store.check()
    assert code in {finding.code for finding in findings}
    assert not any("Thị" in finding.what for finding in findings)


def test_the_check_finds_a_start_that_does_not_follow_the_one_before(folder: Path) -> None:
    for values in (AN, HOA):
        store = open_store(folder, KEY)
        add(store, values)
        store.close()
    store = open_store(folder, KEY)
    spoil(store, "UPDATE incarnation SET seq = 0, hash = parent_hash WHERE id = 1", "DELETE FROM change WHERE id = 1")
    assert "does not begin where its parent ended" in {finding.what for finding in store.check()}
    store.close()


def test_the_check_finds_a_page_that_was_changed_on_the_disk(folder: Path) -> None:
    store = open_store(folder, KEY)
    add(store, *crowd(300))
    store.close()
    store = open_store(folder, KEY)
    with store.reading() as db:
        (page,) = db.exec_driver_sql("SELECT rootpage FROM sqlite_master WHERE name = 'change'").one()
    with (folder / "register.db").open("r+b") as file:
        file.seek((page - 1) * 4096 + 500)
        file.write(b"\0" * 8)
    codes = {finding.code for finding in store.check()}
    assert "page" in codes
    store.close()


def test_a_full_disk_refuses_the_save_and_keeps_what_was_saved(tmp_path: Path, empty_register: Path) -> None:
    with small_disk(tmp_path / "disk", 2_200) as disk:
        (disk / "register.db").write_bytes(empty_register.read_bytes())
        store = open_store(disk, KEY, strict=True)
        add(store, AN)
        with pytest.raises((DiskFull, DiskTrouble)), store.writing(reason="import") as session:
            store.add_rows(session, Person, crowd(8_000))
        assert names(store) == ["Lê Thị An"]
        assert store.check() == []
        add(store, HOA)
        store.close()
        again = open_store(disk, KEY, strict=True)
        assert names(again) == ["Lê Thị An", "Nguyễn Thị Hòa"]
        assert again.check() == []
        again.close()


def test_a_file_that_another_program_holds_is_busy(store: Store, folder: Path) -> None:
    add(store, AN)
    other = open_store(folder, KEY)
    with store.local_writing() as db:
        driver_of(db).execute("PRAGMA busy_timeout = 50").fetchall()
    with other.local_writing(), pytest.raises(Busy), store.writing(reason="add") as session:
        session.add(Person(**HOA))
    other.close()
    add(store, HUE)
    assert names(store) == ["Lê Thị An", "Đặng Thị Huệ"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (13, DiskFull), (778, DiskTrouble), (14, DiskTrouble), (8, troubles.FolderReadOnly), (5, Busy), (6, Busy),
        (11, Damaged), (26, Damaged), (267, Damaged),
    ],
)  # fmt: skip
def test_the_drivers_codes_are_told_apart(tmp_path: Path, code: int, expected: type[Exception]) -> None:
    error = troubles.sqlcipher.OperationalError("x")
    error.sqlite_errorcode = code

    def fail() -> None:
        with troubles.explained(tmp_path / "register.db"):
            raise error

    with pytest.raises(expected):
        fail()


def test_a_write_error_on_a_disk_without_room_is_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(troubles.shutil, "disk_usage", lambda _folder: type("Usage", (), {"free": 1000})())
    error = troubles.sqlcipher.OperationalError("x")
    error.sqlite_errorcode = 778

    def fail() -> None:
        with troubles.explained(tmp_path / "register.db"):
            raise error

    with pytest.raises(DiskFull):
        fail()


@pytest.mark.parametrize("act", [lambda: [][0], lambda: int("x")], ids=["index", "value"])
def test_other_errors_pass_as_they_are(store: Store, act: Callable[[], object]) -> None:
    with pytest.raises((IndexError, ValueError)), store.writing(reason="x"):
        act()


@pytest.mark.slow
def test_twenty_thousand_rows_at_once_pass_the_check(store: Store) -> None:
    with store.writing(reason="import", label="Nhập danh sách") as session:
        store.add_rows(session, Person, crowd(20_000))
    with store.writing(AS_STORED, reason="bulk") as session:
        session.execute(update(Person).where(Person.party_member).values(occupation="Hưu trí"))
    assert store.check() == []
