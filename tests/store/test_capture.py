"""Capture: no way of writing goes unlogged, and nothing is logged twice or without need."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2 as sqlcipher

from desktop.models.branch import Branch
from desktop.models.dates import PartialDate
from desktop.models.membership import Membership
from desktop.models.person import Person
from desktop.store.store import Store
from sync.ids import uuid7
from sync.journal import AS_STORED, ContextMissing
from sync.record import ChangeRecord, Op, decode
from sync.tables import CHANGE
from tests.people import AN, HOA, HUE, KEY, crowd


def log(store: Store) -> list[ChangeRecord]:
    with store.reading() as db:
        return [decode(data) for data in db.execute(select(CHANGE.c.record).order_by(CHANGE.c.id)).scalars()]


def add(store: Store, **values: Any) -> UUID:
    with store.writing(reason="add") as session:
        person = Person(**values)
        session.add(person)
        return person.id


def by_orm(session: Session, row_id: UUID) -> None:
    person = session.get(Person, row_id)
    assert person is not None
    person.phone = "0988000222"


def by_core(session: Session, row_id: UUID) -> None:
    session.execute(update(Person.__table__).where(Person.__table__.c.id == row_id).values(phone="0988000222"))


def by_bulk_orm(session: Session, row_id: UUID) -> None:
    session.execute(update(Person).where(Person.id == row_id).values(phone="0988000222"))


def by_orm_rows(session: Session, row_id: UUID) -> None:
    session.execute(update(Person), [{"id": row_id, "phone": "0988000222"}])


def by_raw_sql(session: Session, row_id: UUID) -> None:
    session.execute(text("UPDATE person SET phone = '0988000222' WHERE id = :id"), {"id": row_id.bytes})


def by_driver(session: Session, row_id: UUID) -> None:
    driver = session.connection().connection.driver_connection
    assert driver is not None
    driver.execute("UPDATE person SET phone = '0988000222' WHERE id = ?", (row_id.bytes,))


def by_upsert(session: Session, row_id: UUID) -> None:
    session.execute(
        text("INSERT INTO person(id, phone) VALUES (:id, 'x') ON CONFLICT(id) DO UPDATE SET phone = '0988000222'"),
        {"id": row_id.bytes},
    )


@pytest.mark.parametrize(
    "change",
    [by_orm, by_core, by_bulk_orm, by_orm_rows, by_raw_sql, by_driver, by_upsert],
    ids=lambda way: way.__name__,
)
def test_every_way_of_changing_a_row_is_logged(store: Store, change: Callable[[Session, UUID], None]) -> None:
    row_id = add(store, **AN)
    with store.writing(AS_STORED, reason="edit") as session:
        change(session, row_id)
    record = log(store)[-1]
    assert (record.row, record.op, dict(record.fields)) == (row_id.bytes, Op.SET, {5: "0988000222"})
    assert list(store.check()) == []


def insert_orm(session: Session, store: Store) -> None:
    session.add(Person(**HUE))


def insert_core(session: Session, store: Store) -> None:
    session.execute(insert(Person.__table__), [{"id": uuid7(), "unit_id": store.commune, **HUE}])


def insert_bulk(session: Session, store: Store) -> None:
    session.execute(insert(Person), [{"id": uuid7(), "unit_id": store.commune, **HUE}])


def insert_rows(session: Session, store: Store) -> None:
    store.add_rows(session, Person, [HUE])


def insert_raw(session: Session, store: Store) -> None:
    statement = "INSERT INTO person(id, unit_id, full_name, birth_date, citizen_id) VALUES (:id, :unit, :n, :b, :c)"
    values = {"id": uuid7().bytes, "unit": store.commune, "n": HUE["full_name"], "b": "1988-11-05", "c": "019188000333"}
    session.execute(text(statement), values)


@pytest.mark.parametrize(
    "way", [insert_orm, insert_core, insert_bulk, insert_rows, insert_raw], ids=lambda way: way.__name__
)
def test_every_way_of_adding_a_row_is_logged(store: Store, way: Callable[[Session, Store], None]) -> None:
    with store.writing(reason="add") as session:
        way(session, store)
    (record,) = log(store)
    assert dict(record.fields) == {1: "Đặng Thị Huệ", 2: "1988-11-05", 4: "019188000333"}
    assert list(store.check()) == []


def test_a_row_changed_many_times_in_one_act_is_logged_once_with_its_last_values(store: Store) -> None:
    row_id = add(store, **AN)
    with store.writing(AS_STORED, reason="edit") as session:
        for phone in ("0900000001", "0900000002", "0900000003"):
            session.execute(update(Person).where(Person.id == row_id).values(phone=phone, note=phone))
    assert len(log(store)) == 2
    assert dict(log(store)[-1].fields) == {5: "0900000003", 18: "0900000003"}


def test_one_living_row_is_changed_by_its_id(store: Store) -> None:
    row_id, hamlet = add(store, **AN), uuid7()
    changes = {"birth_date": PartialDate("1963-01"), "party_member": False, "hamlet_id": hamlet, "phone": None}
    with store.writing(AS_STORED, reason="edit") as session:
        assert store.change_row(session, Person, row_id, changes)
        assert store.change_row(session, Person, row_id, {})
        assert not store.change_row(session, Person, uuid7(), {"note": "x"})
    assert dict(log(store)[-1].fields) == {2: "1963-01", 5: None, 6: hamlet.bytes, 15: False}
    with store.writing(AS_STORED, reason="trash") as session:
        assert store.change_row(session, Person, row_id, {"deleted_at": 1})
        assert not store.change_row(session, Person, row_id, {"note": "x"})
    assert store.check() == []


def test_a_row_added_and_changed_in_one_act_is_logged_once(store: Store) -> None:
    with store.writing(reason="add") as session:
        person = Person(**HOA)
        session.add(person)
        session.flush()
        person.full_name = "Nguyễn Thị Hoa"
        session.flush()
    (record,) = log(store)
    assert record.fields[1] == "Nguyễn Thị Hoa"
    assert list(store.check()) == []


def test_saving_what_was_there_already_logs_nothing(store: Store) -> None:
    row_id = add(store, **AN)
    with store.writing(AS_STORED, reason="edit") as session:
        session.execute(update(Person).where(Person.id == row_id).values(full_name=AN["full_name"], party_member=True))
    with store.writing(AS_STORED, reason="edit") as session:
        session.execute(update(Person).where(Person.id == row_id).values(phone="0900000001"))
        session.execute(update(Person).where(Person.id == row_id).values(phone=AN["phone"]))
    assert len(log(store)) == 1
    assert list(store.check()) == []


def test_emptying_a_field_is_logged_as_empty(store: Store) -> None:
    row_id = add(store, **AN)
    with store.writing(AS_STORED, reason="edit") as session:
        session.execute(update(Person).where(Person.id == row_id).values(phone=None, party_member=None))
    assert dict(log(store)[-1].fields) == {5: None, 15: None}
    assert list(store.check()) == []


def test_trash_and_restore_are_logged_and_a_row_put_back_in_the_same_act_is_not(store: Store) -> None:
    row_id = add(store, **AN)
    for moment in (1, None):
        with store.writing(AS_STORED, reason="trash") as session:
            session.execute(update(Person).where(Person.id == row_id).values(deleted_at=moment))
    with store.writing(AS_STORED, reason="trash") as session:
        session.execute(update(Person).where(Person.id == row_id).values(deleted_at=5))
        session.execute(update(Person).where(Person.id == row_id).values(deleted_at=None))
    assert [record.op for record in log(store)] == [Op.SET, Op.DELETE, Op.RESTORE]
    assert list(store.check()) == []


def test_a_row_edited_and_trashed_in_one_act_is_logged_as_both(store: Store) -> None:
    row_id = add(store, **AN)
    with store.writing(AS_STORED, reason="trash") as session:
        session.execute(update(Person).where(Person.id == row_id).values(note="chuyển đi", deleted_at=1))
    with store.writing(reason="add") as session:
        session.add(Person(**HOA, deleted_at=1))
    assert [record.op for record in log(store)] == [Op.SET, Op.SET, Op.DELETE, Op.SET, Op.DELETE]
    assert list(store.check()) == []


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM person",
        "INSERT OR REPLACE INTO person(rid, id, full_name) SELECT rid, id, 'Ai đó' FROM person",
        "REPLACE INTO person(id, full_name) SELECT id, 'Ai đó' FROM person",
        "UPDATE OR REPLACE person SET rid = 1, full_name = 'Ai đó' WHERE rid = 2",
    ],
)
def test_a_row_is_never_deleted_nor_replaced(store: Store, statement: str) -> None:
    add(store, **AN)
    add(store, **HOA)
    with pytest.raises(IntegrityError), store.writing(AS_STORED, reason="x") as session:
        session.execute(text(statement))
    with store.reading() as db:
        assert db.execute(select(Person.__table__.c.full_name)).scalars().all() == ["Lê Thị An", "Nguyễn Thị Hòa"]


@pytest.mark.parametrize("assignment", ["id = zeroblob(16)", "unit_id = '00000'", "rid = 99"])
def test_a_row_keeps_its_id_and_its_unit(store: Store, assignment: str) -> None:
    add(store, **AN)
    with pytest.raises(IntegrityError, match="keeps its id"), store.writing(AS_STORED, reason="x") as session:
        session.execute(text(f"UPDATE person SET {assignment}"))


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO person(id, full_name) VALUES (zeroblob(16), 'Ai đó')",
        "UPDATE person SET full_name = 'Ai đó'",
        "UPDATE person SET deleted_at = 1",
        "UPDATE person SET note = 'x'",
        "DELETE FROM person",
        "INSERT INTO membership(id) VALUES (zeroblob(16))",
    ],
)
def test_a_foreign_tool_with_the_right_key_cannot_write(store: Store, folder: Path, statement: str) -> None:
    add(store, **AN)
    foreign = sqlcipher.connect(str(folder / "register.db"), isolation_level=None)
    foreign.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    assert foreign.execute("SELECT full_name FROM person").fetchall() == [("Lê Thị An",)]
    with pytest.raises(sqlcipher.OperationalError, match="function"):
        foreign.execute(statement)
    foreign.close()
    assert list(store.check()) == []


def test_a_value_that_cannot_travel_is_refused_with_everything_else_of_its_act(store: Store) -> None:
    row_id = add(store, **AN)
    statements = ("UPDATE person SET deleted_at = 1", "UPDATE person SET hamlet_id = 1.5")

    def act() -> None:
        with store.writing(AS_STORED, reason="x") as session:
            session.add(Person(**HOA))
            session.flush()
            for statement in statements:
                session.execute(text(statement))

    with pytest.raises(TypeError, match="no wire value"):
        act()
    assert row_id in {UUID(bytes=record.row) for record in log(store)}
    assert len(log(store)) == 1
    assert list(store.check()) == []


def test_an_exception_leaves_neither_row_nor_log_line_nor_note(store: Store) -> None:
    class Stop(Exception):
        pass

    def act() -> None:
        with store.writing(reason="add") as session:
            session.add(Person(**AN))
            session.flush()
            store.add_rows(session, Person, crowd(10))
            raise Stop

    with pytest.raises(Stop):
        act()
    with store.reading() as db:
        counts = [
            db.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar()
            for name in ("person", "change", "act", "captured", "row_meta", "incarnation")
        ]
    assert counts == [0] * 6
    add(store, **HOA)
    assert [record.seq for record in log(store)] == [1]
    assert list(store.check()) == []


def test_an_exception_in_the_middle_of_ddl_leaves_no_table(store: Store) -> None:
    def act() -> None:
        with store.writing(reason="x") as session:
            session.add(Person(**AN))
            session.flush()
            session.execute(text("CREATE TABLE half_made(id INTEGER)"))
            session.execute(text("ALTER TABLE person ADD COLUMN half_made TEXT"))
            session.execute(text("no such statement"))

    with pytest.raises(OperationalError):
        act()
    with store.reading() as db:
        assert db.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'half_made'").scalar() == 0
        assert "half_made" not in {row[1] for row in db.exec_driver_sql("PRAGMA table_info(person)")}
        assert db.execute(select(func.count()).select_from(Person.__table__)).scalar() == 0


def test_a_strict_store_refuses_a_change_without_the_context_of_its_form(store: Store) -> None:
    row_id = add(store, **AN)
    with pytest.raises(ContextMissing), store.writing(reason="edit") as session:
        session.execute(update(Person).where(Person.id == row_id).values(phone="0988000222"))
    assert len(log(store)) == 1


def test_rows_of_several_registers_are_one_act_in_the_order_they_were_touched(store: Store) -> None:
    with store.writing(reason="admit", label="Kết nạp Lê Thị An") as session:
        branch, person = Branch(name="Na Pặng"), Person(**AN)
        session.add(branch)
        session.flush()
        session.add(person)
        session.flush()
        session.add(Membership(person_id=person.id, branch_id=branch.id))
    records = log(store)
    assert [(record.table, record.tx, record.seq) for record in records] == [(4, 1, 1), (2, 1, 2), (3, 1, 3)]
    assert records[2].fields == {1: person.id.bytes, 2: branch.id.bytes}


def test_a_bulk_insert_mints_ids_gives_the_unit_and_keeps_what_was_given(store: Store) -> None:
    given = uuid7()
    with store.writing(reason="import") as session:
        ids = store.add_rows(session, Person, [AN, {**HOA, "id": given}, {**HUE, "unit_id": "05500"}])
        assert store.add_rows(session, Person, []) == []
    with store.reading() as db:
        people = {person.id: person for person in db.execute(select(Person.__table__))}
    assert list(people) == ids
    assert ids[1] == given
    assert [person.unit_id for person in people.values()] == [store.commune, store.commune, "05500"]
    assert people[ids[0]].party_member is True
    assert people[ids[0]].birth_date.year == 1962
    assert len(log(store)) == 3


def test_a_failing_bulk_insert_leaves_nothing(store: Store) -> None:
    twice = uuid7()
    with pytest.raises(sqlcipher.IntegrityError), store.writing(reason="import") as session:
        store.add_rows(session, Person, [{**AN, "id": twice}, {**HOA, "id": twice}])
    assert log(store) == []
    assert list(store.check()) == []
